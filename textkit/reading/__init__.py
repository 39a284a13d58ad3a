"""A file becomes Decisions: ``read_file``, ``read_bytes``, and ``read_all`` to hear of every failure too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textkit.document import Decision
from textkit.errors import InputError

__all__ = ["read_all", "read_bytes", "read_file"]

_MAX_FILE = 4 * 2**30
"""Bytes of one file; it is read into memory as a whole."""


def read_file(path: str | Path, *, engine: str = "auto", ocr: bool = False) -> list[Decision]:
    """The decisions of a file, without languages and sentences (segmentation adds those).

    Where a file holds several (an archive, an answer of the city's API) and some cannot be read, it gives the others;
    :func:`read_all` says which those are.

    :param engine: what reads PDFs: ``auto``, ``pdfplumber`` or ``pdfium``.
    :param ocr: whether Tesseract, which must be installed, reads the pages of PDFs that have no text.
    :raises InputError: if the file is missing, empty, not of a supported type, damaged, encrypted, over a limit or
        without text, or if it holds several decisions and none can be read.
    """
    return _decisions(list(read_all(path, engine=engine, ocr=ocr)), str(path))


def read_bytes(
    data: bytes, name: str, shown_as: str | None = None, *, engine: str = "auto", ocr: bool = False
) -> list[Decision]:
    """The decisions in the bytes of a file; its type is told from its content, not from its name.

    :param shown_as: what to call the file in an error, when that is not its name.
    :param engine: as for :func:`read_file`, and so is ``ocr``.
    :raises InputError: as :func:`read_file`.
    """
    from textkit.reading.sources import Input, decisions_in

    shown = shown_as or name
    return _decisions(list(decisions_in(Input(data, name, shown, engine, ocr))), shown)


def read_all(path: str | Path, *, engine: str = "auto", ocr: bool = False) -> Iterator[Decision | InputError]:
    """The decisions of a file one by one, and in the place of each part that cannot be read, why; it raises nothing
    that is the file's fault.

    :param engine: as for :func:`read_file`, and so is ``ocr``.
    """
    from textkit.reading.sources import Input, decisions_in

    path = Path(path)
    try:
        data = _bytes_of(path)
    except InputError as exc:
        yield exc
        return
    yield from decisions_in(Input(data, path.name, str(path), engine, ocr))


def _decisions(found: list[Decision | InputError], shown_as: str) -> list[Decision]:
    decisions = [item for item in found if isinstance(item, Decision)]
    errors = [item for item in found if isinstance(item, InputError)]
    if decisions or not errors:
        return decisions
    if len(errors) == 1:
        raise errors[0]
    raise InputError(shown_as, f"none of the {len(errors)} documents in it can be read", f"the first: {errors[0]}")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_FILE:
            raise InputError(path, f"the file is over a limit: {_MAX_FILE // 2**30} GB", "split it")
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise InputError(path, "no such file", "check the name") from exc
    except IsADirectoryError as exc:
        raise InputError(path, "this is a folder", "give the files in it") from exc
    except OSError as exc:
        raise InputError(path, f"the file cannot be opened ({exc.strerror})", "check its permissions") from exc
