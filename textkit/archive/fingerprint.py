"""Which model: its name and a hash of everything that its tags depend on, so that two models are never mixed up."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.tagging import Model

_DIGITS = 12


def fingerprint(model: Model) -> str:
    """``name@hash``: the same for the same content, wherever the model lies."""
    found = hashlib.sha256()
    for text in (model.policy, *model.themes, *model.vocabulary.features):
        found.update(text.encode() + b"\0")
    arrays = (model.vocabulary.rarity, model.weights, model.intercepts, model.stance_by_theme, model.thresholds)
    for array in (*arrays, *astuple(model.calibration)):
        found.update(array.tobytes())
    return f"{model.name}@{found.hexdigest()[:_DIGITS]}"
