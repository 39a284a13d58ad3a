"""Prodigy and spaCy: choices out of options, one binary question a row, and the ``cats`` of a training file.

What the options or the ``cats`` do not name is unknown, never a negative.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.training.formats.annotation import Annotation, Skip, metadata_from, metadata_to, names_in, text_of

CHOICE, BINARY, SPACY = "prodigy", "prodigy-binary", "spacy"
_POSITIVE = 0.5


def recognises(record: Mapping[str, Any]) -> bool:
    """A choice."""
    return "accept" in record or "options" in record


def recognises_binary(record: Mapping[str, Any]) -> bool:
    """A binary question."""
    return isinstance(record.get("label"), str) and ("answer" in record or "_view_id" in record)


def recognises_cats(record: Mapping[str, Any]) -> bool:
    """A training example of spaCy."""
    return isinstance(record.get("cats"), dict)


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A choice: what was accepted, and what of the options was not."""
    text = text_of(record)
    if record.get("answer") != "accept":
        raise Skip(_unanswered(record))
    accepted = frozenset(names_in(record.get("accept") or []))
    options = {str(option["id"]) for option in record.get("options") or ()}
    negatives = frozenset(options) - accepted if options else None
    yield Annotation(text=text, themes=accepted, negatives=negatives, **_metadata(record))


def read_binary(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """One theme, yes or no; all others stay unknown."""
    text = text_of(record)
    if record.get("answer") not in ("accept", "reject"):
        raise Skip(_unanswered(record))
    label = frozenset({record["label"]})
    yes = record["answer"] == "accept"
    themes, negatives = (label, frozenset[str]()) if yes else (frozenset[str](), label)
    yield Annotation(text=text, themes=themes, negatives=negatives, **_metadata(record))


def read_cats(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """``cats``: 1 is yes, 0 is no, and what is not there is unknown."""
    text = text_of(record)
    themes = frozenset(str(name) for name, value in record["cats"].items() if float(value) >= _POSITIVE)
    negatives = frozenset(map(str, record["cats"])) - themes
    yield Annotation(text=text, themes=themes, negatives=negatives, **_metadata(record))


def write(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """Choices; what is not labelled has its suggestions accepted beforehand, and no answer yet."""
    return _lines(_choice(annotation, themes) for annotation in annotations)


def write_binary(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """A row for each theme that is known; for what is not labelled, one for each suggestion."""
    return _lines(row for annotation in annotations for row in _questions(annotation, themes))


def write_cats(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """``cats``."""
    rows = []
    for annotation in annotations:
        unknown = frozenset[str]() if annotation.themes is None else annotation.unknown_of(themes)
        cats = {theme: float(theme in annotation.labels()) for theme in themes if theme not in unknown}
        rows.append({"text": annotation.text, "cats": cats, "meta": _meta(annotation, themes)})
    return _lines(rows)


def _unanswered(record: Mapping[str, Any]) -> str:
    answer = record.get("answer")
    return "not labelled yet" if answer is None else f"the answer is {answer!r}"


def _metadata(record: Mapping[str, Any]) -> dict[str, Any]:
    meta = record.get("meta")
    found = metadata_from(meta if isinstance(meta, dict) else None, record)
    found.pop("unknown", None)
    return found


def _meta(annotation: Annotation, themes: Sequence[str]) -> dict[str, str]:
    return {name: value for name, value in metadata_to(annotation, themes).items() if name != "unknown"}


def _choice(annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    unknown = frozenset[str]() if annotation.themes is None else annotation.unknown_of(themes)
    row: dict[str, Any] = {
        "text": annotation.text,
        "options": [{"id": theme, "text": theme} for theme in themes if theme not in unknown],
        "accept": [theme for theme in themes if theme in annotation.labels()],
        "config": {"choice_style": "multiple"},
        "_view_id": "choice",
        "meta": _meta(annotation, themes),
    }
    return row if annotation.themes is None else {**row, "answer": "accept"}


def _questions(annotation: Annotation, themes: Sequence[str]) -> Iterator[dict[str, Any]]:
    meta = _meta(annotation, themes)
    row: dict[str, Any] = {"text": annotation.text, "_view_id": "classification", "meta": meta}
    if annotation.themes is None:
        yield from ({**row, "label": theme} for theme in annotation.suggested)
        return
    for theme in themes:
        if theme not in annotation.unknown_of(themes):
            yield {**row, "label": theme, "answer": "accept" if theme in annotation.themes else "reject"}


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
