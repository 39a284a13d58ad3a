"""A draft held against its decision: what became of its paragraphs, and how alignment moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

import textkit
from tests.samples import sample_pdf
from textkit.alignment import Comparison, compare
from textkit.document import Decision, Paragraph

ADDED = Paragraph(
    "x1",
    "paragraph",
    "Lisäksi kaupunginhallitus kehottaa kaupunginkansliaa houkuttelemaan kansainvälisiä osaajia perheineen töihin Helsinkiin.",
    language="fi",
)


def decided(draft: Decision) -> Decision:
    """A decision in which one paragraph was changed, one dropped and one added."""
    first, *rest = draft.sections
    kept, dropped, *others = first.paragraphs
    assert "hankkeeseen" in dropped.text
    changed = replace(kept, text=kept.text.replace("liitteen 1", "liitteen 3"))
    return replace(draft, kind="minutes", sections=(replace(first, paragraphs=(changed, *others, ADDED)), *rest))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    [draft] = textkit.read(sample_pdf(1))
    [before], [after] = textkit.check(draft), textkit.check(decided(draft))
    return compare(before, after)


def test_paragraphs_are_kept_changed_added_and_dropped(comparison: Comparison) -> None:
    counts = comparison.counts
    assert (counts["changed"], counts["added"], counts["dropped"]) == (1, 1, 1)
    assert counts["kept"] > 20


def test_the_words_that_changed_are_told(comparison: Comparison) -> None:
    [changed] = [change for change in comparison.changes if change.kind == "changed"]
    assert [(kind, text) for kind, text in changed.words() if kind != "same"] == [("out", "1"), ("in", "3")]


def test_themes_are_lost_and_gained_with_their_paragraphs(comparison: Comparison) -> None:
    [dropped] = [change for change in comparison.changes if change.kind == "dropped"]
    [added] = [change for change in comparison.changes if change.kind == "added"]
    assert "international-partnerships" in dropped.lost
    assert "work-immigration" in added.gained


def test_alignment_moves(comparison: Comparison) -> None:
    moved = {theme.theme: theme for theme in comparison.themes if theme.moved}
    assert moved["work-immigration"].difference > 0
    assert moved["international-partnerships"].difference < 0
    assert not moved["international-partnerships"].after.in_decision_text


def test_a_draft_is_its_own_decision(comparison: Comparison) -> None:
    same = compare(comparison.before, comparison.before)
    assert {change.kind for change in same.changes} == {"kept"}
    assert not any(theme.moved for theme in same.themes)


def test_two_policies_cannot_be_compared(comparison: Comparison) -> None:
    with pytest.raises(ValueError, match="different policies"):
        compare(comparison.before, replace(comparison.after, policy="other"))
