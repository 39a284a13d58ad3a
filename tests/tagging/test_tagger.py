"""Tags, and reasons that add up."""

from __future__ import annotations

import math

import pytest

import textkit
from textkit.tagging import Passage, Tagger, passage_from, strongest_span

SOLAR = "Koulun katolle asennetaan aurinkopaneelit, ja hankkeella vähennetään rakennuksen hiilidioksidipäästöjä."
ROUTINE = "Lautakunta päätti jättää asian pöydälle seuraavaan kokoukseen."


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(textkit.load_model())


def tagged(tagger: Tagger, text: str) -> dict[str, str | None]:
    [tags] = tagger.tag([Passage("1", text)])
    return {tag.theme: tag.stance for tag in tags if tag.tagged}


def test_a_plain_case_is_tagged_and_routine_is_not(tagger: Tagger) -> None:
    assert tagged(tagger, SOLAR) == {"climate-responsibility": "advances"}
    assert tagged(tagger, ROUTINE) == {}
    assert tagged(tagger, "") == {}


def test_tagged_is_at_or_over_the_threshold(tagger: Tagger) -> None:
    for tags in tagger.tag([Passage("1", SOLAR), Passage("2", ROUTINE)]):
        for tag, threshold in zip(tags, tagger.model.thresholds, strict=True):
            assert 0 <= tag.probability <= 1
            assert tag.tagged == (tag.probability >= threshold)
            assert (tag.stance is None) == (not tag.tagged)


def test_the_rest_of_the_decision_counts(tagger: Tagger) -> None:
    alone = next(tagger.tag([Passage("1", "Toimet kuvataan liitteessä.")]))
    among = list(
        tagger.tag([Passage(str(n), text, group="a") for n, text in enumerate(["Toimet kuvataan liitteessä.", SOLAR])])
    )
    climate = tagger.model.themes.index("climate-responsibility")
    assert among[0][climate].probability != alone[climate].probability


def test_a_competence_clause_carries_nothing(tagger: Tagger) -> None:
    passages = [passage_from({"text": SOLAR, "heading": heading}, 1) for heading in ("Toimivalta", "Päätös")]
    competence, decision = tagger.tag(passages)
    assert not any(tag.tagged or tag.probability for tag in competence)
    assert any(tag.tagged for tag in decision)


@pytest.mark.parametrize("others", [(), (ROUTINE,), (ROUTINE, "Pihalle istutetaan puita.")])
def test_an_explanation_sums_to_the_logit(tagger: Tagger, others: tuple[str, ...]) -> None:
    passages = [Passage(str(n), text, group="a") for n, text in enumerate((SOLAR, *others))]
    probability = {tag.theme: tag.probability for tag in next(tagger.tag(passages))}
    for theme in tagger.model.themes:
        explanation = tagger.explain(passages, 0, theme)
        total = explanation.bias + explanation.context + sum(term.weight for term in explanation.terms)
        assert total == pytest.approx(explanation.logit, abs=1e-4)
        assert 1 / (1 + math.exp(-explanation.logit)) == pytest.approx(probability[theme], abs=1e-6)


def test_terms_are_whole_words_in_their_place(tagger: Tagger) -> None:
    explanation = tagger.explain([Passage("1", SOLAR)], 0, "climate-responsibility")
    assert all(SOLAR[term.start : term.end] == term.text for term in explanation.terms)
    weights = [term.weight for term in explanation.terms]
    assert weights == sorted(weights, reverse=True)
    assert {"aurinkopaneelit", "hiilidioksidipäästöjä"} <= {term.text for term in explanation.terms[:4]}


def test_the_quoted_sentence_is_the_one_that_carries_the_theme(tagger: Tagger) -> None:
    text = f"{ROUTINE} {SOLAR}"
    spans = ((0, len(ROUTINE)), (len(ROUTINE) + 1, len(text)))
    explanation = tagger.explain([Passage("1", text)], 0, "climate-responsibility")
    assert strongest_span(explanation, text, spans) == spans[1]
    assert strongest_span(explanation, text, ()) == (0, len(text))


def test_a_record_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        passage_from({"id": "1"}, 1)
