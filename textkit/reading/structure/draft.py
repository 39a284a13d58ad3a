"""What drafts of all word processors come to: headings, paragraphs, bullets and tables, gathered into a Decision.

Writers seldom use heading styles. A short paragraph that is all bold, or that is nothing but the usual name of a
section, is a heading too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textkit.document import Decision, Source, Table
from textkit.errors import InputError
from textkit.reading.decoding import running
from textkit.reading.items import split_items
from textkit.reading.structure.headings import role_of
from textkit.reading.structure.meeting import meeting_header, meeting_items
from textkit.reading.structure.metadata import Header, letterhead, merged
from textkit.reading.structure.sections import build_decision
from textkit.reading.structure.textblock import TextBlock

_HEADING_LENGTH = 200
_SET_BY_HAND = ("", 0.0)
"""The style of headings that no style tells from each other."""


class Draft:
    """A document that is being read."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self._tables: list[tuple[int, Table]] = []

    def add_heading(self, text: str, level: int) -> None:
        """Adds a heading that a style says is one; level 0 is the title."""
        if text := running(text):
            self.blocks.append(TextBlock("heading", text, level))

    def add_bullet(self, text: str) -> None:
        """Adds an item of a list."""
        if text := running(text):
            self.blocks.append(TextBlock("bullet", text))

    def add_paragraph(self, text: str, bold: bool = False) -> None:
        """Adds a paragraph: what it turns out to be. An empty line in it ends one, a line may be an item of a list."""
        lines = [running(line) for line in text.split("\n")]
        whole = running(text)
        if is_heading(whole, bold):
            self.blocks.append(TextBlock("heading", whole, style=_SET_BY_HAND))
            return
        for has_text, group in groupby(lines, bool):
            for item in split_items(list(group)) if has_text else ():
                self.blocks.append(TextBlock(item.kind, " ".join(item.lines)))

    def add_table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Adds a table, unless there is nothing in it."""
        if rows:
            self._tables.append((len(self.blocks), Table(None, rows)))

    def to_decisions(self, headers: Sequence[Header], source: Source, shown_as: str) -> list[Decision]:
        """The decision, or one an item where the document is that of a whole meeting.

        :param headers: what the running headers say, if there are any.
        :raises InputError: if nothing was added.
        """
        if not self.blocks and not self._tables:
            raise InputError(shown_as, "there is no text in the document", "check that it is the right file")
        items = meeting_items(self.blocks)
        if not items:
            opening, taken = letterhead([block.text for block in self.blocks])
            tables = [table for _, table in self._tables]
            return [build_decision(self.blocks[taken:], tables, merged([*headers, opening]), source)]
        header = merged([*headers, meeting_header(self.blocks)])
        ends = [*(item.start for item in items[1:]), len(self.blocks) + 1]
        return [
            build_decision(item.blocks, self._between(item.start, end), header, source)
            for item, end in zip(items, ends, strict=True)
        ]

    def _between(self, start: int, end: int) -> list[Table]:
        return [table for at, table in self._tables if start < at <= end]


def is_heading(text: str, bold: bool) -> bool:
    """Whether a paragraph that no style says to be a heading is one."""
    if not text or len(text) > _HEADING_LENGTH:
        return False
    if role_of(text) is not None and not text[0].islower():
        return True
    return bold and not text.endswith((".", ","))
