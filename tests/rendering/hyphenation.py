"""Where a word may be broken at a line end.

Swedish comes from pyphen. Pyphen has no Finnish, and libvoikko is a system library that would make
the samples differ from machine to machine, so Finnish follows the school rule: a break before every
consonant that a vowel follows. It is right but for the seams of compounds, of which the frequent
second parts are listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import pyphen

SOFT_HYPHEN = "\u00ad"
MIN_LETTERS = 2
"""No fewer letters than this are left before or after a break."""
MIN_WORD = 6
"""Shorter words stay whole."""

_WORD = re.compile(r"\S*(?:@|://)\S*|[^\W\d_]+")
_FINNISH_BREAK = re.compile(r"(?=[bcdfghjklmnpqrstvwxzšž][aeiouyäöå])")
_VOWEL = re.compile(r"[aeiouyäöå]")
_SECOND_PARTS = re.compile(
    r"(?<=[a-zäö]{3})(?=strategi|ohjelma|osasto|alue|asem[ai]|asunno|asunto|asukka|yksik|edustaj"
    r"|osaami|osaaj|opetu|avustu|aukio|ympäris|investoin|esity|infra|hankkee|hanke|projekt|prosent"
    r"|kansain|ilmasto|kaupun|palvelu|toimi|raken|arvio|suunn|liiken|johta|päällik|kunta|kunna|(?<=kaupungin)os)"
)


def break_points(word: str, language: str) -> list[int]:
    """Offsets in `word` before which a line may end with a hyphen, in rising order."""
    if len(word) < MIN_WORD:
        return []
    points = _POINTS[language](word.lower())
    return [point for point in points if MIN_LETTERS <= point <= len(word) - MIN_LETTERS]


def soft_hyphenate(text: str, language: str) -> str:
    """Put a soft hyphen at every break point, but none into an address of mail or web."""
    return _WORD.sub(lambda match: _soften(match.group(), language), text)


@lru_cache(maxsize=20_000)
def _soften(word: str, language: str) -> str:
    if not word.isalpha():
        return word
    cuts = [0, *break_points(word, language), len(word)]
    return SOFT_HYPHEN.join(word[a:b] for a, b in pairwise(cuts))


def _finnish(word: str) -> list[int]:
    """Seams of compounds, and the syllable breaks that leave a vowel between them and a seam."""
    seams = [match.start() for match in _SECOND_PARTS.finditer(word)]
    borders = [0, *seams]
    syllables = [
        match.start()
        for match in _FINNISH_BREAK.finditer(word)
        if all(_can_stand(word[slice(*sorted((match.start(), border)))]) for border in borders)
    ]
    return sorted({*seams, *syllables})


def _can_stand(part: str) -> bool:
    return len(part) >= MIN_LETTERS and _VOWEL.search(part) is not None


def _swedish(word: str) -> list[int]:
    return [int(point) for point in pyphen.Pyphen(lang="sv").positions(word)]


_POINTS: dict[str, Callable[[str], list[int]]] = {"fi": _finnish, "sv": _swedish}
