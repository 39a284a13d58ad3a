"""Paragraphs are whole: over line ends, page breaks and odd gaps between words."""

from __future__ import annotations

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import TITLE, html_to_pdf, long_texts, paragraphs
from textkit.document import Decision
from textkit.reading import read_bytes

TEXTS = long_texts()
SMALL = "@page{size:A5;margin:60pt 60pt 70pt;@top-left{content:'Selvitys'}@bottom-center{content:counter(page)}}"


def read(body: str, style: str = "") -> Decision:
    (decision,) = read_bytes(html_to_pdf(f"{TITLE}<h1>Päätös</h1>{body}", style), "x.pdf")
    return decision


@pytest.mark.parametrize("count", range(8, 20, 2))
def test_a_paragraph_over_a_page_break(count: int) -> None:
    decision = read(paragraphs(*TEXTS[:count]), SMALL)
    assert outline(decision)[1:] == list(TEXTS[:count])
    assert next(p.page for _, p in decision.paragraphs()) == 1


def test_a_paragraph_over_three_pages() -> None:
    long = " ".join(TEXTS[:29])
    decision = read(paragraphs(TEXTS[30], long, TEXTS[31]), SMALL)
    assert outline(decision)[1:] == [TEXTS[30], long, TEXTS[31]]
    pages = [paragraph.page for section in decision.sections for paragraph in section.paragraphs]
    assert pages[0] == pages[1] == 1
    assert pages[2] is not None
    assert pages[2] >= 3


def test_a_bullet_over_three_pages() -> None:
    long, short = " ".join(TEXTS[:24]), TEXTS[30]
    items = paragraphs(long, short).replace("<p>", "<li>").replace("</p>", "</li>")
    assert outline(read(f"<ul>{items}</ul>{paragraphs(TEXTS[31])}", SMALL))[1:] == [
        f"- {long}",
        f"- {short}",
        TEXTS[31],
    ]


def test_a_paragraph_that_ends_with_its_page_is_not_joined_to_the_next() -> None:
    first, second = TEXTS[:2]
    decision = read(f"{paragraphs(first)}<div style='break-after:page'></div>{paragraphs(second)}")
    assert outline(decision)[1:] == [first, second]


def test_a_heading_at_the_foot_of_a_page_is_not_joined_to_the_text() -> None:
    body = f"{paragraphs(TEXTS[0])}<p>Perustelut</p><div style='break-after:page'></div>{paragraphs(TEXTS[1])}"
    assert outline(read(body)) == ["# Päätös", TEXTS[0], "## Perustelut", TEXTS[1]]


@pytest.mark.parametrize("width", [150, 220, 330])
def test_justified_text_with_odd_gaps(width: int) -> None:
    texts = TEXTS[:8]
    body = "".join(f"<p>{text}</p>" for text in texts)
    style = f"@page{{margin-right:{525 - width}pt}} html{{font-size:12pt}} p{{text-align:justify}}"
    assert outline(read(body, style))[1:] == list(texts)


@pytest.mark.parametrize("indent", [0, 24])
def test_paragraphs_without_space_between(indent: int) -> None:
    # Without an indent only a last line with room left tells that a paragraph ends.
    texts = [text for text in TEXTS if text.endswith(".")][:12]
    style = f"p{{margin:0;text-indent:{indent}pt}} @page{{margin-right:160pt}}"
    found = outline(read(paragraphs(*texts), style))[1:]
    assert len(found) >= (len(texts) if indent else len(texts) - 2)
    assert " ".join(found) == " ".join(texts)


def test_indented_quotes_are_paragraphs_of_their_own() -> None:
    a, b, c = TEXTS[:3]
    body = f"{paragraphs(a)}<blockquote style='margin:0 40pt 9pt'>{b}</blockquote>{paragraphs(c)}"
    assert outline(read(body))[1:] == [a, b, c]
    tight = body.replace("0 40pt 9pt", "0 40pt").replace("<p>", "<p style='margin:0'>")
    assert outline(read(tight))[1:] == [a, b, c]


def test_ligatures_and_soft_hyphens() -> None:
    spaces = "1\u202f000\u00a0euroa"
    body = f"<p>E\ufb03cient gra\ufb01ikka, \ufb02ygeli ja ohjeis\u00adtus sekä Itä\u2011Pasila ja {spaces}.</p>"
    assert outline(read(body))[1:] == ["Efficient grafiikka, flygeli ja ohjeistus sekä Itä-Pasila ja 1 000 euroa."]
