"""The formula: what counts how much, and how stances add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

import textkit
from textkit.alignment import ROLE_WEIGHTS, Alignment, Finding, align
from textkit.document import Decision, Source

POLICY = textkit.load_policy()
DECISION = Decision(Source("x.pdf", "0", "application/pdf"), None, None, None, None, None, None, None, None, "fi", ())
FOUND = Finding("pleasant-city", "p1", 1, "decision", 0.9, 0.4, True, "advances", "Puisto.", (("puisto", 1.2),))


def aligned(*findings: Finding) -> Alignment:
    return align(DECISION, POLICY, findings, "test")


def theme(alignment: Alignment, identifier: str = "pleasant-city") -> textkit.ThemeAlignment:
    return next(item for item in alignment.themes if item.theme == identifier)


def test_a_decision_with_nothing_found_addresses_nothing() -> None:
    alignment = aligned()
    assert alignment.score == 0
    assert [item.theme for item in alignment.unaddressed] == list(POLICY.theme_ids)


def test_strength_is_a_noisy_or_of_weighted_probabilities() -> None:
    in_reasons = replace(FOUND, paragraph="p2", role="reasons", probability=0.8)
    alignment = aligned(in_reasons, replace(in_reasons, paragraph="p3", probability=0.6))
    assert theme(alignment).strength == pytest.approx(1 - (1 - 0.5 * 0.8) * (1 - 0.5 * 0.6))
    assert not theme(alignment).in_decision_text


def test_what_is_decided_counts_more_than_what_is_told() -> None:
    told = replace(FOUND, role="handling")
    assert theme(aligned(FOUND)).strength > theme(aligned(told)).strength
    assert ROLE_WEIGHTS["competence"] == ROLE_WEIGHTS["appeal"] == 0


def test_evidence_is_strongest_first() -> None:
    weaker = replace(FOUND, paragraph="p2", role="reasons", probability=0.95)
    assert [item.paragraph for item in theme(aligned(weaker, FOUND)).evidence] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["advances"], "advances"),
        (["mentions", "mentions", "advances"], "mentions"),
        (["advances", "conflicts"], "conflicts"),
        (["advances", "advances", "conflicts"], "advances"),
    ],
)
def test_the_weightiest_stance_counts_and_a_tie_is_a_conflict(stances: list[str], expected: str) -> None:
    found = [replace(FOUND, paragraph=f"p{n}", stance=stance) for n, stance in enumerate(stances)]
    alignment = aligned(*found)
    assert theme(alignment).stance == expected
    assert len(theme(alignment).conflicts) == stances.count("conflicts")


def test_the_score_is_the_mean_of_directed_strengths() -> None:
    against = replace(FOUND, theme="segregation-prevention", paragraph="p2", probability=0.5, stance="conflicts")
    assert aligned(FOUND, against).score == pytest.approx((0.9 - 0.5) / 2)


def test_conflicts_come_first() -> None:
    against = replace(FOUND, theme="segregation-prevention", paragraph="p2", probability=0.5, stance="conflicts")
    assert [item.theme for item in aligned(FOUND, against).addressed] == ["segregation-prevention", "pleasant-city"]


def test_what_is_near_the_threshold_is_marked() -> None:
    near = replace(FOUND, probability=0.3, tagged=False, stance=None)
    assert theme(aligned(near)).uncertain
    assert theme(aligned(near)).near == near
    assert not theme(aligned(replace(near, probability=0.1))).uncertain
    assert theme(aligned(replace(FOUND, probability=0.42))).uncertain
    assert not theme(aligned(FOUND)).uncertain


def test_untagged_paragraphs_are_counted_once() -> None:
    quiet = [
        replace(FOUND, paragraph="p2", theme=t, probability=0.01, tagged=False, stance=None) for t in POLICY.theme_ids
    ]
    assert aligned(FOUND, *quiet).untagged_paragraphs == 1
