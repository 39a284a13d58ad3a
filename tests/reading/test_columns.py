"""Two columns are read one after the other."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import BOLD, TITLE, Word, html_to_pdf, long_texts, paragraphs, words_to_pdf
from textkit.reading import read_bytes

TEXTS = long_texts()
COLUMNS = "@page{margin:60pt 50pt} .c{columns:2;column-gap:18pt;font-size:9pt}"


def read(body: str, style: str = COLUMNS) -> list[str]:
    (decision,) = read_bytes(html_to_pdf(body, style), "x.pdf")
    return outline(decision)


@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("fill", ["balance", "auto"])
def test_column_by_column_and_page_by_page(align: str, fill: str) -> None:
    style = f"{COLUMNS} .c{{text-align:{align};column-fill:{fill}}} @page{{@bottom-center{{content:counter(page)}}}}"
    assert read(f"{TITLE}<h1>Päätös</h1><div class=c>{paragraphs(*TEXTS[:40])}</div>", style) == [
        "# Päätös",
        *TEXTS[:40],
    ]


def test_text_and_headings_over_both_columns() -> None:
    body = (
        f"{TITLE}<h1>Päätös</h1>{paragraphs(*TEXTS[:2])}<div class=c>{paragraphs(*TEXTS[2:8])}</div>"
        f"<h1>Perustelut</h1><div class=c>{paragraphs(*TEXTS[8:13])}</div>"
        f"<h1>Päätösehdotuksen perustelut</h1>{paragraphs(TEXTS[13])}"
    )
    assert read(body) == [
        "# Päätös",
        *TEXTS[:8],
        "# Perustelut",
        *TEXTS[8:13],
        "# Päätösehdotuksen perustelut",
        TEXTS[13],
    ]


def column(x: float, y: float, pitch: float, *blocks: tuple[str, str]) -> tuple[list[Word], float]:
    words = []
    for heading, text in blocks:
        if heading:
            words.append(Word(heading, x, y, 10, BOLD))
            y += pitch + 1
        for line in wrap(text, 44):
            words.append(Word(line, x, y))
            y += pitch
        y += 8
    return words, y


def test_columns_whose_lines_stand_at_different_heights() -> None:
    left, low = column(60, 120, 12, ("", TEXTS[0]), ("Ranta", TEXTS[1]), ("", TEXTS[2]), ("Aukio", TEXTS[3]))
    right, lower = column(310, 120.9, 12.4, ("", TEXTS[4]), ("", TEXTS[5]), ("Kadut", TEXTS[6]))
    end = "Yhteenveto koskee koko sivua ja jatkuu leveänä rivinä molempien palstojen alla."
    words = [Word("Esitys uudesta korttelista koko sivun leveydeltä", 150, 90, 12, BOLD), *left, *right]
    words.append(Word(end, 60, max(low, lower) + 20))
    (decision,) = read_bytes(words_to_pdf(words), "x.pdf")
    found = outline(decision)
    # The titles of a document without a usual heading are of the same rank, so only their order counts here.
    assert [line.lstrip("# ") for line in found] == [
        "Esitys uudesta korttelista koko sivun leveydeltä",
        TEXTS[0],
        "Ranta",
        *TEXTS[1:3],
        "Aukio",
        *TEXTS[3:6],
        "Kadut",
        TEXTS[6],
        end,
    ]
    assert [line.startswith("#") for line in found].count(True) == 4


def test_the_box_of_a_paragraph_stays_in_its_column() -> None:
    body = f"<div class=c>{paragraphs(*TEXTS[:40])}</div>"
    (decision,) = read_bytes(html_to_pdf(body, COLUMNS), "x.pdf")
    for section in decision.sections:
        for paragraph in section.paragraphs:
            assert paragraph.bbox is not None
            assert paragraph.bbox[2] - paragraph.bbox[0] < 250


def test_labels_beside_their_values_are_no_columns() -> None:
    rows = [
        ("Esittelijä", "kansliapäällikkö"),
        ("Puhelin", "09 310 1641"),
        ("Osoite", "PL 1"),
        ("Sähköposti", "a@hel.fi"),
    ]
    words = [Word("Lisätiedot", 60, 100, 10, BOLD)]
    for n, (label, value) in enumerate(rows):
        words += [Word(label, 60, 120 + 20 * n), Word(value, 260, 120 + 20 * n)]
    (decision,) = read_bytes(words_to_pdf(words), "x.pdf")
    assert outline(decision) == ["# Lisätiedot", *(f"{label} {value}" for label, value in rows)]
