"""A page of an open PDF, by pdfium's own handles.

pypdfium2's objects for pages keep books of what is open, for programs that forget to close it; that costs half a
millisecond a page. Here a ``with`` closes what it opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from textkit.reading.pdf.pdfium.calls import address
from textkit.reading.pdf.pdfium.raw import Affine, TextPage

RawPage = Any
"""pdfium's handle of a page, as pypdfium2 declares it."""


@contextmanager
def opened_page(document: pypdfium2.PdfDocument, index: int) -> Iterator[RawPage]:
    """A page, counted from 0.

    :raises pypdfium2.PdfiumError: if it cannot be loaded.
    """
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        raise pypdfium2.PdfiumError("Failed to load page.")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def opened_text(page: RawPage) -> Iterator[TextPage]:
    """The characters of a page.

    :raises pypdfium2.PdfiumError: if they cannot be loaded.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise pypdfium2.PdfiumError("Failed to load text page.")
    try:
        yield TextPage(address(text_page))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def size_of(page: RawPage) -> tuple[float, float]:
    """A page's width and height as it is shown, in points."""
    return pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def map_to_page(page: RawPage) -> Affine:
    """From user space to points from the upper left corner of the page as it is shown.

    :raises pypdfium2.PdfiumError: if the page does not say how it is turned or cut.
    """
    box = pdfium.FS_RECTF()
    turns = pdfium.FPDFPage_GetRotation(page)
    if turns == -1 or not pdfium.FPDF_GetPageBoundingBox(page, box):
        raise pypdfium2.PdfiumError("Failed to get page rotation or bounding box.")
    return (
        Affine(1, 0, 0, -1, -box.left, box.top),
        Affine(0, 1, 1, 0, -box.bottom, -box.left),
        Affine(-1, 0, 0, 1, box.right, -box.bottom),
        Affine(0, -1, -1, 0, box.top, box.right),
    )[turns]
