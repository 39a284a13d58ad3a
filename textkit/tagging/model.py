"""The trained tagger: weights of a linear model, calibration, thresholds; and how a paragraph is scored with them.

A score is a sum over the words of the paragraph. The calibrated probability of a theme is the logistic function of
``bias + slope · score + pull · context``, where ``context`` tells of the other paragraphs of the same decision, if there
are any (Platt, 1999, with one more term).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from textkit.tagging.features import Vocabulary, divisor
from textkit.tagging.words import forms

if TYPE_CHECKING:
    from numpy.typing import NDArray

STANCES = ("advances", "mentions", "conflicts")
_STEEPNESS = 3.0


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities; each *shape* ``(n_themes,)``.

    The ``alone`` pair is for a paragraph whose decision is unknown or has no other paragraph.
    """

    bias: NDArray[np.float64]
    slope: NDArray[np.float64]
    pull: NDArray[np.float64]
    alone_bias: NDArray[np.float64]
    alone_slope: NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """A tagger for one policy.

    :param weights: of themes, then of stances, *shape* ``(n_features, n_themes + 3)``.
    :param intercepts: *shape* ``(n_themes + 3,)``.
    :param stance_by_theme: what a theme adds to each stance, *shape* ``(n_themes, 3)``.
    :param thresholds: the probability from which a theme is tagged, *shape* ``(n_themes,)``.
    :param facts: what else the manifest says: data, versions, measures.
    """

    name: str
    policy: str
    themes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    stance_by_theme: NDArray[np.float32]
    calibration: Calibration
    thresholds: NDArray[np.float64]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def provisional(self) -> bool:
        """Whether it was made of a policy's own words, without one label."""
        return bool(self.facts.get("provisional"))

    def scorer(self) -> Scorer:
        """A scorer with an empty word cache."""
        return Scorer(self)


class Scorer:
    """Scores paragraphs with a model, remembering every word that it has met."""

    limit = 300_000
    """How many words are remembered before the cache is emptied."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._cache: dict[str, tuple[NDArray[np.float32], float]] = {}

    def word(self, form: str) -> tuple[NDArray[np.float32], float]:
        """What a word adds to each output before division by the :func:`divisor`, *shape* ``(n_outputs,)``; and its square."""
        known = self._cache.get(form)
        if known is None:
            if len(self._cache) >= self.limit:
                self._cache.clear()
            ids, values = self.model.vocabulary.vector(form)
            known = values @ self.model.weights[ids], float(values @ values)
            self._cache[form] = known
        return known

    def outputs(self, text: str) -> NDArray[np.float32]:
        """Scores of a paragraph: of each theme, then of each stance, *shape* ``(n_themes + 3,)``."""
        total = np.zeros_like(self.model.intercepts)
        square = 0.0
        for form in forms(text):
            share, own_square = self.word(form)
            total += share
            square += own_square
        return self.model.intercepts + total / np.float32(divisor(square))

    def themes_and_stances(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Scores of paragraphs: themes ``(n_texts, n_themes)``, stances ``(n_texts, 3)``."""
        rows = [self.outputs(text) for text in texts]
        table = np.stack(rows) if rows else np.empty((0, len(self.model.intercepts)), np.float32)
        width = len(self.model.themes)
        return table[:, :width], table[:, width:]


def logits(
    scores: NDArray[np.float32], context: NDArray[np.float32] | None, calibration: Calibration
) -> NDArray[np.float64]:
    """Calibrated log odds of themes, *shape* ``(n_texts, n_themes)``.

    :param context: what the decision's other paragraphs say, of the same shape; None if there are none.
    """
    if context is None:
        return np.asarray(calibration.alone_bias + calibration.alone_slope * scores, np.float64)
    return np.asarray(calibration.bias + calibration.slope * scores + calibration.pull * context, np.float64)


def probabilities(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-log_odds)), np.float64)


def context_of(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much of each theme the others hold, for each paragraph of a decision: *shape* ``(n_paragraphs, n_themes)``, 0 to 1.

    The root of the mean of the others' squashed scores: squashed, so that many paragraphs far from a theme do not
    outweigh the few that carry it; the root, since of two carriers the first tells the most.

    :raises ValueError: if there are fewer than two paragraphs.
    """
    if len(scores) < 2:
        raise ValueError("a single paragraph has no others")
    held = 1 / (1 + np.exp(-_STEEPNESS * scores))
    return np.asarray(np.sqrt(np.maximum(held.sum(axis=0) - held, 0) / (len(scores) - 1)), np.float32)
