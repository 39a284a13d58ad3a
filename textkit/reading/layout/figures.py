"""Rows of figures under each other that no rules enclose → tables.

A budget or a cost estimate is often set with tabs or in a table without borders. Read as running text, its names and
sums would end up in one paragraph that says nothing. Only what is certain is taken for a table: rows of a name and
figures, the figures in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from textkit.reading.pdf.line import Line, Page, Part, RuledTable

_FEWEST_ROWS = 3
_PITCH = 2.5
"""Rows are this near to each other (baselines, in font sizes)."""
_SAME_EDGE = 3.0
"""Points that a column's left or right edge may be off between two rows."""
_FIGURE = re.compile(
    r"[(+\u2013\u2212-]? ?\d[\d\s.,:/\u2013-]*\)?(?: ?(?:€|%|[^\W\d][^\W\d_.²³/-]{0,9}[.²³]?(?:[/-][^\W\d]{1,4}[²³]?)?)){0,3}$"
)
"""``1 200 000 euroa``, ``12,5 milj. euroa``, ``450 k-m²``, ``2024–2026``, ``(3,1 %)``."""
_Columns = list[tuple[float, float]]
"""From where to where each column goes (points), the names' first."""
_EMPTY = frozenset("-–—")
"""What stands in a cell without a figure."""


def with_figure_tables(pages: Sequence[Page]) -> list[Page]:
    """Pages without running headers and footers; the tables of figures are taken out of the lines and added to the
    tables."""
    return [_with_tables(page) if any(len(line.parts) > 1 for line in page.lines) else page for page in pages]


def _with_tables(page: Page) -> Page:
    lines = page.lines
    tables = []
    taken: set[int] = set()
    for start, end in _runs(lines):
        columns = _columns(lines[start:end])
        first = start - 1 if start - 1 not in taken and _is_head(lines, start, columns) else start
        tables.append(_table(page.number, lines[first:end], columns))
        taken.update(range(first, end))
    if not tables:
        return page
    left = tuple(line for at, line in enumerate(lines) if at not in taken)
    return replace(page, lines=left, tables=(*page.tables, *tables))


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """From where to where rows of figures follow each other, *half-open*."""
    runs: list[tuple[int, int]] = []
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _is_row(lines[at]) and (at == start or _is_below(lines[at - 1], lines[at])):
            continue
        if at - start >= _FEWEST_ROWS:
            runs.append((start, at))
        start = at if at < len(lines) and _is_row(lines[at]) else at + 1
    return runs


def _is_row(line: Line) -> bool:
    name, *figures = line.parts
    if not figures or not any(letter.isalpha() for letter in name.text):
        return False
    return all(part.text in _EMPTY or _FIGURE.match(part.text) for part in figures)


def _is_below(above: Line, line: Line) -> bool:
    """Whether a row of figures is the next one of a table: it begins where the one above does, and its figures stand
    under those."""
    if line.baseline - above.baseline > _PITCH * line.size or abs(line.x0 - above.x0) > _PITCH * line.size:
        return False
    shorter, longer = sorted((above.parts[1:], line.parts[1:]), key=len)
    return all(any(_is_in_line(part, other) for other in longer) for part in shorter)


def _is_in_line(part: Part, other: Part) -> bool:
    return min(abs(part.x0 - other.x0), abs(part.x1 - other.x1)) <= _SAME_EDGE


def _is_head(lines: Sequence[Line], start: int, columns: _Columns) -> bool:
    """Whether the line before a run of rows, which begins at ``start``, names its columns."""
    if start == 0 or lines[start].baseline - lines[start - 1].baseline > _PITCH * lines[start].size:
        return False
    parts = [part for part in lines[start - 1].parts if part.x1 > columns[1][0]]
    over = [sum(x0 < part.x1 and part.x0 < x1 for x0, x1 in columns[1:]) for part in parts]
    return bool(over) and all(count == 1 for count in over) and len(lines[start - 1].parts) <= len(parts) + 1


def _columns(rows: Sequence[Line]) -> _Columns:
    edges = sorted((part.x0, part.x1) for row in rows for part in row.parts[1:])
    columns = [(min(row.x0 for row in rows), max(row.parts[0].x1 for row in rows))]
    for x0, x1 in edges:
        if len(columns) > 1 and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    return columns


def _table(number: int, rows: Sequence[Line], columns: _Columns) -> RuledTable:
    box = (columns[0][0], rows[0].box[1], max(row.x1 for row in rows), rows[-1].box[3])
    return RuledTable(
        number, box, tuple(round(x0, 1) for x0, _ in columns), tuple(_cells(row, columns) for row in rows)
    )


def _cells(row: Line, columns: _Columns) -> tuple[tuple[str, ...], ...]:
    cells: list[tuple[str, ...]] = [()] * len(columns)
    for part in row.parts:
        # A name may be longer than its column's first figure is far; a figure overlaps its own column.
        column = 0 if part is row.parts[0] and part.x0 < columns[1][0] else _column_of(part, columns)
        cells[column] = (*cells[column], part.text)
    return tuple(cells)


def _column_of(part: Part, columns: _Columns) -> int:
    """The column of figures that a part stands in, or that of the names."""
    return next((n for n, (x0, x1) in enumerate(columns) if n and part.x0 < x1 and x0 < part.x1), 0)
