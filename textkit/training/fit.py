"""Labelled paragraphs → a model: a linear support vector machine a theme, calibrated on held-out scores.

Everything that is chosen from scores (calibration, thresholds, measures) is chosen from scores of paragraphs whose
decision the scoring model had not seen. All steps are deterministic: the same examples give the same bytes.

A few hundred labels know few words, and those that were suggested are not drawn like an archive. Beside such labels
ordinary paragraphs that nobody has labelled, the *background*, give the features and how frequent they are, and how
often a score comes, so where a threshold should lie; and the policy's own phrases count as examples.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from textkit import __version__
from textkit.policy import Policy
from textkit.tagging.features import Vocabulary, learn_vocabulary
from textkit.tagging.model import STANCES, Calibration, Model, logits, probabilities
from textkit.training.calibrating import (
    calibrate,
    choose_thresholds,
    contextual_logits,
    expect_thresholds,
    themeless_weight,
)
from textkit.training.evaluation import Measures, measure, stance_measures
from textkit.training.labels import Example, data_digest
from textkit.training.phrases import seed_phrases
from textkit.training.recipe import Recipe
from textkit.training.separating import Phrases, fit_stances, fit_themes, jobs_for
from textkit.training.targets import Targets, stance_pairs, targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

Progress = Callable[[str], None]


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
    """A model, and what it was measured by.

    :param measures: with the model's thresholds, which suit an archive.
    :param measures_as_labelled: with those that suit the labelled paragraphs, where more carry a theme. What the scores
        are worth is seen there; what a user gets, in ``measures``.
    """

    model: Model
    targets: Targets
    probabilities: NDArray[np.float64]
    held_out: HeldOut
    measures: Measures
    measures_as_labelled: Measures


def train(
    examples: Sequence[Example],
    policy: Policy,
    name: str,
    recipe: Recipe | None = None,
    progress: Progress = lambda _: None,
    *,
    background: Sequence[str] = (),
) -> Trained:
    """Trains a model for a policy.

    :param progress: is told what is being done, in a few words.
    :param background: ordinary paragraphs without labels, where the labels are few or were chosen by score.
    :raises ValueError: if a theme has fewer examples than there are folds, or there are fewer decisions.
    """
    recipe = recipe or Recipe()
    targets = targets_of(examples, policy.theme_ids)
    _require_examples(targets, policy, recipe)
    texts = [example.text for example in examples]
    progress("features")
    vocabulary = learn_vocabulary([*texts, *background], recipe.least)
    matrix = vocabulary.matrix(texts)
    phrases = _phrases(policy, vocabulary) if background else None
    pairs = stance_pairs(examples, policy.theme_ids)
    held_out = _cross_validate(matrix, targets, pairs, recipe, phrases, progress)
    progress("final weights")
    weights, intercepts = fit_themes(matrix, targets, np.arange(len(texts)), recipe, phrases)
    stance_weights, stance_intercepts, by_theme = fit_stances(matrix, pairs, len(policy.themes), recipe)
    # What a score means does not depend on how often it was chosen to be labelled, so there nothing is weighted.
    themeless = 1.0 if background else themeless_weight(targets, recipe.themed)
    calibration = calibrate(held_out.scores, targets, themeless)
    table = probabilities(contextual_logits(held_out.scores, targets.groups, calibration))
    thresholds = (
        expect_thresholds(_of_background(vocabulary.matrix(background) @ weights + intercepts, calibration))
        if background
        else choose_thresholds(table, targets, themeless)
    )
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
        facts=_facts(examples, background, recipe),
    )
    measures = _measures(table, thresholds, targets, held_out, policy)
    as_labelled = _measures(table, choose_thresholds(table, targets, 1.0), targets, held_out, policy)
    return Trained(model, targets, table, held_out, measures, as_labelled)


def _of_background(scores: NDArray[np.float64], calibration: Calibration) -> NDArray[np.float64]:
    """Probabilities of paragraphs of which it is not known what stands beside them, *shape* ``(n_texts, n_themes)``."""
    return probabilities(logits(np.asarray(scores, np.float32), None, calibration))


def _phrases(policy: Policy, vocabulary: Vocabulary) -> Phrases:
    found = [(phrase, number) for number, theme in enumerate(policy.themes) for phrase in seed_phrases(theme)]
    return Phrases(vocabulary.matrix([phrase for phrase, _ in found]), np.array([n for _, n in found], np.int64))


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
    matrix: csr_matrix,
    targets: Targets,
    pairs: NDArray[np.int64],
    recipe: Recipe,
    phrases: Phrases | None,
    progress: Progress,
) -> HeldOut:
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(targets.themes.shape, np.float32)
    folds = list(GroupKFold(recipe.folds).split(matrix, groups=targets.groups))
    for number, (inside, outside) in enumerate(folds, 1):
        progress(f"cross-validation {number}/{recipe.folds}")
        weights, intercepts = fit_themes(matrix, targets, inside, recipe, phrases)
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
    fitted = Parallel(n_jobs=jobs_for(matrix.shape[0]))(
        delayed(fit_stances)(matrix, pairs[rows], themes, recipe) for rows in seen
    )
    for rows, (weights, intercepts, by_theme) in zip(seen, fitted, strict=True):
        new = pairs[~rows]
        stances[~rows] = matrix[new[:, 0]] @ weights + intercepts + by_theme[new[:, 1]]
    return stances


def _facts(examples: Sequence[Example], background: Sequence[str], recipe: Recipe) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "examples": len(examples),
        "data_sha256": data_digest(examples),
        "recipe": {name: getattr(recipe, name) for name in Recipe.__slots__},
        "versions": {"textkit": __version__, **{p: version(p) for p in ("numpy", "scipy", "scikit-learn")}},
    }
    if background:
        digest = hashlib.sha256("\0".join(background).encode()).hexdigest()
        facts["background"] = {"texts": len(background), "sha256": digest}
    return facts
