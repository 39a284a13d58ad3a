"""Headings are told by how they are set, or by their name."""

from __future__ import annotations

import pytest

from tests.reading.outline import outline, roles
from tests.rendering.typeset import TITLE, html_to_pdf, long_texts, paragraphs
from textkit.document import Role
from textkit.reading import read_bytes
from textkit.reading.structure.headings import is_presenter, role_of

A, B, C, D = long_texts()[:4]


def read(body: str, style: str = "") -> list[str]:
    (decision,) = read_bytes(html_to_pdf(TITLE + body, style), "x.pdf")
    return outline(decision)


@pytest.mark.parametrize(
    "style",
    [
        "font-weight:bold",
        "font-size:12pt",
        "font-weight:bold;font-size:13pt",
        "font-style:italic",
        "text-transform:uppercase",
    ],
)
@pytest.mark.parametrize("gap", ["9pt", "0"])
def test_whatever_sets_them_apart(style: str, gap: str) -> None:
    style = f"h3{{font-size:10pt;font-weight:normal;{style}}} h3,p{{margin:0 0 {gap}}}"
    names = ["Päätös", "Liikenne ja pysäköinti", "Kustannukset"]
    body = "".join(f"<h3>{name}</h3>{paragraphs(text)}" for name, text in zip(names, (A, B, C), strict=True))
    upper = "uppercase" in style
    found = [line.lstrip("# ") for line in read(body, style)]
    expected = [names[0], A, names[1], B, names[2], C]
    assert found == [line.upper() if upper and line in names else line for line in expected]


@pytest.mark.parametrize("gap", ["9pt", "0"])
def test_a_usual_name_needs_nothing_else(gap: str) -> None:
    body = (
        f"<p>Päätösehdotus</p>{paragraphs(A, B)}<p>Esittelijän perustelut</p>{paragraphs(C)}"
        f"<p>Toimivalta</p>{paragraphs(D)}"
    )
    assert read(body, f"p{{margin:0 0 {gap}}}") == [
        "# Päätösehdotus",
        A,
        B,
        "# Esittelijän perustelut",
        C,
        "# Toimivalta",
        D,
    ]


def test_two_levels_by_their_looks() -> None:
    body = (
        f"<h1>Päätös</h1>{paragraphs(A)}<h1>Perustelut</h1>"
        f"<h2>Liikenne</h2>{paragraphs(B)}<h2>Kustannukset</h2>{paragraphs(C)}"
    )
    assert read(body) == ["# Päätös", A, "# Perustelut", "## Liikenne", B, "## Kustannukset", C]


def test_a_heading_of_two_lines() -> None:
    heading = "Kiinteistöjen hukkalämmön talteenoton ja merivesilämpöpumppujen yhteiskäytön kannattavuus Kyläsaaressa"
    assert read(f"<h1>Perustelut</h1><h1 style='width:250pt'>{heading}</h1>{paragraphs(A)}")[1] == f"## {heading}"


@pytest.mark.parametrize(
    "paragraph",
    [
        "<b>Kaupunginhallitus pitää tärkeänä, että ranta pysyy avoimena.</b>",
        "Kaupunki ostaa <b>Helsingin Energiantuotanto Oy:n osakkeet ja niihin liittyvät velat sekä vastuut samalla "
        "kauppahinnalla</b> kuin edellisenä vuonna, ja kauppahinta maksetaan talousarvion kohdalta 8 02 01.",
        "EU-hanke ja ELY-keskus.",
    ],
)
def test_what_is_only_emphasised_stays_a_paragraph(paragraph: str) -> None:
    found = read(f"<h1>Päätös</h1><p>{paragraph}</p>{paragraphs(A)}")
    assert found == ["# Päätös", paragraph.replace("<b>", "").replace("</b>", ""), A]


def test_sections_take_the_role_of_the_one_they_stand_in() -> None:
    body = (
        f"<h1>Päätös</h1>{paragraphs(A)}<h1>Käsittely</h1><p>Vastaehdotus: Olavi Lehtisaari: Asia palautetaan.</p>"
        "<h2>Äänestykset</h2><p>JAA-ehdotus: Esityksen mukaan</p><h2>Ryhmien puheenvuorot</h2><p>Käytettiin viisi.</p>"
        f"<h1>Esittelijän perustelut</h1>{paragraphs(B)}<h2>Aikataulu</h2>{paragraphs(C)}"
        "<h1>Lisätiedot</h1><p>Anna Virta, puhelin 09 310 12345</p>"
    )
    (decision,) = read_bytes(html_to_pdf(TITLE + body), "x.pdf")
    assert roles(decision) == {
        "Päätös": "decision",
        "Käsittely": "handling",
        "Äänestykset": "handling",
        "Ryhmien puheenvuorot": "handling",
        "Esittelijän perustelut": "reasons",
        "Aikataulu": "reasons",
        "Lisätiedot": "contact",
    }


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Päätösehdotus", "decision"),
        ("BESLUT", "decision"),
        ("Föredragandens motiveringar:", "reasons"),
        ("Behandling", "handling"),
        ("Muutoksenhaku", "appeal"),
        ("Bilagor", "attachments"),
        ("Upplysningar", "contact"),
        ("Kustannukset", None),
        ("Päätös perustuu hallintosäännön 8 luvun 2 §:ään, jonka mukaan jaosto päättää asiasta", None),
    ],
)
def test_usual_names(heading: str, role: Role | None) -> None:
    assert role_of(heading) == role


def test_whose_section_names_the_presenter() -> None:
    assert is_presenter("Esittelijä")
    assert is_presenter("Föredragande")
    assert not is_presenter("Esittelijän perustelut")
