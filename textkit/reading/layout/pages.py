"""Pages as an engine reads them → the decisions on them: every step in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textkit.document import Decision, Source
from textkit.reading.hyphens import Dehyphenator, vocabulary
from textkit.reading.layout.figures import with_figure_tables
from textkit.reading.layout.flow import blocks
from textkit.reading.layout.footnotes import without_footnotes
from textkit.reading.layout.furniture import body_size, strip_furniture
from textkit.reading.layout.joined import join_blocks, join_tables
from textkit.reading.layout.overlays import without_line_numbers, without_watermarks
from textkit.reading.layout.whole_tables import whole_tables
from textkit.reading.lexicon import finnish_lexicon
from textkit.reading.pdf.line import Page, RuledTable
from textkit.reading.structure.meeting import Item, announced_items, meeting_header, meeting_items
from textkit.reading.structure.metadata import merged, read_header
from textkit.reading.structure.sections import build_decision


def decisions_on(pages: Sequence[Page], source: Source) -> list[Decision]:
    """The decisions on the pages of one file: one, or one an item where they are those of a whole meeting.

    :raises ResourceError: if the lexicon is missing.
    """
    size = body_size(pages)
    stripped = strip_furniture(without_watermarks(pages, size))
    text = with_figure_tables(without_footnotes(without_line_numbers(stripped.pages), size))
    header = merged(read_header(lines) for lines in stripped.headers if lines)
    join = Dehyphenator(finnish_lexicon(), vocabulary(line.text for page in text for line in page.lines))
    tables = whole_tables(text)
    found = join_blocks(blocks(text, size), join)
    items = meeting_items(found, announced_items(line.text for lines in stripped.headers for line in lines))
    if not items:
        return [build_decision(found, join_tables(tables, join), header, source)]
    header = merged([header, meeting_header(found)])
    shares = _share_out(tables, items)
    return [
        build_decision(item.blocks, join_tables(share, join), header, source)
        for item, share in zip(items, shares, strict=True)
    ]


def _share_out(tables: Sequence[RuledTable], items: Sequence[Item]) -> list[list[RuledTable]]:
    """The tables of each item: those that stand between its beginning and that of the next."""
    starts = [(item.page, item.top) for item in items]
    shares: list[list[RuledTable]] = [[] for _ in items]
    for table in tables:
        place = bisect_right(starts, (table.page, table.box[1]))
        if place:
            shares[place - 1].append(table)
    return shares
