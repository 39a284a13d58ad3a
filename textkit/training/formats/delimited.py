"""Text with columns: which delimiter, which lines are rows, and CSV written.

A quote that is never closed would swallow the rest of a file. So a row that does not come out with as many fields as
the header is given up alone, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from textkit.training.formats.annotation import TEXT_NAMES

_DELIMITERS = (",", ";", "\t")
_LONGEST_ROW = 200
"""Lines that a quoted field may run over."""


class Row(NamedTuple):
    """A row's number of line, and its fields by column; None, with the reason, for a broken one."""

    line: int
    fields: dict[str, str] | None
    problem: str = ""


def delimiter_of(header: str) -> str | None:
    """The delimiter that makes a header with a column for the text out of a line; None if none does."""
    for delimiter in _DELIMITERS:
        names = _split(header, delimiter)
        if names and any(name.strip().lower() in TEXT_NAMES for name in names):
            return delimiter
    return None


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """The rows under the header; column names are trimmed."""
    lines = text.splitlines()
    header = [name.strip() for name in _split(lines[0], delimiter) or []]
    at = 1
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end, fields = _one(lines, at, delimiter, len(header))
        if fields is None:
            yield Row(at + 1, None, _problem(lines[at], delimiter, len(header)))
            at += 1
        else:
            yield Row(at + 1, dict(zip(header, fields, strict=True)))
            at = end


def to_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV with a header; a column that a row lacks is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _one(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[int, list[str] | None]:
    """The row that begins at a line, and where the next begins; None if there is no way to read one."""
    quotes = 0
    for end in range(at, min(len(lines), at + _LONGEST_ROW)):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            fields = _split("\n".join(lines[at : end + 1]), delimiter)
            return end + 1, fields if fields is not None and len(fields) == width else None
    # A lone quote inside a field that does not begin with one is an inch sign, not a quotation.
    fields = _split(lines[at], delimiter) if not _opens(lines[at], delimiter) else None
    return at + 1, fields if fields is not None and len(fields) == width else None


def _opens(line: str, delimiter: str) -> bool:
    return line.startswith('"') or f'{delimiter}"' in line


def _problem(line: str, delimiter: str, width: int) -> str:
    if line.count('"') % 2:
        return "a quote is not closed"
    fields = _split(line, delimiter)
    return f"{len(fields or ())} fields where the header has {width}"


def _split(line: str, delimiter: str) -> list[str] | None:
    try:
        found = list(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None
