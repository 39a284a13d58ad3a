"""Features and labels → weights: a linear separator a theme, and one model of the stance for all themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.tagging.model import STANCES
from textkit.training.targets import Targets, is_constant

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from textkit.training.recipe import Recipe

_FEW = 2000


@dataclass(frozen=True)
class Phrases:
    """A policy's own words as examples beside the labelled ones.

    :param rows: their features, *shape* ``(n_phrases, n_features)``.
    :param themes: the number of the theme that each speaks of, *shape* ``(n_phrases,)``.
    """

    rows: csr_matrix
    themes: NDArray[np.int64]


def fit_themes(
    matrix: csr_matrix, targets: Targets, rows: NDArray[np.int64], recipe: Recipe, phrases: Phrases | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights ``(n_features, n_themes)`` and intercepts ``(n_themes,)`` of one linear separator a theme.

    :param rows: the examples that are learned from.
    """
    from joblib import Parallel, delayed

    themes = targets.themes.shape[1]
    jobs = [rows[targets.known[rows, column]] for column in range(themes)]
    # Processes, not threads: liblinear has one random generator a process, so threads would disturb each other's.
    fitted = Parallel(n_jobs=jobs_for(len(rows)))(
        delayed(_separate)(*_examples(matrix[kept], targets.themes[kept, column], column, recipe, phrases), recipe)
        for column, kept in enumerate(jobs)
    )
    return np.stack([w for w, _ in fitted], axis=1), np.array([b for _, b in fitted])


def fit_stances(
    matrix: csr_matrix, pairs: NDArray[np.int64], themes: int, recipe: Recipe
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float32]]:
    """One multinomial model of the stance for all themes, with a constant a theme and stance."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    if is_constant(pairs[:, 2]):
        # Most label formats know no stance: then every tag has the one that there is, or the first.
        only = np.where(np.isin(range(len(STANCES)), pairs[:, 2]), 0.0, -20.0)
        return np.zeros((matrix.shape[1], len(STANCES))), only, np.zeros((themes, len(STANCES)), np.float32)
    theme_columns = csr_matrix(np.eye(themes, dtype=np.float32)[pairs[:, 1]])
    design = hstack([matrix[pairs[:, 0]], theme_columns]).tocsr()
    model = LogisticRegression(C=recipe.stance_penalty, max_iter=1000, tol=1e-5, class_weight="balanced")
    model.fit(design, pairs[:, 2])
    weights = np.zeros((design.shape[1], len(STANCES)))
    intercepts = np.full(len(STANCES), -20.0)
    weights[:, model.classes_], intercepts[model.classes_] = model.coef_.T, model.intercept_
    return weights[:-themes], intercepts, weights[-themes:].astype(np.float32)


def jobs_for(paragraphs: int) -> int:
    """How many processes to work in: a second takes seconds to start, which few paragraphs do not give back."""
    return 2 if paragraphs >= _FEW else 1


def _examples(
    matrix: csr_matrix, labels: NDArray[np.int8], theme: int, recipe: Recipe, phrases: Phrases | None
) -> tuple[csr_matrix, NDArray[np.int8], NDArray[np.float64] | None]:
    """Features, labels and weights of the labelled paragraphs and, if they are to count, of the policy's phrases."""
    from scipy.sparse import vstack

    if phrases is None:
        return matrix, labels, None
    weights = np.concatenate([np.ones(len(labels)), np.full(len(phrases.themes), recipe.phrases)])
    both = np.concatenate([labels, (phrases.themes == theme).astype(np.int8)])
    return vstack([matrix, phrases.rows]).tocsr(), both, weights


def _separate(
    matrix: csr_matrix, labels: NDArray[np.int8], weights: NDArray[np.float64] | None, recipe: Recipe
) -> tuple[NDArray[np.float64], float]:
    from sklearn.svm import LinearSVC

    if is_constant(labels):
        return np.zeros(matrix.shape[1]), 1.0 if labels.any() else -1.0
    separator = LinearSVC(C=recipe.penalty, dual=True, random_state=recipe.seed, max_iter=5000)
    separator.fit(matrix, labels, sample_weight=weights)
    return separator.coef_[0], float(separator.intercept_[0])
