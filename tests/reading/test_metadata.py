"""Organ, date, kind and presenter: from the running header, the title block and the text."""

from __future__ import annotations

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import html_to_pdf
from textkit.document import Decision, DecisionKind
from textkit.reading import read_bytes
from textkit.reading.structure.metadata import Header, deciding_organ, header_of, merged, presenter_in, title_line


def read(body: str, style: str = "") -> Decision:
    (decision,) = read_bytes(html_to_pdf(body, style), "x.pdf")
    return decision


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["Helsingin kaupunki", "Esityslista", "14/2022", "1 (2)"], ["Elinkeinojaosto", "Asia/6"], ["29.8.2022"]],
            Header("Elinkeinojaosto", "2022-08-29", "proposal"),
        ),
        (
            [["Helsingin kaupunki", "Pöytäkirja", "1 (2)"], ["Kiinteistöpäällikkö"], ["9.1.2024"]],
            Header("Kiinteistöpäällikkö", "2024-01-09", "officer"),
        ),
        (
            [["Helsingfors stad", "Protokoll", "2/2024"], ["Stadsmiljönämnden", "§ 12"], ["6.2.2024"]],
            Header("Stadsmiljönämnden", "2024-02-06", "minutes"),
        ),
        ([["Liikenneselvitys 2024", "7"]], Header()),
        ([], Header()),
    ],
)
def test_running_headers(rows: list[list[str]], expected: Header) -> None:
    assert header_of(rows) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kaupunkiympäristölautakunta", Header("Kaupunkiympäristölautakunta")),
        ("Kaupunginhallitus 29.8.2022", Header("Kaupunginhallitus", "2022-08-29")),
        ("Stadsstyrelsens näringslivssektion", Header("Stadsstyrelsens näringslivssektion")),
        ("PÖYTÄKIRJA 12/2023", Header(kind="minutes")),
        ("Kokousaika 6.2.2024 klo 15.30–17.02", Header(date="2024-02-06")),
        ("Helsinki 6.2.2024", Header(date="2024-02-06")),
        ("Kaupunginhallituksen kokouksen 6.2.2024 päätösten täytäntöönpano", None),
        ("Rantaraitin levennys", None),
        ("HEL 2024-000111 T 08 00 02", None),
    ],
)
def test_lines_of_a_title_block(text: str, expected: Header | None) -> None:
    assert title_line(text) == expected


def test_the_first_that_says_a_thing_counts() -> None:
    assert merged([Header(date="2024-01-01"), Header("Kaupunginhallitus", "2024-02-02")]) == Header(
        "Kaupunginhallitus", "2024-01-01"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Asian esittelee kokouksessa strategiajohtaja Aino Ristola.", "strategiajohtaja Aino Ristola"),
        ("Asian esittelee vs. kansliapäällikkö J. Lehto.", "vs. kansliapäällikkö J. Lehto"),
        ("Ärendet föredras av kanslichef Saara Vanhatalo.", "kanslichef Saara Vanhatalo"),
        ("Ärendet föredras på sammanträdet av tf. stadssekreterare Nils Ek.", "tf. stadssekreterare Nils Ek"),
        ("Jaosto päättää. Asian esittelee johtaja Eeva Ora. Liite 1.", "johtaja Eeva Ora"),
        ("Asian esittelijää ei ole.", None),
    ],
)
def test_presenters_in_a_sentence(text: str, who: str | None) -> None:
    assert presenter_in(text) == who


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("Kaupunkiympäristölautakunta päätti hyväksyä esityksen.", "Kaupunkiympäristölautakunta"),
        ("Kaupunginhallituksen elinkeinojaosto päättää", "Kaupunginhallituksen elinkeinojaosto"),
        ("Kasvatus- ja koulutuslautakunta päätti", "Kasvatus- ja koulutuslautakunta"),
        ("Stadsstyrelsen beslutade godkänna", "Stadsstyrelsen"),
        ("Samalla kaupunginhallitus päätti", None),
        ("Kiinteistöpäällikkö päätti vuokrata", None),
    ],
)
def test_who_decides(text: str, organ: str | None) -> None:
    assert deciding_organ(text) == organ


@pytest.mark.parametrize(
    ("number", "expected"),
    [("§ 62", "62"), ("62 §", "62"), ("§62", "62"), ("", None)],
    ids=["§ 62", "62 §", "§62", "none"],
)
def test_the_number_of_the_section(number: str, expected: str | None) -> None:
    decision = read(
        f"<h1>{number}</h1><h1>Rantaraitin levennys</h1><p>HEL 2024-000111 T 08 00 02</p>"
        "<h1>Päätös</h1><p>Kaupunkiympäristölautakunta päätti leventää raittia.</p>"
    )
    assert (decision.section_number, decision.title) == (expected, "Rantaraitin levennys")
    assert (decision.case_id, decision.function_code) == ("HEL 2024-000111", "08 00 02")
    assert decision.organ == "Kaupunkiympäristölautakunta"


@pytest.mark.parametrize(
    ("document", "kind"),
    [("Esityslista 3/2024", "proposal"), ("Pöytäkirja 3/2024", "minutes"), ("Protokoll", "minutes")],
)
def test_a_title_block_without_a_running_header(document: str, kind: DecisionKind) -> None:
    decision = read(
        f"<p>Kaupunkiympäristölautakunta</p><p>{document}</p><p>6.2.2024</p><h1>Rantaraitin levennys</h1>"
        "<p>HEL 2024-000111 T 08 00 02</p><h1>Päätös</h1><p>Raittia levennetään.</p>"
        "<h1>Esittelijä</h1><p>kaupunkiympäristön toimialajohtaja</p><p>Ville Lehmus</p>"
    )
    assert decision.title == "Rantaraitin levennys"
    assert (decision.organ, decision.date, decision.kind) == ("Kaupunkiympäristölautakunta", "2024-02-06", kind)
    assert decision.presenter == "kaupunkiympäristön toimialajohtaja Ville Lehmus"
    assert outline(decision)[:2] == ["# Päätös", "Raittia levennetään."]


def test_a_title_that_is_only_a_body_stays_the_title() -> None:
    decision = read("<h1>Kulttuurilautakunta</h1><p>HEL 2024-000111 T 00 01 02</p><h1>Päätös</h1><p>Jäsen vaihtuu.</p>")
    assert decision.title == "Kulttuurilautakunta"
