"""What commands share: inputs one by one with their errors, the worst exit code, and where results go."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textkit.errors import EXIT_DONE, InputError, TextkitError

if TYPE_CHECKING:
    from textkit.document import Decision

STDIN = "-"


class Worst:
    """Remembers the worst exit code, and says every error, and what else is to know of an input, as it comes."""

    def __init__(self) -> None:
        self.code = EXIT_DONE
        self._noted: set[str] = set()

    def error(self, exc: TextkitError) -> None:
        """Says an error and remembers its exit code."""
        from textkit.cli.main import say

        say(str(exc))
        self.code = max(self.code, exc.exit_code)

    def note(self, decision: Decision) -> None:
        """Says, once a file, what of it was read by text recognition, or was not read at all."""
        from textkit.cli.main import say

        source = decision.source
        if source.sha256 in self._noted:
            return
        self._noted.add(source.sha256)
        if source.ocr_pages:
            count = f"{len(source.ocr_pages)} of {source.pages} pages"
            say(f"{source.name}: {count} read by text recognition (OCR); words may be wrong, tables are plain text")
        if source.picture_pages:
            count = f"{len(source.picture_pages)} of {source.pages} pages"
            say(f"{source.name}: {count} not read: pictures without text; --ocr reads them with Tesseract")


def decisions(names: Iterable[str], worst: Worst, engine: str = "auto", *, ocr: bool = False) -> Iterator[Decision]:
    """The decisions of all inputs, ``-`` being standard input; what cannot be read is said and left out."""
    for name in names:
        yield from readable(_read(name, engine, ocr), worst)


def readable(found: Iterable[Decision | InputError], worst: Worst) -> Iterator[Decision]:
    """What could be read of an input; what could not is said."""
    for item in found:
        if isinstance(item, InputError):
            worst.error(item)
        else:
            worst.note(item)
            yield item


def _read(name: str, engine: str, ocr: bool) -> Iterator[Decision | InputError]:
    from textkit.pipeline import read_each, read_stream

    if name == STDIN:
        return read_stream(sys.stdin.buffer.read(), STDIN, engine=engine, ocr=ocr)
    return read_each(name, engine=engine, ocr=ocr)


def text_of(name: str) -> str:
    """The text of a file, or of standard input.

    :raises InputError: if it cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError as exc:
        raise InputError(name, "no such file", "check the name") from exc
    except OSError as exc:
        raise InputError(name, f"the file cannot be opened ({exc.strerror})", "check its permissions") from exc
    except UnicodeDecodeError as exc:
        raise InputError(name, "the file is not UTF-8 text", "save it as UTF-8") from exc


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Writes a JSON value and a line end to stdout."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")
