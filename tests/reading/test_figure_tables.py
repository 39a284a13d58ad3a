"""Figures in columns without rules are tables; what only stands beside each other is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import TITLE, html_to_pdf, long_texts, paragraphs
from textkit.document import Decision
from textkit.reading import read_bytes

TEXTS = long_texts()
PLAIN = "td{border:none;padding:1pt 12pt;text-align:left} td+td{text-align:right}"
COSTS = [
    ("Rakennustyöt", "1 200 000 euroa", "2027"),
    ("Suunnittelu", "150 000 euroa", "2026"),
    ("Valvonta ja rakennuttaminen", "90 000 euroa", "–"),
    ("Yhteensä", "1 440 000 euroa", ""),
]


def read(rows: Sequence[tuple[str, ...]], engine: str = "auto") -> Decision:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    body = f"{TITLE}<h1>Päätös</h1>{paragraphs(TEXTS[0])}<table>{lines}</table>{paragraphs(TEXTS[1])}"
    (decision,) = read_bytes(html_to_pdf(body, PLAIN), "x.pdf", engine=engine)
    return decision


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_names_and_figures_in_columns(engine: str) -> None:
    decision = read(COSTS, engine)
    assert [table.rows for table in decision.tables] == [tuple(COSTS)]
    assert outline(decision) == ["# Päätös", *TEXTS[:2]]


@pytest.mark.parametrize("head", [("Osa", "Hinta", "Vuosi"), ("", "Hinta", "Vuosi")], ids=["whole", "over figures"])
def test_the_line_that_names_the_columns_belongs_to_it(head: tuple[str, ...]) -> None:
    (table,) = read([head, *COSTS]).tables
    assert table.rows == (head, *COSTS)


@pytest.mark.parametrize(
    "figure", ["12,5 milj. euroa", "450 k-m²", "-3,1 %", "+ 7 kpl", "2026–2028", "(14)", "1.5.2026", "8 euroa/asukas"]
)
def test_figures_have_many_forms(figure: str) -> None:
    rows = [(f"Kohde {letter}", figure) for letter in "abc"]
    (table,) = read(rows).tables
    assert table.rows == tuple(rows)


@pytest.mark.parametrize(
    "rows",
    [
        COSTS[:2],
        [("Tilaaja", "liikuntapalvelu"), ("Urakoitsija", "paikallinen yritys"), ("Valvoja", "kaupunki")],
        [("12", "3"), ("14", "5"), ("16", "7")],
    ],
    ids=["two rows", "words", "nothing named"],
)
def test_what_is_not_certain_stays_text(rows: Sequence[tuple[str, ...]]) -> None:
    decision = read(rows)
    assert decision.tables == ()
    read_back = " ".join(outline(decision))
    assert all(cell in read_back for row in rows for cell in row)


def test_one_that_runs_over_a_page_break_is_whole() -> None:
    rows = [(f"Kohde {n} ja sen ympäristö", f"{n * 1250} euroa") for n in range(1, 80)]
    (table,) = read(rows).tables
    assert table.rows == tuple(rows)
