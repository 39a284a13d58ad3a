"""Cells that span others → rows of equal length: a cell's text stands where it begins, and nothing where it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MOST = 200
"""Columns and rows that one cell may span; more is a mistake in the file."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


def to_rows(table: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    """The texts of a table, *shape* ``(rows, columns)``; rows without any text are left out."""
    grid: list[list[str]] = []
    taken: dict[int, int] = {}
    for cells in table:
        row: list[str] = []
        begun: dict[int, int] = {}
        for cell in cells:
            _pass_taken(row, taken)
            for column in range(min(max(cell.columns, 1), _MOST)):
                begun[len(row)] = min(cell.rows, _MOST)
                row.append("" if column else cell.text)
        _pass_taken(row, taken)
        grid.append(row)
        taken = {column: rows - 1 for column, rows in (taken | begun).items() if rows > 1}
    width = max(map(len, grid), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in grid if any(row))


def _pass_taken(row: list[str], taken: Mapping[int, int]) -> None:
    """Steps over the columns that cells above still take."""
    while len(row) in taken:
        row.append("")
