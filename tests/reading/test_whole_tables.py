"""Ruled tables are rows of cells, whole over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import TITLE, html_to_pdf, long_texts, paragraphs
from textkit.document import Decision
from textkit.reading import read_bytes

TEXTS = long_texts()
Rows = Sequence[tuple[str, ...]]


def read(body: str, style: str = "tr{break-inside:avoid}", engine: str = "auto") -> Decision:
    (decision,) = read_bytes(html_to_pdf(f"{TITLE}<h1>Päätös</h1>{body}", style), "x.pdf", engine=engine)
    return decision


def table(rows: Rows, head: tuple[str, ...] = ()) -> str:
    first = f"<thead><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr></thead>" if head else ""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{first}<tbody>{lines}</tbody></table>"


HEAD = ("Kohde", "Selite", "Euroa", "Huomautus")


def rows_of(count: int) -> Rows:
    return [(f"Kohde-{n}", TEXTS[n % 20][:70].strip() if n % 3 else "", f"{n * 7},5", "") for n in range(count)]


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
@pytest.mark.parametrize("head", [HEAD, ()], ids=["heading", "no heading"])
def test_over_page_breaks_with_empty_cells(head: tuple[str, ...], engine: str) -> None:
    rows = rows_of(70)
    decision = read(paragraphs(*TEXTS[:2]) + table(rows, head) + paragraphs(TEXTS[2]), engine=engine)
    assert [found.rows for found in decision.tables] == [tuple([head, *rows] if head else rows)]
    assert outline(decision) == ["# Päätös", *TEXTS[:3]]


def test_two_tables_with_text_between_are_two() -> None:
    rows = rows_of(3)
    decision = read(f"{table(rows)}<p>Toinen taulukko:</p>{table(rows)}")
    assert [found.rows for found in decision.tables] == [tuple(rows), tuple(rows)]


def test_two_tables_on_two_pages_with_text_between_are_two() -> None:
    rows = rows_of(3)
    decision = read(f"{table(rows)}<p style='break-before:page'>Toinen taulukko:</p>{table(rows)}")
    assert [(found.page, found.rows) for found in decision.tables] == [(1, tuple(rows)), (2, tuple(rows))]


def test_no_word_is_lost_where_a_row_is_broken() -> None:
    rows = [(f"{n}", f"{TEXTS[n]} {TEXTS[n + 1]}", "") for n in range(24)]
    decision = read(table(rows, ("Nro", "Selite", "Huom.")), style="")
    (found,) = decision.tables
    assert outline(decision) == ["# Päätös"]
    read_back = " ".join(row[1] for row in found.rows[1:])
    assert read_back.split() == " ".join(row[1] for row in rows).split()


def test_a_row_broken_in_the_middle_of_a_sentence_is_one_row() -> None:
    long = " ".join(TEXTS[:22])
    rows = [("Ranta", TEXTS[22]), ("Aukio", long), ("Kadut", TEXTS[23])]
    decision = read(paragraphs(TEXTS[0]) + table(rows), style="")
    assert (decision.source.pages or 0) > 1
    assert [found.rows for found in decision.tables] == [tuple(rows)]
