"""What the items of a list begin with: bullets of every kind, numbers, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = re.compile(r"(?:[•▪▫■□◾◦○●◆◇❖·∙‣⁃➢➤→⇒✓✔►▶★☐☑\ue000-\uf8ff]|\*(?!\*))\s*(?=\S)|[–—-]\s+(?=\S)|o\s+(?=\S)")
_WEAK = re.compile(r"[–—-]\s|o\s")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2}|[a-zåäö]|[ivx]{2,4})(?P<close>[.)])\s+(?P<first>\S)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13}
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an item: its value, whether a bracket closes it, and whether a capital follows."""

    value: int
    bracket: bool
    capital: bool


def has_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return bool(BULLET.match(text))


def has_weak_bullet(text: str) -> bool:
    """Whether that may also be a dash of the sentence, or a letter."""
    return bool(_WEAK.match(text))


def without_bullet(text: str) -> str:
    """A line without the bullet that it begins with."""
    match = BULLET.match(text)
    return text[match.end() :] if match else text


def number_of(text: str) -> Number | None:
    """The number that a line begins with: ``1.``, ``2)``, ``(3)``, ``a)``, ``iv)``; None if there is none."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = match["number"]
    if number.isdigit():
        value = int(number)
    elif number == "i" or len(number) > 1:
        value = _ROMAN.get(number, 0)
    else:
        value = _LETTERS.index(number) + 1
    first = match["first"]
    return Number(value, match["close"] == ")", not first.islower())


def counts_on(number: Number, before: Number | None, opens: bool) -> bool:
    """Whether a number is that of an item, and not a date or an ordinal that a line happens to begin with.

    :param before: the number of the last item, if there is one.
    :param opens: whether the text before it announces a list.
    """
    if number.bracket or number.capital:
        return True
    return number.value == before.value + 1 if before else number.value == 1 and opens
