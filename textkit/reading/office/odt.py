"""An OpenDocument draft (.odt) → a Decision, read from its XML as the Word draft is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textkit.document import Decision, Source
from textkit.reading.cells import Cell, to_rows
from textkit.reading.decoding import running
from textkit.reading.office.xmltree import MAX_XML, attribute, child, local_name, number, parse_xml
from textkit.reading.structure.draft import Draft
from textkit.reading.structure.metadata import header_of
from textkit.reading.unzip import open_zip, read_member

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset(
    {"note", "annotation", "frame", "custom-shape", "tracked-changes", "ruby-text", "table-of-content"}
)
"""Footnotes, comments, pictures and text boxes, what tracked changes deleted, readings, contents."""
_MOST_SPACES = 100
_CHARACTERS = {"tab": "\t", "line-break": "\n"}


def read_odt(data: bytes, source: Source, shown_as: str) -> list[Decision]:
    """The decisions in an OpenDocument text, tracked changes accepted.

    :raises InputError: if the file is damaged, encrypted, over a limit, or has no text.
    """
    package = open_zip(data, shown_as)
    content = parse_xml(read_member(package, "content.xml", shown_as, MAX_XML), shown_as)
    styles = parse_xml(read_member(package, "styles.xml", shown_as, MAX_XML), shown_as)
    reader = _BodyReader(_Styles(styles, content))
    reader.read(child(child(content, "body"), "text"))
    headers = [header_of(list(_header_rows(header))) for header in styles.iter("{*}header", "{*}header-first")]
    return reader.draft.to_decisions(headers, source, shown_as)


class _Styles:
    """Which styles are the title's and which are bold, by their name or what they are based on."""

    def __init__(self, *parts: Element) -> None:
        styles = [style for part in parts for style in part.iter("{*}style")]
        found = [style for style in styles if attribute(style, "family") == "paragraph"]
        self._based_on = {attribute(style, "name"): attribute(style, "parent-style-name") for style in found}
        self._bold = {
            attribute(style, "name"): attribute(child(style, "text-properties"), "font-weight") for style in found
        }

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph of this style is the document's title."""
        return "Title" in self._chain(name)

    def is_bold(self, name: str | None) -> bool:
        """Whether a paragraph of this style is bold."""
        said = (self._bold.get(style) for style in self._chain(name))
        return next((weight for weight in said if weight), "normal") == "bold"

    def _chain(self, name: str | None) -> list[str]:
        chain: list[str] = []
        while name is not None and name not in chain:
            chain.append(name)
            name = self._based_on.get(name)
        return chain


class _BodyReader:
    """Reads the body of a document in order."""

    def __init__(self, styles: _Styles) -> None:
        self.draft = Draft()
        self._styles = styles

    def read(self, container: Element | None, in_list: bool = False) -> None:
        """Reads what a body, a section, a cell or a list holds."""
        for element in () if container is None else container:
            name = local_name(element)
            if name == "h":
                self.draft.add_heading(_text(element), number(element, "outline-level", 1))
            elif name == "p":
                self._read_paragraph(element, in_list)
            elif name == "table":
                self._read_table(element)
            elif name not in _LEFT_OUT:
                self.read(element, in_list or name == "list")

    def _read_paragraph(self, paragraph: Element, in_list: bool) -> None:
        style = attribute(paragraph, "style-name")
        if in_list:
            self.draft.add_bullet(_text(paragraph))
        elif self._styles.is_title(style):
            self.draft.add_heading(_text(paragraph), 0)
        else:
            self.draft.add_paragraph(_text(paragraph), self._styles.is_bold(style))

    def _read_table(self, table: Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if sum(len(row) for row in rows) == 1:
            self.read(rows[0][0])
        else:
            self.draft.add_table(to_rows([[_cell(cell) for cell in row] for row in rows]))


def _text(element: Element) -> str:
    """The text of a paragraph or of all paragraphs in a cell."""
    parts = [element.text or ""]
    for inner in element:
        name = local_name(inner)
        if name == "s":
            parts.append(" " * min(number(inner, "c", 1), _MOST_SPACES))
        elif name not in _LEFT_OUT:
            parts.append(_CHARACTERS.get(name) or _text(inner))
        parts.append(" " if name in ("p", "h") else "")
        parts.append(inner.tail or "")
    return "".join(parts)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = local_name(element)
        if name == "table-row":
            yield element
        elif name in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row; those that a cell beside or above covers are in the file too, but empty."""
    for element in row:
        if local_name(element) in ("table-cell", "covered-table-cell"):
            yield element


def _cell(cell: Element) -> Cell:
    return Cell(running(_text(cell)) if local_name(cell) == "table-cell" else "")


def _header_rows(header: Element) -> Iterator[Sequence[str]]:
    for element in header:
        name = local_name(element)
        if name in ("p", "h"):
            for line in _text(element).split("\n"):
                yield [text for piece in line.split("\t") if (text := running(piece))]
        elif name == "table":
            yield from ([_cell(cell).text for cell in _cells(row)] for row in _rows(element))
