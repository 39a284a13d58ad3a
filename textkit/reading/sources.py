"""Bytes of any kind → decisions: what a file is decides who reads it, and an archive is read file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from textkit.document import Decision, Source
from textkit.errors import InputError
from textkit.reading.pdf.document import check_engine
from textkit.reading.sniff import Kind, sniff
from textkit.reading.unzip import Budget, files, open_zip, read_member

_MAX_TEXT = 64 * 2**20
"""Bytes of a text or page; the longest decisions with all their appendices are under two million."""
_MAX_NESTING = 3
"""Archives in archives."""
_MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "json": "application/json",
    "text": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file's bytes. ``shown_as`` is what errors call it, ``engine`` what reads PDFs, ``ocr`` whether Tesseract reads
    their pages without text."""

    data: bytes
    name: str
    shown_as: str
    engine: str = "auto"
    ocr: bool = False

    def __post_init__(self) -> None:
        """Checks the engine here, once.

        :raises UsageError: if there is no such engine.
        """
        check_engine(self.engine)


def decisions_in(file: Input, budget: Budget | None = None, depth: int = 0) -> Iterator[Decision | InputError]:
    """All decisions in a file, and in the place of each part that cannot be read, why."""
    try:
        if not file.data:
            raise InputError(file.shown_as, "the file is empty", "get it again")
        file_type = sniff(file.data)
        if file_type.kind == "unsupported":
            raise InputError(file.shown_as, f"not a supported type ({file_type.label})", file_type.advice)
        if file_type.kind == "zip":
            yield from _members(file, budget or Budget(), depth)
        else:
            yield from _read(file, file_type.kind)
    except InputError as exc:
        yield exc


def _members(file: Input, budget: Budget, depth: int) -> Iterator[Decision | InputError]:
    """The decisions in the members of a zip file; one is unpacked at a time."""
    if depth >= _MAX_NESTING:
        raise InputError(file.shown_as, "the file is over a limit: archives in archives", "unpack it first")
    archive = open_zip(file.data, file.shown_as, budget)
    members = list(files(archive))
    if not members:
        raise InputError(file.shown_as, "there is no file in the archive", "get it again")
    for member in members:
        shown_as = f"{file.shown_as}/{member.filename}"
        try:
            data = read_member(archive, member, shown_as)
        except InputError as exc:
            yield exc
            continue
        inner = replace(file, data=data, name=f"{file.name}/{member.filename}", shown_as=shown_as)
        yield from decisions_in(inner, budget, depth + 1)


def _read(file: Input, kind: Kind) -> Iterator[Decision | InputError]:
    data, shown_as = file.data, file.shown_as
    source = Source(file.name, hashlib.sha256(data).hexdigest(), _MEDIA_TYPES[kind])
    if kind in ("html", "text") and len(data) > _MAX_TEXT:
        raise InputError(shown_as, f"the file is over a limit: {_MAX_TEXT // 2**20} MB of text", "split it")
    if kind == "pdf":
        from textkit.reading.layout.pages import decisions_on
        from textkit.reading.pdf.document import read_pdf

        pdf = read_pdf(data, shown_as, file.engine, ocr=file.ocr)
        source = replace(
            source,
            pages=len(pdf.pages),
            producer=pdf.producer,
            ocr_pages=pdf.ocr_pages,
            picture_pages=pdf.picture_pages,
        )
        yield from decisions_on(pdf.pages, source)
    else:
        yield from _reader(kind)(data, source, shown_as)


def _reader(kind: Kind) -> Callable[[bytes, Source, str], Iterable[Decision | InputError]]:
    """What reads a kind of file; only that is imported."""
    if kind == "json":
        from textkit.reading.jsonfile import read_json

        return read_json
    if kind == "html":
        from textkit.reading.html.page import read_html

        return read_html
    if kind == "docx":
        from textkit.reading.office.docx import read_docx

        return read_docx
    if kind == "odt":
        from textkit.reading.office.odt import read_odt

        return read_odt
    from textkit.reading.plain import read_plain

    return read_plain
