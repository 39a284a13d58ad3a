"""PDFs whose pages are pictures, made of the samples' own pages, and how wrongly they are read."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import Any

import pytest

from tests.samples import sample_pdf

INSTALL = "apt install tesseract-ocr tesseract-ocr-fin"


def _languages() -> list[str]:
    program = shutil.which("tesseract")
    if program is None:
        return []
    return subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()


needs_finnish = pytest.mark.skipif("fin" not in _languages(), reason=f"Tesseract with Finnish is missing: {INSTALL}")
needs_swedish = pytest.mark.skipif(
    not {"fin", "swe"} <= set(_languages()), reason=f"Tesseract with Swedish is missing: {INSTALL} tesseract-ocr-swe"
)


def scan(number: int, *, pages: int | None = None, dpi: int = 200, turned: float = 0.0) -> bytes:
    """A sample as a scanner makes it: grey pictures in a PDF.

    :param pages: how many of its pages; all if not given.
    :param turned: degrees by which the paper lies askew.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(sample_pdf(number)) as document:
        count = len(document) if pages is None else pages
        pictures = [document[at].render(scale=dpi / 72, grayscale=True).to_pil() for at in range(count)]
    if turned:
        pictures = [picture.rotate(turned, resample=3, fillcolor=255) for picture in pictures]
    return pictures_to_pdf(pictures, dpi)


def pictures_to_pdf(pictures: list[Any], dpi: int) -> bytes:
    """Pillow's pictures as a PDF, a page each."""
    target = io.BytesIO()
    pictures[0].save(target, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return target.getvalue()


def mixed(number: int) -> bytes:
    """The first page of a sample as it is, then the same page as a picture."""
    import pypdfium2

    target = io.BytesIO()
    with pypdfium2.PdfDocument(sample_pdf(number)) as text, pypdfium2.PdfDocument(scan(number, pages=1)) as picture:
        made = pypdfium2.PdfDocument.new()
        made.import_pages(text, [0])
        made.import_pages(picture, [0])
        made.save(target)
        made.close()
    return target.getvalue()


def word_errors(found: list[str], truth: list[str]) -> int:
    """Words to put in, take out or change to get the true ones (Levenshtein's distance)."""
    row = list(range(len(found) + 1))
    for at, word in enumerate(truth, 1):
        before, row = row, [at]
        for n, other in enumerate(found, 1):
            row.append(min(before[n] + 1, row[-1] + 1, before[n - 1] + (word != other)))
    return row[-1]
