"""The report, the summary and the comparison as Markdown and text; the notebook's view."""

from __future__ import annotations

import pytest
from lxml import html

import textkit
from tests.report.pages import EXPECTED, POLICY, checked, comparison
from textkit.report.comparison import comparison_lines, comparison_markdown, comparison_to_dict
from textkit.report.context import Context
from textkit.report.markdown import escaped, markdown_report
from textkit.report.messages import Language
from textkit.report.summary import summary_lines
from textkit.report.text import page_lines

FINNISH = Context(POLICY, "fi")


def test_markdown_has_themes_quotes_questions_and_sums() -> None:
    text = markdown_report([checked(1)], POLICY, "en", [[EXPECTED]])
    for theme in checked(1).addressed:
        assert FINNISH.policy.name("en") in text
        assert escaped(theme.quoted[0].quote) in text
    assert "Does it belong here, too?" in text
    assert "| Theme | Sum | Direction |" in text


def test_markdown_leaves_no_sign_of_its_own_in_texts() -> None:
    assert escaped("a*b_c [x](y) | # <z>") == r"a\*b\_c \[x\](y) \| \# \<z\>"


@pytest.mark.parametrize(("count", "has_summary"), [(3, False), (4, True)])
def test_many_decisions_have_a_summary(count: int, has_summary: bool) -> None:
    alignments = [checked(number) for number in (1, 4, 5, 8)[:count]]
    lines = ["".join(span.text for span in line) for line in page_lines(alignments, POLICY, "fi", 100)]
    assert any(line.startswith("Yhteenveto") for line in lines) == has_summary
    assert ("# Yhteenveto" in markdown_report(alignments, POLICY)) == has_summary


def test_the_summary_hides_no_conflict() -> None:
    lines = list(summary_lines([checked(1), checked(8)], FINNISH))
    assert any(theme.conflicts for theme in checked(1).addressed)
    assert "▼" in lines[1]
    assert "ei teemoja" in lines[2]


def test_a_question_is_on_the_page() -> None:
    lines = ["".join(span.text for span in line) for line in page_lines([checked(1)], POLICY, "sv", 80, [[EXPECTED]])]
    assert any("Hör det hemma" in line for line in [" ".join(lines)])
    assert any("Hernesaaren ohjelma" in line for line in lines)


@pytest.mark.parametrize(("language", "word"), [("fi", "poistettu"), ("sv", "strukna"), ("en", "dropped")])
def test_a_comparison_is_told_in_three_languages(language: Language, word: str) -> None:
    assert word in "\n".join(comparison_lines(comparison(), Context(POLICY, language)))


def test_a_comparison_shows_what_was_put_in() -> None:
    text = comparison_markdown(comparison(), FINNISH)
    assert "**Kiitos.**" in text
    assert "lisätty: Kiitos." in "\n".join(comparison_lines(comparison(), FINNISH))


def test_a_comparison_as_json_counts_what_it_lists() -> None:
    data = comparison_to_dict(comparison())
    for kind, count in data["counts"].items():
        assert sum(change["kind"] == kind for change in data["changes"]) == count
    assert {theme["theme"] for theme in data["themes"]} == set(POLICY.theme_ids)


def test_a_notebook_shows_an_alignment_and_a_list_of_them() -> None:
    from tests.samples import sample_pdf

    found = textkit.check(sample_pdf(4))
    shown, all_shown = found[0]._repr_html_(), found._repr_html_()
    assert shown is not None
    assert shown == all_shown
    text = html.fromstring(shown).text_content()
    assert all(theme.quoted[0].quote in text for theme in found[0].addressed)
    assert "script" not in shown
