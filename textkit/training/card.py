"""The card of a model: what it was trained on, how it was measured, and how it was. Written by training itself, so
that its numbers are never those of another model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textkit.policy import Policy
from textkit.tagging import Model
from textkit.training.evaluation import measures_table
from textkit.training.fit import Trained
from textkit.training.reliability import calibration_error, reliability, reliability_svg

PLOT = "reliability.svg"


def write_card(trained: Trained, policy: Policy, folder: Path) -> None:
    """Writes ``README.md`` and the reliability diagram into a model's folder."""
    bins = reliability(trained.probabilities, trained.targets.themes)
    (folder / PLOT).write_text(reliability_svg(bins, "Reliability, cross-validated"), encoding="utf-8")
    (folder / "README.md").write_text("\n".join(_lines(trained, policy)) + "\n", encoding="utf-8")


def write_provisional_card(model: Model, policy: Policy, folder: Path) -> None:
    """Writes ``README.md`` into the folder of a model that was made without labels."""
    lines = [
        f"# Model {model.name}",
        "",
        f"**Provisional.** Tags paragraphs with the {len(model.themes)} themes of *{policy.name('en')}* (`{policy.id}`) by",
        "their likeness to the policy's own definitions and seed phrases. It was trained on no label and measured by",
        "none: use it to choose what to label (`textkit suggest`), not to judge decisions.",
        "",
        "| theme | phrases |",
        "|---|---:|",
        *(f"| `{theme}` | {count} |" for theme, count in model.facts["phrases"].items()),
        "",
        "Better: `textkit train --labels FILE … --output FOLDER`.",
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(trained: Trained, policy: Policy) -> Iterator[str]:
    model, facts = trained.model, trained.model.facts
    yield from (f"# Model {model.name}", "")
    yield f"Tags paragraphs of Finnish and Swedish city decisions with the {len(model.themes)} themes of"
    yield from (f"*{policy.name('en')}* (`{policy.id}`).", "")
    yield from ("## Trained on", "")
    yield f"{facts['examples']} labelled paragraphs (SHA-256 of the data `{facts['data_sha256'][:16]}…`),"
    yield f"of which {int(trained.targets.themes.any(axis=1).sum())} carry a theme;"
    yield f"{len(model.vocabulary.features)} features. Recipe: `{facts['recipe']}`."
    yield from (f"Versions: `{facts['versions']}`.", "")
    yield from ("## Measured", "")
    yield f"By {facts['recipe']['folds']}-fold cross-validation in which no decision is on both sides; " + _chosen_on(
        facts
    )
    yield "Stance is measured on every labelled stance."
    yield from ("", "```", measures_table(trained.measures), "```", "")
    if "background" not in facts:
        yield from _as_labelled(trained, facts["recipe"]["themed"])
    yield from (f"![Reliability: predicted probability against the share that is true]({PLOT})", "")
    yield from ("| theme | threshold | expected calibration error |", "|---|---:|---:|")
    for column, theme in enumerate(model.themes):
        error = calibration_error(trained.probabilities[:, column], trained.targets.themes[:, column])
        yield f"| `{theme}` | {model.thresholds[column]:.2f} | {error:.3f} |"
    yield ""
    yield "Train it again: `textkit train --labels FILE … --output FOLDER`; the same labels give the same bytes."


def _as_labelled(trained: Trained, themed: float) -> Iterator[str]:
    found, share = trained.measures_as_labelled, trained.targets.themes.any(axis=1).mean()
    yield f"These thresholds suit an archive, where {themed:.0%} of the paragraphs carry a theme, and so give up recall"
    yield f"here, where {share:.0%} do. With thresholds that suit these labels as they are, the same scores have"
    yield f"macro-F1 {found.macro_f1:.3f} and micro-F1 {found.micro.f1:.3f} (precision {found.micro.precision:.3f},"
    yield f"recall {found.micro.recall:.3f}): so well are themes told apart. The table is what a user gets."
    yield ""


def _chosen_on(facts: Mapping[str, Any]) -> str:
    if "background" not in facts:
        return (
            "thresholds and\ncalibration are chosen on the same held-out scores, which flatters the figures a little."
        )
    return (
        f"calibration is\nof the same held-out scores, thresholds are set for {facts['background']['texts']} ordinary "
        "paragraphs without labels.\nLabels that were chosen and not drawn say less of an archive than they seem to."
    )
