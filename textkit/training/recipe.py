"""What can be chosen in training."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen in training; part of the model's manifest.

    :param penalty: strength of the weights, the ``C`` of scikit-learn.
    :param least: a feature stands in at least so many paragraphs.
    :param folds: of the cross-validation, grouped by decision.
    :param themed: the share of an archive's paragraphs that carry a theme; calibration and thresholds are for it.
    :param phrases: how much a phrase of the policy counts beside a labelled paragraph, where phrases are examples.
    """

    penalty: float = 1.0
    stance_penalty: float = 3.0
    least: int = 3
    folds: int = 5
    themed: float = 0.07
    phrases: float = 0.5
    seed: int = 0
