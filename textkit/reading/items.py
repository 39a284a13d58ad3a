"""The lines of a paragraph → the paragraph and the items of lists in it.

Drafts are full of lists that nobody marked up: lines that begin with a dash or a number. But a line may be broken
before a dash that is none (``ympäristö\\n-valvontayksikkö``), and after ``§:n`` stands a number that counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.document import ParagraphKind
from textkit.reading.marks import Number, counts_on, has_bullet, has_weak_bullet, number_of, without_bullet

_TIGHT_DASH = re.compile(r"[–-](?=[^\W\d])")
_LIST_MAY_BEGIN = re.compile(r"[.:;,!?][”\"»')\]]*$|\b(?:että|att)$")
_SENTENCE_END = re.compile(r"[.:;!?][”\"»')\]]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a bullet, still in lines; the mark of a bullet is off, its number is not."""

    kind: ParagraphKind
    lines: list[str]
    number: Number | None = None
    dash: bool = False


def split_items(lines: Sequence[str]) -> list[Item]:
    """Lines of one paragraph, none of them empty → items in reading order."""
    items: list[Item] = []
    several = sum(has_bullet(line) for line in lines) > 1
    for line in lines:
        last = items[-1] if items else None
        if item := _item(line, last, several):
            items.append(item)
        elif last is None or (last.kind == "bullet" and not _continues(last, line)):
            items.append(Item("paragraph", [line]))
        else:
            last.lines.append(line)
    return items


def _item(line: str, last: Item | None, several: bool) -> Item | None:
    """The item that a line begins, or None.

    :param several: whether more than one line of the paragraph looks like an item: then a dash is no chance.
    """
    opens = last is None or bool(_LIST_MAY_BEGIN.search(last.lines[-1]))
    if number := number_of(line):
        counts = counts_on(number, last.number if last else None, opens)
        return Item("bullet", [line], number) if counts else None
    if has_bullet(line):
        weak = has_weak_bullet(line)
        return Item("bullet", [without_bullet(line)], dash=weak) if opens or several or not weak else None
    # A dash without a space is a mark only where a list was announced.
    if last is not None and _TIGHT_DASH.match(line) and (last.dash or last.lines[-1].endswith(":")):
        return Item("bullet", [line[1:]], dash=True)
    return None


def _continues(item: Item, line: str) -> bool:
    """Whether a line without a mark still belongs to the item above it."""
    return not line[0].isupper() or not _SENTENCE_END.search(item.lines[-1])
