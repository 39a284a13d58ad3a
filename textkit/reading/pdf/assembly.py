"""What an engine finds on a page → the page: tables taken out, bullets put in, the rest as lines.

Both engines end here, so they differ only in where they find things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textkit.document import Box
from textkit.reading.pdf.glyphs import Dot, Glyph, glyphs_to_rows, row_to_line, with_drawn_bullets
from textkit.reading.pdf.line import Line, Page, RuledTable
from textkit.reading.pdf.tables import Grid, sort_into

_SMALLEST_DOT, _LARGEST_DOT = 1.5, 7.0
"""Sides of a drawn bullet, in points."""


class Findings(NamedTuple):
    """What stands on a page. All measures in points from the upper left corner of its visible part."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    dots: Sequence[Dot]
    grids: Sequence[Grid]


def assemble(found: Findings) -> Page:
    """Makes a page of what an engine found on it."""
    width, height = found.width, found.height
    glyphs = [glyph for glyph in found.glyphs if 0 <= glyph.baseline <= height and glyph.x1 > 0 and glyph.x0 < width]
    tables: list[RuledTable] = []
    for grid in found.grids:
        inside, glyphs = sort_into(grid, glyphs)
        tables.append(_table(grid, inside, found.number))
    lines = _lines(glyphs, found.number, found.dots)
    return Page(found.number, found.width, found.height, lines, tuple(tables))


def dot(box: Box) -> Dot | None:
    """A shape as a possible bullet, or None if it is not small and as wide as high."""
    width, height = box[2] - box[0], box[3] - box[1]
    if _SMALLEST_DOT <= width <= _LARGEST_DOT and abs(width - height) < 0.5:
        return Dot(box[0], box[2], (box[1] + box[3]) / 2)
    return None


def is_upright(a: float, b: float, c: float, d: float) -> bool:
    """Whether a text matrix sets text that is read without turning the page.

    What is turned is a stamp, a watermark or a note in the margin, not the decision's text.
    """
    return a > 0 and d > 0 and abs(b) < 0.2 * a


def _table(grid: Grid, inside: dict[Box, list[Glyph]], page: int) -> RuledTable:
    rows = tuple(
        tuple(tuple(line.text for line in _lines(inside.get(cell, ()), page)) if cell else () for cell in row)
        for row in grid.rows
    )
    return RuledTable(page, grid.box, grid.columns, rows)


def _lines(glyphs: Iterable[Glyph], page: int, dots: Iterable[Dot] = ()) -> tuple[Line, ...]:
    rows = with_drawn_bullets(glyphs_to_rows(glyphs), dots)
    lines = [row_to_line(row, page) for row in rows]
    return tuple([line for line in lines if line is not None])
