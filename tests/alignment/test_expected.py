"""What decisions like a draft usually address, from a list of past ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from textkit.alignment import expected_themes
from textkit.alignment.expected import FEWEST, NEAREST


@dataclass(frozen=True)
class Past:
    identifier: str
    title: str | None
    text: str
    themes: frozenset[str] = frozenset()
    function_code: str | None = "10 03 02"
    kind: str | None = "proposal"
    case_id: str | None = None


DRAFT = Past(
    "draft", "Rantapuiston rakentaminen", "rantapuiston rakentaminen ja rantaraitin valaistus", case_id="HEL 1"
)
PARKS = [
    Past(f"park-{n}", f"Puisto {n}", f"puiston {n} rakentaminen ja raitin valaistus", frozenset({"pleasant-city"}))
    for n in range(6)
]


def test_a_usual_theme_that_is_missing_is_expected_with_its_nearest_examples() -> None:
    [found] = expected_themes(DRAFT, PARKS)
    assert (found.theme, found.asked) == ("pleasant-city", 6)
    assert found.share == pytest.approx(1)
    assert len(found.examples) == 3
    nearness = [example.nearness for example in found.examples]
    assert nearness == sorted(nearness, reverse=True)
    assert 0 < nearness[-1] <= nearness[0] <= 1


def test_what_the_draft_addresses_is_not_asked() -> None:
    assert expected_themes(replace(DRAFT, themes=frozenset({"pleasant-city"})), PARKS) == ()


def test_what_only_few_address_is_not_usual() -> None:
    rare = [replace(past, themes=frozenset()) for past in PARKS[:4]] + PARKS[4:]
    assert expected_themes(DRAFT, rare) == ()


@pytest.mark.parametrize("change", [{"kind": "officer"}, {"function_code": "02 01 00"}, {"case_id": "HEL 1"}])
def test_other_kinds_other_functions_and_its_own_case_do_not_count(change: dict[str, str]) -> None:
    assert expected_themes(DRAFT, [replace(past, **change) for past in PARKS]) == ()  # type: ignore[arg-type]


def test_with_too_few_of_the_code_its_group_is_asked() -> None:
    wider = [replace(past, function_code="10 03 07") for past in PARKS]
    assert [found.theme for found in expected_themes(DRAFT, wider)] == ["pleasant-city"]


def test_with_fewer_than_a_handful_nothing_is_usual() -> None:
    assert expected_themes(DRAFT, PARKS[: FEWEST - 1]) == ()


def test_only_the_nearest_are_asked() -> None:
    far = [Past(f"far-{n}", "Katu", f"kadun {n} päällystäminen asfaltilla") for n in range(60)]
    near = [replace(PARKS[0], identifier=f"near-{n}") for n in range(NEAREST)]
    [found] = expected_themes(DRAFT, [*far, *near])
    assert found.asked == NEAREST
    assert found.share == pytest.approx(1)


def test_the_order_of_the_archive_does_not_matter() -> None:
    assert expected_themes(DRAFT, PARKS) == expected_themes(DRAFT, PARKS[::-1])
