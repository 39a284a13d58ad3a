"""What decisions like this one usually address: a question to whoever prepares it, never a verdict.

    like               same function code and kind; where there are too few, the codes of its group, then of its class
    near               cosine of the words, each weighted by how few of the like decisions have it (tf–idf)
    share of a theme   Σ nearness of the nearest that address it / Σ nearness of the nearest

A theme is expected when its share is a half or more, at least three of the nearest address it, and the draft does not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from textkit.alignment.matching import word_counts

USUAL = 0.5
"""The share of like decisions that have to address a theme for it to be usual."""
NEAREST = 20
"""How many of the like decisions are asked."""
FEWEST = 5
"""With fewer like decisions nothing is usual."""
_EXAMPLES = 3
"""So many are shown, and fewer would not show anything."""
_SHORTEST_WORD = 4
"""Letters; shorter words are mostly particles."""


class PastDecision(Protocol):
    """What is known of a decision that was made before."""

    @property
    def identifier(self) -> str:
        """What it is called in the archive."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def case_id(self) -> str | None:
        """Its case: the draft's own case is no example for it."""

    @property
    def function_code(self) -> str | None:
        """Its function code, as ``10 03 02``."""

    @property
    def kind(self) -> str | None:
        """``proposal``, ``minutes`` or ``officer``."""

    @property
    def themes(self) -> frozenset[str]:
        """The themes that it addresses."""

    @property
    def text(self) -> str:
        """What it is compared by: its title and its paragraphs, or its title alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """A decision that addresses an expected theme; ``nearness`` is 0–1."""

    identifier: str
    title: str | None
    nearness: float


@dataclass(frozen=True, slots=True)
class ExpectedTheme:
    """A theme that decisions like the draft usually address. ``asked`` is how many were looked at."""

    theme: str
    share: float
    asked: int
    examples: tuple[Example, ...]


def expected_themes(draft: PastDecision, past: Iterable[PastDecision]) -> tuple[ExpectedTheme, ...]:
    """The themes that decisions like a draft usually address and it does not, the most usual first.

    :param draft: described as past decisions are.
    :param past: any decisions; those that are not like it, and those of its own case, are passed over.
    """
    near = _nearest(draft, _like(draft, list(past)))
    total = sum(nearness for nearness, _ in near)
    if len(near) < FEWEST or not total:
        return ()
    missing = {theme for _, decision in near for theme in decision.themes} - draft.themes
    found = []
    for theme in sorted(missing):
        having = [(nearness, decision) for nearness, decision in near if theme in decision.themes]
        share = sum(nearness for nearness, _ in having) / total
        if share >= USUAL and len(having) >= _EXAMPLES:
            examples = tuple(Example(d.identifier, d.title, nearness) for nearness, d in having[:_EXAMPLES])
            found.append(ExpectedTheme(theme, share, len(near), examples))
    return tuple(sorted(found, key=lambda item: -item.share))


def _like(draft: PastDecision, past: Sequence[PastDecision]) -> list[PastDecision]:
    """Decisions of the same kind with the longest beginning of the function code that at least a few share."""
    others = [d for d in past if d.kind == draft.kind and (d.case_id is None or d.case_id != draft.case_id)]
    code = (draft.function_code or "").split()
    for length in range(len(code), 0, -1):
        same = [d for d in others if (d.function_code or "").split()[:length] == code[:length]]
        if len(same) >= FEWEST:
            return same
    return []


def _nearest(draft: PastDecision, like: Sequence[PastDecision]) -> list[tuple[float, PastDecision]]:
    counts = [_terms(decision.text) for decision in like]
    frequency = Counter(word for words in counts for word in words)
    rarity = {word: math.log((1 + len(like)) / (1 + n)) + 1 for word, n in frequency.items()}
    own = _vector(_terms(draft.text), rarity)
    scored = [(_cosine(own, _vector(words, rarity)), decision) for words, decision in zip(counts, like, strict=True)]
    return sorted(scored, key=lambda item: (-item[0], item[1].identifier))[:NEAREST]


def _terms(text: str) -> Counter[str]:
    return Counter({word: n for word, n in word_counts(text).items() if len(word) >= _SHORTEST_WORD})


def _vector(words: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Weights of length 1; a word that no like decision has can be near to none."""
    weights = {word: (1 + math.log(n)) * rarity[word] for word, n in words.items() if word in rarity}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(word, 0.0) for word, weight in few.items())
