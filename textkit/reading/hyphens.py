"""Line-end hyphens: undone (``kau-/pungin``), kept (``EU-/hanke``) or kept with a space (``maa- ja / metsätalous``).

Always joining is right 97 times in a hundred. The rest is decided by rules about digits, capitals, vowels and
conjunctions, then by the words that the document itself uses unbroken, then by a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from textkit.reading.lexicon import Lexicon
from textkit.reading.pdf.glyphs import SOFT_HYPHEN

Verdict = Literal["join", "keep", "space"]

_CONJUNCTIONS = frozenset({"ja", "tai", "eli", "sekä", "taikka", "että", "eikä", "vai"})
_SWEDISH_CONJUNCTIONS = frozenset({"och", "eller"})
_SWEDISH_SAM = ("gemen", "lång", "verk", "spar", "var", "tro", "mödo", "hälso")
"""Stems of adjectives whose neuter ends as the conjunction ``samt`` reads."""
_HYPHENED_FIRST = frozenset({"ei", "jaa", "non"})
"""Words that Finnish spelling sets off with a hyphen when another is joined to them."""
_VOWELS = frozenset("aeiouyäöå")
_INNER_CAPITAL = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
_SHORTEST_NOUN = 5
"""What follows a name as a word of its own; three or four letters are as often the rest of the name."""
_SHORTEST_SECOND = 4
"""What stands after a conjunction and ends a pair (``maa- ja metsätalous``) is a compound, never as short as a verb."""
_LAST_WORD = re.compile(r"[\w²³\-–]*$")
_FIRST_WORD = re.compile(r"[\w²³\-–]+")
_TIGHT = re.compile(r"\S[–/]$")
"""Dashes and strokes without a space before them have none after them either."""
_ADDRESS = re.compile(r"@|://|\w\.[a-z]{2,4}(?:/\S*)?$")
_WORD = re.compile(r"\w[\w\-–]*\w")


class Dehyphenator:
    """Joins lines to running text.

    :param lexicon: which word forms exist.
    :param vocabulary: words that the document uses unbroken, in lower case.
    """

    def __init__(self, lexicon: Lexicon, vocabulary: frozenset[str] = frozenset()) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        # The lexicon knows Finnish only, and Swedish spelling has other rules: there joining is nearly always right.
        self._swedish = "och" in vocabulary and "ja" not in vocabulary
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
            return text + line if _TIGHT.search(text) else f"{text} {line}"
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
        if not left:
            # ``Kasvun paikka -strategia``, or a dash between two words that was typed as a hyphen.
            return "keep" if after[:1].islower() and after not in _CONJUNCTIONS | _SWEDISH_CONJUNCTIONS else "space"
        if not stem or not after or not last or _ADDRESS.search(left) or "@" in right:
            return "keep"
        if after in _SWEDISH_CONJUNCTIONS or (after == "samt" and not stem.endswith(_SWEDISH_SAM)):
            return "space"
        if after in _CONJUNCTIONS and not self._swedish:
            return self._before_conjunction(stem, last, after, right, following)
        return self._by_shape(last, after) or self._by_word(stem, last, after)

    def _before_conjunction(self, stem: str, last: str, after: str, right: str, following: str) -> Verdict:
        """``-ja`` is a conjunction and an ending: ``palvelu- ja neuvontatyö`` but ``tuotta-ja``."""
        match = _FIRST_WORD.search(following)
        second = match.group().lower() if match else ""
        if right != after or second in _CONJUNCTIONS or len(second) < _SHORTEST_SECOND:
            return "join"  # a conjunction takes no comma or full stop after it, nor a verb or another conjunction
        if not self._exists(stem + after):
            return "space"
        if not self._exists(last):
            return "join"
        return "space" if self._lexicon.is_compound(second) else "join"

    def _by_shape(self, last: str, after: str) -> Verdict | None:
        if last[-1].isdigit() or after[0].isdigit() or len(last) == 1:
            return "keep"
        first = re.split("[-–]", after)[0]
        if last.isupper() and len(first) > 1 and first.isupper():
            return "join"  # a heading in capitals
        if after[0].isupper() or last.isupper() or not _VOWELS & set(last.lower()):
            return "keep"
        return None

    def _by_word(self, stem: str, last: str, after: str) -> Verdict:
        joined, hyphened = stem + after, f"{stem}-{after}"
        if joined.lower() in self._vocabulary:
            return "join"
        if hyphened.lower() in self._vocabulary:
            return "keep"
        if self._swedish:
            return "join"
        first, second = last[-1].lower(), after[0].lower()
        # Finnish sets a hyphen between equal vowels where two words meet, Swedish (the only one with å) does not.
        if first == second and first in _VOWELS and len(last) > 2 and "å" not in joined:
            return "keep"
        stands_apart = last.lower() in _HYPHENED_FIRST or self._is_name(last)
        if self._lexicon.knows(joined) and not (stands_apart and self._lexicon.knows(hyphened)):
            return "join"
        if self._lexicon.knows(hyphened) or (stands_apart and len(after) >= _SHORTEST_NOUN and self._exists(after)):
            return "keep"
        return "join"

    def _is_name(self, word: str) -> bool:
        """``Hitas-asunto``: a name is known with a capital only. Genitives make solid place names: ``Eiranranta``."""
        if _INNER_CAPITAL.search(word):
            return True
        if word.islower() or word.endswith("n"):
            return False
        return self._lexicon.knows(word) and not self._lexicon.knows(word.lower())

    def _exists(self, word: str) -> bool:
        """Whether a word is used or known, or made of two that are."""
        return self._knows(word) or self._lexicon.is_compound(word.lower())

    def _knows(self, word: str) -> bool:
        return word.lower() in self._vocabulary or self._lexicon.knows(word)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words that lines hold unbroken, in lower case: all but the last where a hyphen ends the line, and the first
    after it."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = _WORD.findall(line.lower())
        first = 1 if broken else 0
        broken = line.endswith(("-", SOFT_HYPHEN))
        words.update(found[first : len(found) - 1 if broken else None])
    return frozenset(words)
