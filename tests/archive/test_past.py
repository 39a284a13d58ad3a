"""An archive asked what decisions like a draft usually address."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import textkit
from tests.samples import sample_pdf
from textkit.alignment import expected_themes
from textkit.archive import Options, Questions, Store, add
from textkit.archive.past import Past, described, past_like
from textkit.document import decision_to_dict


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Questions:
    """An archive of six decisions that are sample 7 under other cases, and of two others."""
    folder = tmp_path_factory.mktemp("past")
    [decision] = textkit.read(sample_pdf(7))
    copies = [replace(decision, case_id=f"HEL 2024-00000{n}") for n in range(6)]
    others = [found for number in (1, 8) for found in textkit.read(sample_pdf(number))]
    lines = [json.dumps(decision_to_dict(found)) for found in [*copies, *others]]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    store = Store(folder / "store", create=True)
    add(store, [str(folder / "all.jsonl")], Options(workers=1))
    return Questions(store)


def draft() -> Past:
    [alignment] = textkit.check(sample_pdf(7))
    return described(alignment)


def test_like_decisions_are_found_with_their_themes_and_texts(questions: Questions) -> None:
    found = list(past_like(draft(), questions))
    assert len(found) == 6
    assert all(past.function_code == draft().function_code and past.themes for past in found)
    assert all(past.text.split() == draft().text.split() for past in found)


def test_its_own_case_is_left_out(questions: Questions) -> None:
    assert len(list(past_like(replace(draft(), case_id="HEL 2024-000003"), questions))) == 5


def test_another_kind_has_none(questions: Questions) -> None:
    assert list(past_like(replace(draft(), kind="officer"), questions)) == []


def test_a_draft_that_is_silent_is_asked(questions: Questions) -> None:
    silent = replace(draft(), themes=frozenset())
    found = expected_themes(silent, past_like(silent, questions))
    assert {item.theme for item in found} == set(draft().themes)
    assert all(len(item.examples) == 3 for item in found)


def test_the_store_is_on_the_command_line(questions: Questions, tmp_path: Path) -> None:
    from textkit.cli.main import main

    assert main(["check", str(sample_pdf(8)), "--store", str(tmp_path / "none")]) == 5
