"""Answers as files for other programs: CSV, JSON, JSON Lines, Parquet, Excel."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from textkit.archive.questions import Answer, Questions
from textkit.archive.store import Store
from textkit.errors import UsageError

FORMATS = ("csv", "json", "jsonl", "parquet", "xlsx")
_MOST_ROWS = 1_048_575
"""What an Excel sheet holds, less the heading."""
_LONGEST_CELL = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_answer(store: Store, sql: str, form: str, out: IO[bytes]) -> None:
    """Asks a question and writes the answer.

    :param form: one of ``FORMATS``.
    :raises UsageError: if the question or the form is wrong, or the answer does not fit into the form.
    """
    if form == "parquet":
        _write_parquet(store, sql, out)
        return
    if form not in _WRITERS:
        raise UsageError(f"format is {form!r}; expected one of {', '.join(FORMATS)}")
    with Questions(store) as questions:
        _WRITERS[form](questions.ask(sql), out)


def export(store: Store, sql: str, target: Path, form: str | None = None) -> None:
    """Asks a question and writes the answer into a file, which appears when it is whole.

    :param form: one of ``FORMATS``; None tells it from the file's name.
    :raises UsageError: as :func:`write_answer`, or if the file cannot be written.
    """
    form = form or target.suffix.removeprefix(".").lower()
    hidden = target.with_name(f".{target.name}.part")
    try:
        with hidden.open("wb") as out:
            write_answer(store, sql, form, out)
        hidden.replace(target)
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}) – choose another --output") from exc
    finally:
        hidden.unlink(missing_ok=True)


def _write_parquet(store: Store, sql: str, out: IO[bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix="textkit-") as name:
        target = Path(name) / "answer.parquet"
        with Questions(store, scratch=Path(name)) as questions:
            questions.write_parquet(sql, target)
        with target.open("rb") as file:
            shutil.copyfileobj(file, out)


def _write_csv(answer: Answer, out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(answer.columns)
    writer.writerows([_flat(value) for value in row] for row in answer.rows)
    text.detach()


def _write_json(answer: Answer, out: IO[bytes]) -> None:
    out.write(b"[")
    for number, row in enumerate(answer.rows):
        out.write(b",\n " if number else b"\n ")
        out.write(_json(answer, row))
    out.write(b"\n]\n")


def _write_jsonl(answer: Answer, out: IO[bytes]) -> None:
    for row in answer.rows:
        out.write(_json(answer, row) + b"\n")


def _write_xlsx(answer: Answer, out: IO[bytes]) -> None:
    try:
        from openpyxl import Workbook
    except ImportError as exc:
        raise UsageError("Excel files need openpyxl: install decision-textkit[excel]") from exc
    book = Workbook(write_only=True)
    sheet = book.create_sheet("textkit")
    sheet.freeze_panes = "A2"
    sheet.append(list(answer.columns))
    for number, row in enumerate(answer.rows):
        if number >= _MOST_ROWS:
            raise UsageError(f"the answer has more than {_MOST_ROWS:,} rows, too many for Excel – ask for less, or CSV")
        sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _cell(sheet: Any, value: Any) -> Any:
    """A cell; a text stays one, even if it looks like a formula."""
    from openpyxl.cell import WriteOnlyCell

    value = _flat(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub(" ", value)[:_LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _json(answer: Answer, row: tuple[Any, ...]) -> bytes:
    values = dict(zip(answer.columns, row, strict=True))
    return json.dumps(values, ensure_ascii=False, default=str).encode()


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict | tuple) else value


_WRITERS: Mapping[str, Callable[[Answer, IO[bytes]], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "xlsx": _write_xlsx,
}
