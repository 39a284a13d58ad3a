"""Plain text and Markdown → a Decision: paragraphs stand between empty lines, headings are known by name or ``#``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from textkit.document import Decision, Source
from textkit.errors import InputError
from textkit.reading.cells import Cell, to_rows
from textkit.reading.decoding import decode_text, line_of
from textkit.reading.items import split_items
from textkit.reading.pdf.glyphs import SOFT_HYPHEN
from textkit.reading.structure.draft import Draft, is_heading
from textkit.reading.structure.front_matter import split_front_matter
from textkit.reading.structure.metadata import CASE
from textkit.reading.structure.textblock import TextBlock
from textkit.reading.wrapping import Wrapping

_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?P<text>.*?)\s*#*$")
_ROW = re.compile(r"\|.*\|$")
_RULE = re.compile(r"[|:\s-]+$")
_CELL = re.compile(r"(?<!\\)\|")
_BROKEN = ("-", "–", SOFT_HYPHEN)


def read_plain(data: bytes, source: Source, shown_as: str) -> list[Decision]:
    """The decisions in a plain text: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    :raises InputError: if there is no text in it.
    """
    text = decode_text(data)
    if text is None:
        raise InputError(shown_as, "the text cannot be decoded", "save it as UTF-8")
    fields, body = split_front_matter(text.lstrip("\ufeff"))
    reader = _Reader(body)
    decisions = reader.draft.to_decisions([], source, shown_as)
    return [replace(decisions[0], **fields)] if len(decisions) == 1 else decisions


class _Reader:
    """Reads the paragraphs of a text in order."""

    def __init__(self, text: str) -> None:
        lines = [line_of(line) for line in text.replace("\f", "\n\n").splitlines()]
        paragraphs = [list(group) for has_text, group in groupby(lines, bool) if has_text]
        self.draft = Draft()
        self._wrapping = Wrapping(paragraphs)
        self._join = _joiner(lines)
        self._rows: list[list[Cell]] = []
        for paragraph in paragraphs:
            self._read(paragraph)

    def _read(self, lines: Sequence[str]) -> None:
        """Reads a paragraph: what stands on a line of its own is taken out, the rest is running text."""
        text: list[str] = []
        for n, line in enumerate(lines):
            if self._stands_alone(line, is_first=n == 0):
                self._add_text(text)
                text = []
                self._add_line(line)
            else:
                text.append(line)
        self._add_text(text)
        self._end_table()

    def _stands_alone(self, line: str, is_first: bool) -> bool:
        if CASE.fullmatch(line) or _MARKDOWN_HEADING.match(line) or _ROW.match(line):
            return True
        return (is_first or not self._wrapping.is_wrapped) and is_heading(line, bold=False)

    def _add_line(self, line: str) -> None:
        if _ROW.match(line):
            if not _RULE.match(line):
                self._rows.append([Cell(cell.strip().replace("\\|", "|")) for cell in _CELL.split(line)[1:-1]])
            return
        self._end_table()
        if match := _MARKDOWN_HEADING.match(line):
            self.draft.add_heading(match["text"], len(match[1]))
        else:
            self.draft.add_paragraph(line)

    def _add_text(self, lines: Sequence[str]) -> None:
        if lines:
            self._end_table()
        for item in split_items(lines):
            kind = item.kind
            for part in self._wrapping.parts(item.lines):
                self.draft.blocks.append(TextBlock(kind, self._join(part)))
                kind = "paragraph"

    def _end_table(self) -> None:
        self.draft.add_table(to_rows(self._rows))
        self._rows.clear()


def _joiner(lines: Sequence[str]) -> Callable[[Sequence[str]], str]:
    """What joins lines to running text. The lexicon takes time to load, so only for a text that has need of it."""
    if not any(line.endswith(_BROKEN) for line in lines):
        return " ".join
    from textkit.reading.hyphens import Dehyphenator, vocabulary
    from textkit.reading.lexicon import finnish_lexicon

    return Dehyphenator(finnish_lexicon(), vocabulary(lines)).join
