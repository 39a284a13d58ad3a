"""Lines of a list of members are told from sentences that begin with a name."""

from __future__ import annotations

import pytest

import textkit
from textkit.tagging.rosters import names_a_member

MEMBERS = [
    "Aino Esimerkki, kaupunginkanslia, ilmastoyksikkö",
    "projektipäällikkö Åke Malmi-Öhman, stadskansliet, internationella ärenden",
    "johtava asiantuntija Liisa Maria Koe, Helsingin kaupunki, elinkeino-osasto",
]
OTHERS = [
    "Aino Esimerkki, joka johtaa hanketta, esitteli sen lautakunnalle.",
    "Vihreä Ranta Säätiö, 120 000 euroa kansainväliseen leiriin",
    "Katolle asennetaan aurinkopaneelit, joilla vähennetään päästöjä",
    "Helsinki, Tallinna ja Tukholma",
    "",
]


@pytest.mark.parametrize("text", MEMBERS)
def test_a_name_and_a_unit_are_a_member(text: str) -> None:
    assert names_a_member(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_lines_are_none(text: str) -> None:
    assert not names_a_member(text)


def test_a_member_carries_no_theme_and_lends_none_to_others() -> None:
    tagger = textkit.Tagger(textkit.load_model())
    sentence = "Katolle asennetaan aurinkopaneelit, jotta rakennuksen hiilidioksidipäästöt vähenevät."
    alone, beside = (
        list(tagger.tag([textkit.Passage(str(n), text, group="a") for n, text in enumerate(texts)]))
        for texts in ([sentence], [sentence, MEMBERS[0]])
    )
    assert all(tag.probability == 0 for tag in beside[1])
    assert beside[0] == alone[0]
