"""Labelled paragraphs → a model: a linear support vector machine a theme, calibrated on held-out scores.

Everything that is chosen from scores (calibration, thresholds, measures) is chosen from scores of paragraphs whose
decision the scoring model had not seen. All steps are deterministic: the same examples give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from textkit import __version__
from textkit.policy import Policy
from textkit.tagging.features import learn_vocabulary
from textkit.tagging.model import STANCES, Calibration, Model, logits, mean_of_others, probabilities
from textkit.training.evaluation import Measures, measure, stance_measures
from textkit.training.labels import Example, data_digest
from textkit.training.targets import Targets, stance_pairs, targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

Progress = Callable[[str], None]
_FEW = 2000
_FEWEST_IN_CONTEXT = 50
"""Examples of a theme with others of their decision, from which it is learned what the others say."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen in training; part of the model's manifest.

    :param penalty: strength of the weights, the ``C`` of scikit-learn.
    :param least: a feature stands in at least so many paragraphs.
    :param folds: of the cross-validation, grouped by decision.
    :param themeless: how many times more themeless paragraphs an archive has than the corpus, for each themed one.
    """

    penalty: float = 1.0
    stance_penalty: float = 3.0
    least: int = 3
    folds: int = 5
    themeless: float = 2.0
    seed: int = 0


@dataclass(frozen=True)
class HeldOut:
    """What cross-validation gives: scores of every example from a model that did not see its decision.

    :param scores: *shape* ``(n_examples, n_themes)``.
    :param stances: of the pairs in ``pairs``, *shape* ``(n_pairs, 3)``.
    :param pairs: example and theme of every labelled stance, and the stance, *shape* ``(n_pairs, 3)``.
    """

    scores: NDArray[np.float32]
    stances: NDArray[np.float32]
    pairs: NDArray[np.int64]


@dataclass(frozen=True)
class Trained:
    """A model, and what it was measured by."""

    model: Model
    targets: Targets
    probabilities: NDArray[np.float64]
    held_out: HeldOut
    measures: Measures


def train(
    examples: Sequence[Example],
    policy: Policy,
    name: str,
    recipe: Recipe | None = None,
    progress: Progress = lambda _: None,
) -> Trained:
    """Trains a model for a policy.

    :param progress: is told what is being done, in a few words.
    :raises ValueError: if a theme has fewer examples than there are folds, or there are fewer decisions.
    """
    recipe = recipe or Recipe()
    targets = targets_of(examples, policy.theme_ids)
    _require_examples(targets, policy, recipe)
    texts = [example.text for example in examples]
    progress("features")
    vocabulary = learn_vocabulary(texts, recipe.least)
    matrix = vocabulary.matrix(texts)
    pairs = stance_pairs(examples, policy.theme_ids)
    held_out = _cross_validate(matrix, targets, pairs, recipe, progress)
    calibration = calibrate(held_out.scores, targets, recipe)
    log_odds = contextual_logits(held_out.scores, targets.groups, calibration)
    thresholds = choose_thresholds(probabilities(log_odds), targets, recipe)
    progress("final weights")
    weights, intercepts = _fit_themes(matrix, targets, np.arange(len(texts)), recipe)
    stance_weights, stance_intercepts, by_theme = _fit_stances(matrix, pairs, len(policy.themes), recipe)
    model = Model(
        name=name,
        policy=policy.id,
        themes=policy.theme_ids,
        vocabulary=vocabulary,
        weights=np.hstack([weights, stance_weights]).astype(np.float32),
        intercepts=np.concatenate([intercepts, stance_intercepts]).astype(np.float32),
        stance_by_theme=by_theme,
        calibration=calibration,
        thresholds=thresholds,
        facts=_facts(examples, recipe),
    )
    table = probabilities(log_odds)
    return Trained(model, targets, table, held_out, _measures(table, thresholds, targets, held_out, policy))


def calibrate(scores: NDArray[np.float32], targets: Targets, recipe: Recipe) -> Calibration:
    """Platt scaling with the context term, a theme at a time, on held-out scores."""
    context, has = _context_of(scores, targets.groups)
    alone, both = [], []
    for column in range(scores.shape[1]):
        rows = targets.known[:, column]
        labels = targets.themes[rows, column]
        weights = np.where(targets.themes[rows].any(axis=1), 1.0, recipe.themeless)
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
    context, has = _context_of(scores, groups)
    return np.where(has[:, None], logits(scores, context, calibration), logits(scores, None, calibration))


def choose_thresholds(table: NDArray[np.float64], targets: Targets, recipe: Recipe) -> NDArray[np.float64]:
    """The threshold a theme that gives the best F1 when themeless paragraphs count as often as in an archive."""
    chosen = []
    for column in range(table.shape[1]):
        rows = targets.known[:, column]
        weights = np.where(targets.themes[rows].any(axis=1), 1.0, recipe.themeless)
        chosen.append(_best_threshold(table[rows, column], targets.themes[rows, column], weights))
    return np.array(chosen)


def _best_threshold(values: NDArray[np.float64], labels: NDArray[np.int8], weights: NDArray[np.float64]) -> float:
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(labels[order] * weights[order])
    tagged = np.cumsum(weights[order])
    f1 = 2 * hits / (tagged + (labels * weights).sum())
    best = int(np.argmax(f1))
    below = values[order[min(best + 1, len(values) - 1)]]
    return float((values[order[best]] + below) / 2)


def _measures(
    table: NDArray[np.float64], thresholds: NDArray[np.float64], targets: Targets, held_out: HeldOut, policy: Policy
) -> Measures:
    found = measure(targets.themes, table >= thresholds, targets.known, policy.theme_ids)
    guesses = held_out.stances.argmax(axis=1)
    pairs = [(STANCES[truth], STANCES[guess]) for truth, guess in zip(held_out.pairs[:, 2], guesses, strict=True)]
    accuracy, macro = stance_measures(pairs)
    return Measures(found.paragraphs, found.themes, accuracy, macro)


def _require_examples(targets: Targets, policy: Policy, recipe: Recipe) -> None:
    counts = targets.themes.sum(axis=0)
    for theme, count in zip(policy.theme_ids, counts, strict=True):
        if count < recipe.folds:
            raise ValueError(f"{theme} has {count} labelled paragraphs; at least {recipe.folds} are needed")
    if len(set(targets.groups.tolist())) < recipe.folds:
        raise ValueError(f"the labels are of fewer than {recipe.folds} decisions, which are needed to measure")


def _cross_validate(
    matrix: csr_matrix, targets: Targets, pairs: NDArray[np.int64], recipe: Recipe, progress: Progress
) -> HeldOut:
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(targets.themes.shape, np.float32)
    folds = list(GroupKFold(recipe.folds).split(matrix, groups=targets.groups))
    for number, (inside, outside) in enumerate(folds, 1):
        progress(f"cross-validation {number}/{recipe.folds}")
        weights, intercepts = _fit_themes(matrix, targets, inside, recipe)
        scores[outside] = matrix[outside] @ weights + intercepts
    progress("cross-validation of stances")
    return HeldOut(
        scores,
        _held_out_stances(matrix, pairs, [inside for inside, _ in folds], targets.themes.shape[1], recipe),
        pairs,
    )


def _held_out_stances(
    matrix: csr_matrix, pairs: NDArray[np.int64], folds: Sequence[NDArray[np.int64]], themes: int, recipe: Recipe
) -> NDArray[np.float32]:
    """Scores of the stances of pairs, each from the fold whose model did not see it."""
    from joblib import Parallel, delayed

    stances = np.zeros((len(pairs), len(STANCES)), np.float32)
    seen = [np.isin(pairs[:, 0], inside) for inside in folds]
    fitted = Parallel(n_jobs=_jobs(matrix.shape[0]))(
        delayed(_fit_stances)(matrix, pairs[rows], themes, recipe) for rows in seen
    )
    for rows, (weights, intercepts, by_theme) in zip(seen, fitted, strict=True):
        new = pairs[~rows]
        stances[~rows] = matrix[new[:, 0]] @ weights + intercepts + by_theme[new[:, 1]]
    return stances


def _fit_themes(
    matrix: csr_matrix, targets: Targets, rows: NDArray[np.int64], recipe: Recipe
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights ``(n_features, n_themes)`` and intercepts ``(n_themes,)`` of one linear separator a theme."""
    from joblib import Parallel, delayed

    themes = targets.themes.shape[1]
    jobs = [rows[targets.known[rows, column]] for column in range(themes)]
    # Processes, not threads: liblinear has one random generator a process, so threads would disturb each other's.
    fitted = Parallel(n_jobs=_jobs(len(rows)))(
        delayed(_separate)(matrix[kept], targets.themes[kept, column], recipe) for column, kept in enumerate(jobs)
    )
    return np.stack([w for w, _ in fitted], axis=1), np.array([b for _, b in fitted])


def _separate(matrix: csr_matrix, labels: NDArray[np.int8], recipe: Recipe) -> tuple[NDArray[np.float64], float]:
    from sklearn.svm import LinearSVC

    if _is_constant(labels):
        return np.zeros(matrix.shape[1]), 1.0 if labels.any() else -1.0
    fitted = LinearSVC(C=recipe.penalty, dual=True, random_state=recipe.seed, max_iter=5000).fit(matrix, labels)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _fit_stances(
    matrix: csr_matrix, pairs: NDArray[np.int64], themes: int, recipe: Recipe
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float32]]:
    """One multinomial model of the stance for all themes, with a constant a theme and stance."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    if _is_constant(pairs[:, 2]):
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


def _logistic(values: NDArray[np.float64], labels: NDArray[np.int8], weights: NDArray[np.float64]) -> list[float]:
    """Bias and slopes of a nearly unpenalised logistic regression."""
    from sklearn.linear_model import LogisticRegression

    if _is_constant(labels):
        return [4.0 if labels.any() else -4.0, *np.zeros(values.shape[1])]
    fitted = LogisticRegression(C=100.0, max_iter=500).fit(values, labels, sample_weight=weights)
    return [float(fitted.intercept_[0]), *map(float, fitted.coef_[0])]


def _jobs(paragraphs: int) -> int:
    """How many processes to work in: a second takes seconds to start, which few paragraphs do not give back."""
    return 2 if paragraphs >= _FEW else 1


def _is_constant(labels: NDArray[Any]) -> bool:
    """Whether there is nothing to tell apart, as in a fold of few labels."""
    return len(set(labels.tolist())) < 2


def _context_of(
    scores: NDArray[np.float32], groups: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The mean score of each paragraph's decision without itself, and which paragraphs have one."""
    context = np.zeros_like(scores)
    has = np.zeros(len(scores), bool)
    order = np.argsort(groups, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(rows) > 1:
            context[rows] = mean_of_others(scores[rows])
            has[rows] = True
    return context, has


def _facts(examples: Sequence[Example], recipe: Recipe) -> dict[str, Any]:
    return {
        "examples": len(examples),
        "data_sha256": data_digest(examples),
        "recipe": {name: getattr(recipe, name) for name in Recipe.__slots__},
        "versions": {"textkit": __version__, **{p: version(p) for p in ("numpy", "scipy", "scikit-learn")}},
    }
