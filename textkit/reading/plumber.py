"""The reference engine: pdfplumber's characters and its table finder, page by page.

pdfplumber's own ``extract_text_lines`` is not used, since it takes a browser's soft hyphens for spaces and breaks
letter-spaced words; its characters are right, and ``glyphs`` makes the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textkit.document import Box
from textkit.reading.glyphs import Glyph, glyphs_to_rows, row_to_line, with_drawn_bullets
from textkit.reading.line import Line, Page, RuledTable

_DOT = (1.5, 7.0)
"""Smallest and largest side of a drawn bullet, in points."""
_TABLE_EDGES = 4
"""A page with fewer ruled edges than a box has cannot hold a table."""


def read_pages(pdf: Any) -> Iterator[Page]:
    """Pages of an open ``pdfplumber.PDF``, in order; each is released before the next is read."""
    for page in pdf.pages:
        yield _read_page(page)
        page.close()


def _read_page(page: Any) -> Page:
    height = float(page.height)
    glyphs = [_glyph(char, height) for char in page.dedupe_chars().chars if _is_plain(char)]
    tables: list[RuledTable] = []
    dots = [_dot(shape) for shape in (*page.curves, *page.rects) if _is_dot(shape)]
    if len(page.lines) + len(page.rects) >= _TABLE_EDGES:
        for table in page.find_tables():
            if len(table.cells) > 1:
                inside, glyphs = _split(glyphs, table.bbox)
                tables.append(_table(table, inside, page.page_number))
    return Page(page.page_number, float(page.width), height, _lines(glyphs, page.page_number, dots), tuple(tables))


def _is_plain(char: dict[str, Any]) -> bool:
    """Upright text. What is turned by 90 degrees is a stamp or a note in the margin, not the decision's text."""
    return bool(char["upright"]) and char["size"] > 0


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    return Glyph(char["text"], char["x0"], char["x1"], height - char["matrix"][5], char["size"], char["fontname"])


def _is_dot(shape: dict[str, Any]) -> bool:
    """A small round or square filled shape: a list's bullet that was drawn instead of written."""
    width, height = shape["width"], shape["height"]
    return bool(_DOT[0] <= width <= _DOT[1] and abs(width - height) < 0.5)


def _dot(shape: dict[str, Any]) -> tuple[float, float, float]:
    return shape["x0"], shape["x1"], (shape["top"] + shape["bottom"]) / 2


def _lines(glyphs: list[Glyph], page: int, dots: Sequence[tuple[float, float, float]] = ()) -> tuple[Line, ...]:
    rows = with_drawn_bullets(glyphs_to_rows(glyphs), dots)
    lines = (row_to_line(row, page) for row in rows)
    return tuple(line for line in lines if line is not None)


def _split(glyphs: list[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    """Glyphs inside and outside a box."""
    inside = [g for g in glyphs if _within(g, box)]
    taken = set(map(id, inside))
    return inside, [g for g in glyphs if id(g) not in taken]


def _within(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.baseline - 0.3 * glyph.size
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _table(table: Any, glyphs: list[Glyph], page: int) -> RuledTable:
    rows = tuple(
        tuple(() if cell is None else _cell([g for g in glyphs if _within(g, cell)], page) for cell in row.cells)
        for row in table.rows
    )
    columns = tuple(sorted({round(cell[0], 1) for cell in table.cells}))
    return RuledTable(page, table.bbox, columns, rows)


def _cell(glyphs: list[Glyph], page: int) -> tuple[str, ...]:
    return tuple(line.text for line in _lines(glyphs, page))
