"""The pages that reports make of the samples, each made once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import textkit
from tests.samples import sample_pdf
from textkit.alignment import Comparison, Example, ExpectedTheme, compare
from textkit.report.comparison_page import comparison_html
from textkit.report.explanation_page import explanation_html
from textkit.report.html import html_report
from textkit.report.messages import Language

POLICY = textkit.load_policy()
EXPECTED = ExpectedTheme(
    "work-immigration", 0.62, 20, (Example("a-1", "Hernesaaren ohjelma", 0.5), Example("b-1", None, 0.4))
)


@cache
def checked(number: int) -> textkit.Alignment:
    """The alignment of a sample."""
    [found] = textkit.check(sample_pdf(number))
    return found


@cache
def comparison() -> Comparison:
    """A sample against itself without its first section's last paragraph and with a word changed."""
    draft = checked(1).decision
    first, *rest = draft.sections
    paragraphs = (*first.paragraphs[:-2], replace(first.paragraphs[-2], text=first.paragraphs[-2].text + " Kiitos."))
    [after] = textkit.check(replace(draft, kind="minutes", sections=(replace(first, paragraphs=paragraphs), *rest)))
    return compare(checked(1), after)


@cache
def page(kind: str, language: Language = "fi") -> str:
    """A page of a kind."""
    if kind == "one":
        return html_report([checked(1)], POLICY, language, {0: [EXPECTED]})
    if kind == "agenda":
        return html_report([checked(number) for number in (1, 4, 5, 8, 13)], POLICY, language)
    if kind == "comparison":
        return comparison_html([comparison()], POLICY, language)
    decision = checked(4).decision
    return explanation_html([(decision, list(textkit.explain(decision)))], POLICY, language)


KINDS = ("one", "agenda", "comparison", "explanation")
