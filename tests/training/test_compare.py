"""The gate: what is better, what is worse, and for whom, with intervals that are not fooled by few paragraphs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import textkit
from tests.samples import ROOT
from textkit.errors import ResourceError
from textkit.tagging import Tagger
from textkit.training import Example, read_labels
from textkit.training.compare import compare, unseen

POLICY = textkit.load_policy()
MODEL = textkit.load_model()
EXAMPLES = read_labels([ROOT / "corpus" / "labelled" / "theme-attraction.jsonl"], POLICY.theme_ids)[:300]


def blind_to(theme: str) -> Tagger:
    thresholds = np.where(np.array(MODEL.themes) == theme, 1.1, MODEL.thresholds)
    return Tagger(replace(MODEL, name="blind", thresholds=thresholds))


def test_a_model_is_neither_better_nor_worse_than_itself() -> None:
    found = compare(Tagger(MODEL), Tagger(MODEL), EXAMPLES)
    assert (found.paragraphs, found.left_out, found.flips, found.worse) == (300, 0, (), ())
    assert all(row.low == row.high == 0 for row in (*found.themes, found.micro, found.macro))


def test_a_theme_that_was_lost_is_worse_beyond_the_interval() -> None:
    found = compare(Tagger(MODEL), blind_to("international-attraction"), EXAMPLES)
    [worse] = found.worse
    assert (worse.name, worse.second) == ("international-attraction", 0.0)
    assert worse.low <= worse.second - worse.first <= worse.high < 0
    assert {flip.theme for flip in found.flips} == {"international-attraction"}
    broken = sum(not flip.mended for flip in found.flips)
    assert broken == sum(flip.carried for flip in found.flips) > 0
    assert sum(part.broken for part in found.slices if part.kind == "language") == broken


def test_the_way_back_is_better() -> None:
    found = compare(blind_to("international-attraction"), Tagger(MODEL), EXAMPLES)
    assert [row.name for row in found.themes if row.better] == ["international-attraction"]
    assert found.macro.better


def test_what_a_model_was_trained_on_is_left_out() -> None:
    known = [
        Example("k", EXAMPLES[0].text, "elsewhere", frozenset()),
        Example("l", "Muu.", EXAMPLES[-1].group, frozenset()),
    ]
    kept = unseen(EXAMPLES, known)
    assert EXAMPLES[0] not in kept
    assert all(example.group != EXAMPLES[-1].group for example in kept)
    with pytest.raises(ResourceError, match="know every paragraph"):
        compare(Tagger(MODEL), Tagger(MODEL), EXAMPLES, EXAMPLES)


def test_models_of_other_themes_are_not_compared() -> None:
    other = replace(MODEL, themes=("x", *MODEL.themes[1:]))
    with pytest.raises(ResourceError, match="other themes"):
        compare(Tagger(MODEL), Tagger(other), EXAMPLES)
