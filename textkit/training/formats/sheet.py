"""Sheets: a column a theme with yes and no, or one column that lists themes; from CSV or Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.errors import ResourceError
from textkit.tagging.model import STANCES
from textkit.training.formats.annotation import (
    METADATA,
    TEXT_NAMES,
    Annotation,
    Skip,
    metadata_from,
    metadata_to,
    names_in,
    text_of,
)
from textkit.training.formats.delimited import Row, to_csv

WIDE, LIST, EXCEL, EXCEL_LIST = "csv", "csv-list", "xlsx", "xlsx-list"
LIST_COLUMNS = ("themes", "teemat", "theme", "teema", "labels", "label", "categories", "luokat")
YES = frozenset({"1", "1.0", "yes", "y", "true", "x", "✓", "kyllä", "k", "joo", "ja", "j"})
NO = frozenset({"0", "0.0", "no", "n", "false", "-", "ei", "e", "nej"})
_META = frozenset({*METADATA, *TEXT_NAMES, "stances", "unknown", "suggested", "doc", "document_id", "comments"})


def list_column(columns: Iterable[str]) -> str | None:
    """The column that lists themes, if there is one."""
    return next((column for column in columns if column.lower() in LIST_COLUMNS), None)


def theme_columns(rows: Sequence[Mapping[str, str]], known: frozenset[str]) -> list[str]:
    """Columns that are themes: named like one, or holding nothing but yes, no, a stance and empty cells."""
    columns = [column for column in (rows[0] if rows else ()) if column.lower() not in _META]
    return [column for column in columns if column.lower() in known or _is_yes_no(rows, column)]


def read_list(fields: Mapping[str, str], column: str) -> Iterator[Annotation]:
    """A row with a list column; an empty cell says that there is none."""
    text = text_of(fields, *_text_names(fields))
    yield Annotation(text=text, themes=frozenset(names_in(fields[column])), **metadata_from(fields))


def read_wide(fields: Mapping[str, str], columns: Sequence[str], *, empty_as_no: bool) -> Iterator[Annotation]:
    """A row with a column a theme.

    :param empty_as_no: an empty cell says no; else it is unknown.
    """
    text = text_of(fields, *_text_names(fields))
    themes, negatives, stances = set(), set(), {}
    for column in columns:
        value = fields[column].strip().lower()
        if value in YES or value in STANCES:
            themes.add(column)
            if value in STANCES:
                stances[column] = value
        elif value in NO or (empty_as_no and not value):
            negatives.add(column)
        elif value:
            raise Skip(f"{column}: expected yes, no or nothing, found {value!r}")
    blank = not any(fields[column].strip() for column in columns)
    if not (themes or negatives) or (blank and fields.get("suggested")):
        raise Skip("not labelled yet")
    found = metadata_from(fields)
    found.pop("unknown", None)
    found["stances"] = {**found.get("stances", {}), **stances}
    yield Annotation(text=text, themes=frozenset(themes), negatives=frozenset(negatives), **found)


def empty_is_no(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bool:
    """Whether empty cells say no: where some say yes and none says no in words, they must."""
    said = {row[column].strip().lower() for row in rows for column in columns}
    return bool(said & (YES | set(STANCES))) and not said & NO


def write_wide(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """CSV with a column a theme: 1 or the stance, 0, or nothing for unknown."""
    columns, rows = _wide(list(annotations), themes)
    return to_csv(columns, rows)


def write_list(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """CSV with a column that lists themes; suggestions stand there too."""
    columns, rows = _listed(list(annotations), themes)
    return to_csv(columns, rows)


def write_excel(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """Excel with a column a theme."""
    return _to_excel(*_wide(list(annotations), themes))


def write_excel_list(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """Excel with a column that lists themes."""
    return _to_excel(*_listed(list(annotations), themes))


def excel_rows(data: bytes, name: str) -> Iterator[Row]:
    """The rows of the first sheet that has a column for the text.

    :raises ResourceError: if there is none, the file is damaged, or the extra is not installed.
    """
    openpyxl = _openpyxl(name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except Exception as exc:  # what a damaged workbook raises is anything that zip and XML readers raise
        raise ResourceError(name, f"the workbook cannot be read ({exc})", "save it again as .xlsx") from exc
    for sheet in sheets:
        header = [_cell(value).strip() for value in sheet[0]] if sheet else []
        if any(column.lower() in TEXT_NAMES for column in header):
            for number, values in enumerate(sheet[1:], 2):
                cells = [_cell(value) for value in values]
                if any(cells):
                    yield Row(number, {column: cell for column, cell in zip(header, cells, strict=False) if column})
            return
    raise ResourceError(name, "no sheet has a column for the text", f"name one of its columns {TEXT_NAMES[0]!r}")


def _wide(annotations: Sequence[Annotation], themes: Sequence[str]) -> tuple[list[str], list[dict[str, Any]]]:
    rows = []
    for annotation in annotations:
        unknown = annotation.unknown_of(themes)
        row: dict[str, Any] = {"text": annotation.text}
        for theme in themes:
            carried = annotation.themes is not None and theme in annotation.themes
            row[theme] = annotation.stances.get(theme, "1") if carried else "" if theme in unknown else "0"
        row |= {k: v for k, v in metadata_to(annotation, themes).items() if k not in ("unknown", "stances")}
        if annotation.suggested:
            row["suggested"] = "|".join(annotation.suggested)
        rows.append(row)
    return _columns(rows, ["text", *themes]), rows


def _listed(annotations: Sequence[Annotation], themes: Sequence[str]) -> tuple[list[str], list[dict[str, Any]]]:
    rows = []
    for annotation in annotations:
        names = [theme for theme in themes if theme in annotation.labels()]
        rows.append({"text": annotation.text, "themes": "|".join(names), **metadata_to(annotation, themes)})
    return _columns(rows, ["text", "themes"]), rows


def _columns(rows: Iterable[Mapping[str, Any]], first: list[str]) -> list[str]:
    return [*first, *sorted({key for row in rows for key in row} - set(first))]


def _to_excel(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    openpyxl = _openpyxl("xlsx")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("labels")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_text_cell(openpyxl, sheet, str(row.get(column, ""))) for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(openpyxl: Any, sheet: Any, text: str) -> Any:
    """A cell that is text whatever it begins with, without the control characters that no workbook may hold."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, value="".join(c for c in text if c >= " " or c in "\t\n"))
    cell.data_type = "s"
    return cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _text_names(fields: Mapping[str, str]) -> list[str]:
    return [column for column in fields if column.lower() in TEXT_NAMES]


def _is_yes_no(rows: Sequence[Mapping[str, str]], column: str) -> bool:
    values = {row[column].strip().lower() for row in rows if row.get(column)} - {""}
    return bool(values) and values <= YES | NO | set(STANCES)


def _openpyxl(name: str) -> Any:
    try:
        import openpyxl
    except ImportError as exc:
        raise ResourceError(
            name, "Excel needs openpyxl", "pip install 'decision-textkit[excel]', or save as CSV"
        ) from exc
    return openpyxl
