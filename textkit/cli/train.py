"""``textkit train`` and ``textkit evaluate``: labelled paragraphs → a model, and how good a model is on them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textkit.cli.options import ModelOption, PolicyOption
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.policy import Policy
    from textkit.training import Labels, Recipe, Sources

LabelsOption = Annotated[
    list[str], typer.Option("--labels", metavar="FILE", help="Labelled paragraphs in any format; may be repeated.")
]
SomeLabelsOption = Annotated[
    list[str] | None,
    typer.Option("--labels", metavar="FILE", help="Labelled paragraphs in any format; may be repeated."),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        "train",
        help="Train a model on labelled paragraphs and the shipped corpus; the same labels give the same bytes. "
        "Without one label, a provisional model of the policy's definitions and seed phrases.",
        epilog="Example: textkit train --labels omat.jsonl --output oma-malli",
    )(train)
    app.command(
        "evaluate",
        help="Measure a model on labelled paragraphs that it was not trained on.",
        epilog="Example: textkit evaluate --labels koe.jsonl",
    )(evaluate)


def train(
    output: Annotated[Path, typer.Option(help="The folder that the model is written to; its name is the model's.")],
    labels: SomeLabelsOption = None,
    policy: PolicyOption = None,
    only: Annotated[bool, typer.Option("--only", help="Leave the shipped corpus out.")] = False,
    init_from: Annotated[
        str | None,
        typer.Option(metavar="NAME|DIR", help="Keep what this model was trained on, and its recipe."),
    ] = None,
    folds: Annotated[int | None, typer.Option(min=2, help="Of the cross-validation; 5 if not given.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of what is random; 0 if not given.")] = None,
) -> int:
    """Trains a model and writes it with its card, its recipe and its labels."""
    from textkit.training.run import train_into

    if only and init_from:
        raise UsageError("--only leaves out what --init-from keeps – give one of them")
    chosen, sources, recipe = _plan(labels or [], policy, only, init_from)
    given = {name: value for name, value in (("folds", folds), ("seed", seed)) if value is not None}
    trained = train_into(output, sources, chosen, _with(recipe, given), show_progress)
    show_progress("")
    if not hasattr(trained, "measures"):
        sys.stdout.write(f"{output}: provisional, of definitions and seed phrases alone; label some: textkit suggest\n")
        return 0
    count = f"{len(sources.examples)} paragraphs ({len(sources.given)} given, {len(sources.corpus)} of the corpus)"
    sys.stdout.write(f"{output}: {count}, macro-F1 {trained.measures.macro_f1:.3f} (cross-validated)\n")
    return 0


def evaluate(labels: LabelsOption, model: ModelOption = None, policy: PolicyOption = None) -> int:
    """Writes precision, recall and F1 a theme and overall."""
    from textkit.pipeline import load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import model_in_use
    from textkit.training import evaluate_tagger, measures_table
    from textkit.training.names import Names

    chosen = load_policy(policy or DEFAULT_POLICY)
    tagger = load_tagger(model or model_in_use(chosen.id))
    names = Names.of(chosen) if chosen.id == tagger.model.policy else Names(tagger.model.themes)
    examples = [example for found in usable(labels, names) for example in found.examples]
    sys.stdout.write(measures_table(evaluate_tagger(tagger, examples)) + "\n")
    return 0


def usable(files: list[str], names: object) -> list[Labels]:
    """The label files, with what could not be used of them said in a line each.

    :raises ResourceError: if there is no labelled paragraph in all of them.
    """
    from textkit.cli.main import say
    from textkit.errors import ResourceError
    from textkit.training import labels_of
    from textkit.training.names import Names

    assert isinstance(names, Names)
    found = [labels_of(file, names) for file in files]
    for item in found:
        if item.skipped:
            place, reason = item.skipped[0]
            path = item.file.path
            say(
                f"{path}: {len(item.skipped)} rows skipped, the first at {place} ({reason}); see textkit labels check {path}"
            )
    if files and not any(item.examples for item in found):
        raise ResourceError("labels", "there is not one labelled paragraph", "see textkit labels check")
    return found


def _plan(
    files: list[str], policy: str | None, only: bool, init_from: str | None
) -> tuple[Policy, Sources, Recipe | None]:
    from textkit.errors import ResourceError
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import load_model
    from textkit.tagging.model_files import find_model
    from textkit.training import sources_of
    from textkit.training.names import Names

    if init_from is None:
        chosen = load_policy(policy or DEFAULT_POLICY)
        return chosen, sources_of(chosen, usable(files, Names.of(chosen)), corpus=not only), None
    earlier = load_model(init_from)
    chosen = load_policy(policy or earlier.policy)
    if chosen.id != earlier.policy:
        raise ResourceError(
            init_from, f"the model was trained for {earlier.policy}, not for {chosen.id}", "name another"
        )
    sources = sources_of(chosen, usable(files, Names.of(chosen)), earlier=(earlier, find_model(init_from)))
    return chosen, sources, _recipe(earlier.facts)


def _recipe(facts: Mapping[str, Any]) -> Recipe | None:
    """The recipe of an earlier model, as far as this version knows its ingredients."""
    from textkit.training import Recipe

    if "recipe" not in facts:
        return None
    return Recipe(**{name: value for name, value in facts["recipe"].items() if name in Recipe.__slots__})


def _with(recipe: Recipe | None, given: dict[str, int]) -> Recipe:
    from dataclasses import replace

    from textkit.training import Recipe

    return replace(recipe or Recipe(), **given)


def show_progress(step: str) -> None:
    """Says on a terminal what is being done; nothing takes the line away."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{step} …" if step else "\r\x1b[K")
        sys.stderr.flush()
