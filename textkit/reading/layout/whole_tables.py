"""Tables that run over page breaks → whole tables: the heading row is not repeated, a broken row is one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textkit.reading.pdf.glyphs import SOFT_HYPHEN
from textkit.reading.pdf.line import Page, RuledTable

Row = tuple[tuple[str, ...], ...]
"""The cells of a row, each as its lines."""
_SAME_COLUMN = 2.0
"""Points that a column may be off in a table that goes on."""


def whole_tables(pages: Sequence[Page]) -> list[RuledTable]:
    """The tables of pages without running headers and footers, each with the page and box where it begins."""
    whole: list[RuledTable] = []
    open_end: RuledTable | None = None
    for page in pages:
        tables = sorted(page.tables, key=lambda table: table.box[1])
        for n, table in enumerate(tables):
            if n == 0 and open_end is not None and _begins_page(table, page) and _same_columns(open_end, table):
                whole[-1] = replace(whole[-1], rows=_with_more(whole[-1].rows, table.rows))
            else:
                whole.append(table)
        open_end = tables[-1] if tables and _ends_page(tables[-1], page) else None
    return whole


def _begins_page(table: RuledTable, page: Page) -> bool:
    return all(line.baseline > table.box[1] for line in page.lines)


def _ends_page(table: RuledTable, page: Page) -> bool:
    return all(line.baseline < table.box[3] for line in page.lines)


def _same_columns(last: RuledTable, table: RuledTable) -> bool:
    if len(table.columns) != len(last.columns):
        return False
    return all(abs(a - b) <= _SAME_COLUMN for a, b in zip(last.columns, table.columns, strict=True))


def _with_more(rows: Sequence[Row], more: Sequence[Row]) -> tuple[Row, ...]:
    added = more[1:] if more[0] == rows[0] else more
    if added and _is_broken(rows[-1], added[0]):
        mended = tuple(upper + lower for upper, lower in zip(rows[-1], added[0], strict=True))
        return (*rows[:-1], mended, *added[1:])
    return (*rows, *added)


def _is_broken(upper: Row, lower: Row) -> bool:
    """Whether a row goes on after a page break: in the middle of a word, or of a sentence with nothing in front."""
    if len(upper) != len(lower):
        return False
    goes_on = [(above[-1], below[0]) for above, below in zip(upper, lower, strict=True) if above and below]
    if any(above.endswith(("-", SOFT_HYPHEN)) and below[0].islower() for above, below in goes_on):
        return True
    return not lower[0] and any(below[0].islower() for _, below in goes_on)
