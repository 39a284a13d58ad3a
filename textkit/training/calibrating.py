"""Scores → probabilities → tags: calibration and thresholds, a theme at a time, from held-out scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from textkit.tagging.model import Calibration, context_of, logits
from textkit.training.targets import Targets, is_constant

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST_IN_CONTEXT = 50
"""Examples of a theme with others of their decision, from which it is learned what the others say."""


def themeless_weight(targets: Targets, themed: float) -> float:
    """How often a themeless paragraph has to count, so that labelled paragraphs weigh like an archive's.

    :param themed: the share of an archive's paragraphs that carry a theme.
    """
    share = float(targets.themes.any(axis=1).mean())
    return share / (1 - share) * (1 - themed) / themed if share < 1 else 1.0


def calibrate(scores: NDArray[np.float32], targets: Targets, themeless: float) -> Calibration:
    """Platt scaling with the context term, a theme at a time, on held-out scores.

    :param themeless: how often a themeless paragraph counts.
    """
    context, has = _contexts(scores, targets.groups)
    alone, both = [], []
    for column in range(scores.shape[1]):
        rows = targets.known[:, column]
        labels = targets.themes[rows, column]
        weights = _weights(targets, rows, themeless)
        own = scores[rows, column][:, None].astype(np.float64)
        pair = np.hstack([own, context[rows, column][:, None]])
        paired = has[rows]
        alone.append(_logistic(own, labels, weights))
        both.append(
            _logistic(pair[paired], labels[paired], weights[paired])
            if labels[paired].sum() >= _FEWEST_IN_CONTEXT
            else [*alone[-1], 0.0]
        )
    alone_bias, alone_slope = np.array(alone).T
    bias, slope, pull = np.array(both).T
    return Calibration(bias, slope, pull, alone_bias, alone_slope)


def contextual_logits(
    scores: NDArray[np.float32], groups: NDArray[np.int64], calibration: Calibration
) -> NDArray[np.float64]:
    """Calibrated log odds of paragraphs of many decisions, each with its own context."""
    context, has = _contexts(scores, groups)
    return np.where(has[:, None], logits(scores, context, calibration), logits(scores, None, calibration))


def choose_thresholds(table: NDArray[np.float64], targets: Targets, themeless: float) -> NDArray[np.float64]:
    """The threshold a theme that gives the best F1 when themeless paragraphs count as often as in an archive.

    :param table: probabilities of the labelled paragraphs, *shape* ``(n_examples, n_themes)``.
    """
    chosen = []
    for column in range(table.shape[1]):
        rows = targets.known[:, column]
        weights = _weights(targets, rows, themeless)
        chosen.append(_best_threshold(table[rows, column], targets.themes[rows, column] * weights, weights))
    return np.array(chosen)


def expect_thresholds(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The threshold a theme that gives the best F1 to be expected of paragraphs that nobody has labelled.

    Labels that were chosen by score say what a score means, but not how often it comes; that the unlabelled ones say.
    The expected F1 takes each probability as the share of paragraphs like it that carry the theme (Lewis, 1995).

    :param table: probabilities of unlabelled paragraphs, *shape* ``(n_paragraphs, n_themes)``.
    """
    ones = np.ones(len(table))
    return np.array([_best_threshold(column, column, ones) for column in table.T])


def _weights(targets: Targets, rows: NDArray[np.bool_], themeless: float) -> NDArray[np.float64]:
    return np.where(targets.themes[rows].any(axis=1), 1.0, themeless)


def _best_threshold(values: NDArray[np.float64], carried: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(carried[order])
    tagged = np.cumsum(weights[order])
    f1 = 2 * hits / (tagged + carried.sum())
    best = int(np.argmax(f1))
    below = values[order[min(best + 1, len(values) - 1)]]
    return float((values[order[best]] + below) / 2)


def _logistic(values: NDArray[np.float64], labels: NDArray[np.int8], weights: NDArray[np.float64]) -> list[float]:
    """Bias and slopes of a nearly unpenalised logistic regression."""
    from sklearn.linear_model import LogisticRegression

    if is_constant(labels):
        return [4.0 if labels.any() else -4.0, *np.zeros(values.shape[1])]
    fitted = LogisticRegression(C=100.0, max_iter=500).fit(values, labels, sample_weight=weights)
    return [float(fitted.intercept_[0]), *map(float, fitted.coef_[0])]


def _contexts(scores: NDArray[np.float32], groups: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """What the others of each paragraph's decision hold, and which paragraphs have others."""
    context = np.zeros_like(scores)
    has = np.zeros(len(scores), bool)
    order = np.argsort(groups, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(rows) > 1:
            context[rows] = context_of(scores[rows])
            has[rows] = True
    return context, has
