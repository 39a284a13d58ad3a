"""``textkit train`` and ``textkit evaluate``: labelled paragraphs → a model, and how good a model is on them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textkit.cli.options import ModelOption, PolicyOption

LabelsOption = Annotated[
    list[str], typer.Option("--labels", metavar="FILE", help="Labelled paragraphs, JSON Lines; may be repeated.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        "train",
        help="Train a model on labelled paragraphs; the same labels give the same bytes.",
        epilog="Example: textkit train --labels omat.jsonl --output oma-malli",
    )(train)
    app.command(
        "evaluate",
        help="Measure a model on labelled paragraphs that it was not trained on.",
        epilog="Example: textkit evaluate --labels koe.jsonl",
    )(evaluate)


def train(
    labels: LabelsOption,
    output: Annotated[Path, typer.Option(help="The folder that the model is written to.")],
    policy: PolicyOption = None,
) -> int:
    """Trains a model and writes it with its card."""
    from textkit.errors import ResourceError
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import save_model
    from textkit.training import fit, read_labels, write_card

    chosen = load_policy(policy or DEFAULT_POLICY)
    examples = read_labels(labels, chosen.theme_ids)
    try:
        trained = fit.train(examples, chosen, output.name, progress=_progress)
    except ValueError as exc:
        raise ResourceError("labels", str(exc), "label more paragraphs of that theme") from exc
    save_model(trained.model, output)
    write_card(trained, chosen, output)
    sys.stdout.write(
        f"{output}: {len(examples)} paragraphs, macro-F1 {trained.measures.macro_f1:.3f} (cross-validated)\n"
    )
    return 0


def evaluate(labels: LabelsOption, model: ModelOption = None, policy: PolicyOption = None) -> int:
    """Writes precision, recall and F1 a theme and overall."""
    from textkit.pipeline import load_tagger
    from textkit.tagging import DEFAULT_MODEL
    from textkit.training import evaluate_tagger, measures_table, read_labels

    tagger = load_tagger(model or DEFAULT_MODEL)
    examples = read_labels(labels, tagger.model.themes)
    sys.stdout.write(measures_table(evaluate_tagger(tagger, examples)) + "\n")
    return 0


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{step} …")
        sys.stderr.flush()
