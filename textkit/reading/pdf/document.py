"""A PDF file → pages of lines and tables, or one clear reason why not.

``auto`` reads with pdfium. A page goes to pdfplumber where pdfium cannot load it, or where the file does not say what
all letters mean: then pdfplumber also asks the embedded font program, which is right for fonts that browsers and
office programs embed. A file that pdfium cannot open goes there whole, so that every reason is found by one reader.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from textkit.errors import InputError, UsageError
from textkit.reading.pdf.glyphs import UNKNOWN
from textkit.reading.pdf.line import Page

ENGINES = ("auto", "pdfplumber", "pdfium")
NO_TEXT = "the PDF has no text layer (a scan)"
_ADVICE = "--ocr reads it with Tesseract, if that is installed"
_TAIL = 2048
"""How far from its end a whole PDF says that it ends (ISO 32000-1 7.5.5, with room for what mailers append)."""
_MOST_UNKNOWN = 0.3
"""With a larger share of letters that cannot be told a text is worth nothing."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read from a PDF; ``ocr_pages`` are the numbers of the pages that Tesseract read, ``picture_pages`` of those
    that show a picture and of which nothing was read."""

    pages: tuple[Page, ...]
    producer: str | None
    ocr_pages: tuple[int, ...] = ()
    picture_pages: tuple[int, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether there is anything on its pages."""
        return any(page.has_text for page in self.pages)


def check_engine(engine: str) -> None:
    """Refuses an engine that does not exist.

    :raises UsageError: if there is no such engine.
    """
    if engine not in ENGINES:
        raise UsageError(f"engine is {engine!r}; expected one of {', '.join(ENGINES)}")


def read_pdf(data: bytes, name: str, engine: str = "auto", *, ocr: bool = False) -> PdfText:
    """Reads all pages of a PDF.

    :param name: what to call the file in an error.
    :param engine: ``auto``, ``pdfplumber`` or ``pdfium``.
    :param ocr: whether Tesseract reads the pages that have no text, or none that can be told.
    :raises InputError: if the file is cut off, damaged, encrypted, or has no text layer, or if there is such a page and
        Tesseract is not installed.
    :raises UsageError: if there is no such engine.
    """
    check_engine(engine)
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(name, "the PDF is cut off: its end is missing", "get the file again")
    text = {"auto": _read_auto, "pdfplumber": _read_pdfplumber, "pdfium": _read_pdfium}[engine](data, name)
    if not text.has_text and engine != "pdfplumber":
        # pdfium takes what it cannot unpack for empty; pdfplumber says that it is damaged.
        second = _read_pdfplumber(data, name)
        text = second if engine == "auto" else text
    if not text.pages:
        raise _damaged(name)
    if ocr:
        text = _with_ocr(text, data, name)
    if not text.has_text:
        raise _nothing(text, name)
    if _is_unknown(text.pages):
        problem = "the PDF's text cannot be read: its fonts do not say which letters they draw"
        raise InputError(name, problem, _ADVICE)
    return replace(text, picture_pages=_pictures(text, data))


def _with_ocr(text: PdfText, data: bytes, name: str) -> PdfText:
    wanted = tuple(page.number for page in text.pages if not page.has_text or _is_unknown([page]))
    if not wanted:
        return text
    from textkit.reading.ocr.scan import recognise

    return replace(text, pages=recognise(text.pages, wanted, data, name), ocr_pages=wanted)


def _pictures(text: PdfText, data: bytes) -> tuple[int, ...]:
    empty = [page.number for page in text.pages if not page.has_text]
    if not empty:
        return ()
    from textkit.reading.pdf.pictures import with_pictures

    return with_pictures(data, empty)


def _nothing(text: PdfText, name: str) -> InputError:
    if text.ocr_pages:
        return InputError(
            name, f"{NO_TEXT}, and Tesseract finds none on its pages", "scan it anew, darker and straight"
        )
    return InputError(name, NO_TEXT, _ADVICE)


def _is_unknown(pages: Sequence[Page]) -> bool:
    texts = [line.text for page in pages for line in page.lines]
    return sum(text.count(UNKNOWN) for text in texts) > _MOST_UNKNOWN * sum(map(len, texts))


def _damaged(name: str) -> InputError:
    return InputError(name, "the PDF is damaged", "get the file again")


def _encrypted(name: str) -> InputError:
    return InputError(name, "the PDF is encrypted", "save it without a password")


def _read_pdfplumber(data: bytes, name: str) -> PdfText:
    from textkit.reading.pdf import plumber

    with _opened(data, name) as pdf:
        producer = pdf.metadata.get("Producer")
        return PdfText(tuple(plumber.read_pages(pdf)), producer if isinstance(producer, str) else None)


def _read_pdfium(data: bytes, name: str) -> PdfText:
    from pypdfium2 import PdfiumError

    from textkit.reading.pdf.pdfium.engine import PdfiumDocument, asks_password

    try:
        with PdfiumDocument(data) as document:
            pages = tuple(document.read_page(index).page for index in range(document.page_count))
            return PdfText(pages, document.producer)
    except PdfiumError as exc:
        raise (_encrypted(name) if asks_password(exc) else _damaged(name)) from exc


def _read_auto(data: bytes, name: str) -> PdfText:
    from pypdfium2 import PdfiumError

    from textkit.reading.pdf.pdfium.engine import PdfiumDocument

    try:
        document = PdfiumDocument(data)
    except PdfiumError:
        return _read_pdfplumber(data, name)
    with document, _Pdfplumber(data, name) as pdfplumber:
        pages = []
        for index in range(document.page_count):
            try:
                read = document.read_page(index)
            except PdfiumError:
                pages.append(pdfplumber.read_page(index))
                continue
            pages.append(read.page if read.is_trusted else pdfplumber.read_page(index, read.page))
        return PdfText(tuple(pages), document.producer)


class _Pdfplumber:
    """pdfplumber for single pages of a file, which it opens when the first is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._pdf: Any = None
        self._stack = ExitStack()

    def __enter__(self) -> _Pdfplumber:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def read_page(self, index: int, otherwise: Page | None = None) -> Page:
        """A page, counted from 0.

        :param otherwise: what to give if pdfplumber cannot read it.
        :raises InputError: if it cannot and nothing else is given.
        """
        from textkit.reading.pdf import plumber

        try:
            with _reported(self._name):
                if self._pdf is None:
                    self._pdf = self._stack.enter_context(_opened(self._data, self._name))
                return plumber.read_page(self._pdf.pages[index])
        except InputError:
            if otherwise is None:
                raise
            return otherwise


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pdfplumber

    # pdfminer warns of every oddity that it steps over, on stderr if nobody listens.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with _reported(name), pdfplumber.open(io.BytesIO(data)) as pdf:
        yield pdf


@contextmanager
def _reported(name: str) -> Iterator[None]:
    """Makes what pdfplumber raises a reason."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        yield
    except InputError:
        raise
    except PdfminerException as exc:
        cause = exc.args[0] if exc.args else exc
        is_encrypted = isinstance(cause, PDFPasswordIncorrect) or "ncrypt" in type(cause).__name__
        raise (_encrypted(name) if is_encrypted else _damaged(name)) from exc
    except Exception as exc:
        # pdfminer raises whatever its parser stumbles over (KeyError, struct.error …): all mean a damaged file.
        raise _damaged(name) from exc
