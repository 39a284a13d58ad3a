"""``textkit explain``: why each tag, in the words that carried it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from textkit.cli.options import LanguageOption, ModelOption, PageLanguage, PolicyOption


class Format(StrEnum):
    """How explanations are written."""

    text = "text"
    json = "json"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "explain",
        help="Show why each paragraph has its tags: the words that carried them, with exact weights.",
        epilog="Example: textkit explain paatos.pdf",
    )(explain)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A decision; - is standard input.")],
    policy: PolicyOption = None,
    model: ModelOption = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    lang: LanguageOption = PageLanguage.fi,
) -> int:
    """Explains the tags of a file's decisions."""
    from textkit import pipeline
    from textkit.cli.inputs import Worst, decisions, print_json
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.report.data import explanation_to_dict
    from textkit.report.explanation import explanation_text

    chosen = load_policy(policy or DEFAULT_POLICY)
    worst = Worst()
    for decision in decisions([file], worst):
        found = list(pipeline.explain(decision, model=model))
        if form is Format.json:
            print_json([explanation_to_dict(paragraph, explanation) for paragraph, explanation in found])
            continue
        for paragraph, explanation in found:
            sys.stdout.write(explanation_text(paragraph, explanation, chosen, lang.value) + "\n\n")
    return worst.code
