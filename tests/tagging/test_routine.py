"""What is procedure by its wording, and what only looks like it."""

from __future__ import annotations

import pytest

import textkit
from textkit.tagging.routine import is_routine

MEMBERS = [
    "Aino Esimerkki, kaupunginkanslia, ilmastoyksikkö",
    "projektipäällikkö Åke Malmi-Öhman, stadskansliet, internationella ärenden",
    "johtava asiantuntija Liisa Maria Koe, Helsingin kaupunki, elinkeino-osasto",
]
CLAUSES = [
    "Hallintosäännön 12 luvun 1 §:n 2 kohdan mukaan kansliapäällikkö päättää ilmasto-ohjelman seurannasta.",
    "Enligt 12 kap. 1 § 1 mom. i förvaltningsstadgan beslutar kanslichefen om internationella avtal.",
    "Enligt 10 kapitlet i stadens förvaltningsstadga beslutar nämnden om parker.",
    "Kumppanuusjohtaja päätti, että kumppanuusjohtajan pöytäkirja pidetään nähtävänä kaupungin verkkosivulla.",
    "Utvecklingschefen beslutade att protokollet hålls allmänt framlagt på stadens webbplats.",
]
OTHERS = [
    "Hallintosääntöä uudistetaan, jotta kaupungin menot pysyvät tulojen mukaisina.",
    "Pöytäkirjan mukaan puistoon istutetaan nähtäväksi kirsikkapuita.",
    "Aino Esimerkki, joka johtaa hanketta, esitteli sen lautakunnalle.",
    "Vihreä Ranta Säätiö, 120 000 euroa kansainväliseen leiriin",
    "Katolle asennetaan aurinkopaneelit, joilla vähennetään päästöjä",
    "Helsinki, Tallinna ja Tukholma",
    "",
]


@pytest.mark.parametrize("text", MEMBERS)
def test_a_name_and_a_unit_are_a_member(text: str) -> None:
    assert is_routine(text)


@pytest.mark.parametrize("text", CLAUSES)
def test_competence_clauses_and_the_keeping_of_minutes_are_routine(text: str) -> None:
    assert is_routine(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_paragraphs_are_not(text: str) -> None:
    assert not is_routine(text)


def test_a_member_carries_no_theme_and_lends_none_to_others() -> None:
    tagger = textkit.Tagger(textkit.load_model())
    sentence = "Katolle asennetaan aurinkopaneelit, jotta rakennuksen hiilidioksidipäästöt vähenevät."
    alone, beside = (
        list(tagger.tag([textkit.Passage(str(n), text, group="a") for n, text in enumerate(texts)]))
        for texts in ([sentence], [sentence, MEMBERS[0]])
    )
    assert all(tag.probability == 0 for tag in beside[1])
    assert beside[0] == alone[0]
