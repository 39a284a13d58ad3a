"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.outline import metadata, metadata_of_source, outline, outline_of_source, roles, tables_of_source
from tests.rendering.source import read_source
from textkit.document import Decision
from textkit.errors import InputError
from textkit.reading import read_bytes

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "decisions").glob("*.md"))

DRAFT = """\
Helsingin kaupunki   Esityslista 3/2024   1 (1)
Kulttuurilautakunta
5.2.2024

§ 17
Rantasaunan kunnostaminen Kaivopuistossa

HEL 2024-000123 T 10 06 00

Päätösehdotus

Lautakunta päättää kunnostaa saunan.

Esittelijän perustelut

Sauna on suljettu vuodesta 2019.

Esittelijä

kulttuurijohtaja
Aino Rantala
"""


def read(text: str, encoding: str = "utf-8") -> Decision:
    """The one decision in a text."""
    (decision,) = read_bytes(text.encode(encoding), "luonnos.txt")
    return decision


def test_a_draft_says_what_it_is() -> None:
    decision = read(DRAFT)
    assert metadata(decision) == {
        "title": "Rantasaunan kunnostaminen Kaivopuistossa",
        "case_id": "HEL 2024-000123",
        "function_code": "10 06 00",
        "section_number": "17",
        "organ": "Kulttuurilautakunta",
        "date": "2024-02-05",
        "kind": "proposal",
        "presenter": "kulttuurijohtaja Aino Rantala",
    }
    assert roles(decision) == {
        "Päätösehdotus": "decision",
        "Esittelijän perustelut": "reasons",
        "Esittelijä": "contact",
    }
    paragraph = decision.sections[0].paragraphs[0]
    assert (paragraph.page, paragraph.bbox) == (None, None)
    assert decision.source.media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_encoding_reads_the_same(encoding: str, newline: str) -> None:
    text = "Päätös\n\nKustannukset ovat 5 €, ”sähkö” mukaan lukien."
    assert outline(read(text.replace("\n", newline), encoding)) == [
        "# Päätös",
        "Kustannukset ovat 5 €, ”sähkö” mukaan lukien.",
    ]


def test_one_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    data = "Lautakunta päätti hyväksyä esityksen ja lisätä määrärahaa".encode() + b"\xff."
    (decision,) = read_bytes(data, "x.txt")
    assert outline(decision)[0].startswith("Lautakunta päätti hyväksyä esityksen ja lisätä määrärahaa")


def test_wrapped_lines_are_joined_and_their_hyphens_undone() -> None:
    text = """\
Päätös

Kulttuurilautakunta päätti kunnostaa Kaivopuiston rantasaunan ja avata kau-
punkilaisille uuden uimapaikan, jonka rakentamisesta ja kunnossapidosta EU-
hanke maksaa puolet. Maa- ja metsätalousministeriö on puoltanut hanketta.
"""
    assert outline(read(text)) == [
        "# Päätös",
        "Kulttuurilautakunta päätti kunnostaa Kaivopuiston rantasaunan ja avata kaupunkilaisille uuden uimapaikan, "
        "jonka rakentamisesta ja kunnossapidosta EU-hanke maksaa puolet. Maa- ja metsätalousministeriö on puoltanut "
        "hanketta.",
    ]


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    text = """\
Päätös
Kulttuurilautakunta päätti kunnostaa Kaivopuiston rantasaunan ja avata kaupunkilaisille uuden uimapaikan.
Sauna avataan.
Perustelut
Sauna on suljettu vuodesta 2019, eikä rannalla ole muuta paikkaa, jossa uimarit voisivat lämmitellä talvella.
Rakennus on suojeltu.
"""
    assert outline(read(text)) == [
        "# Päätös",
        "Kulttuurilautakunta päätti kunnostaa Kaivopuiston rantasaunan ja avata kaupunkilaisille uuden uimapaikan.",
        "Sauna avataan.",
        "# Perustelut",
        "Sauna on suljettu vuodesta 2019, eikä rannalla ole muuta paikkaa, jossa uimarit voisivat lämmitellä talvella.",
        "Rakennus on suojeltu.",
    ]


def test_lists() -> None:
    text = """\
Päätös

Lautakunta päätti, että
- sauna kunnostetaan
- ranta siivotaan ja sinne istutetaan
  tyrnejä
-laituri uusitaan

1. Työt alkavat keväällä.
2. Sauna avataan syksyllä.

• Vastuussa on kulttuurijohtaja.
"""
    assert outline(read(text)) == [
        "# Päätös",
        "Lautakunta päätti, että",
        "- sauna kunnostetaan",
        "- ranta siivotaan ja sinne istutetaan tyrnejä",
        "- laituri uusitaan",
        "- 1. Työt alkavat keväällä.",
        "- 2. Sauna avataan syksyllä.",
        "- Vastuussa on kulttuurijohtaja.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ilmoitus on saapunut kaupungin ympäristöpalvelujen ympäristönsuojelu\n-valvontayksikköön marraskuussa.",
        "Lautakunnalla on toimivalta hallintosäännön 16 luvun 1 §:n\n2. momentin nojalla myöntää avustuksia.",
        "Sopimus allekirjoitettiin Tallinnassa kaupunkien johdon kokouksessa\n29. heinäkuuta kello kymmenen.",
    ],
)
def test_what_only_looks_like_an_item_of_a_list(text: str) -> None:
    assert outline(read(text)) == [text.replace("\n", " ")]


def test_markdown() -> None:
    text = """\
# Rantasaunan kunnostaminen

HEL 2024-000123 T 10 06 00

## Päätös

Lautakunta päätti kunnostaa saunan.

### Aikataulu ###

| Työ | Kuukausi |
|---|--:|
| Katto | 4 |
| Laituri |  |
"""
    decision = read(text)
    assert decision.title == "Rantasaunan kunnostaminen"
    assert decision.case_id == "HEL 2024-000123"
    assert outline(decision) == ["# Päätös", "Lautakunta päätti kunnostaa saunan.", "## Aikataulu"]
    assert decision.tables[0].rows == (("Työ", "Kuukausi"), ("Katto", "4"), ("Laituri", ""))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_sources_of_the_samples_read_as_their_authors_wrote_them(path: Path) -> None:
    source = read_source(path)
    (decision,) = read_bytes(path.read_bytes(), path.name)
    assert outline(decision) == outline_of_source(source)
    assert [table.rows for table in decision.tables] == tables_of_source(source)
    assert metadata(decision) == metadata_of_source(source)


def test_front_matter_that_is_none_is_text() -> None:
    assert outline(read("---\n[ei: YAML\n---\n\nTeksti."))[-1] == "Teksti."
    assert read("---\nkind: novel\ntitle: 2024\n---\n\nTeksti.").kind is None


def test_a_meeting_gives_a_decision_an_item() -> None:
    text = """\
Helsingin kaupunki   Esityslista 3/2024   1 (1)
Kulttuurilautakunta
5.2.2024

1 Rantasaunan kunnostaminen

HEL 2024-000123 T 10 06 00

Päätösehdotus

Lautakunta päättää kunnostaa saunan.

2 Museon aukioloajat

HEL 2024-000124 T 12 01 00

Päätösehdotus

Lautakunta päättää pidentää aukioloaikoja.
"""
    decisions = read_bytes(text.encode(), "lista.txt")
    assert [(d.title, d.case_id, outline(d)[1]) for d in decisions] == [
        ("Rantasaunan kunnostaminen", "HEL 2024-000123", "Lautakunta päättää kunnostaa saunan."),
        ("Museon aukioloajat", "HEL 2024-000124", "Lautakunta päättää pidentää aukioloaikoja."),
    ]


def test_nothing_invisible_is_read() -> None:
    text = "Kaupun\u00adgin\u00a0talous\u200b on vahva\u2011. fiksu \ufb01rma a\u0308iti"
    assert outline(read(text)) == ["Kaupungin talous on vahva-. fiksu firma äiti"]


@pytest.mark.parametrize("data", [b" \n\t\n", b"\xef\xbb\xbf", "\ufeff".encode("utf-16-le"), "\u200b\n".encode()])
def test_a_text_without_text(data: bytes) -> None:
    with pytest.raises(InputError, match="there is no text in the document"):
        read_bytes(data, "x.txt")


def test_half_a_utf16_character() -> None:
    with pytest.raises(InputError, match="cannot be decoded"):
        read_bytes("\ufeffPäätös".encode("utf-16-le") + b"x", "x.txt")


def test_a_text_over_the_limit() -> None:
    with pytest.raises(InputError, match="over a limit"):
        read_bytes(b"abc " * (17 * 2**20), "x.txt")
