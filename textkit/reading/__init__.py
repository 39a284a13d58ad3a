"""A file becomes Decisions: ``read_file`` and ``read_bytes``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from textkit.document import Decision, Source
from textkit.errors import InputError

__all__ = ["read_bytes", "read_file"]

_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"PK\x03\x04": "a zip or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}


def read_file(path: str | Path) -> list[Decision]:
    """The decisions of a file, without languages and sentences (segmentation adds those).

    :raises InputError: if the file is missing, empty, not of a supported type, damaged, encrypted or without text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise InputError(path, "no such file", "check the name") from exc
    except IsADirectoryError as exc:
        raise InputError(path, "this is a folder", "give the files in it") from exc
    except OSError as exc:
        raise InputError(path, f"the file cannot be opened ({exc.strerror})", "check its permissions") from exc
    return read_bytes(data, path.name, shown_as=str(path))


def read_bytes(data: bytes, name: str, shown_as: str | None = None) -> list[Decision]:
    """The decisions in the bytes of a file; its type is told from its content, not from its name.

    :param shown_as: what to call the file in an error, when that is not its name.
    :raises InputError: as :func:`read_file`.
    """
    from textkit.reading.pdf import is_pdf

    shown = shown_as or name
    if not data:
        raise InputError(shown, "the file is empty", "get it again")
    if not is_pdf(data):
        what = next((label for magic, label in _MAGIC.items() if data.startswith(magic)), "not a PDF")
        raise InputError(shown, f"not a supported type ({what})", "textkit reads PDF files")
    return [_read_pdf(data, name, shown)]


def _read_pdf(data: bytes, name: str, shown_as: str) -> Decision:
    from textkit.reading.furniture import strip_furniture
    from textkit.reading.hyphens import Dehyphenator, vocabulary
    from textkit.reading.layout import blocks
    from textkit.reading.lexicon import finnish_lexicon
    from textkit.reading.metadata import Header, read_header
    from textkit.reading.pdf import MEDIA_TYPE, read_pdf
    from textkit.reading.structure import build_decision

    pdf = read_pdf(data, shown_as)
    source = Source(name, hashlib.sha256(data).hexdigest(), MEDIA_TYPE, len(pdf.pages), pdf.producer)
    stripped = strip_furniture(pdf.pages)
    header = next((read_header(lines) for lines in stripped.headers if lines), Header())
    words = vocabulary(line.text for page in stripped.pages for line in page.lines)
    tables = [table for page in stripped.pages for table in page.tables]
    join = Dehyphenator(finnish_lexicon(), words)
    return build_decision(blocks(stripped.pages), tables, header, source, join)
