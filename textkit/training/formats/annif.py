"""Annif's corpora: a folder of texts with subject files beside them, TSV and CSV with URIs, and JSON Lines.

A theme's URI is ``<urn:textkit:theme:ID>``; of any other URI the last part is taken for the theme's name, unless a label
stands beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from textkit.training.formats.annotation import Annotation, Skip, metadata_from, metadata_to, text_of
from textkit.training.formats.delimited import to_csv

FOLDER, KEYS, TSV, CSV, JSONL = "annif-tsv-folder", "annif-key-folder", "annif-tsv", "annif-csv", "annif-jsonl"
URIS = "subject_uris"
_URI = "urn:textkit:theme:"
_SHORT = re.compile(r"[^\t]+\t\s*(<[^<>\s]+>\s*)*")
_DOCUMENT = ("title", "language")


def recognises(record: Mapping[str, Any]) -> bool:
    """A document."""
    return isinstance(record.get("subjects"), list)


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A document with its subjects."""
    metadata = record.get("metadata")
    names = [str(s["label"]) if s.get("label") else _name(str(s["uri"])) for s in record["subjects"]]
    found = metadata_from(metadata if isinstance(metadata, dict) else None, {"id": record.get("document_id")})
    yield Annotation(text=text_of(record), themes=frozenset(names), **found)


def is_short_text(lines: Sequence[str]) -> bool:
    """Whether these are lines of a text, a tab and URIs, the first one too: there is no header."""
    return bool(_SHORT.fullmatch(lines[0])) and sum(bool(_SHORT.fullmatch(line)) for line in lines) * 2 > len(lines)


def read_short_text(line: str) -> Iterator[Annotation]:
    """A line of a text, a tab and URIs."""
    parts = line.split("\t")
    if len(parts) != 2:
        raise Skip(f"expected a text, a tab and URIs, found {len(parts) - 1} tabs")
    if not parts[0].strip():
        raise Skip("the text is empty")
    yield Annotation(text=parts[0], themes=_names(parts[1]))


def read_row(fields: Mapping[str, str]) -> Iterator[Annotation]:
    """A row of the CSV."""
    found = metadata_from(fields)
    yield Annotation(text=text_of(fields), themes=_names(fields[URIS]), **found)


def folder_texts(folder: Path) -> list[Path]:
    """The texts of a folder, in order."""
    return sorted(folder.glob("*.txt"))


def read_folder_text(path: Path) -> Iterator[Annotation]:
    """A text with what stands beside it: ``.tsv`` with a URI and a label a line, or ``.key`` with a label a line."""
    text = path.read_text(encoding="utf-8-sig").strip()
    if not text:
        raise Skip("the text is empty")
    subjects, labels = path.with_suffix(".tsv"), path.with_suffix(".key")
    if subjects.is_file():
        rows = [line.split("\t") for line in subjects.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        names = [_name(row[0]) if len(row) < 2 or row[0].startswith(f"<{_URI}") else row[1].strip() for row in rows]
    elif labels.is_file():
        names = [line.strip() for line in labels.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    else:
        raise Skip("no .tsv or .key stands beside it")
    yield Annotation(text=text, themes=frozenset(names), id=path.stem)


def write_folder(annotations: Iterable[Annotation], themes: Sequence[str]) -> dict[str, bytes]:
    """Texts and their ``.tsv``, by file name."""
    return _folder(annotations, themes, ".tsv", lambda theme: f"{_uri(theme)}\t{theme}\n")


def write_key_folder(annotations: Iterable[Annotation], themes: Sequence[str]) -> dict[str, bytes]:
    """Texts and their ``.key``, by file name."""
    return _folder(annotations, themes, ".key", lambda theme: f"{theme}\n")


def write_tsv(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """Lines of a text, a tab and URIs."""
    return "".join(f"{' '.join(a.text.split())}\t{_uris(a, themes)}\n" for a in annotations).encode()


def write_csv(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """CSV."""
    rows = [{"text": a.text, URIS: _uris(a, themes), **metadata_to(a, themes)} for a in annotations]
    columns = ["text", URIS]
    return to_csv([*columns, *sorted({key for row in rows for key in row} - set(columns))], rows)


def write_jsonl(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """JSON Lines."""
    lines = []
    for number, annotation in enumerate(annotations, 1):
        metadata = metadata_to(annotation, themes)
        subjects = [{"uri": _URI + theme, "label": theme} for theme in themes if theme in annotation.labels()]
        record = {"document_id": metadata.pop("id", str(number)), "text": annotation.text, "subjects": subjects}
        lines.append(json.dumps({**record, "metadata": metadata}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _folder(annotations: Iterable[Annotation], themes: Sequence[str], suffix: str, line: Any) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for number, annotation in enumerate(annotations, 1):
        files[f"{number:06}.txt"] = (annotation.text + "\n").encode()
        files[f"{number:06}{suffix}"] = "".join(line(t) for t in themes if t in annotation.labels()).encode()
    return files


def _names(uris: str) -> frozenset[str]:
    return frozenset(_name(uri) for uri in uris.split())


def _name(uri: str) -> str:
    return re.split(r"[/#:]", uri.strip().strip("<>").rstrip("/"))[-1]


def _uri(theme: str) -> str:
    return f"<{_URI}{theme}>"


def _uris(annotation: Annotation, themes: Sequence[str]) -> str:
    return " ".join(_uri(theme) for theme in themes if theme in annotation.labels())
