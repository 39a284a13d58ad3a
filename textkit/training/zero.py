"""A model with no labels at all: how like a paragraph is to a theme's definition and seed phrases, in the same features.

A feature's weight is the logarithm of how much more a theme's phrases have of it than ordinary texts, as in naive
Bayes. How high a likeness has to be is read from ordinary decision texts, of which few carry a theme. It finds where
to begin labelling, and says of itself that it is provisional.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from textkit.policy import Policy
from textkit.tagging.features import Vocabulary, learn_vocabulary
from textkit.tagging.model import STANCES, Calibration, Model
from textkit.training.phrases import seed_phrases
from textkit.training.sources import background_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

SUFFIX = "-provisional"
CARRIED = 0.03
"""The share of ordinary paragraphs that are taken to carry a theme."""
_SURE = 0.005
"""The share of them that carry it as surely as one in twenty does not."""
_LOG_ODDS_OF_SURE = 3.0
_LEAST = 2
_FLOOR = 1e-4
"""What every feature is taken to have at least."""


def zero_label_model(policy: Policy, name: str, background: Sequence[str] | None = None) -> Model:
    """A provisional model of a policy; its name ends with ``-provisional``.

    :param background: ordinary decision paragraphs; those of the shipped corpus if not given.
    """
    background = background_texts() if background is None else background
    phrases = [seed_phrases(theme) for theme in policy.themes]
    vocabulary = learn_vocabulary([*background, *(p for found in phrases for p in found)], _LEAST)
    ordinary = vocabulary.matrix(background)
    weights = theme_directions(policy, vocabulary, policy.theme_ids, ordinary)
    bias, slope = log_odds_scale(ordinary @ weights)
    nothing = np.zeros(len(policy.themes))
    return Model(
        name=name if name.endswith(SUFFIX) else name + SUFFIX,
        policy=policy.id,
        themes=policy.theme_ids,
        vocabulary=vocabulary,
        weights=np.hstack([weights, np.zeros((len(weights), len(STANCES)))]).astype(np.float32),
        intercepts=np.array([*nothing, 0.0, 1.0, 0.0], np.float32),
        stance_by_theme=np.zeros((len(policy.themes), len(STANCES)), np.float32),
        calibration=Calibration(bias, slope, nothing, bias, slope),
        thresholds=np.full(len(policy.themes), 0.5),
        facts={
            "provisional": True,
            "examples": 0,
            "phrases": {t.id: len(p) for t, p in zip(policy.themes, phrases, strict=True)},
        },
    )


def theme_directions(
    policy: Policy, vocabulary: Vocabulary, themes: Sequence[str], ordinary: csr_matrix
) -> NDArray[np.float64]:
    """Directions of length 1 that the phrases of themes point to, *shape* ``(n_features, n_themes)``.

    :param ordinary: rows of ordinary paragraphs, whose mean says what all texts have in common.
    """
    # An average over no paragraph is undefined: then nothing is common.
    common = np.asarray(ordinary.sum(axis=0)).ravel() / max(ordinary.shape[0], 1)
    by_id = {theme.id: theme for theme in policy.themes}
    return np.stack([_direction(vocabulary.matrix(seed_phrases(by_id[theme])), common) for theme in themes], axis=1)


def _direction(phrases: csr_matrix, common: NDArray[np.float32]) -> NDArray[np.float64]:
    mean = np.asarray(phrases.mean(axis=0)).ravel()
    ratio = np.log((mean + _FLOOR) / (common + _FLOOR))
    # Features that no phrase has are left at nothing: a paragraph is not less of a theme for speaking of more.
    weights = np.where(mean > 0, np.maximum(ratio, 0), 0)
    return np.asarray(weights / (np.linalg.norm(weights) or 1.0), np.float64)


def log_odds_scale(scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bias and slope a theme that give even odds at the likeness that ``CARRIED`` of the paragraphs exceed.

    :param scores: likenesses of ordinary paragraphs to themes, *shape* ``(n_paragraphs, n_themes)``.
    """
    even = np.quantile(scores, 1 - CARRIED, axis=0)
    sure = np.quantile(scores, 1 - _SURE, axis=0)
    slope = _LOG_ODDS_OF_SURE / np.maximum(sure - even, 1e-3)
    return -even * slope, slope
