"""``textkit explain``: why each tag, in the words that carried it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from textkit.cli.options import LanguageOption, ModelOption, OcrOption, PageLanguage, PolicyOption
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.policy import Policy
    from textkit.report.explanation_page import Found
    from textkit.report.messages import Language


class Format(StrEnum):
    """How explanations are written."""

    text = "text"
    json = "json"
    html = "html"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "explain",
        help="Show why each paragraph has its tags: the words that carried them, with exact weights.",
        epilog="Example: textkit explain paatos.pdf --format html > syyt.html",
    )(explain)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A decision; - is standard input.")],
    policy: PolicyOption = None,
    model: ModelOption = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    lang: LanguageOption = PageLanguage.fi,
    theme: Annotated[list[str] | None, typer.Option(metavar="THEME", help="Only this theme.")] = None,
    ocr: OcrOption = False,
) -> int:
    """Explains the tags of a file's decisions."""
    from textkit import pipeline
    from textkit.cli.inputs import Worst, decisions
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import model_in_use

    chosen = load_policy(policy or DEFAULT_POLICY)
    if unknown := sorted(set(theme or ()) - set(chosen.theme_ids)):
        raise UsageError(f"--theme {unknown[0]}: the policy has no such theme; it has {', '.join(chosen.theme_ids)}")
    used = model or model_in_use(chosen.id)
    worst = Worst()
    found = [
        (decision, [item for item in pipeline.explain(decision, model=used) if not theme or item[1].theme in theme])
        for decision in decisions([file], worst, ocr=ocr)
    ]
    _write(found, chosen, form, lang.value)
    return worst.code


def _write(found: Found, policy: Policy, form: Format, language: Language) -> None:
    from textkit.cli.inputs import print_json
    from textkit.report.data import explanation_to_dict
    from textkit.report.explanation import explanation_text
    from textkit.report.explanation_page import explanation_html

    if form is Format.html:
        sys.stdout.write(explanation_html(found, policy, language))
        return
    for _, items in found:
        if form is Format.json:
            print_json([explanation_to_dict(paragraph, explanation) for paragraph, explanation in items])
            continue
        for paragraph, explanation in items:
            sys.stdout.write(explanation_text(paragraph, explanation, policy, language) + "\n\n")
