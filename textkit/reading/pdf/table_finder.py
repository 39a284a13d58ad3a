"""Strokes → the cells that they enclose and the tables that those make, exactly as pdfplumber's table finder has them.

The finder compares corners by sets of strokes, which it makes anew for every two corners; here each set is made once,
and strokes are numbers instead of dictionaries. That takes less than half the time, and no import of pdfplumber.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from textkit.document import Box

TOLERANCE = 3.0
"""pdfplumber's own default (points): strokes this close are one, end to end or side by side, or meet."""
SHORTEST = 3.0
"""The shortest stroke that counts, joined with those in line."""


class Stroke(NamedTuple):
    """A horizontal or vertical stroke: where it lies on the other axis, and from where to where it goes (points)."""

    at: float
    start: float
    end: float


class _Corner(NamedTuple):
    """The strokes that meet in a point."""

    upright: set[Stroke]
    level: set[Stroke]


_Corners = dict[tuple[float, float], _Corner]


def merged(strokes: Sequence[Stroke], upright: bool) -> list[Stroke]:
    """Strokes of one direction: those side by side put on one line, those on one line joined, short ones left out."""
    found: list[Stroke] = []
    for _, in_line in groupby(sorted(_snapped(strokes), key=attrgetter("at")), key=attrgetter("at")):
        found.extend(_joined(sorted(in_line, key=attrgetter("start")), upright))
    return found


def _snapped(strokes: Sequence[Stroke]) -> Iterator[Stroke]:
    """Puts strokes on the mean line of those that lie close, one to the next."""
    lines = sorted({stroke.at for stroke in strokes})
    breaks = accumulate((b > a + TOLERANCE for a, b in pairwise(lines)), initial=0)
    cluster_of = dict(zip(lines, breaks, strict=False))
    clusters: defaultdict[int, list[float]] = defaultdict(list)
    for stroke in strokes:
        clusters[cluster_of[stroke.at]].append(stroke.at)
    middles = {number: sum(ats) / len(ats) for number, ats in clusters.items()}
    # The sum is not always the mean to the last digit. pdfplumber does it so, and joins only what is on one line.
    return (Stroke(at + (middles[cluster_of[at]] - at), start, end) for at, start, end in strokes)


def _joined(strokes: Sequence[Stroke], upright: bool) -> Iterator[Stroke]:
    """Joins strokes on one line, sorted by where they start, that touch or nearly do."""
    at, start, end = strokes[0]
    length = end - start
    for _, next_start, next_end in strokes[1:]:
        if next_start > end + TOLERANCE:
            if length >= SHORTEST:
                yield Stroke(at, start, end)
            start, end, length = next_start, next_end, next_end - next_start
        elif next_end > end:
            # To the last digit as pdfplumber has it, which adds up heights and not widths.
            length = length + (next_end - end) if upright else next_end - start
            end = next_end
    if length >= SHORTEST:
        yield Stroke(at, start, end)


def find_cells(upright: Iterable[Stroke], level: Iterable[Stroke]) -> list[Box]:
    """The smallest box to the right of and below each corner that strokes close, in points as the strokes."""
    corners = _corners(upright, level)
    columns: defaultdict[float, list[float]] = defaultdict(list)
    rows: defaultdict[float, list[float]] = defaultdict(list)
    found = []
    # From the last to the first, so that a column and a row hold what is below and to the right.
    for x, top in sorted(corners, reverse=True):
        cell = _smallest_cell((x, top), columns[x], rows[top], corners)
        if cell is not None:
            found.append(cell)
        columns[x].append(top)
        rows[top].append(x)
    return found[::-1]


def _corners(upright: Iterable[Stroke], level: Iterable[Stroke]) -> _Corners:
    level = sorted(level)
    reaching_down, reaching_up = [s.at + TOLERANCE for s in level], [s.at - TOLERANCE for s in level]
    corners: _Corners = {}
    for side in sorted(upright):
        x = side.at
        first, last = bisect_left(reaching_down, side.start), bisect_right(reaching_up, side.end)
        for stroke in level[first:last]:
            if stroke.start - TOLERANCE <= x <= stroke.end + TOLERANCE:
                corner = corners.setdefault((x, stroke.at), _Corner(set(), set()))
                corner.upright.add(side)
                corner.level.add(stroke)
    return corners


def _smallest_cell(
    corner: tuple[float, float], below: Sequence[float], right: Sequence[float], corners: _Corners
) -> Box | None:
    """:param below: the corners in its column, and ``right`` in its row, the farthest first."""
    x0, top = corner
    here = corners[corner]
    for bottom in reversed(below):
        under = corners[x0, bottom]
        if here.upright.isdisjoint(under.upright):
            continue
        for x1 in reversed(right):
            beside, across = corners[x1, top], corners.get((x1, bottom))
            if (
                across is not None
                and not here.level.isdisjoint(beside.level)
                and not across.upright.isdisjoint(beside.upright)
                and not across.level.isdisjoint(under.level)
            ):
                return x0, top, x1, bottom
    return None


def tables_of(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells that hang together by their corners, where they are two or more; the topmost table first."""
    by_corner: defaultdict[tuple[float, float], list[Box]] = defaultdict(list)
    for cell in cells:
        for corner in _corners_of(cell):
            by_corner[corner].append(cell)
    tables: list[list[Box]] = []
    seen: set[Box] = set()
    for cell in cells:
        if cell in seen:
            continue
        seen.add(cell)
        table = [cell]
        for known in table:  # grows as it is walked
            near = {other for corner in _corners_of(known) for other in by_corner[corner]} - seen
            seen |= near
            table.extend(near)
        tables.append(table)
    tables = [table for table in tables if len(table) > 1]
    return sorted(tables, key=lambda table: min((cell[1], cell[0]) for cell in table))


def _corners_of(cell: Box) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)


def rows_of(table: Sequence[Box]) -> tuple[tuple[Box | None, ...], ...]:
    """A table's cells, *shape* ``(rows, columns)``; None where no cell begins in that row and column."""
    columns = sorted({cell[0] for cell in table})
    rows: defaultdict[float, dict[float, Box]] = defaultdict(dict)
    for cell in table:
        rows[cell[1]][cell[0]] = cell
    return tuple(tuple(map(rows[top].get, columns)) for top in sorted(rows))
