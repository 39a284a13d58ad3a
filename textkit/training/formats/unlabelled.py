"""Paragraphs to be labelled: from a label file, or from any JSON or sheet with a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from textkit.errors import ResourceError
from textkit.training.formats import files, sheet
from textkit.training.formats.annotation import Annotation, Skip, metadata_from, text_of
from textkit.training.formats.delimited import delimiter_of, rows_of

_INNER = ("data", "fields", "source", "meta", "metadata")


def unlabelled_paragraphs(path: str | Path, known_themes: Iterable[str] = ()) -> list[Annotation]:
    """The paragraphs of a file, those that somebody has labelled with their labels.

    :raises ResourceError: if the file is missing, or has no text.
    """
    path = Path(path)
    try:
        labelled = list(files.read_label_file(path, known_themes).annotations)
    except ResourceError:
        labelled = []
    texts = {annotation.text for annotation in labelled}
    found = labelled + [annotation for annotation in _bare(path) if annotation.text not in texts]
    if not found:
        raise ResourceError(path, "there is no paragraph in it", 'give one object a line: {"text": "…"}')
    return found


def _bare(path: Path) -> Iterator[Annotation]:
    for number, record in enumerate(_records(path), 1):
        inner: Mapping[str, Any] = next((record[key] for key in _INNER if isinstance(record.get(key), dict)), {})
        try:
            text = text_of({**inner, **record})
        except Skip:
            continue
        found = metadata_from(record, inner)
        plain = {name: value for name, value in found.items() if name not in ("unknown", "stances")}
        yield Annotation(text=text, themes=None, place=str(number), **plain)


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.is_dir():
        yield from ({"text": file.read_text(encoding="utf-8-sig").strip()} for file in sorted(path.glob("*.txt")))
        return
    data = files.file_bytes(path)
    if data.startswith(b"PK"):
        yield from (row.fields for row in sheet.excel_rows(data, str(path)) if row.fields)
        return
    text = data.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("["):
        yield from (record for _, record in files.array_objects(text) if not isinstance(record, Skip))
    elif text.startswith("{"):
        yield from _objects(text.splitlines())
    elif text and (delimiter := delimiter_of(text.splitlines()[0])):
        yield from (row.fields for row in rows_of(text, delimiter) if row.fields)


def _objects(lines: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record
