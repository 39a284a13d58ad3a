"""A PDF file → pages of lines and tables, or one clear reason why not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from textkit.errors import InputError
from textkit.reading import plumber
from textkit.reading.line import Page

MEDIA_TYPE = "application/pdf"
_TAIL = 2048
"""How far from its end a whole PDF says that it ends (ISO 32000-1 7.5.5, with room for what mailers append)."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read from a PDF."""

    pages: tuple[Page, ...]
    producer: str | None


def is_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str) -> PdfText:
    """Reads all pages of a PDF.

    :param name: what to call the file in an error.
    :raises InputError: if the file is cut off, damaged, encrypted, or has no text layer.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(name, "the PDF is cut off: its end is missing", "get the file again")
    with _opened(data, name) as pdf:
        pages = tuple(plumber.read_pages(pdf))
        producer = pdf.metadata.get("Producer")
    if not pages:
        raise InputError(name, "the PDF is damaged: no page can be found in it", "get the file again")
    if not any(page.lines or page.tables for page in pages):
        raise InputError(name, "the PDF has no text layer (a scan)", "run it through text recognition (OCR) first")
    return PdfText(pages, producer if isinstance(producer, str) else None)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            yield pdf
    except InputError:
        raise
    except PdfminerException as exc:
        cause = exc.args[0] if exc.args else exc
        if isinstance(cause, PDFPasswordIncorrect) or "ncrypt" in type(cause).__name__:
            raise InputError(name, "the PDF is encrypted", "save it without a password") from exc
        raise InputError(name, "the PDF is damaged", "get the file again") from exc
    except Exception as exc:
        # pdfminer raises whatever its parser stumbles over (KeyError, struct.error …): all mean a damaged file.
        raise InputError(name, f"the PDF is damaged ({type(exc).__name__})", "get the file again") from exc
