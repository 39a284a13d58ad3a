"""A text as the words that it is made of: the unit in which a tag is explained.

A word counts once a paragraph, in lower case, with its digits masked: which year or sum it is says nothing of a theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_DIGIT = re.compile(r"\d")


class Word(NamedTuple):
    """A word's form as the model knows it, and where it stands in the text."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Word(normal_form(match.group()), match.start(), match.end())


def forms(text: str) -> list[str]:
    """The distinct word forms of a text, in order of first appearance."""
    return list(dict.fromkeys(normal_form(word) for word in _WORD.findall(text)))


@lru_cache(200_000)
def normal_form(word: str) -> str:
    """Lower case, digits masked by ``0``."""
    return _DIGIT.sub("0", word.lower())
