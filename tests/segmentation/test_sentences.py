"""Sentence boundaries in the register of decisions: what must not be split, what must be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.segmentation import pipeline, sentence_spans


def split(text: str, language: str = "fi") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Sopimus tulee voimaan 1.8.2022 ja päättyy vuoden lopussa.",
        "Aukiota korjataan 15.4.–31.7. eikä muulloin.",
        "Hallintosäännön 8 luvun 2 §:n mukaan asia kuuluu jaostolle.",
        "Kokous alkaa klo 16.00 kaupungintalolla.",
        "Hanketta esiteltiin mm. Kallion ja Vallilan asukkaille.",
        "Palveluja tarvitsevat esim. Malmilla asuvat perheet.",
        "Asemakaavan muutos nro 12874 on saanut lainvoiman.",
        "Työ maksaa n. 3,5 milj. euroa ja kestää vuoden.",
        "Tarkemmat tiedot ovat muistiossa, ks. liite 3.",
        "Urakoitsijaksi valittiin Rakennus Oy Ab Helsingistä.",
        "Esityksen allekirjoitti J. K. Virtanen kokouksen jälkeen.",
        "Ehdotus hyväksyttiin ns. Pasilan mallin mukaisesti.",
        "Vuokra on 12,50 euroa/m²/kk. ilman veroa.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lautakunta hyväksyi ehdotuksen.", "Päätös oli yksimielinen."],
        ["Asia jätettiin pöydälle 31.7.2023.", "Käsittelyä jatketaan syksyllä."],
        ["Hankkeen hinta on 3,5 milj. euroa.", "Kaupunki maksaa siitä puolet."],
        ["Sopimus tehdään yhtiön Rakennus Oy kanssa.", "Se on voimassa vuoden 2024."],
        ["Kysyttiin, kuka vastaa?", "Vastausta ei saatu!", "Asia palautettiin."],
        ["Katualue on 340 m².", "Sen omistaa kaupunki."],
        ["Hankkeeseen kuuluvat puistot, leikkipaikat jne.", "Rahoitus päätetään erikseen."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Nämnden beslutade enligt 15 kap. 2 § i förvaltningsstadgan, bl.a. Nordsjö och t.ex. Kvarnbäcken."],
        ["Mötet börjar kl. 16.00.", "Kostnaden är ca 3,5 mn euro.", "Se bilaga 3."],
        ["Arbetet utförs 15.4–31.7.2023.", "Därefter öppnas torget."],
    ],
)
def test_swedish(sentences: list[str]) -> None:
    assert split(" ".join(sentences), "sv") == sentences


def test_list_numbers_do_not_end_a_sentence() -> None:
    assert split("1. Työn kohde ja laajuus. 2. Aikataulu.") == ["1. Työn kohde ja laajuus.", "2. Aikataulu."]


@given(st.text(alphabet="aäB1 .,!?§()”-\n", max_size=80))
def test_spans_are_in_order_and_cover_everything_visible(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_spacy_component_sets_the_same_boundaries(language: str) -> None:
    text = "Asia on vireillä. Ks. liite 3. Päätös tehdään 31.7.2023 klo 16.00! Mikä on hinta?"
    doc = pipeline(language)(text)
    assert tuple((s.start_char, s.end_char) for s in doc.sents) == sentence_spans(text, language)
