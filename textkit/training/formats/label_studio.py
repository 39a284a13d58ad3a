"""Label Studio: its JSON of tasks, its JSON-MIN, and its CSV, which is JSON-MIN in columns.

A choice that stands alone is a text, several are ``{"choices": [...]}``. Several annotations of a task are several
labellers. ``predictions`` are a model's suggestions, and the way to bring pre-labelled paragraphs in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textkit.training.formats.annotation import Annotation, Skip, metadata_from, metadata_to, names_in, text_of
from textkit.training.formats.delimited import to_csv

NAME, MIN = "label-studio", "label-studio-min"
CONTROL = "themes"
"""The name of the choices in what we write, which a labelling configuration has to have."""
_MIN_KEYS = ("annotation_id", "annotator")
_NOT_CHOICES = {
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "text", "labeller",
    "stances", "unknown", "case_id", "paragraph", "title", "heading", "language", "organ", "labelled_at", "why", "doc",
}  # fmt: skip


def recognises(record: Mapping[str, Any]) -> bool:
    """A task."""
    return isinstance(record.get("data"), dict) and bool({"annotations", "completions", "predictions"} & set(record))


def recognises_min(record: Mapping[str, Any]) -> bool:
    """A row of JSON-MIN or CSV."""
    return any(key in record for key in _MIN_KEYS)


def read(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A task: a judgement for each annotation that was not cancelled."""
    data = record["data"]
    text = text_of(data)
    given = record.get("annotations") or record.get("completions") or []
    kept = [annotation for annotation in given if not annotation.get("was_cancelled")]
    if not kept:
        raise Skip("every annotation was skipped by its labeller" if given else "not labelled yet")
    for annotation in kept:
        themes = _choices(annotation.get("result") or [])
        by = annotation.get("completed_by")
        own = {
            "labeller": data.get("labeller") or (by.get("email") or by.get("id") if isinstance(by, dict) else by),
            "labelled_at": data.get("labelled_at") or annotation.get("updated_at") or annotation.get("created_at"),
        }
        yield Annotation(text=text, themes=themes, **metadata_from(own, data, {"id": record.get("id")}))


def read_min(record: Mapping[str, Any]) -> Iterator[Annotation]:
    """A row: every column that is neither a field of ours nor of Label Studio's and holds choices is choices."""
    text = text_of(record)
    columns = [CONTROL] if CONTROL in record else [key for key in record if _may_be_choices(key)]
    found: list[str] = []
    for column in columns:
        value = record[column]
        if isinstance(value, str) and value.lstrip().startswith("{"):
            value = json.loads(value)
        if value:
            found += names_in(value if isinstance(value, dict | list) else [str(value)])
    yield Annotation(text=text, themes=frozenset(found), **metadata_from(record))


def write(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """Tasks with annotations, predictions or both, ready to be imported."""
    tasks = [_task(n, annotation, themes) for n, annotation in enumerate(annotations, 1)]
    return json.dumps(tasks, ensure_ascii=False, indent=1).encode()


def write_min(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """JSON-MIN."""
    return json.dumps([_row(n, a, themes) for n, a in enumerate(annotations, 1)], ensure_ascii=False, indent=1).encode()


def write_csv(annotations: Iterable[Annotation], themes: Sequence[str]) -> bytes:
    """CSV: the columns of JSON-MIN sorted by name, several choices as JSON."""
    rows = [
        {k: json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for k, v in _row(n, a, themes).items()}
        for n, a in enumerate(annotations, 1)
    ]
    return to_csv(sorted({key for row in rows for key in row}), rows)


def _choices(result: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    choices = [item for item in result if item.get("type") == "choices"]
    if result and not choices:
        raise Skip(f"expected choices, found {result[0].get('type')!r}: labels of spans have no text of their own")
    return frozenset(name for item in choices for name in names_in(item["value"]["choices"]))


def _may_be_choices(key: str) -> bool:
    return key not in _NOT_CHOICES and not key.startswith("_data_")


def _result(names: Sequence[str]) -> list[dict[str, Any]]:
    return [{"from_name": CONTROL, "to_name": "text", "type": "choices", "value": {"choices": list(names)}}]


def _task(number: int, annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    task: dict[str, Any] = {"id": number, "data": {"text": annotation.text, **metadata_to(annotation, themes)}}
    if annotation.themes is not None:
        names = [theme for theme in themes if theme in annotation.themes]
        task["annotations"] = [{"was_cancelled": False, "result": _result(names) if names else []}]
    if annotation.suggested:
        score = min(annotation.suggested.values())
        result = _result(list(annotation.suggested))
        task["predictions"] = [{"model_version": annotation.suggested_by, "score": score, "result": result}]
    if len(task) == 2:
        task["predictions"] = []
    return task


def _row(number: int, annotation: Annotation, themes: Sequence[str]) -> dict[str, Any]:
    names = [theme for theme in themes if theme in annotation.labels()]
    metadata = metadata_to(annotation, themes)
    value: Any = names[0] if len(names) == 1 else {"choices": names} if names else ""
    labeller = metadata.pop("labeller", "")
    return {**metadata, "text": annotation.text, CONTROL: value, "annotation_id": number, "annotator": labeller}
