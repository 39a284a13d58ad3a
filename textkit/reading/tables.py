"""Ruled strokes → tables, by pdfplumber's table finder, and the glyphs of a page → the cells they stand in.

The finder's steps are called one by one, so that a drawing of thousands of strokes is told from a table before the
finder tries every stroke against every other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from textkit.document import Box
from textkit.reading.glyphs import Glyph

_FEWEST = 2
"""A page with fewer strokes than this of either direction cannot hold a table."""
_MOST, _MOST_CROSSINGS = 8_000, 60_000
"""Strokes of a page, and horizontal times vertical ones when those in line are joined: with more it is a drawing. A
table of 200 rows and 20 columns has 4,200 crossings, a map has millions."""
_STRAIGHT = 0.05
"""What is off by less than this (points) is horizontal or vertical."""
_SHORTEST, _SHORTEST_JOINED = 1.0, 3.0
_SNAP = _JOIN = _MEET = 3.0
"""pdfplumber's own defaults: strokes this close are one, end to end or side by side, or meet."""


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
    upright = sum(rule.x0 == rule.x1 for rule in rules)
    if upright < _FEWEST or len(rules) - upright < _FEWEST or len(rules) > _MOST:
        return []
    from pdfplumber import table
    from pdfplumber.utils.geometry import filter_edges

    finder: Any = table
    edges = finder.merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _JOIN, _JOIN)
    edges = filter_edges(edges, min_length=_SHORTEST_JOINED)
    edges += _closing(edges)
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_CROSSINGS:
        return []
    cells = finder.intersections_to_cells(finder.edges_to_intersections(edges, _MEET, _MEET))
    return [_grid(finder.Table(None, group)) for group in finder.cells_to_tables(cells)]


def _edge(rule: Rule) -> dict[str, Any]:
    """A stroke as pdfplumber's finder has it."""
    x0, top, x1, bottom = rule
    orientation = "v" if x0 == x1 else "h"
    size = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, "object_type": "line", **size}


def _closing(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The strokes that are missing where a row runs over a page break: its sides go on past the last horizontal."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    if len(upright) < _FEWEST_SIDES or not level:
        return []
    missing = []
    for end, last in ((max(e["bottom"] for e in upright), max(level)), (min(e["top"] for e in upright), min(level))):
        sides = [e for e in upright if min(abs(e["bottom"] - end), abs(e["top"] - end)) < _MEET]
        reaching = [e for e in sides if e["top"] - _MEET < last < e["bottom"] + _MEET]
        if abs(end - last) > _SHORTEST_ROW and len(reaching) >= _FEWEST_SIDES:
            missing.append(_edge(Rule(min(e["x0"] for e in reaching), end, max(e["x0"] for e in reaching), end)))
    return missing


def _grid(table: Any) -> Grid:
    columns = tuple(sorted({round(cell[0], 1) for cell in table.cells}))
    return Grid(table.bbox, columns, tuple(tuple(row.cells) for row in table.rows))


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
