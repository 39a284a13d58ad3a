"""Which Finnish word forms exist: the table of 500,000 that comes with the Finnish spaCy model, read in 50 ms.

spaCy itself takes 1.5 s to unpack the table into a dict. It is a msgpack map whose entries are nearly all 18 bytes (a
64-bit hash and a double), so its keys are cut out by stride instead, sorted, and searched. No system library (Voikko)
is used, so that a document reads the same on every machine.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from textkit.errors import ResourceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = "spacy_fi_experimental_web_md"
_TABLE = b"lexeme_prob"
_MAP32, _UINT64, _FLOAT64 = 0xDF, 0xCF, 0xCB
_SMALLER = {0xCC: 1, 0xCD: 2, 0xCE: 4}
_ENTRY = np.dtype([("tag", "u1"), ("key", ">u8"), ("value_tag", "u1"), ("value", ">f8")])
_CHUNK = 8192
_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 9
_LONGEST_COMPOUND = 60
_SHORT_NOUNS = ("työ", "tie", "maa", "puu", "suo", "jää", "kuu", "koe", "osa", "ala")
"""Nouns of three letters that end compounds. The word table has too many other forms of three letters to ask it."""


class Lexicon:
    """A set of word forms.

    :param hashes: sorted 64-bit hashes, *shape* ``(n_forms,)``.
    """

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        from spacy.strings import get_string_id

        self._hashes = hashes
        self._hash = get_string_id
        self.knows = lru_cache(100_000)(self._knows)
        self.is_compound = lru_cache(20_000)(self._is_compound)

    def _knows(self, word: str) -> bool:
        """Whether the form is there, as it stands or in lower case."""
        return self._has(word) or (word != word.lower() and self._has(word.lower()))

    def _is_compound(self, word: str) -> bool:
        """Whether a form is made of known ones, or written with a hyphen inside."""
        if "-" in word[1:-1]:
            return True
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
            return False
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if any(self.knows(word[:n]) and (self.knows(word[n:]) or self.is_compound(word[n:])) for n in cuts):
            return True
        return word.endswith(_SHORT_NOUNS) and self.knows(word[:-3])

    def _has(self, word: str) -> bool:
        key = np.uint64(self._hash(word))
        place = int(np.searchsorted(self._hashes, key))
        return place < len(self._hashes) and bool(self._hashes[place] == key)


@lru_cache(1)
def finnish_lexicon() -> Lexicon:
    """The lexicon of the installed Finnish spaCy model, loaded once a process.

    :raises ResourceError: if the model is not installed or its table has another form.
    """
    return Lexicon(table_keys(model_folder() / "vocab" / "lookups.bin"))


@lru_cache(1)
def model_folder() -> Path:
    """The data folder of the installed Finnish spaCy model; nothing of the package is imported.

    :raises ResourceError: if the model is not installed.
    """
    spec = importlib.util.find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise ResourceError(MODEL, "the Finnish spaCy model is not installed", "pip install decision-textkit again")
    return next(Path(spec.origin).parent.glob("fi_experimental_web_md-*"))


def table_keys(path: Path) -> NDArray[np.uint64]:
    """The keys of the word table in a ``lookups.bin``, sorted, *shape* ``(n_forms,)``.

    :raises ResourceError: if the file does not hold the table in the expected form.
    """
    data = path.read_bytes()
    at = data.find(_TABLE) + len(_TABLE)
    if at < len(_TABLE) or data[at] != _MAP32:
        raise ResourceError(
            path, "no word table found in the Finnish spaCy model", "pip install decision-textkit again"
        )
    left = int.from_bytes(data[at + 1 : at + 5], "big")
    at += 5
    found: list[NDArray[np.uint64]] = []
    while left > 0:
        keys, used = _regular_entries(data, at, left)
        if not len(keys):
            keys, used = _small_entry(data, at)
        found.append(keys)
        left -= len(keys)
        at += used
    return np.sort(np.concatenate(found))


def _regular_entries(data: bytes, at: int, left: int) -> tuple[NDArray[np.uint64], int]:
    count = min(_CHUNK, left, (len(data) - at) // _ENTRY.itemsize)
    entries = np.frombuffer(data, _ENTRY, count, at)
    odd = np.flatnonzero((entries["tag"] != _UINT64) | (entries["value_tag"] != _FLOAT64))
    good = int(odd[0]) if len(odd) else count
    return entries["key"][:good].astype(np.uint64), good * _ENTRY.itemsize


def _small_entry(data: bytes, at: int) -> tuple[NDArray[np.uint64], int]:
    """One entry whose key fits in fewer than 64 bits; one below 128 is its own tag."""
    width = _SMALLER.get(data[at], 0)
    key = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else data[at]
    return np.array([key], np.uint64), 1 + width + 9
