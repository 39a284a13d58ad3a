"""Running headers, footers and page numbers of many shapes are not text."""

from __future__ import annotations

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import BOLD, TITLE, Word, html_to_pdf, lines_at, long_texts, paragraphs, words_to_pdf
from textkit.document import Decision
from textkit.reading import read_bytes

MARGINS = {
    "centred, with dashes": '@top-center{content:"Rakennuslautakunta"} @bottom-center{content:"- " counter(page) " -"}',
    "page of pages": '@top-left{content:"Elävä satama"} @bottom-right{content:"Sivu " counter(page)"/"counter(pages)}',
    "three columns": """@top-left{content:"Selvitys"} @top-center{content:"3.4.2024"}
        @top-right{content:counter(page) " (" counter(pages) ")"}""",
    "number above": "@top-right{content:counter(page)}",
    "address below": """@bottom-left{content:"Postiosoite\\A PL 1";white-space:pre}
        @bottom-right{content:"Puhelin\\A 09 310 1641";white-space:pre}""",
    "small print below": '@bottom-center{content:"Luonnos, ei julkaistavaksi";font-size:7pt}',
}


def read(pdf: bytes) -> Decision:
    (decision,) = read_bytes(pdf, "x.pdf")
    return decision


def page(texts: tuple[str, ...], style: str, before: str = "") -> bytes:
    return html_to_pdf(f"{before}{TITLE}<h1>Päätös</h1>{paragraphs(*texts)}", style)


@pytest.mark.parametrize("margins", MARGINS.values(), ids=MARGINS)
@pytest.mark.parametrize("count", [18, 30])
def test_what_repeats_is_taken_off_every_page(margins: str, count: int) -> None:
    texts = long_texts()[:count]
    decision = read(page(texts, f"@page{{{margins}}}"))
    assert (decision.source.pages or 0) > 1
    assert outline(decision) == ["# Päätös", *texts]


def test_a_first_page_may_have_another_header() -> None:
    texts = long_texts()[:18]
    style = (
        '@page{@top-left{content:"Kaupunkiympäristölautakunta"} @top-right{content:"Sivu " counter(page)}}'
        '@page:first{@top-left{content:"Helsingin kaupunki";font-size:14pt;font-weight:bold} @top-right{content:""}}'
    )
    decision = read(
        page(texts, style, before="<p>Kaupunkiympäristölautakunta</p><p>Esityslista 12/2024</p><p>29.8.2024</p>")
    )
    assert outline(decision) == ["# Päätös", *texts]
    assert (decision.organ, decision.date, decision.kind) == ("Kaupunkiympäristölautakunta", "2024-08-29", "proposal")
    assert decision.title == "Hakaniemenrannan yleissuunnitelma"


@pytest.mark.parametrize("edge", ["top", "bottom"])
@pytest.mark.parametrize("count", [18, 30, 50])
def test_left_and_right_pages_may_differ(edge: str, count: int) -> None:
    texts = long_texts()[:count]
    style = (
        f'@page:left{{@{edge}-left{{content:counter(page)}} @{edge}-right{{content:"Elävä satama"}}}}'
        f'@page:right{{@{edge}-left{{content:"Yleissuunnitelma"}} @{edge}-right{{content:counter(page)}}}}'
    )
    assert outline(read(page(texts, style))) == ["# Päätös", *texts]


def test_a_single_page_has_nothing_that_repeats() -> None:
    texts = long_texts()[:2]
    city = [
        Word("Helsingin kaupunki", 60, 45, 10.5, BOLD),
        Word("Pöytäkirja", 260, 45),
        Word("9/2024", 380, 45),
        Word("1 (1)", 480, 45),
        Word("Kaupunginhallituksen elinkeinojaosto", 60, 60),
        Word("Asia/6", 380, 60),
        Word("12.3.2024", 60, 90),
    ]
    body = [Word("Päätös", 60, 130, 10, BOLD), *lines_at(60, 150, texts[0][:60]), *lines_at(60, 175, texts[1][:60])]
    footer = [Word("Postiosoite", 60, 780, 7, BOLD), Word("PL 1", 60, 789, 7), Word("Käyntiosoite", 180, 780, 7, BOLD)]
    decision = read(words_to_pdf([*city, *body, *footer]))
    assert outline(decision) == ["# Päätös", texts[0][:60].strip(), texts[1][:60].strip()]
    assert decision.organ == "Kaupunginhallituksen elinkeinojaosto"
    assert (decision.date, decision.kind) == ("2024-03-12", "minutes")


def test_a_single_page_with_a_plain_header() -> None:
    style = '@page{@top-left{content:"Esityslista 5/2024"} @top-right{content:counter(page) " (" counter(pages) ")"}}'
    texts = long_texts()[:3]
    decision = read(page(texts, style))
    assert outline(decision) == ["# Päätös", *texts]
    assert decision.kind == "proposal"


def test_a_heading_on_top_of_a_page_is_text_though_it_repeats() -> None:
    first, second, third = long_texts()[:3]
    body = "".join(
        f"<h1>Perustelut</h1>{paragraphs(text)}<div style='break-after:page'></div>" for text in (first, second)
    )
    decision = read(html_to_pdf(f"{body}<h1>Perustelut</h1>{paragraphs(third)}"))
    assert outline(decision) == ["# Perustelut", first, "# Perustelut", second, "# Perustelut", third]


def test_a_numbered_heading_on_top_of_its_page_is_no_page_number() -> None:
    first, second = long_texts()[:2]
    body = f"<h1>Päätös</h1>{paragraphs(first)}<h1 style='break-before:page'>2 Tausta</h1>{paragraphs(second)}"
    decision = read(html_to_pdf(body, "@page{margin-top:60pt}"))
    assert outline(decision) == ["# Päätös", first, "## 2 Tausta", second]
