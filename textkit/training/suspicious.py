"""Labels that are likely wrong: what a model that did not see a paragraph's decision believes least.

A label's self-confidence is the probability that the model gives to what the label says. A paragraph is as suspicious
as its least credible label (Northcutt et al., 2021, call it the quality of a label; taken alone and ranked by its
lowest it finds more wrong labels of Finnish texts than the package they made).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.training.fit import Trained
from textkit.training.labels import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A paragraph with its least credible label.

    :param carried: whether the label says that the paragraph carries the theme.
    :param confidence: the model's probability that the label is right.
    """

    id: str
    text: str
    theme: str
    carried: bool
    confidence: float
    labeller: str | None


def suspicious(trained: Trained, examples: Sequence[Example]) -> list[Suspicion]:
    """Every paragraph with its least credible label, the worst first.

    :param examples: what the model was trained on, in its order.
    """
    targets = trained.targets
    table = self_confidence(trained.probabilities, targets.themes, targets.known)
    worst = table.argmin(axis=1)
    lowest = table[np.arange(len(table)), worst]
    return [
        Suspicion(
            id=examples[row].id,
            text=examples[row].text,
            theme=trained.model.themes[worst[row]],
            carried=bool(targets.themes[row, worst[row]]),
            confidence=float(lowest[row]),
            labeller=examples[row].labeller,
        )
        for row in np.argsort(lowest, kind="stable")
    ]


def self_confidence(
    probabilities: NDArray[np.float64], labels: NDArray[np.int8], known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The probability of each label, all *shape* ``(n_paragraphs, n_themes)``; of an unknown one it is 1."""
    return np.where(known, np.where(labels.astype(bool), probabilities, 1 - probabilities), 1.0)
