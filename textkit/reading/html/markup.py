"""HTML → blocks and tables: every visible word once, in the order of the page.

The parser is libxml2's, which mends broken markup nearly as browsers do (a ``<p>`` ends where a ``<div>`` begins). The
walk is a flat one over events, because real pages nest deeper than a recursion may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from textkit.document import Role, Table
from textkit.errors import InputError
from textkit.reading.cells import Cell, to_rows
from textkit.reading.decoding import decode_text, running
from textkit.reading.items import split_items
from textkit.reading.structure.textblock import TextBlock

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
_INVISIBLE_NAMES = """
    script style template noscript title svg math iframe object video audio canvas select button textarea datalist
"""
_BLOCKS = HEADINGS.union(_BLOCK_NAMES.split())
_INVISIBLE = frozenset(_INVISIBLE_NAMES.split())
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 2048
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TOO_DEEP = "Excessive depth"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a kind of page means by its elements.

    ``heading`` gives a heading's level and, where the page says it, role; None for what is no heading. ``skip`` says
    which elements are not read.
    """

    heading: Callable[[Element], tuple[int, Role | None] | None]
    skip: Callable[[Element], bool]


@dataclass(slots=True)
class Markup:
    """What was read from an element."""

    blocks: list[TextBlock] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def parse(data: bytes | str, name: str) -> Element:
    """The root element of a page.

    :param name: what to call the page in an error.
    :raises InputError: if there is no element in it, or they are nested deeper than libxml2 reads.
    """
    from lxml import etree

    text = data if isinstance(data, str) else _decoded(data)
    # libxml2 reads nothing after the end of the body; browsers do, and pages that were put together have two.
    whole = _END_OF_PAGE.sub("", (text or "").replace("\x00", ""))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise InputError(name, "there is nothing to read in the HTML", "get the file again")
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise InputError(name, "the HTML is over a limit: its elements are nested too deeply", "save it as PDF")
    return root


def tokens(element: Element) -> frozenset[str]:
    """The names in an element's ``class``. Always compare whole names: some begin with others."""
    return frozenset((element.get("class") or "").split())


def text_of(element: Element, skip: Callable[[Element], bool] = lambda _: False) -> str:
    """All visible text in an element as one line; blocks and line breaks are spaces."""
    parts: list[str] = []
    for event, node in _visible(element, skip):
        if isinstance(node, str):
            parts.append(node)
        elif node.tag in _BLOCKS or (node.tag == "br" and event == "start"):
            parts.append(" ")
    return running("".join(parts))


def read_markup(root: Element, rules: Rules) -> Markup:
    """All that is visible in an element."""
    walker = _Walker(rules)
    for event, node in _visible(root, walker.takes):
        if isinstance(node, str):
            walker.add_text(node)
        elif event == "start":
            walker.start(node)
        else:
            walker.end(node)
    walker.flush()
    return walker.markup


def _decoded(data: bytes) -> str | None:
    """The text of a page, by its own word where that is true, else as any text."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    if match and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(match.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data)


def _visible(
    root: Element, takes: Callable[[Element], bool]
) -> Iterator[tuple[Literal["start", "end", "text"], Element | str]]:
    """Starts, ends and texts in reading order; what is invisible, or taken as a whole, is left out."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    left_out: Element | None = None
    for event, node in walk:
        if event == "start":
            if node is not root and (node.tag in _INVISIBLE or takes(node)):
                walk.skip_subtree()
                left_out = node
                continue
            yield "start", node
            yield "text", node.text or ""
            continue
        if event == "end" and node is not left_out:
            yield "end", node
        if node is not root:
            yield "text", node.tail or ""


class _Walker:
    """Gathers text until a block begins or ends."""

    def __init__(self, rules: Rules) -> None:
        self.markup = Markup()
        self._rules = rules
        self._text: list[str] = []
        self._list_depth = 0
        self._item_begins = False

    def takes(self, node: Element) -> bool:
        """Whether a node is not read, or is a heading or table and so read as a whole at once."""
        if self._rules.skip(node):
            return True
        if heading := self._rules.heading(node):
            self._add_heading(node, *heading)
            return True
        return node.tag == "table" and self._add_table(node)

    def add_text(self, text: str) -> None:
        """Adds running text; its own line breaks are nothing but spaces."""
        self._text.append(text.replace("\n", " ").replace("\r", " "))

    def start(self, node: Element) -> None:
        """A node begins."""
        if node.tag == "br":
            self._text.append("\n")
        elif node.tag == "li":
            self.flush()
            self._list_depth += 1
            self._item_begins = True
        elif node.tag in _BLOCKS:
            self._break(node)

    def end(self, node: Element) -> None:
        """A node ends."""
        if node.tag == "li":
            self.flush()
            self._list_depth -= 1
            self._item_begins = False
        elif node.tag in _BLOCKS:
            self._break(node)

    def flush(self) -> None:
        """Makes blocks of the text so far; an empty line ends a block."""
        lines = [running(line) for line in "".join(self._text).split("\n")]
        self._text.clear()
        for is_text, group in groupby(lines, bool):
            for item in split_items(list(group)) if is_text else ():
                kind = "bullet" if self._item_begins else item.kind
                self._item_begins = False
                self.markup.blocks.append(TextBlock(kind, " ".join(item.lines)))

    def _break(self, node: Element) -> None:
        """Between blocks; a ``<div>`` in a list item is no more than a line of it."""
        if node.tag == "div" and self._list_depth:
            last = next((text for text in reversed(self._text) if text.strip(" \t")), "\n")
            if last != "\n":
                self._text.append("\n")
        else:
            self.flush()

    def _add_heading(self, node: Element, level: int, role: Role | None) -> None:
        self.flush()
        self._item_begins = False
        if text := text_of(node, self._rules.skip):
            self.markup.blocks.append(TextBlock("heading", text, level, role))

    def _add_table(self, node: Element) -> bool:
        """Reads a table; one with a single cell, or with headings or tables in it, is but a frame around text."""
        cells = [cell for row in _rows(node) for cell in row]
        if len(cells) < 2 or any(inner.tag in HEADINGS or inner.tag == "table" for inner in node.iterdescendants()):
            return False
        self.flush()
        for caption in node.iterchildren("caption"):
            if text := text_of(caption, self._rules.skip):
                self.markup.blocks.append(TextBlock("paragraph", text))
        rows = to_rows([[self._cell(cell) for cell in row] for row in _rows(node)])
        if rows:
            self.markup.tables.append(Table(None, rows))
        return True

    def _cell(self, node: Element) -> Cell:
        return Cell(text_of(node, self._rules.skip), _span(node, "colspan"), _span(node, "rowspan"))


def _rows(table: Element) -> Iterator[list[Element]]:
    for part in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        for row in [part] if part.tag == "tr" else part.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isdecimal() and value.isascii() else 1
