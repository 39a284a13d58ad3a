"""The fast engine: a PDF's pages through pdfium, some twenty times as fast as pdfplumber.

What pdfium says of text is right where it stands (``pdfium_text``); tables and bullets come from the points of paths
(``pdfium_shapes``). Both end in the same ``assembly`` as pdfplumber's.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from textkit.reading.pdf.assembly import Findings, assemble
from textkit.reading.pdf.line import Page
from textkit.reading.pdf.pdfium.calls import address
from textkit.reading.pdf.pdfium.page import RawPage, map_to_page, opened_page, opened_text, size_of
from textkit.reading.pdf.pdfium.shapes import dots_and_rules
from textkit.reading.pdf.pdfium.styles import Fonts
from textkit.reading.pdf.pdfium.text import TextReader
from textkit.reading.pdf.tables import find_grids

LOCK = threading.RLock()
"""pdfium may not be called from two threads at once, not even for two documents."""


class PageRead(NamedTuple):
    """A page as pdfium gives it, and whether it can be relied on."""

    page: Page
    is_trusted: bool


class PdfiumDocument:
    """An open PDF. Pages are opened and closed one at a time, so that memory stays flat.

    :raises pypdfium2.PdfiumError: if the file is damaged or encrypted.
    """

    def __init__(self, data: bytes) -> None:
        self._fonts: Fonts = {}
        with LOCK:
            self._document = pypdfium2.PdfDocument(data)
            self.page_count = len(self._document)
            self.producer = self._document.get_metadata_value("Producer") or None

    def __enter__(self) -> PdfiumDocument:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with LOCK:
            self._document.close()

    def read_page(self, index: int) -> PageRead:
        """One page, counted from 0.

        :raises pypdfium2.PdfiumError: if it cannot be loaded.
        """
        with LOCK, opened_page(self._document, index) as page:
            found, is_trusted = _findings(page, index + 1, self._fonts)
        return PageRead(assemble(found), is_trusted)


def asks_password(error: pypdfium2.PdfiumError) -> bool:
    """Whether a file could not be opened since it asks for a password or for a security handler."""
    return error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def _findings(page: RawPage, number: int, fonts: Fonts) -> tuple[Findings, bool]:
    width, height = size_of(page)
    to_page = map_to_page(page)
    dots, rules = dots_and_rules(address(page), to_page)
    grids = find_grids(rules)
    with opened_text(page) as text:
        reader = TextReader(text, to_page, fonts)
        glyphs = reader.glyphs([grid.box for grid in grids])
    return Findings(number, width, height, glyphs, dots, grids), reader.is_trusted
