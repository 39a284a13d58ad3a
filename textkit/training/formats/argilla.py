"""Argilla 2: records with fields, responses a user, and suggestions; nested, or flattened into dotted columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.training.formats.annotation import Annotation, Skip, metadata_from, metadata_to, names_in, text_of

NAME, FLAT = "argilla", "argilla-flat"
QUESTION = "themes"
_SUBMITTED = "submitted"


def recognises(record: Mapping[str, Any]) -> bool:
    """A nested record."""
    return isinstance(record.get("fields"), dict)


def recognises_flat(record: Mapping[str, Any]) -> bool:
    """A flattened record."""
    return any(key.endswith((".responses", ".suggestion")) for key in record)


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A record: a judgement for each user that answered a question with labels."""
    text = text_of(record["fields"])
    metadata = record.get("metadata")
    answers = [a for given in (record.get("responses") or {}).values() for a in given or () if _counts(a.get("status"))]
    if not answers:
        raise Skip("not labelled yet")
    for answer in answers:
        own = {"labeller": (metadata or {}).get("labeller") or answer.get("user_id"), "id": record.get("id")}
        yield Annotation(text=text, themes=_themes(answer["value"]), **metadata_from(own, metadata))


def read_flat(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A flattened record: lists a user for answers, users and statuses."""
    text = text_of(record)
    found = 0
    for key in [key for key in record if key.endswith(".responses")]:
        answers = _list(record[key])
        users = _list(record.get(f"{key}.users")) or [None] * len(answers)
        statuses = _list(record.get(f"{key}.status")) or [None] * len(answers)
        for value, user, status in zip(answers, users, statuses, strict=True):
            if _counts(status) and value is not None:
                found += 1
                own = {"labeller": record.get("labeller") or user}
                yield Annotation(text=text, themes=_themes(value), **metadata_from(own, record))
    if not found:
        raise Skip("not labelled yet")


def write(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """An array of nested records."""
    return json.dumps([_nested(n, a, themes) for n, a in enumerate(annotations, 1)], ensure_ascii=False).encode()


def write_flat(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """An array of flattened records."""
    return json.dumps([_flat(n, a, themes) for n, a in enumerate(annotations, 1)], ensure_ascii=False).encode()


def _counts(status: str | None) -> bool:
    return status in (None, _SUBMITTED)


def _themes(value: Any) -> frozenset[str]:
    return frozenset(names_in([value] if isinstance(value, str) else value))


def _list(value: Any) -> list[Any]:
    if isinstance(value, str):
        value = json.loads(value) if value.strip() else []
    return list(value or [])


def _nested(number: int, annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    metadata = metadata_to(annotation, themes)
    record: dict[str, Any] = {"id": metadata.pop("id", str(number)), "fields": {"text": annotation.text}}
    record |= {"metadata": metadata, "suggestions": {}, "responses": {}}
    if annotation.suggested:
        score = min(annotation.suggested.values())
        given = {"value": list(annotation.suggested), "score": score, "agent": annotation.suggested_by}
        record["suggestions"] = {QUESTION: given}
    if annotation.themes is not None:
        names = [theme for theme in themes if theme in annotation.themes]
        record["responses"] = {QUESTION: [{"value": names, "user_id": annotation.labeller}]}
    return record


def _flat(number: int, annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    record: dict[str, Any] = {"id": str(number), "text": annotation.text, **metadata_to(annotation, themes)}
    if annotation.themes is not None:
        record[f"{QUESTION}.responses"] = [[theme for theme in themes if theme in annotation.themes]]
        record[f"{QUESTION}.responses.users"] = [annotation.labeller]
        record[f"{QUESTION}.responses.status"] = [_SUBMITTED]
    record[f"{QUESTION}.suggestion"] = list(annotation.suggested) or None
    record[f"{QUESTION}.suggestion.agent"] = annotation.suggested_by
    return record
