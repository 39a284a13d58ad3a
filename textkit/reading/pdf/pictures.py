"""Which pages show a picture: where such a page has no text, something was not read."""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2
import pypdfium2.raw as pdfium

from textkit.reading.pdf.pdfium.engine import LOCK

_LARGE = 0.05
"""A picture that takes up less of the page than this is a logo or a signature."""


def with_pictures(data: bytes, numbers: Iterable[int]) -> tuple[int, ...]:
    """Those of the pages, counted from 1, on which a picture of some size is; none where pdfium cannot tell."""
    found = []
    try:
        with LOCK, pypdfium2.PdfDocument(data) as document:
            for number in numbers:
                page = document[number - 1]
                if _shows_picture(page):
                    found.append(number)
                page.close()
    except pypdfium2.PdfiumError:
        pass
    return tuple(found)


def _shows_picture(page: pypdfium2.PdfPage) -> bool:
    boxes = (picture.get_bounds() for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    taken: float = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    size: float = page.get_width() * page.get_height()
    return taken >= _LARGE * size
