"""Words → character n-grams: the features of the linear model.

Finnish inflects and compounds, so a word is seen as its character n-grams, weighted by rarity, and as a whole. A
paragraph is the sum of its distinct words, divided by a power of the length that it would have if its words were
orthogonal. That makes everything linear in words: a word's share of a score is computed once a process and looked
up ever after, scoring takes no matrix, and an explanation in whole words is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.tagging.words import forms

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

SHORTEST, LONGEST = 4, 6
WHOLE_WORD = "="
"""Marks the feature of a whole word; no word begins with it."""
WHOLE_WEIGHT = 2.0
_RARITY_POWER = 2.0
"""Of the inverse document frequency: what is everywhere then hardly counts."""
_LENGTH_POWER = 0.75
"""Below 1, so that a theme in half a sentence of a long paragraph is not thinned out as much."""
_SAMPLE = 2000
"""So many texts tell how long a usual paragraph is."""


def word_features(form: str) -> Counter[str]:
    """The features of a word form: its n-grams (with a space at each end) and itself, with their counts."""
    padded = f" {form} "
    counts: Counter[str] = Counter()
    for size in range(SHORTEST, min(LONGEST, len(padded)) + 1):
        counts.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    counts[WHOLE_WORD + form] = 1
    return counts


def divisor(square: float) -> float:
    """What the sum of a paragraph's words is divided by.

    :param square: the sum of the words' squared lengths; 0 for a paragraph without a known word.
    """
    return square ** (_LENGTH_POWER / 2) or 1.0


@dataclass(frozen=True)
class Vocabulary:
    """The features that a model knows.

    :param features: their texts, sorted.
    :param rarity: how much each counts: its inverse document frequency, squared, in such a unit that a usual
        paragraph has length 1; *shape* ``(n_features,)``.
    """

    features: tuple[str, ...]
    rarity: NDArray[np.float32]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {feature: n for n, feature in enumerate(self.features)})

    def vector(self, form: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """A word form as sparse vector: ids and values of its known features, *shapes* ``(n_known,)``."""
        index: dict[str, int] = self.__dict__["_index"]
        pairs = [(index[f], _weight(f, n)) for f, n in word_features(form).items() if f in index]
        if not pairs:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        ids = np.array([pair[0] for pair in pairs], np.int64)
        return ids, np.array([pair[1] for pair in pairs], np.float32) * self.rarity[ids]

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """Texts as rows of a sparse matrix, *shape* ``(n_texts, n_features)``."""
        from scipy.sparse import csr_matrix, diags

        presence, known = _presence(texts)
        word_rows = _rows((self.vector(form) for form in known), len(self.features))
        divisors = np.array([divisor(square) for square in presence @ _squares(word_rows)])
        return csr_matrix(diags((1 / divisors).astype(np.float32)) @ (presence @ word_rows))


def learn_vocabulary(texts: Sequence[str], least: int = 2) -> Vocabulary:
    """The features that stand in at least ``least`` of the texts, with what each counts there."""
    counts: Counter[str] = Counter()
    cache: dict[str, tuple[str, ...]] = {}
    for text in texts:
        found: set[str] = set()
        for form in forms(text):
            if form not in cache:
                cache[form] = tuple(word_features(form))
            found.update(cache[form])
        counts.update(found)
    features = tuple(sorted(feature for feature, count in counts.items() if count >= least))
    frequencies = np.array([counts[feature] for feature in features], np.float64)
    rarity = (np.log((1 + len(texts)) / (1 + frequencies)) + 1) ** _RARITY_POWER
    unscaled = Vocabulary(features, rarity.astype(np.float32))
    return Vocabulary(features, (rarity / _median_length(unscaled, texts)).astype(np.float32))


def _median_length(vocabulary: Vocabulary, texts: Sequence[str]) -> float:
    """Of a sample of the texts, those that have a known word; 1 if none has."""
    presence, known = _presence(texts[:: max(1, len(texts) // _SAMPLE)])
    squares = presence @ _squares(_rows((vocabulary.vector(form) for form in known), len(vocabulary.features)))
    return float(np.sqrt(np.median(squares[squares > 0]))) if squares.any() else 1.0


def _squares(word_rows: csr_matrix) -> NDArray[np.float32]:
    """The squared length of each word, *shape* ``(n_words,)``."""
    return np.asarray(word_rows.multiply(word_rows).sum(axis=1)).ravel()


def _weight(feature: str, count: int) -> float:
    return WHOLE_WEIGHT if feature.startswith(WHOLE_WORD) else float(count)


def _presence(texts: Sequence[str]) -> tuple[csr_matrix, list[str]]:
    """Which of the known word forms stand in which text, *shape* ``(n_texts, n_forms)``, and the forms."""
    from scipy.sparse import csr_matrix

    known: dict[str, int] = {}
    indices: list[int] = []
    pointers = [0]
    for text in texts:
        indices.extend(known.setdefault(form, len(known)) for form in forms(text))
        pointers.append(len(indices))
    ones = np.ones(len(indices), np.float32)
    return csr_matrix((ones, indices, pointers), shape=(len(texts), len(known))), list(known)


def _rows(vectors: Iterable[tuple[NDArray[np.int64], NDArray[np.float32]]], width: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    pairs = list(vectors)
    pointers = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in pairs])])
    ids = np.concatenate([ids for ids, _ in pairs]) if pairs else np.empty(0, np.int64)
    values = np.concatenate([values for _, values in pairs]) if pairs else np.empty(0, np.float32)
    return csr_matrix((values, ids, pointers), shape=(len(pairs), width))
