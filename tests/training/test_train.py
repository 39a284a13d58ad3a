"""Training on a small part of the corpus: deterministic, masked where labels are unknown, measured honestly."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import textkit
from tests.samples import ROOT
from textkit.errors import ResourceError
from textkit.tagging import save_model
from textkit.training import Example, Recipe, Trained, evaluate_tagger, measures_table, read_labels, train, write_card
from textkit.training.targets import targets_of

POLICY = textkit.load_policy()
CORPUS = sorted((ROOT / "corpus" / "labelled").glob("*.jsonl"))


def some_examples() -> list[Example]:
    themed: list[Example] = []
    for path in CORPUS[:6]:
        themed += read_labels([path], POLICY.theme_ids)[:180]
    return themed


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(some_examples(), POLICY, "small", Recipe(folds=3))


def test_training_learns_something(trained: Trained) -> None:
    assert trained.model.themes == POLICY.theme_ids
    assert trained.measures.micro.f1 > 0.3
    assert trained.measures.stance_accuracy is not None


def test_training_again_gives_the_same_bytes(trained: Trained, tmp_path: Path) -> None:
    again = train(some_examples(), POLICY, "small", Recipe(folds=3))
    for name, model in (("a", trained.model), ("b", again.model)):
        save_model(model, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_no_decision_is_on_both_sides_of_a_fold(trained: Trained) -> None:
    groups = trained.targets.groups
    examples = some_examples()
    assert len(set(groups)) == len({example.group for example in examples}) < len(examples)


def test_the_card_tells_of_this_model(trained: Trained, tmp_path: Path) -> None:
    write_card(trained, POLICY, tmp_path)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert measures_table(trained.measures) in card
    assert f"macro-F1 {trained.measures_as_labelled.macro_f1:.3f} and micro-F1" in card
    assert str(len(some_examples())) in card
    assert (tmp_path / "reliability.svg").read_text(encoding="utf-8").startswith("<svg")


def test_thresholds_for_an_archive_give_up_recall_on_the_labels(trained: Trained) -> None:
    shipped, as_labelled = trained.measures, trained.measures_as_labelled
    assert as_labelled.micro.recall > shipped.micro.recall
    assert as_labelled.micro.precision < shipped.micro.precision
    assert as_labelled.macro_f1 > shipped.macro_f1


def test_unknown_labels_count_neither_way() -> None:
    known = Example("1", "Teksti.", "a", frozenset({"pleasant-city"}))
    unknown = Example("2", "Teksti.", "b", frozenset(), unknown=frozenset({"pleasant-city"}))
    targets = targets_of([known, unknown], POLICY.theme_ids)
    column = POLICY.theme_ids.index("pleasant-city")
    assert targets.known[:, column].tolist() == [True, False]
    assert targets.known.sum() == 2 * len(POLICY.themes) - 1


def test_evaluating_counts_hits_and_misses() -> None:
    tagger = textkit.Tagger(textkit.load_model())
    solar = "Koulun katolle asennetaan aurinkopaneelit, ja hankkeella vähennetään hiilidioksidipäästöjä."
    examples = [
        Example("1", solar, "a", frozenset({"climate-responsibility"}), {"climate-responsibility": "advances"}),
        Example("2", solar, "b", frozenset({"pleasant-city"})),
    ]
    measures = evaluate_tagger(tagger, examples)
    scores = dict(measures.themes)
    assert (scores["climate-responsibility"].true_positives, scores["climate-responsibility"].false_positives) == (1, 1)
    assert scores["pleasant-city"].false_negatives == 1
    assert measures.stance_accuracy == 1.0


def test_few_labels_stand_on_unlabelled_paragraphs_and_the_policys_own_phrases() -> None:
    examples = few_examples()
    held_out = [e for path in CORPUS for e in read_labels([path], POLICY.theme_ids)[-150:]]
    background = [example.text for path in CORPUS for example in read_labels([path], POLICY.theme_ids)[200:500]]
    alone, beside = (
        train(examples, POLICY, "few", Recipe(folds=2, least=2), background=texts) for texts in ((), background)
    )
    assert len(beside.model.vocabulary.features) > 3 * len(alone.model.vocabulary.features)
    assert beside.model.facts["background"]["texts"] == len(background)
    measures = [evaluate_tagger(textkit.Tagger(found.model), held_out).macro_f1 for found in (alone, beside)]
    assert measures[1] > measures[0]


def few_examples() -> list[Example]:
    """Eight of every theme and sixty of none, from the beginning of each file."""
    pool = [example for path in CORPUS for example in read_labels([path], POLICY.theme_ids)[:200]]
    themed = [[e for e in pool if theme in e.themes][:8] for theme in POLICY.theme_ids]
    chosen = [*(e for part in themed for e in part), *[e for e in pool if not e.themes][::40][:60]]
    return list({(e.group, e.id): e for e in chosen}.values())


def test_a_theme_with_too_few_examples_is_named() -> None:
    with pytest.raises(ValueError, match="work-immigration has 0 labelled paragraphs"):
        train([Example("1", "Teksti.", "a", frozenset())], POLICY, "x")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not a labelled paragraph"),
        ('{"themes": []}', "no 'text' there"),
        ('{"text": "a"}', "no 'themes' there"),
        ('{"text": "", "themes": []}', "the text is empty"),
        ('{"text": "a", "themes": ["weather"]}', "unknown theme 'weather'"),
        ('{"text": "a", "themes": {"pleasant-city": "likes"}}', "unknown stance 'likes'"),
        ("[1]", "not a labelled paragraph"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"text": "Hyvä.", "themes": []}) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"labels\.jsonl:2") as caught:
        read_labels([path], POLICY.theme_ids)
    assert problem in str(caught.value)


def test_missing_and_empty_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(ResourceError, match="no such label file"):
        read_labels([tmp_path / "none.jsonl"], POLICY.theme_ids)
    with pytest.raises(ResourceError, match="not one labelled paragraph"):
        read_labels([tmp_path / "empty.jsonl"], POLICY.theme_ids)


def test_probabilities_are_calibrated_on_average(trained: Trained) -> None:
    labels = trained.targets.themes
    assert abs(np.mean(trained.probabilities) - np.mean(labels)) < 0.03
