"""The agenda or minutes of a whole meeting give one decision an item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.outline import outline, outline_of_source, tables_of_source
from tests.rendering.meeting import Meeting, render_meeting, sample_meeting
from tests.rendering.source import SampleSource
from tests.rendering.typeset import html_to_pdf, long_texts, paragraphs
from textkit.document import Decision
from textkit.reading import read_bytes
from textkit.reading.structure.meeting import meeting_items
from textkit.reading.structure.textblock import TextBlock

ORGANS = {"fi": "Kaupunginhallitus", "sv": "Stadsstyrelsen"}


def check(meeting: Meeting, decisions: list[Decision]) -> None:
    """That nothing but the items was read, and every word of them."""
    assert [decision.title for decision in decisions] == [item.title for item in meeting.items]
    for n, (item, decision) in enumerate(zip(meeting.items, decisions, strict=True)):
        number = str(meeting.first + n) if meeting.kind == "minutes" else None
        check_item(meeting, item, decision, number)


def check_item(meeting: Meeting, item: SampleSource, decision: Decision, number: str | None) -> None:
    assert outline(decision) == outline_of_source(item)
    assert [squeezed(table.rows) for table in decision.tables] == [squeezed(rows) for rows in tables_of_source(item)]
    assert (decision.organ, decision.date, decision.kind) == (ORGANS[meeting.language], "2024-05-13", meeting.kind)
    assert decision.case_id == (item.case_id or None)
    assert decision.function_code == (item.function_code if item.case_id else None)
    assert decision.section_number == number
    assert decision.presenter == item.presenter


def squeezed(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """Cells without spaces: in a column narrower than a word ReportLab breaks the word without a hyphen."""
    return [[cell.replace(" ", "") for cell in row] for row in rows]


@pytest.mark.parametrize(("kind", "first"), [("proposal", 1), ("minutes", 501)])
def test_a_long_meeting(kind: str, first: int) -> None:
    meeting = sample_meeting(kind, "fi", 40, first)
    decisions = read_bytes(render_meeting(meeting), "x.pdf")
    assert decisions[0].source.pages
    assert decisions[0].source.pages > 140
    check(meeting, decisions)
    pages = [next(p.page or 0 for _, p in decision.paragraphs()) for decision in decisions]
    assert pages == sorted(set(pages))


@pytest.mark.parametrize("kind", ["proposal", "minutes"])
def test_a_swedish_meeting(kind: str) -> None:
    meeting = sample_meeting(kind, "sv", 8, 101 if kind == "minutes" else 1)
    check(meeting, read_bytes(render_meeting(meeting), "x.pdf"))


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_items_that_share_a_page(engine: str) -> None:
    meeting = sample_meeting("minutes", "fi", 6, first=21, longer_by=0)
    short = replace(meeting, items=meeting.items[1:3], own_pages=False)
    decisions = read_bytes(render_meeting(short), "x.pdf", engine=engine)
    check(short, decisions)
    longer = replace(meeting, own_pages=False)
    check(longer, read_bytes(render_meeting(longer), "x.pdf", engine=engine))


def test_a_single_item_of_an_agenda_is_known_by_its_running_header() -> None:
    meeting = sample_meeting("proposal", "fi", 6, first=6)
    single = replace(meeting, items=meeting.items[3:4])
    check(single, read_bytes(render_meeting(single), "x.pdf"))


def test_votes_keep_their_role() -> None:
    meeting = sample_meeting("minutes", "fi", 12, longer_by=0)
    decisions = read_bytes(render_meeting(meeting), "x.pdf")
    handled = [section for decision in decisions for section in decision.sections if section.heading == "Käsittely"]
    assert len(handled) >= 3
    assert {section.role for section in handled} == {"handling"}
    assert any("Vastaehdotus" in paragraph.text for section in handled for paragraph in section.paragraphs)


def test_a_page_without_a_running_header() -> None:
    first, second = long_texts()[:2]
    body = (
        "<p>Kaupunkiympäristölautakunta</p><p>Esityslista 3/2024</p><p>Kokousaika 6.2.2024 15.30</p>"
        "<p>Käsiteltävät asiat</p><p>1 Rantaraitin levennys</p><p>2 Katuvalojen uusiminen</p>"
        "<p>Asia/1</p><h1>1 Rantaraitin levennys</h1><p>HEL 2024-000111 T 08 00 02</p>"
        f"<h1>Päätösehdotus</h1>{paragraphs(first)}"
        "<p>Asia/2</p><h1>2<br>Katuvalojen uusiminen</h1><p>HEL 2024-000222 T 08 00 02</p>"
        f"<h1>Päätösehdotus</h1>{paragraphs(second)}"
    )
    one, two = read_bytes(html_to_pdf(body), "x.pdf")
    assert (one.title, one.case_id, outline(one)) == (
        "Rantaraitin levennys",
        "HEL 2024-000111",
        ["# Päätösehdotus", first],
    )
    assert (two.title, two.case_id, outline(two)) == (
        "Katuvalojen uusiminen",
        "HEL 2024-000222",
        ["# Päätösehdotus", second],
    )
    assert {one.organ, two.organ} == {"Kaupunkiympäristölautakunta"}
    assert {one.date, two.date} == {"2024-02-06"}
    assert {one.kind, two.kind} == {"proposal"}


def test_appeal_instructions_after_the_signatures_belong_to_no_item() -> None:
    text = long_texts()[0]
    body = "".join(
        f"<h1>§ {n}</h1><h1>Otsikko {n}</h1><p>HEL 2024-00011{n} T 08 00 02</p><h1>Päätös</h1>{paragraphs(text)}"
        "<h1>Lisätiedot</h1><p>Anna Virta, suunnittelija, puhelin 09 310 12345</p>"
        for n in (7, 8)
    )
    closing = (
        "<p>Kaupunkiympäristölautakunta</p><p>Annukka Kuusama<br>puheenjohtaja</p>"
        "<p>Henrik Tallgren<br>pöytäkirjanpitäjä</p><p>Pöytäkirja tarkastettu</p><p>Olavi Lehtisaari</p>"
        "<h1>Muutoksenhakuohjeet</h1><p>Tämä ohje koskee §:iä 7 ja 8.</p>"
    )
    decisions = read_bytes(html_to_pdf(body + closing), "x.pdf")
    contact = "Anna Virta, suunnittelija, puhelin 09 310 12345"
    assert [outline(decision) for decision in decisions] == [["# Päätös", text, "# Lisätiedot", contact]] * 2


def test_numbered_headings_do_not_make_a_meeting() -> None:
    a, b, c = long_texts()[:3]
    body = (
        "<h1>§ 12</h1><h1>Rantaraitin levennys</h1><p>HEL 2024-000111 T 08 00 02</p>"
        f"<h1>Päätös</h1>{paragraphs(a)}<h1>Päätöksen perustelut</h1><h1>1 Tausta</h1>{paragraphs(b)}"
        f"<h1>2 Vaikutukset</h1>{paragraphs(c)}"
    )
    (decision,) = read_bytes(html_to_pdf(body), "x.pdf")
    assert (decision.title, decision.section_number) == ("Rantaraitin levennys", "12")
    assert [line for line in outline(decision) if line.startswith("#")] == [
        "# Päätös",
        "# Päätöksen perustelut",
        "## 1 Tausta",
        "## 2 Vaikutukset",
    ]


def test_a_table_of_contents_with_case_numbers_makes_no_items_twice() -> None:
    def entry(n: int) -> list[TextBlock]:
        return [TextBlock("paragraph", f"{n} Asia numero"), TextBlock("paragraph", f"HEL 2024-00000{n}")]

    def item(n: int) -> list[TextBlock]:
        return [
            TextBlock("heading", f"{n} Asia numero"),
            TextBlock("paragraph", f"HEL 2024-00000{n}"),
            TextBlock("heading", "Päätösehdotus"),
            TextBlock("paragraph", "Lautakunta päättää hyväksyä."),
        ]

    blocks = [*entry(1), *entry(2), *item(1), *item(2)]
    assert [[block.text for block in found.blocks][-1] for found in meeting_items(blocks)] == [
        "Lautakunta päättää hyväksyä."
    ] * 2
