"""Lines of a page → running text: blocks and table cells with their line-end hyphens undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textkit.document import Table
from textkit.reading.hyphens import Dehyphenator
from textkit.reading.layout.blocks import Block
from textkit.reading.pdf.line import RuledTable
from textkit.reading.structure.textblock import TextBlock


def join_blocks(blocks: Iterable[Block], join: Dehyphenator) -> list[TextBlock]:
    """Blocks of lines → blocks of text, in the same order."""
    return [
        TextBlock(block.kind, join.join(block.texts), style=block.style, page=block.page, box=block.box)
        for block in blocks
    ]


def join_tables(tables: Sequence[RuledTable], join: Dehyphenator) -> tuple[Table, ...]:
    """Tables of lines → tables of text, in the same order."""
    return tuple(Table(t.page, tuple(tuple(join.join(cell) for cell in row) for row in t.rows)) for t in tables)
