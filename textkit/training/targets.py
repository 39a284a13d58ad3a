"""Labels as arrays: what is carried, what is known, and which paragraphs belong to one decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from textkit.tagging.model import STANCES
from textkit.training.labels import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Targets:
    """Labels as arrays.

    :param themes: 1 where a theme is carried, *shape* ``(n_examples, n_themes)``.
    :param known: whether it is known that it is or is not, of the same shape.
    :param groups: the number of the decision that each belongs to, *shape* ``(n_examples,)``.
    """

    themes: NDArray[np.int8]
    known: NDArray[np.bool_]
    groups: NDArray[np.int64]


def targets_of(examples: Sequence[Example], themes: Sequence[str]) -> Targets:
    """Labels of examples as arrays."""
    table = np.array([[theme in example.themes for theme in themes] for example in examples], np.int8)
    known = np.array([[theme not in example.unknown for theme in themes] for example in examples], bool)
    numbers: dict[str, int] = {}
    groups = np.array([numbers.setdefault(example.group, len(numbers)) for example in examples], np.int64)
    return Targets(table, known, groups)


def stance_pairs(examples: Sequence[Example], themes: Sequence[str]) -> NDArray[np.int64]:
    """Every labelled stance as example number, theme number and stance number, *shape* ``(n_pairs, 3)``."""
    rows = [
        (n, column, STANCES.index(example.stances[theme]))
        for n, example in enumerate(examples)
        for column, theme in enumerate(themes)
        if theme in example.stances
    ]
    return np.array(rows, np.int64).reshape(-1, 3)


def is_constant(labels: NDArray[Any]) -> bool:
    """Whether there is nothing to tell apart, as in a fold of few labels."""
    return len(set(labels.tolist())) < 2
