"""Line-end hyphens: undone (``kau-/pungin``), kept (``EU-/hanke``) or kept with a space (``maa- ja / metsätalous``).

Always joining is right 97 times in a hundred. The rest is decided by rules about digits, capitals, vowels and
conjunctions, then by the words that the document itself uses unbroken, then by a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from textkit.reading.glyphs import SOFT_HYPHEN
from textkit.reading.lexicon import Lexicon

Verdict = Literal["join", "keep", "space"]

_CONJUNCTIONS = frozenset({"ja", "tai", "eli", "sekä", "taikka", "että", "eikä", "vai"})
_SWEDISH_CONJUNCTIONS = frozenset({"och", "eller"})
_VOWELS = frozenset("aeiouyäöå")
_LAST_WORD = re.compile(r"[\w²³\-–]*$")
_FIRST_WORD = re.compile(r"[\w²³\-–]+")
_RANGE = re.compile(r"\w–$")
_WORD = re.compile(r"\w[\w\-–]*\w")


class Dehyphenator:
    """Joins lines to running text.

    :param lexicon: which word forms exist.
    :param vocabulary: words that the document uses unbroken, in lower case.
    """

    def __init__(self, lexicon: Lexicon, vocabulary: frozenset[str] = frozenset()) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self._decide = lru_cache(10_000)(self._decide_uncached)

    def join(self, lines: Sequence[str]) -> str:
        """Lines of one paragraph, in order → its text."""
        text = ""
        for line in lines:
            text = self._append(text, line) if text else line
        return text.rstrip(SOFT_HYPHEN)

    def decide(self, left: str, right: str, following: str = "") -> Verdict:
        """What becomes of the hyphen between ``left`` (without it) and ``right``.

        :param left: the last word of the line, its hyphen taken off.
        :param right: the first word of the next line, with its punctuation.
        :param following: the word after that.
        """
        return self._decide(left, right, following)

    def _append(self, text: str, line: str) -> str:
        if text.endswith(SOFT_HYPHEN):
            return text[:-1] + line
        if not text.endswith("-"):
            return text + line if _RANGE.search(text) else f"{text} {line}"
        left = text.rsplit(maxsplit=1)[-1][:-1]
        words = line.split(maxsplit=2)
        verdict = self._decide(left, words[0], words[1] if len(words) > 1 else "")
        if verdict == "join":
            return text[:-1] + line
        return text + line if verdict == "keep" else f"{text} {line}"

    def _decide_uncached(self, left: str, right: str, following: str) -> Verdict:
        match = _FIRST_WORD.match(right.lstrip('("”»'))
        before, after = _LAST_WORD.search(left), match.group() if match else ""
        stem = before.group().lstrip("-–") if before else ""
        last = re.split("[-–]", stem)[-1]
        if not stem or not after or not last:
            return "keep"
        if after in _SWEDISH_CONJUNCTIONS:
            return "space"
        if after in _CONJUNCTIONS:
            return self._before_conjunction(stem, last, after, right, following)
        return self._by_shape(last, after) or self._by_word(stem, after)

    def _before_conjunction(self, stem: str, last: str, after: str, right: str, following: str) -> Verdict:
        """``-ja`` is a conjunction and an ending: ``palvelu- ja neuvontatyö`` but ``tuotta-ja``."""
        if right != after:
            return "join"  # a conjunction takes no comma or full stop after it
        if not self._knows(stem + after):
            return "space"
        if not self._knows(last):
            return "join"
        match = _FIRST_WORD.search(following)
        return "space" if match and self._lexicon.is_compound(match.group().lower()) else "join"

    def _by_shape(self, last: str, after: str) -> Verdict | None:
        if last[-1].isdigit() or after[0].isdigit() or len(last) == 1:
            return "keep"
        capitals = len(last) > 1 and last.isupper() and len(after) > 1 and after.isupper()
        if not capitals and (after[0].isupper() or last.isupper()):
            return "keep"
        if capitals:
            return "join"
        return None

    def _by_word(self, stem: str, after: str) -> Verdict:
        joined, hyphened = stem + after, f"{stem}-{after}"
        if joined.lower() in self._vocabulary:
            return "join"
        if hyphened.lower() in self._vocabulary:
            return "keep"
        first, second = stem[-1].lower(), after[0].lower()
        if first == second and first in _VOWELS:
            return "keep"
        if not self._lexicon.knows(joined) and self._lexicon.knows(hyphened):
            return "keep"
        return "join"

    def _knows(self, word: str) -> bool:
        return word.lower() in self._vocabulary or self._lexicon.knows(word)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words that lines hold unbroken, in lower case: all but the last where a hyphen ends the line, and the first
    after it."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = [match.group().lower() for match in _WORD.finditer(line)]
        first = 1 if broken else 0
        broken = line.endswith(("-", SOFT_HYPHEN))
        words.update(found[first : len(found) - 1 if broken else None])
    return frozenset(words)
