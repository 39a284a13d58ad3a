"""A Word draft (.docx) → a Decision, read from its XML: without Word there are no pages, so no page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textkit.document import Decision, Source
from textkit.reading.cells import Cell, to_rows
from textkit.reading.decoding import running
from textkit.reading.office.docx_styles import Styles, value_of
from textkit.reading.office.docx_text import Run, is_joined_to_next, runs
from textkit.reading.office.package import Package
from textkit.reading.office.xmltree import child, local_name
from textkit.reading.structure.draft import Draft
from textkit.reading.structure.metadata import header_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset({"del", "moveFrom", "sectPr", "altChunk", "sdtPr", "Fallback"})


def read_docx(data: bytes, source: Source, shown_as: str) -> list[Decision]:
    """The decisions in a Word document, tracked changes accepted.

    :raises InputError: if the file is damaged, encrypted, over a limit, or has no text.
    """
    package = Package(data, shown_as)
    styles = Styles(next(package.related("styles"), None), next(package.related("numbering"), None))
    body = child(package.document(), "body")
    reader = _BodyReader(styles)
    if body is not None:
        reader.read(body)
        reader.end_paragraph()
    headers = [header_of(list(_header_rows(part))) for part in package.related("header")]
    return reader.draft.to_decisions(headers, replace(source, producer=package.producer()), shown_as)


class _BodyReader:
    """Reads the body of a document in order."""

    def __init__(self, styles: Styles) -> None:
        self.draft = Draft()
        self._styles = styles
        self._carried: list[Run] = []

    def read(self, container: Element) -> None:
        """Reads what a body, a cell or a content control holds."""
        for element in container:
            name = local_name(element)
            if name == "p":
                self._read_paragraph(element)
            elif name == "tbl":
                self._read_table(element)
            elif name not in _LEFT_OUT:
                self.read(element)

    def end_paragraph(self) -> None:
        """Ends a paragraph that should go on in the next, where there is none."""
        self.draft.add_paragraph("".join(run.text for run in self._carried))
        self._carried = []

    def _read_paragraph(self, paragraph: Element) -> None:
        if self._styles.is_contents(paragraph):
            return
        text_runs = [*self._carried, *runs(paragraph)]
        self._carried = text_runs if is_joined_to_next(paragraph) else []
        if self._carried:
            return
        text = "".join(run.text for run in text_runs)
        level = self._styles.level(paragraph)
        if level is not None:
            self.draft.add_heading(text, level)
        elif self._styles.is_item(paragraph):
            self.draft.add_bullet(text)
        else:
            self.draft.add_paragraph(text, self._is_bold(paragraph, text_runs))

    def _is_bold(self, paragraph: Element, text_runs: Iterable[Run]) -> bool:
        by_style = self._styles.is_bold(paragraph)
        visible = [run for run in text_runs if run.text.strip()]
        return bool(visible) and all(by_style if run.bold is None else run.bold for run in visible)

    def _read_table(self, table: Element) -> None:
        self.end_paragraph()
        rows = [list(row) for row in _rows(table)]
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1:
            self.read(cells[0])
        else:
            self.draft.add_table(to_rows([[_cell(cell) for cell in row] for row in rows]))


def _rows(table: Element) -> Iterator[Iterator[Element]]:
    for element in table:
        name = local_name(element)
        if name == "tr":
            if child(child(element, "trPr"), "del") is None:
                yield _cells(element)
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        name = local_name(element)
        if name == "tc":
            if child(child(element, "tcPr"), "cellDel") is None:
                yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(element)


def _cell(cell: Element) -> Cell:
    properties = child(cell, "tcPr")
    span = value_of(properties, "gridSpan") or ""
    goes_on = child(properties, "vMerge") is not None and value_of(properties, "vMerge") != "restart"
    text = "" if goes_on else running(" ".join(_texts(cell)))
    return Cell(text, int(span) if span.isdecimal() else 1)


def _texts(container: Element) -> Iterator[str]:
    """The texts of all paragraphs in a cell, those of tables in it too."""
    for element in container:
        name = local_name(element)
        if name == "p":
            yield "".join(run.text for run in runs(element)) + ("" if is_joined_to_next(element) else " ")
        elif name not in _LEFT_OUT:
            yield from _texts(element)


def _header_rows(part: Element) -> Iterator[Sequence[str]]:
    """What stands beside each other in a header: cells of a table row, or what tabs set apart."""
    for element in part:
        name = local_name(element)
        if name == "p":
            for line in "".join(run.text for run in runs(element)).split("\n"):
                yield [text for piece in line.split("\t") if (text := running(piece))]
        elif name == "tbl":
            yield from ([_cell(cell).text for cell in row] for row in _rows(element))
        elif name not in _LEFT_OUT:
            yield from _header_rows(element)
