"""Paragraphs of two texts matched: equal, changed, moved, gone, new."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.alignment.matching import Match, match_texts

KEPT = "Lautakunta päätti hyväksyä liikuntapuiston suunnitelman."
OLD = "Puistoon istutetaan kolmekymmentä lehmusta ensi keväänä."
NEW = "Puistoon istutetaan neljäkymmentä lehmusta ensi syksynä."
OTHER = "Kustannukset katetaan vuoden talousarviosta."


def test_equal_texts_are_kept() -> None:
    assert match_texts([KEPT, OTHER], [KEPT, OTHER]) == [Match(0, 0), Match(1, 1)]


def test_a_text_that_shares_half_of_its_words_was_changed() -> None:
    assert match_texts([KEPT, OLD, OTHER], [KEPT, NEW, OTHER]) == [Match(0, 0), Match(1, 1), Match(2, 2)]


def test_texts_that_share_little_are_gone_and_new() -> None:
    assert sorted(match_texts([OLD], [OTHER]), key=str) == sorted([Match(0, None), Match(None, 0)], key=str)


def test_the_likest_are_matched_when_a_paragraph_was_put_between() -> None:
    assert match_texts([OLD], ["Puistoon tulee valot.", NEW]) == [Match(None, 0), Match(0, 1)]


def test_a_text_in_another_place_has_moved() -> None:
    found = match_texts([KEPT, OLD, OTHER], [OLD, OTHER, KEPT])
    assert Match(0, 2, moved=True) in found
    assert len(found) == 3


def test_spaces_do_not_matter() -> None:
    assert match_texts([KEPT], [KEPT.replace(" ", "  ")]) == [Match(0, 0)]


TEXTS = st.lists(st.sampled_from([KEPT, OLD, NEW, OTHER]), max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_every_text_is_matched_once(before: list[str], after: list[str]) -> None:
    found = match_texts(before, after)
    assert sorted(m.before for m in found if m.before is not None) == list(range(len(before)))
    assert [m.after for m in found if m.after is not None] == list(range(len(after)))
    assert all(
        before[m.before] == after[m.after] for m in found if m.moved and m.before is not None and m.after is not None
    )
