"""Texts that are the same or nearly so, in time that grows with the number of texts and not with its square.

Near duplicates are found by MinHash signatures cut into bands (Broder, 1997): texts that agree in a whole band are
compared, and they are duplicates when their Jaccard likeness of word triples is high. Digits are masked, so that two
routine lines with other sums are found, too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from textkit.tagging.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKE = 0.8
"""The Jaccard likeness from which texts are near duplicates."""
_BANDS, _ROWS = 16, 4
_MOST_IN_A_BAND = 50
"""Of a crowd of like texts each is compared with so many, which finds the crowd."""
_PRIME = np.uint64((1 << 61) - 1)


class Pair(NamedTuple):
    """Two texts by their numbers, the first being the smaller, and how alike they are; 1 if they are the same."""

    one: int
    other: int
    likeness: float


def duplicates(texts: Sequence[str]) -> list[Pair]:
    """Every pair that was found, the most alike first. Of many like texts not every pair is listed."""
    shingles = [_shingles(text) for text in texts]
    signatures = _signatures(shingles)
    seen: set[tuple[int, int]] = set()
    found: list[Pair] = []
    for one, other in _candidates(signatures):
        if (one, other) not in seen:
            seen.add((one, other))
            likeness = _jaccard(shingles[one], shingles[other])
            if likeness >= LIKE:
                found.append(Pair(one, other, likeness))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _shingles(text: str) -> frozenset[int]:
    """Hashes of the word triples; of the whole text, if it is shorter."""
    forms = [word.form for word in words(text)]
    triples = {" ".join(forms[at : at + 3]) for at in range(max(1, len(forms) - 2))}
    return frozenset(int.from_bytes(hashlib.blake2b(t.encode(), digest_size=4).digest()) for t in triples)


def _signatures(shingles: Sequence[frozenset[int]]) -> NDArray[np.uint64]:
    """MinHash signatures, *shape* ``(n_texts, bands · rows)``."""
    random = np.random.default_rng(0)
    factors = random.integers(1, 1 << 28, _BANDS * _ROWS, dtype=np.uint64)
    shifts = random.integers(0, 1 << 60, _BANDS * _ROWS, dtype=np.uint64)
    table = np.empty((len(shingles), _BANDS * _ROWS), np.uint64)
    for number, found in enumerate(shingles):
        values = np.fromiter(found, np.uint64, len(found))[:, None]
        table[number] = ((values * factors + shifts) % _PRIME).min(axis=0)
    return table


def _candidates(signatures: NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    for band in range(_BANDS):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for number, row in enumerate(signatures[:, band * _ROWS : (band + 1) * _ROWS]):
            bucket = buckets[row.tobytes()]
            yield from ((earlier, number) for earlier in bucket[:_MOST_IN_A_BAND])
            bucket.append(number)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def groups_of(pairs: Iterable[Pair]) -> list[list[int]]:
    """Texts that are alike, directly or through others, largest group first."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for pair in pairs:
        parent[root(pair.other)] = root(pair.one)
    found: dict[int, list[int]] = defaultdict(list)
    for number in sorted(parent):
        found[root(number)].append(number)
    return sorted(found.values(), key=lambda group: (-len(group), group[0]))
