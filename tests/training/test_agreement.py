"""Agreement of labellers, against figures worked out by hand."""

from __future__ import annotations

import pytest

from textkit.training.agreement import agreement, alpha, kappa, mean_kappa
from textkit.training.labels import Example

THEMES = ("a", "b")


def judged(text: str, labeller: str, *themes: str, unknown: tuple[str, ...] = ()) -> Example:
    return Example(text, text, text, frozenset(themes), unknown=frozenset(unknown), labeller=labeller)


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: observed 0.7, by chance 0.5.
    answers = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(answers) == pytest.approx(0.4)


def test_full_agreement_is_one_and_one_answer_alone_is_nothing() -> None:
    assert kappa([(True, True), (False, False)]) == 1
    assert kappa([(True, True)] * 3) is None
    assert kappa([]) is None
    assert alpha([{"x": True, "y": True}]) is None


def test_alpha_of_an_example_worked_out_by_hand() -> None:
    # Ten units of two labellers, 3 of 10 disputed; 20 values, 5 of them yes: 1 - 6 / (2·5·15 / 19).
    units = [{"x": True, "y": True}] + [{"x": True, "y": False}] * 3 + [{"x": False, "y": False}] * 6
    assert alpha(units) == pytest.approx(1 - 6 / (2 * 5 * 15 / 19))


def test_alpha_takes_three_labellers_and_missing_judgements() -> None:
    units = [{"x": True, "y": True, "z": True}, {"x": False, "z": False}, {"y": True}]
    assert alpha(units) == 1


def test_kappa_of_several_pairs_is_weighted_by_what_they_share() -> None:
    units = [
        {"x": True, "y": True},
        {"x": False, "y": False},
        {"x": True, "y": True, "z": False},
        {"y": False, "z": True},
    ]
    assert mean_kappa(units) == pytest.approx((3 * 1 + 2 * -1 + 1 * 0) / 6)


def test_disputes_are_listed_with_who_says_what() -> None:
    examples = [
        judged("Yksi.", "anna", "a"),
        judged("Yksi.", "mikko"),
        judged("Kaksi.", "anna", "b"),
        judged("kaksi. ", "mikko", "b", unknown=("a",)),
        judged("Vain yksi näki tämän.", "anna", "a"),
    ]
    found = agreement(examples, THEMES)
    assert found.labellers == ("anna", "mikko")
    assert [(t.theme, t.paragraphs, t.disputed) for t in found.themes] == [("a", 1, 1), ("b", 2, 0)]
    [dispute] = found.disputes
    assert (dispute.text, dispute.theme, dispute.yes, dispute.no) == ("Yksi.", "a", ("anna",), ("mikko",))
