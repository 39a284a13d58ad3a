"""``textkit suggest``: which paragraphs to label next, written for the tool that they are labelled with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textkit.cli.options import ModelOption, PolicyOption
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.policy import Policy
    from textkit.tagging import Model
    from textkit.training.formats import Annotation

_NEAREST = 2000
"""Paragraphs of an archive that are looked at a theme, nearest its threshold, and as many drawn by chance."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "suggest",
        help="Choose the paragraphs that a model would learn most from, of an archive or of files, and write a "
        "labelling file for any tool.",
        epilog="Example: textkit suggest --store arkisto --count 100 --to label-studio --output luokiteltavat.json",
    )(suggest)


def suggest(
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file (for some formats: the folder) to write.")],
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="Paragraphs: JSON Lines or sheets with a text.")
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", metavar="DIR", help="The folder of an archive.")] = None,
    count: Annotated[int, typer.Option(min=1, help="How many.")] = 100,
    theme: Annotated[list[str] | None, typer.Option(metavar="THEME", help="Near this theme; may be repeated.")] = None,
    labels: Annotated[
        list[str] | None, typer.Option("--labels", metavar="FILE", help="What is labelled already; may be repeated.")
    ] = None,
    to: Annotated[str, typer.Option(metavar="FORMAT", help="The format; see textkit/training/README.md.")] = "textkit",
    policy: PolicyOption = None,
    model: ModelOption = None,
    seed: Annotated[int, typer.Option(help="Of what is random.")] = 0,
) -> int:
    """Writes the suggested paragraphs with what the model says of them and why each was chosen."""
    from textkit.cli.main import say
    from textkit.pipeline import load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import model_in_use
    from textkit.training.formats import write_labels
    from textkit.training.suggesting import suggest as suggest_of

    chosen = load_policy(policy or DEFAULT_POLICY)
    tagger = load_tagger(model or model_in_use(chosen.id))
    _require(chosen, tagger.model, theme or [], bool(files), store)
    found: list[Annotation] = _of_files(files or [])
    if store is not None:
        found += _of_store(store, tagger.model, seed)
    known = _known(labels or [], chosen)
    picked = suggest_of(found, tagger, chosen, count, themes=theme or (), known=known, seed=seed)
    written = write_labels(picked, chosen.theme_ids, to, output)
    say(f"{output}: {written.written} paragraphs to label, of {len(found)} that were looked at")
    return 0


def _require(policy: Policy, model: Model, themes: list[str], files: bool, store: Path | None) -> None:
    from textkit.errors import ResourceError

    if not files and store is None:
        raise UsageError("where from: give files of paragraphs, or --store of an archive")
    if set(model.themes) != set(policy.theme_ids):
        problem = f"the model was trained for {model.policy}, not for {policy.id}"
        raise ResourceError(model.name, problem, "name another with --model, or a --policy")
    if unknown := sorted(set(themes) - set(policy.theme_ids)):
        raise UsageError(f"--theme {unknown[0]}: the policy has no such theme; it has {', '.join(policy.theme_ids)}")


def _of_files(files: list[str]) -> list[Annotation]:
    from textkit.training.formats.unlabelled import unlabelled_paragraphs

    return [annotation for file in files for annotation in unlabelled_paragraphs(file)]


def _known(files: list[str], policy: Policy) -> list[str]:
    from textkit.cli.train import usable
    from textkit.training.names import Names
    from textkit.training.sources import shipped_corpus

    given = [example.text for found in usable(files, Names.of(policy)) for example in found.examples]
    return given + [example.text for example in shipped_corpus(policy)]


def _of_store(store: Path, model: Model, seed: int) -> list[Annotation]:
    """Paragraphs of an archive: those nearest a threshold by the tags in it, and some by chance."""
    from textkit.archive import Questions, Store
    from textkit.document import TAGGED_ROLES
    from textkit.training.formats import Annotation

    roles = ", ".join(f"'{role}'" for role in sorted(TAGGED_ROLES))
    bounds = ", ".join(
        f"('{theme}', {min(max(float(value), 1e-6), 1 - 1e-6)!r})"
        for theme, value in zip(model.themes, model.thresholds, strict=True)
    )
    sql = _CANDIDATES.format(roles=roles, bounds=bounds, nearest=_NEAREST, seed=seed)
    columns = ("id", "text", "paragraph", "heading", "language", "title", "case_id", "organ")
    with Questions(Store(store)) as questions:
        rows = list(questions.ask(sql).rows)
    return [Annotation(themes=None, **dict(zip(columns, row, strict=True))) for row in rows]


_CANDIDATES = """
WITH bounds(theme, threshold) AS (VALUES {bounds}),
near AS (
  SELECT decision_id, paragraph_id FROM tags JOIN bounds USING (theme)
  QUALIFY row_number() OVER (
    PARTITION BY theme
    ORDER BY abs(ln(greatest(probability, 1e-6) / greatest(1 - probability, 1e-6)) - ln(threshold / (1 - threshold))),
             decision_id, paragraph_id
  ) <= {nearest}
),
chance AS (
  SELECT decision_id, paragraph_id FROM paragraphs WHERE role IN ({roles})
  ORDER BY md5(decision_id || paragraph_id || '{seed}') LIMIT {nearest}
)
SELECT p.decision_id || '/' || p.paragraph_id, p.text, p.paragraph_id, p.heading, p.language, d.title, d.case_id, d.organ
FROM (SELECT * FROM near UNION SELECT * FROM chance) c
JOIN paragraphs p USING (decision_id, paragraph_id) JOIN decisions d USING (decision_id)
WHERE p.role IN ({roles})
ORDER BY p.decision_id, p.number
"""
