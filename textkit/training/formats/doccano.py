"""doccano: JSON Lines, CSV with labels joined by ``#``, and fastText lines with ``__label__`` before each label."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.training.formats.annotation import Annotation, Skip, metadata_from, metadata_to, names_in, text_of
from textkit.training.formats.delimited import to_csv

NAME, FASTTEXT = "doccano", "fasttext"
_KEYS = ("label", "labels", "cats")
_PREFIX = "__label__"
_LABELS = re.compile(r"(?:__label__\S+\s+)*")


def recognises(record: Mapping[str, Any]) -> bool:
    """A record with a list of labels; ``Comments`` tells that no label at all was given."""
    return "Comments" in record or any(key in record for key in _KEYS)


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A record. Metadata stands flat in it, in old versions under ``meta``."""
    text = text_of(record, "text", "data")
    key = next((key for key in _KEYS if key in record), None)
    given = record[key] if key else []
    if isinstance(given, str):
        given = given.split("#")
    meta = record.get("meta")
    yield Annotation(
        text=text,
        themes=frozenset(names_in(given)),
        **metadata_from(record, meta if isinstance(meta, dict) else None),
    )


def read_fasttext(line: str) -> Iterator[Annotation]:
    """A line: labels, then the text."""
    match = _LABELS.match(line)
    end = match.end() if match else 0
    names = [part.removeprefix(_PREFIX) for part in line[:end].split()]
    text = line[end:].strip()
    if not text or text.startswith(_PREFIX):
        raise Skip("the text is empty")
    yield Annotation(text=text, themes=frozenset(names))


def write(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """JSON Lines; suggestions are written as labels, because doccano has no other place for them."""
    return "".join(json.dumps(_record(a, themes), ensure_ascii=False) + "\n" for a in annotations).encode()


def write_csv(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """CSV."""
    rows = [{**r, "label": "#".join(r["label"]), "Comments": ""} for r in (_record(a, themes) for a in annotations)]
    columns = ["id", "text", "label"]
    extra = sorted({key for row in rows for key in row} - {*columns, "Comments"})
    return to_csv([*columns, "Comments", *extra], rows)


def write_fasttext(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """A line a paragraph."""
    lines = []
    for annotation in annotations:
        labels = [_PREFIX + theme for theme in themes if theme in annotation.labels()]
        lines.append(" ".join([*labels, " ".join(annotation.text.split())]) + "\n")
    return "".join(lines).encode()


def _record(annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    names = [theme for theme in themes if theme in annotation.labels()]
    return {"text": annotation.text, **metadata_to(annotation, themes), "label": names, "Comments": []}
