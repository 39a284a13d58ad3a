"""A page that is only a picture → the lines on it, as the engines give them, by way of Tesseract."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from textkit.errors import InputError
from textkit.reading.ocr.ink import measured
from textkit.reading.ocr.recognised import words_to_lines
from textkit.reading.ocr.tesseract import FINNISH, SWEDISH, Tesseract, Word
from textkit.reading.pdf.line import Page
from textkit.reading.pdf.pdfium.engine import LOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DPI = 300
"""What Tesseract is trained for; more makes it slower, not better."""
_MOST_PIXELS = 30_000_000
"""An A3 page has 17 million; a larger page (a map, a drawing) is rendered coarser."""
_POINTS = 72
_FINNISH_WORDS = frozenset({"ja", "on", "ei", "että", "sekä", "joka", "mukaan", "tai", "päätti", "päättää", "ovat"})
_SWEDISH_WORDS = frozenset({"och", "att", "av", "som", "till", "med", "den", "det", "en", "är", "har", "enligt"})


def recognise(pages: Sequence[Page], wanted: Container[int], data: bytes, name: str) -> tuple[Page, ...]:
    """The pages of a PDF, those with a wanted number replaced by what Tesseract reads on them.

    They are rendered and read one at a time, so that memory stays flat. Ruled tables are not looked for on them.

    :param name: what to call the file in an error.
    :raises InputError: if Tesseract or its Finnish is not installed, or if it fails.
    """
    tesseract = Tesseract(name)
    try:
        with LOCK:
            document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        raise InputError(name, "the PDF is damaged: its pages cannot be drawn", "get the file again") from exc
    try:
        reader = _Reader(document, tesseract)
        return tuple(reader.read(page) if page.number in wanted else page for page in pages)
    finally:
        with LOCK:
            document.close()


class _Reader:
    """Reads pages of an open PDF, in Finnish until one is in Swedish."""

    def __init__(self, document: pypdfium2.PdfDocument, tesseract: Tesseract) -> None:
        self._document = document
        self._tesseract = tesseract
        self._language = FINNISH

    def read(self, page: Page) -> Page:
        """A page with the lines that are on its picture; one that cannot be drawn stays as it is.

        :raises InputError: if Tesseract fails.
        """
        dpi = max(1, int(min(_DPI, _POINTS * math.sqrt(_MOST_PIXELS / (page.width * page.height)))))
        try:
            pixels = _render(self._document, page.number - 1, dpi)
        except pypdfium2.PdfiumError:
            # pdfplumber found the page and nothing on it; pdfium cannot even load it.
            return page
        words = measured(self._words(pixels, dpi, page.number), pixels)
        return replace(page, lines=words_to_lines(words, _POINTS / dpi, page.number), tables=())

    def _words(self, pixels: NDArray[np.uint8], dpi: int, number: int) -> list[Word]:
        """The words, read a second time if they turn out to be in the other language."""
        height, width = pixels.shape
        image = b"P5 %d %d 255\n" % (width, height) + pixels.tobytes()
        words = self._tesseract.words(image, self._language, dpi, number)
        language = _language(words) if self._tesseract.has_swedish else None
        if language in (None, self._language):
            return words
        self._language = language
        return self._tesseract.words(image, language, dpi, number)


def _language(words: Iterable[Word]) -> str | None:
    """Which of two languages words are in, or None if they do not tell."""
    texts = [word.text.lower() for word in words]
    finnish, swedish = (sum(text in known for text in texts) for known in (_FINNISH_WORDS, _SWEDISH_WORDS))
    return None if finnish == swedish else FINNISH if finnish > swedish else SWEDISH


def _render(document: pypdfium2.PdfDocument, index: int, dpi: int) -> NDArray[np.uint8]:
    """A page, counted from 0, in grey. *Shape:* ``(height, width)``, 0 is black."""
    with LOCK:
        page = document[index]
        try:
            pixels = page.render(scale=dpi / _POINTS, grayscale=True).to_numpy()
            height, width = pixels.shape[:2]
            return np.array(pixels).reshape(height, width)
        finally:
            page.close()
