"""Footnotes and small print are left out of the running text, and so are the numbers that point to them."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.reading.outline import outline
from tests.rendering.hyphenation import soft_hyphenate
from tests.rendering.typeset import BOLD, TITLE, Word, html_to_pdf, lines_at, long_texts, words_to_pdf
from textkit.reading import read_bytes

TEXTS = long_texts()
NOTES = (
    ".n{float:footnote;font-size:8pt} ::footnote-call{font-size:6.5pt;vertical-align:super;line-height:0}"
    "::footnote-marker{font-size:6pt} @page{@bottom-center{content:counter(page)}}"
)


def with_note(text: str, note: str) -> str:
    """A paragraph with a footnote after its tenth word, or so."""
    cut = text.index(" ", 80)
    return f"<p>{soft_hyphenate(text[:cut], 'fi')}<span class=n>{note}</span>{soft_hyphenate(text[cut:], 'fi')}</p>"


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_notes_and_their_marks(engine: str) -> None:
    body = f"{TITLE}<h1>Päätös</h1>{with_note(TEXTS[0], 'Hinnat vuoden 2023 tasossa.')}{with_note(TEXTS[1], TEXTS[5])}"
    (decision,) = read_bytes(html_to_pdf(body, NOTES), "x.pdf", engine=engine)
    assert outline(decision) == ["# Päätös", *TEXTS[:2]]


def test_paragraphs_go_on_past_the_notes_of_their_page() -> None:
    texts = TEXTS[:30]
    body = [
        with_note(text, f"Lähde: {TEXTS[n + 1]}") if n % 4 == 0 else f"<p>{text}</p>" for n, text in enumerate(texts)
    ]
    (decision,) = read_bytes(html_to_pdf(f"{TITLE}<h1>Päätös</h1>{''.join(body)}", NOTES), "x.pdf")
    assert (decision.source.pages or 0) > 2
    assert outline(decision) == ["# Päätös", *texts]


def test_squares_and_cubes_are_no_marks() -> None:
    text = "Ala on 40 km<sup>2</sup>, kerrosala 1 200 m<sup>2</sup> ja tilavuus 300 m<sup>3</sup>."
    noted = (
        "Hinnat<span class=n>Alv 0 %.</span> ja alat<span class=n>Brutto.</span> arvioitiin<span class=n>Ks. 3.</span>."
    )
    body = f"{TITLE}<h1>Päätös</h1><p>{noted}</p><p>{text}</p>"
    (decision,) = read_bytes(html_to_pdf(body, NOTES), "x.pdf")
    assert outline(decision)[1:] == [
        "Hinnat ja alat arvioitiin.",
        "Ala on 40 km², kerrosala 1 200 m² ja tilavuus 300 m³.",
    ]


def test_without_notes_a_raised_number_stays() -> None:
    (decision,) = read_bytes(html_to_pdf(f"{TITLE}<h1>Päätös</h1><p>Teho on 10<sup>6</sup> wattia.</p>"), "x.pdf")
    assert outline(decision)[1:] == ["Teho on 10⁶ wattia."]


def test_small_print_at_the_foot_of_a_single_page() -> None:
    text = lines_at(60, 120, *wrap(TEXTS[0], 80))
    foot = lines_at(60, 760, "Tulostettu asianhallinnasta.", "Säilytysaika 10 vuotta.", size=7, pitch=9)
    (decision,) = read_bytes(words_to_pdf([Word("Päätös", 60, 100, 10, BOLD), *text, *foot]), "x.pdf")
    assert outline(decision) == ["# Päätös", TEXTS[0]]


def test_a_numbered_list_at_the_foot_of_a_page_is_text() -> None:
    items = [f"{n}. {text[:60].strip()}" for n, text in enumerate(TEXTS[1:5], 1)]
    text = lines_at(60, 120, *wrap(TEXTS[0], 80), size=11)
    listed = lines_at(60, 640, *items, size=10, pitch=20)
    (decision,) = read_bytes(words_to_pdf([Word("Päätös", 60, 100, 11, BOLD), *text, *listed]), "x.pdf")
    assert outline(decision) == ["# Päätös", TEXTS[0], *(f"- {item}" for item in items)]
