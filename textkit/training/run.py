"""One training run: sources → a model in a folder, with its card, its recipe and its labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textkit.errors import ResourceError
from textkit.policy import Policy
from textkit.tagging import Model, save_model
from textkit.training.card import write_card, write_provisional_card
from textkit.training.fit import Trained, train
from textkit.training.recipe import Recipe
from textkit.training.sources import Sources
from textkit.training.zero import zero_label_model

Progress = Callable[[str], None]


def train_into(
    folder: Path, sources: Sources, policy: Policy, recipe: Recipe | None = None, progress: Progress = lambda _: None
) -> Trained | Model:
    """Trains a model, writes it and its card, and returns what it was measured by. Without one label it is provisional.

    :raises ResourceError: if there are too few labels of a theme.
    """
    if not sources.examples:
        progress("definitions and seed phrases")
        model = zero_label_model(policy, folder.name)
        save_model(model, folder)
        write_provisional_card(model, policy, folder)
        return model
    try:
        trained = train(sources.examples, policy, folder.name, recipe, progress, background=sources.background)
    except ValueError as exc:
        raise ResourceError("labels", str(exc), "label more of them; textkit suggest finds some") from exc
    trained = replace(trained, model=replace(trained.model, facts={**trained.model.facts, **sources.facts()}))
    save_model(trained.model, folder, sources.labels_file(policy))
    write_card(trained, policy, folder)
    return trained
