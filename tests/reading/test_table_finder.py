"""The table finder against pdfplumber's own, on any strokes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber import table
from pdfplumber.utils.geometry import filter_edges

from textkit.document import Box
from textkit.reading.pdf.table_finder import SHORTEST, TOLERANCE, Stroke, find_cells, merged, rows_of, tables_of

_near = st.sampled_from([0.0, 0.01, 0.1, 1.0, 2.9, 3.0, 3.01])
_places = st.one_of(
    st.builds(lambda line, off: round(20 * line + off, 2), st.integers(0, 6), _near),
    st.integers(0, 14_000).map(lambda hundredths: hundredths / 100),
)
_strokes = st.lists(
    st.builds(lambda at, a, b: Stroke(at, min(a, b), max(a, b)), _places, _places, _places), max_size=25
)


def edge(stroke: Stroke, upright: bool) -> dict[str, Any]:
    """A stroke as pdfplumber has it."""
    across, along = (stroke.at, stroke.at), (stroke.start, stroke.end)
    (x0, x1), (top, bottom) = (across, along) if upright else (along, across)
    sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**sides, "orientation": "v" if upright else "h", "object_type": "line"}


def pdfplumbers(upright: list[Stroke], level: list[Stroke]) -> list[tuple[Box, list[list[Box | None]]]]:
    """Tables and their rows, by pdfplumber."""
    finder: Any = table
    edges = [edge(stroke, True) for stroke in upright] + [edge(stroke, False) for stroke in level]
    edges = filter_edges(finder.merge_edges(edges, *[TOLERANCE] * 4), min_length=SHORTEST)
    cells = finder.intersections_to_cells(finder.edges_to_intersections(edges, TOLERANCE, TOLERANCE))
    tables = [finder.Table(None, group) for group in finder.cells_to_tables(cells)]
    return [(found.bbox, [row.cells for row in found.rows]) for found in tables]


def ours(upright: list[Stroke], level: list[Stroke]) -> list[tuple[Box, list[list[Box | None]]]]:
    """The same by our finder."""
    tables = tables_of(find_cells(merged(upright, upright=True), merged(level, upright=False)))
    boxes = [tuple(zip(*cells, strict=True)) for cells in tables]
    return [
        ((min(x0), min(top), max(x1), max(bottom)), list(map(list, rows_of(cells))))
        for cells, (x0, top, x1, bottom) in zip(tables, boxes, strict=True)
    ]


@given(_strokes, _strokes)
def test_any_strokes_make_pdfplumbers_tables(upright: list[Stroke], level: list[Stroke]) -> None:
    assert ours(upright, level) == pdfplumbers(upright, level)


@given(st.sets(st.integers(0, 35)), st.sets(st.integers(0, 35)), st.lists(_near, min_size=8, max_size=8))
def test_a_grid_with_missing_sides_makes_pdfplumbers_tables(
    no_side: set[int], no_stroke: set[int], off: list[float]
) -> None:
    places = [(n // 6, n % 6) for n in range(36)]
    upright = [Stroke(40 * a + off[a], 30.0 * b, 30.0 * b + 30) for a, b in places if 6 * a + b not in no_side]
    level = [Stroke(30 * a + off[a], 40.0 * b, 40.0 * b + 40) for a, b in places if 6 * a + b not in no_stroke]
    assert ours(upright, level) == pdfplumbers(upright, level)


def test_a_grid_of_two_by_two() -> None:
    sides = [Stroke(x, 0, 40) for x in (0, 100, 200)]
    strokes = [Stroke(y, 0, 200) for y in (0, 20, 40)]
    (cells,) = tables_of(find_cells(sides, strokes))
    assert rows_of(cells) == (((0, 0, 100, 20), (100, 0, 200, 20)), ((0, 20, 100, 40), (100, 20, 200, 40)))
