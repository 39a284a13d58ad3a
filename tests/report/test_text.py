"""The page in the terminal: what a preparer must find on it, in three languages and at any width."""

from __future__ import annotations

from dataclasses import replace

import pytest

import textkit
from tests.samples import sample_pdf
from textkit.report.messages import Language, date, number
from textkit.report.text import text_report

POLICY = textkit.load_policy()


@pytest.fixture(scope="module")
def alignment() -> textkit.Alignment:
    [found] = textkit.check(sample_pdf(1))
    return found


def test_every_theme_of_the_policy_is_on_the_page(alignment: textkit.Alignment) -> None:
    page = text_report(alignment, POLICY)
    assert all(theme.name("fi") in page for theme in POLICY.themes)


def test_a_theme_has_a_bar_a_stance_a_place_and_a_quote_with_its_page(alignment: textkit.Alignment) -> None:
    page = text_report(alignment, POLICY)
    strongest = alignment.addressed[0]
    assert "█" in page
    assert "edistää" in page
    assert "päätöstekstissä" in page
    assert f"s. {strongest.evidence[0].page}" in page
    assert strongest.evidence[0].quote[:40] in page


@pytest.mark.parametrize(("language", "word"), [("fi", "edistää"), ("sv", "främjar"), ("en", "advances")])
def test_the_page_speaks_three_languages(alignment: textkit.Alignment, language: Language, word: str) -> None:
    page = text_report(alignment, POLICY, language)
    assert word in page
    assert POLICY.name(language) in page


@pytest.mark.parametrize("width", [60, 80, 100])
def test_quotes_keep_to_the_width(alignment: textkit.Alignment, width: int) -> None:
    quotes = [line for line in text_report(alignment, POLICY, width=width).splitlines() if line.startswith("     ")]
    assert quotes
    assert all(len(line) <= width + len("  s. 10") for line in quotes)


def test_a_conflict_is_never_hidden(alignment: textkit.Alignment) -> None:
    conflicted = [theme for theme in alignment.addressed if theme.conflicts]
    page = text_report(alignment, POLICY)
    assert len(conflicted) >= 1
    assert page.count("▼") >= len(conflicted)


def test_nothing_addressed_is_said(alignment: textkit.Alignment) -> None:
    bare = replace(alignment, themes=tuple(replace(t, evidence=(), near=None) for t in alignment.themes))
    page = text_report(bare, POLICY, "en")
    assert "addresses none" in page
    assert "Alignment" not in page


def test_numbers_and_dates_are_written_as_the_language_writes_them() -> None:
    assert [number(-0.5, language) for language in ("fi", "sv", "en")] == ["−0,50", "−0,50", "−0.50"]
    assert [date("2023-05-09", language) for language in ("fi", "en")] == ["9.5.2023", "2023-05-09"]
