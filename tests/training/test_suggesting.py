"""What to label next: near the thresholds, of every theme, none twice, none that is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

import textkit
from tests.samples import ROOT
from textkit.tagging import Tagger
from textkit.training import read_labels
from textkit.training.formats import Annotation
from textkit.training.labels import annotation_of
from textkit.training.suggesting import MOST_OF_A_DECISION, suggest, with_suggestions
from textkit.training.zero import zero_label_model

POLICY = textkit.load_policy()
CORPUS = ROOT / "corpus" / "labelled"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(textkit.load_model())


@pytest.fixture(scope="module")
def paragraphs() -> list[Annotation]:
    files = [CORPUS / name for name in ("theme-attraction.jsonl", "administration.jsonl")]
    return [annotation_of(example) for path in files for example in read_labels([path], POLICY.theme_ids)[:400]]


@pytest.fixture(scope="module")
def suggested(paragraphs: list[Annotation], tagger: Tagger) -> list[Annotation]:
    return suggest(paragraphs, tagger, POLICY, 40)


def test_suggestions_say_why_and_carry_no_label(suggested: list[Annotation]) -> None:
    assert len(suggested) == 40
    assert all(annotation.themes is None and annotation.suggested_by == "helsinki" for annotation in suggested)
    kinds = Counter((annotation.why or "").split()[0] for annotation in suggested)
    assert set(kinds) <= {"likely:", "uncertain:", "words:", "random"}
    assert kinds["words:"]
    assert kinds["random"]
    assert kinds["uncertain:"] > 20


def test_no_paragraph_comes_twice_and_no_decision_often(suggested: list[Annotation]) -> None:
    assert len({annotation.text for annotation in suggested}) == 40
    decisions = Counter((annotation.case_id, annotation.title) for annotation in suggested)
    assert max(decisions.values()) <= MOST_OF_A_DECISION


def test_the_same_call_gives_the_same_suggestions(
    paragraphs: list[Annotation], tagger: Tagger, suggested: list[Annotation]
) -> None:
    assert suggest(paragraphs, tagger, POLICY, 40) == suggested


def test_known_paragraphs_are_not_asked_again(
    paragraphs: list[Annotation], tagger: Tagger, suggested: list[Annotation]
) -> None:
    known = [annotation.text.upper() for annotation in suggested]
    again = suggest(paragraphs, tagger, POLICY, 40, known=known)
    assert not {annotation.text for annotation in again} & {annotation.text for annotation in suggested}


def test_one_theme_alone_can_be_asked_for(paragraphs: list[Annotation], tagger: Tagger) -> None:
    found = suggest(paragraphs, tagger, POLICY, 20, themes=["international-attraction"])
    assert all("international-attraction" in (a.why or "") or a.why == "random" for a in found)


def test_procedure_short_lines_and_near_copies_are_left_out(tagger: Tagger) -> None:
    text = "Matkailun markkinointia ulkomailla jatketaan yhdessä alan yritysten kanssa."
    pool = [
        Annotation(text, None),
        Annotation(text.replace("jatketaan", "jatketaankin"), None),
        Annotation("Lautakunta päättää matkailun markkinoinnista ulkomailla.", None, heading="Toimivalta"),
        Annotation(
            "Hallintosäännön 3 luvun 2 §:n mukaan lautakunta päättää matkailun markkinoinnista ulkomailla.", None
        ),
        Annotation("Ei aihetta.", None),
    ]
    assert [annotation.text for annotation in suggest(pool, tagger, POLICY, 10)] == [text]
    assert suggest([], tagger, POLICY, 10) == []


def test_a_model_without_labels_draws_from_what_is_likeliest(paragraphs: list[Annotation]) -> None:
    provisional = Tagger(zero_label_model(POLICY, "alku", [a.text for a in paragraphs]))
    found = suggest(paragraphs, provisional, POLICY, 40)
    assert Counter((a.why or "").split()[0] for a in found) == {"likely:": 35, "random": 5}
    other = suggest(paragraphs, provisional, POLICY, 40, seed=1)
    assert {a.text for a in other} != {a.text for a in found}
    theme = "international-attraction"
    carrying = {a.text for a in paragraphs if theme in (a.themes or ())}
    asked = suggest(paragraphs, provisional, POLICY, 20, themes=[theme])
    assert sum(a.text in carrying for a in asked) / 20 > 1.5 * len(carrying) / len(paragraphs)


def test_the_more_labels_the_more_often_it_asks_for_the_uncertain(paragraphs: list[Annotation], tagger: Tagger) -> None:
    few = Tagger(replace(tagger.model, facts={**tagger.model.facts, "examples": 100}))
    uncertain = [
        sum((a.why or "").startswith("uncertain") for a in suggest(paragraphs, model, POLICY, 40))
        for model in (few, tagger)
    ]
    assert uncertain[0] < uncertain[1]


def test_a_model_labels_beforehand(tagger: Tagger) -> None:
    labelled = Annotation("Katolle asennetaan aurinkopaneelit päästöjen vähentämiseksi.", frozenset())
    [found] = with_suggestions([labelled], tagger)
    assert set(found.suggested) == {"climate-responsibility"}
    assert found.themes == frozenset()
