"""Ruled strokes → tables, and the glyphs of a page → the cells they stand in.

A drawing of thousands of strokes is told from a table before the finder tries strokes against each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textkit.document import Box
from textkit.reading.pdf.glyphs import Glyph
from textkit.reading.pdf.table_finder import TOLERANCE, Stroke, find_cells, merged, rows_of, tables_of

_FEWEST = 2
"""A page with fewer strokes than this of either direction cannot hold a table."""
_MOST, _MOST_CROSSINGS = 8_000, 60_000
"""Strokes of a page, and horizontal times vertical ones when those in line are joined: with more it is a drawing. A
table of 200 rows and 20 columns has 4,200 crossings, a map has millions."""
_STRAIGHT = 0.05
"""What is off by less than this (points) is horizontal or vertical."""
_SHORTEST = 1.0
_FEWEST_SIDES = 3
"""Two upright strokes may be anything, three make columns."""
_SHORTEST_ROW = 6.0


class Rule(NamedTuple):
    """A horizontal or vertical stroke, or the side of a box, in points from the upper left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


class Grid(NamedTuple):
    """A table's rows of cells, top down; None where a cell of another row or column reaches over."""

    box: Box
    columns: tuple[float, ...]
    rows: tuple[tuple[Box | None, ...], ...]


def straight_rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    """The stroke between two points, or None if it is slanted or a point."""
    x0, y0, x1, y1 = round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
    if abs(x1 - x0) < _STRAIGHT:
        rule = Rule(x0, min(y0, y1), x0, max(y0, y1))
    elif abs(y1 - y0) < _STRAIGHT:
        rule = Rule(min(x0, x1), y0, max(x0, x1), y0)
    else:
        return None
    return rule if rule.x1 - rule.x0 + rule.bottom - rule.top >= _SHORTEST else None


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of two cells or more that strokes make, in reading order."""
    rules = list(dict.fromkeys(rules))  # the border between two cells is often drawn for each of them
    count = sum(rule.x0 == rule.x1 for rule in rules)
    if count < _FEWEST or len(rules) - count < _FEWEST or len(rules) > _MOST:
        return []
    upright = merged([Stroke(rule.x0, rule.top, rule.bottom) for rule in rules if rule.x0 == rule.x1], upright=True)
    level = merged([Stroke(rule.top, rule.x0, rule.x1) for rule in rules if rule.x0 != rule.x1], upright=False)
    level += _closing(upright, level)
    if len(upright) * len(level) > _MOST_CROSSINGS:
        return []
    return list(map(_grid, tables_of(find_cells(upright, level))))


def _closing(upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Stroke]:
    """The strokes that are missing where a row runs over a page break: its sides go on past the last horizontal."""
    if len(upright) < _FEWEST_SIDES or not level:
        return []
    missing = []
    for end, last in (
        (max(side.end for side in upright), max(stroke.at for stroke in level)),
        (min(side.start for side in upright), min(stroke.at for stroke in level)),
    ):
        sides = [side for side in upright if min(abs(side.end - end), abs(side.start - end)) < TOLERANCE]
        reaching = [side.at for side in sides if side.start - TOLERANCE < last < side.end + TOLERANCE]
        if abs(end - last) > _SHORTEST_ROW and len(reaching) >= _FEWEST_SIDES:
            missing.append(Stroke(end, min(reaching), max(reaching)))
    return missing


def _grid(cells: Sequence[Box]) -> Grid:
    columns = tuple(sorted({round(cell[0], 1) for cell in cells}))
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return Grid((min(lefts), min(tops), max(rights), max(bottoms)), columns, rows_of(cells))


class Cells:
    """Looks up which cell of a table a point is in."""

    def __init__(self, grid: Grid) -> None:
        cells = [cell for row in grid.rows for cell in row if cell is not None]
        self._xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        self._ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self._at: dict[tuple[int, int], Box] = {}
        for cell in cells:
            for column in range(self._column(cell[0]), self._column(cell[2])):
                for row in range(self._row(cell[1]), self._row(cell[3])):
                    self._at.setdefault((column, row), cell)

    def at(self, x: float, y: float) -> Box | None:
        """The cell around a point, or None."""
        return self._at.get((self._column(x), self._row(y)))

    def _column(self, x: float) -> int:
        return bisect_right(self._xs, x)

    def _row(self, y: float) -> int:
        return bisect_right(self._ys, y)


def sort_into(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[dict[Box, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, and those outside the table."""
    cells = Cells(grid)
    x0, top, x1, bottom = grid.box
    inside: defaultdict[Box, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        if not (x0 <= x < x1 and top <= y < bottom):
            outside.append(glyph)
        elif cell := cells.at(x, y):
            inside[cell].append(glyph)
    return dict(inside), outside
