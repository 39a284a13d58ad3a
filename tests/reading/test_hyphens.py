"""Line-end hyphens: undone, kept, or kept with a space."""

from __future__ import annotations

import pytest

from tests.benchmarks.hyphens import cases, documents, score, wrap
from textkit.reading.hyphens import Dehyphenator, Verdict, vocabulary
from textkit.reading.lexicon import finnish_lexicon


def join(*lines: str, used: str = "") -> str:
    return Dehyphenator(finnish_lexicon(), vocabulary([used])).join(lines)


@pytest.mark.parametrize(
    ("left", "right", "following", "expected"),
    [
        ("kau", "pungin", "", "join"),
        ("yleissuunnitel", "man", "", "join"),
        ("VALTUUS", "TON", "", "join"),
        ("EU", "hanke", "", "keep"),
        ("Itä", "Pasila", "", "keep"),
        ("2022", "2025", "", "keep"),
        ("A", "luokka", "", "keep"),
        ("vapaa", "aika", "", "keep"),
        ("linja", "autoaseman", "", "keep"),
        ("khk", "päästöt", "", "keep"),
        ("ei", "toivottuja", "", "keep"),
        ("Hitas", "asuntoja", "", "keep"),
        ("HelMet", "aineistojen", "", "keep"),
        ("etunimi.suku", "nimi@hel.fi", "", "keep"),
        ("Suomi.fi", "valtuudet", "", "keep"),
        ("Eiran", "rannassa", "", "join"),
        ("maa", "ja", "metsätalous", "space"),
        ("palvelu", "ja", "neuvontatyö", "space"),
        ("liikenne", "ja", "katusuunnittelupalvelu", "space"),
        ("yksi", "tai", "kaksikerroksinen", "space"),
        ("bostads", "och", "kulturväsendet", "space"),
        ("bygg", "samt", "miljötjänster", "space"),
        ("gemen", "samt", "", "join"),
        ("suunnitteli", "ja", "on", "join"),
        ("palvelui", "ta", "", "join"),
        ("ratkaisu", "ja,", "joista", "join"),
        ("kuljetussuunnitteli", "ja", "elokuussa", "join"),
        ("tarjoushinto", "ja", "ja", "join"),
        ("två", "årigt", "", "join"),
    ],
)
def test_verdicts(left: str, right: str, following: str, expected: Verdict) -> None:
    assert Dehyphenator(finnish_lexicon()).decide(left, right, following) == expected


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["kaupungin-", "hallitus päätti"], "kaupunginhallitus päätti"),
        (["kaupun\u00ad", "gin"], "kaupungin"),
        (["vuosina 2022–", "2025"], "vuosina 2022–2025"),
        (["8.–", "9.2.2022"], "8.–9.2.2022"),
        (["diaarinumero VN/", "6645/2020"], "diaarinumero VN/6645/2020"),
        (["Kasvun paikka -", "strategian"], "Kasvun paikka -strategian"),
        (["Otsikko -", "ja alaotsikko"], "Otsikko - ja alaotsikko"),
        (["ajalla –", "ei muuten"], "ajalla – ei muuten"),
        (["maa-", "ja metsätalous"], "maa- ja metsätalous"),
        (["loppuu tavuun\u00ad"], "loppuu tavuun"),
        (["yksi rivi"], "yksi rivi"),
        ([], ""),
    ],
)
def test_lines_to_text(lines: list[str], text: str) -> None:
    assert join(*lines) == text


def test_the_document_itself_knows_best() -> None:
    assert join("Ohjaamo-", "toiminnan") == "Ohjaamotoiminnan"
    assert join("Ohjaamo-", "toiminnan", used="kaikki Ohjaamo-toiminnan kulut") == "Ohjaamo-toiminnan"
    assert join("Hitas-", "asuntoja", used="ne hitasasuntoja ovat") == "Hitasasuntoja"


def test_broken_words_are_no_vocabulary() -> None:
    assert vocabulary(["rakennetaan kau-", "pungin uusi ranta"]) == {"rakennetaan", "uusi", "ranta"}


def test_wrapping_is_undone_by_its_own_truth() -> None:
    text = "Maa- ja metsätalousministeriön EU-hankkeet vuosina 2022-2025 Itä-Pasilassa"
    for width in range(10, 60):
        lines = wrap(text, "fi", width)
        assert "".join(line.text for line in lines) == text
        for case in cases(lines):
            assert case.kind == ("space" if case.upper.endswith("Maa-") else case.kind)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_how_many_are_right(language: str) -> None:
    found = [document for document in documents([]) if document.language == language]
    result = score(found, widths=(42, 66, 90))
    assert result.cases.total() > 50
    assert result.right >= 0.99
