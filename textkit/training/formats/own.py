"""The project's own JSON Lines: themes, stances, unknown themes, labeller and time, one paragraph a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.training.formats.annotation import METADATA, Annotation, Skip, metadata_from, names_in, text_of

NAME = "textkit"
_SOURCE = ("case_id", "paragraph")


def recognises(record: Mapping[str, Any]) -> bool:
    """A record with ``themes``."""
    return "themes" in record or "suggested" in record


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """One record, one judgement. ``themes`` may be a list, or an object with the stance of each."""
    text = text_of(record, "text")
    if "themes" not in record:
        raise Skip("not labelled yet" if "suggested" in record else "no 'themes' there")
    given = record["themes"]
    stances = dict(given) if isinstance(given, dict) else {}
    if not isinstance(given, list | dict):
        raise Skip(f"themes: expected a list, found {given!r}")
    source = record.get("source")
    found = metadata_from(record, source if isinstance(source, dict) else None)
    found["stances"] = {**stances, **found.get("stances", {})}
    yield Annotation(text=text, themes=frozenset(names_in(list(given))), **found)


def write(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """JSON Lines; a paragraph that is not labelled has ``suggested`` and no ``themes``."""
    return "".join(json.dumps(record_of(a, themes), ensure_ascii=False) + "\n" for a in annotations).encode()


def record_of(annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    """The object of a line."""
    record: dict[str, Any] = {"id": annotation.id, "text": annotation.text}
    if annotation.themes is not None:
        record["themes"] = [theme for theme in themes if theme in annotation.themes]
        record["stances"] = dict(sorted(annotation.stances.items()))
        record["unknown"] = [theme for theme in themes if theme in annotation.unknown_of(themes)]
    if annotation.suggested or annotation.themes is None:
        record["suggested"] = dict(annotation.suggested)
        record["suggested_by"] = annotation.suggested_by
    plain = {name: getattr(annotation, name) for name in METADATA if name not in ("id", *_SOURCE)}
    source = {name: getattr(annotation, name) for name in _SOURCE if getattr(annotation, name)}
    record |= {name: value for name, value in plain.items() if value}
    if source:
        record["source"] = source
    return {name: value for name, value in record.items() if value is not None}
