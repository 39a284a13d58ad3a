"""Which paragraph of one text became which of another: equal ones first, then the likest in order, then what moved.

Comparing all with all would be quadratic in a document of a thousand paragraphs. Between paragraphs that stayed the
same only a few are left, and only those are compared with each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ALIKE = 0.5
"""Paragraphs that share this much of their words (Dice coefficient, words counted) are the same one, changed."""
_WIDEST = 250_000
"""Pairs of paragraphs that are compared within one gap; a gap that is wider is taken as rewritten."""
_WORD = re.compile(r"\w+")

Words = Counter[str]


class Match(NamedTuple):
    """Places in both texts, None where there is no counterpart. ``moved``: it stands in another order."""

    before: int | None
    after: int | None
    moved: bool = False


def likeness(one: Words, other: Words) -> float:
    """The share of words that two texts have in common, 0–1 (Dice coefficient over counted words)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def word_counts(text: str) -> Words:
    """The words of a text, counted, whatever their case."""
    return Counter(_WORD.findall(text.casefold()))


def match_texts(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Every text of both sides once, in the order of ``after``; what was dropped stands where it was.

    A text is matched with an equal one, else with one that is :data:`ALIKE`, else with none.
    """
    one, other = [" ".join(text.split()) for text in before], [" ".join(text.split()) for text in after]
    found: list[Match] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Match(i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            found += _match_gap(one, other, range(i1, i2), range(j1, j2))
    return _with_moved(found, one, other)


def _match_gap(one: Sequence[str], other: Sequence[str], left: range, right: range) -> Iterator[Match]:
    """The pairs in order whose likeness sums highest: Needleman and Wunsch's alignment, where gaps cost nothing."""
    if not left or not right or len(left) * len(right) > _WIDEST:
        yield from (Match(i, None) for i in left)
        yield from (Match(None, j) for j in right)
        return
    rows, columns = [word_counts(one[i]) for i in left], [word_counts(other[j]) for j in right]
    gains = [[likeness(a, b) for b in columns] for a in rows]
    best = _best_sums(gains)
    i = j = 0
    while i < len(left) or j < len(right):
        here = best[i][j]
        if i < len(left) and here == best[i + 1][j]:
            yield Match(left[i], None)
            i += 1
        elif j < len(right) and here == best[i][j + 1]:
            yield Match(None, right[j])
            j += 1
        else:
            yield Match(left[i], right[j])
            i, j = i + 1, j + 1


def _best_sums(gains: Sequence[Sequence[float]]) -> list[list[float]]:
    """``[i][j]`` is the highest sum that the rows from ``i`` and the columns from ``j`` can reach."""
    width = len(gains[0])
    best = [[0.0] * (width + 1) for _ in range(len(gains) + 1)]
    for i in range(len(gains) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = gains[i][j] + best[i + 1][j + 1] if gains[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _with_moved(found: Sequence[Match], one: Sequence[str], other: Sequence[str]) -> list[Match]:
    """Joins what was dropped in one place and added, word for word, in another."""
    dropped: dict[str, list[int]] = {}
    for match in found:
        if match.after is None and match.before is not None:
            dropped.setdefault(one[match.before], []).append(match.before)
    joined: dict[int, int] = {}
    for match in found:
        if match.before is None and match.after is not None and dropped.get(other[match.after]):
            joined[match.after] = dropped[other[match.after]].pop(0)
    gone = set(joined.values())
    moved = [m if m.after not in joined else Match(joined[m.after], m.after, moved=True) for m in found]
    return [m for m in moved if m.moved or m.before not in gone]
