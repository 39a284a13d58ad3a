"""A label file of any format → judgements, with every row that was not used and why. Formats are told by shape alone."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from textkit.errors import ResourceError
from textkit.training.formats import annif, argilla, delimited, doccano, label_studio, own, prodigy, sheet
from textkit.training.formats.annotation import Annotation, Skip

FORM = "one JSON object a line with text and themes, or one of the formats in textkit/training/README.md"
_NO_LABELS = "no labelled rows can be recognised in it"

Record = Mapping[str, Any]
_SHAPES: tuple[tuple[str, Callable[[Record], bool], Callable[[Record], Iterator[Annotation]]], ...] = (
    (label_studio.NAME, label_studio.recognises, label_studio.read),
    (label_studio.MIN, label_studio.recognises_min, label_studio.read_min),
    (argilla.NAME, argilla.recognises, argilla.read),
    (argilla.FLAT, argilla.recognises_flat, argilla.read_flat),
    (prodigy.CHOICE, prodigy.recognises, prodigy.read),
    (prodigy.BINARY, prodigy.recognises_binary, prodigy.read_binary),
    (prodigy.SPACY, prodigy.recognises_cats, prodigy.read_cats),
    (annif.JSONL, annif.recognises, annif.read),
    (own.NAME, own.recognises, own.read),
    (doccano.NAME, doccano.recognises, doccano.read),
)
"""From the most to the least telling shape: the first that recognises a record reads it."""


class Skipped(NamedTuple):
    """A row that was not used: where, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class LabelFile:
    """What a file holds. ``rows`` counts what was found; ``notes`` say how it was understood, where it was unclear."""

    path: Path
    form: str
    rows: int
    annotations: tuple[Annotation, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()


class _Item(NamedTuple):
    """A row that is waiting to be read, and the format that it was recognised as."""

    place: str
    form: str
    read: Callable[[], Iterable[Annotation]]


def read_label_file(path: str | Path, known_themes: Iterable[str] = ()) -> LabelFile:
    """Reads a file, or the folder of an Annif corpus.

    :param known_themes: names that make a column of a sheet a theme's, whatever is in it.
    :raises ResourceError: if it is missing, cannot be read, or no format recognises it.
    """
    path = Path(path)
    known = frozenset(name.lower() for name in known_themes)
    notes: list[str] = []
    items = _folder(path) if path.is_dir() else _file(file_bytes(path), path, known, notes)
    forms: Counter[str] = Counter()
    annotations: list[Annotation] = []
    skipped: list[Skipped] = []
    for item in items:
        forms[item.form] += 1
        try:
            annotations += [replace(found, place=item.place) for found in item.read()]
        except Skip as exc:
            skipped.append(Skipped(item.place, str(exc)))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as exc:
            reason = f"no {exc} there" if isinstance(exc, KeyError) else str(exc)
            skipped.append(Skipped(item.place, f"not a labelled paragraph ({reason})"))
    form = next((form for form, _ in forms.most_common() if form), "unknown")
    return LabelFile(path, form, forms.total(), tuple(_merged(annotations)), tuple(skipped), tuple(notes))


def file_bytes(path: Path) -> bytes:
    """The bytes of a file, unpacked if it is gzipped.

    :raises ResourceError: if it is missing or cannot be read.
    """
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except FileNotFoundError as exc:
        raise ResourceError(path, "no such label file", "check the name") from exc
    except (OSError, EOFError) as exc:
        raise ResourceError(path, f"the label file cannot be read ({exc})", "check it") from exc


def _file(data: bytes, path: Path, known: frozenset[str], notes: list[str]) -> Iterator[_Item]:
    if data.startswith(b"PK"):
        return _sheet(sheet.excel_rows(data, str(path)), known, notes, excel=True)
    text = _decoded(data, path, notes)
    lines = text.splitlines()
    full = [line for line in lines if line.strip()]
    # Texts may begin with a bracket, so the formats of bare texts are looked for before JSON.
    if any(line.startswith("__label__") for line in full):
        return _each(lines, doccano.FASTTEXT, doccano.read_fasttext)
    if full and annif.is_short_text(full):
        return _each(lines, annif.TSV, annif.read_short_text)
    start = text.lstrip()
    if start.startswith("["):
        return _records(array_objects(text))
    if start.startswith("{") or not full:
        return _records(_lines(text, lines))
    delimiter = delimited.delimiter_of(full[0])
    if delimiter is not None:
        return _sheet(delimited.rows_of(text.lstrip("\r\n"), delimiter), known, notes, excel=False)
    raise ResourceError(path, _NO_LABELS, FORM)


def _decoded(data: bytes, path: Path, notes: list[str]) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if b"\0" in data:
        raise ResourceError(path, _NO_LABELS, FORM)
    notes.append("not UTF-8: read as Windows-1252")
    return data.decode("cp1252", errors="replace")


def _records(found: Iterable[tuple[str, Record | Skip]]) -> Iterator[_Item]:
    for place, record in found:
        if isinstance(record, Skip):
            yield _Item(place, "", partial(_raise, record))
        else:
            form, read = _shape(record)
            yield _Item(place, form, partial(read, record))


def _shape(record: Record) -> tuple[str, Callable[[Record], Iterator[Annotation]]]:
    for form, recognises, read in _SHAPES:
        if recognises(record):
            return form, read
    return own.NAME, own.read


def _lines(text: str, lines: list[str]) -> Iterator[tuple[str, Record | Skip]]:
    whole = _whole(text)
    if whole is not None:
        yield from (("1", record) for record in [whole])
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield str(number), _object(json.loads(line))
            except (ValueError, RecursionError) as exc:
                yield str(number), Skip(f"not a labelled paragraph ({exc})")


def _whole(text: str) -> Record | None:
    """A file that is one object over several lines."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "\n" in text.strip() else None


def array_objects(text: str) -> Iterator[tuple[str, Record | Skip]]:
    """The objects of an array, one by one, so that a broken one costs no other; they are counted from 1."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    number = 0
    while at < len(text):
        if text[at] in " \t\r\n,]":
            at += 1
            continue
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
            yield str(number), _object(value)
        except (ValueError, RecursionError) as exc:
            yield str(number), Skip(f"not a labelled paragraph ({exc})")
            if not isinstance(exc, _NotAnObject):
                at = _next_object(text, at)


class _NotAnObject(ValueError):
    """Valid JSON, and no object."""


def _object(value: Any) -> Record:
    if not isinstance(value, dict):
        raise _NotAnObject(f"expected an object, found {type(value).__name__}")
    return value


def _next_object(text: str, at: int) -> int:
    """Where an object begins on a line of its own, or after the end of another."""
    found = [
        place + len(mark) - 1
        for mark in ("\n{", "\n {", "\n  {", "}, {", "},{")
        if (place := text.find(mark, at + 1)) >= 0
    ]
    return min(found, default=len(text))


def _each(lines: Iterable[str], form: str, read: Callable[[str], Iterator[Annotation]]) -> Iterator[_Item]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _Item(str(number), form, partial(read, line))


def _folder(folder: Path) -> Iterator[_Item]:
    texts = annif.folder_texts(folder)
    documents = sorted(path for path in folder.glob("*.json") if not path.with_suffix(".txt").exists())
    if not texts and not documents:
        raise ResourceError(folder, "there is no .txt and no .json in the folder", FORM)
    keys = any(path.with_suffix(".key").exists() for path in texts)
    for path in texts:
        yield _Item(path.name, annif.KEYS if keys else annif.FOLDER, partial(annif.read_folder_text, path))
    for path in documents:
        yield _Item(path.name, annif.JSONL, partial(_read_document, path))


def _read_document(path: Path) -> Iterator[Annotation]:
    return annif.read(_object(json.loads(path.read_bytes())))


def _sheet(rows: Iterable[delimited.Row], known: frozenset[str], notes: list[str], *, excel: bool) -> Iterator[_Item]:
    found = list(rows)
    good = [row.fields for row in found if row.fields is not None]
    form, read = _row_reader(good, known, notes)
    if excel:
        form = {sheet.WIDE: sheet.EXCEL, sheet.LIST: sheet.EXCEL_LIST}.get(form, form)
    for row in found:
        if row.fields is None:
            yield _Item(str(row.line), form, partial(_raise, Skip(row.problem)))
        else:
            yield _Item(str(row.line), form, partial(read, row.fields))


def _row_reader(
    rows: list[dict[str, str]], known: frozenset[str], notes: list[str]
) -> tuple[str, Callable[[Mapping[str, str]], Iterator[Annotation]]]:
    columns = list(rows[0]) if rows else []
    if "annotation_id" in columns:
        return "label-studio-csv", label_studio.read_min
    if any(column.endswith(".responses") for column in columns):
        return argilla.FLAT, argilla.read_flat
    if annif.URIS in columns:
        return annif.CSV, annif.read_row
    if "label" in columns and "Comments" in columns:
        return "doccano-csv", doccano.read
    listed = sheet.list_column(columns)
    if listed is not None:
        return sheet.LIST, lambda fields: sheet.read_list(fields, listed)
    themes = sheet.theme_columns(rows, known)
    if not themes:
        return sheet.WIDE, lambda _: _raise(Skip("no column is a theme's, and none lists themes"))
    empty_as_no = sheet.empty_is_no(rows, themes)
    if empty_as_no:
        notes.append("no cell says no: empty cells are read as no")
    return sheet.WIDE, lambda fields: sheet.read_wide(fields, themes, empty_as_no=empty_as_no)


def _raise(problem: Skip) -> Iterator[Annotation]:
    raise problem


def _merged(annotations: list[Annotation]) -> Iterator[Annotation]:
    """Answers to one question each put together, when they are one labeller's on one paragraph."""
    pieces: dict[tuple[str, str | None, str | None], Annotation] = {}
    for annotation in annotations:
        if annotation.themes is None or annotation.negatives is None:
            yield annotation
            continue
        key = (annotation.text, annotation.id, annotation.labeller)
        known = pieces.get(key)
        pieces[key] = annotation if known is None else _joined(known, annotation)
    yield from pieces.values()


def _joined(one: Annotation, other: Annotation) -> Annotation:
    themes = (one.themes or frozenset()) | (other.themes or frozenset())
    negatives = ((one.negatives or frozenset()) | (other.negatives or frozenset())) - themes
    return replace(one, themes=themes, negatives=negatives, stances={**one.stances, **other.stances})
