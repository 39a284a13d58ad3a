"""JSON that holds decisions: the city's API's, or our own read back. Which of them, each object tells by its shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from textkit.document import SCHEMA, Decision, Source, decision_from_dict
from textkit.errors import InputError
from textkit.reading.html import ahjo

_ADVICE = "textkit reads decisions of the city's API, and what it wrote itself as textkit.decision/1"


def read_json(data: bytes, source: Source, shown_as: str) -> Iterator[Decision | InputError]:
    """The decisions in a JSON file: ``{"decisions": […]}``, a list, one decision, or JSON Lines.

    What is wrong with one of several decisions is given in its place, and the others are read.

    :raises InputError: if the file is no JSON, or there is no decision in it.
    """
    values = list(_values(data, shown_as))
    if values and not any(isinstance(value, InputError) or _is_decision(value) for _, value in values):
        raise InputError(shown_as, "not a supported type (JSON without decisions)", _ADVICE)
    for place, value in values:
        if isinstance(value, InputError):
            yield value
            continue
        try:
            yield from _decisions(value, place, source, shown_as)
        except InputError as exc:
            yield exc


def _is_decision(value: Any) -> bool:
    return isinstance(value, Mapping) and (value.get("schema") == SCHEMA or ahjo.is_record(value))


def _decisions(value: Any, place: str, source: Source, shown_as: str) -> Iterator[Decision]:
    if not _is_decision(value):
        raise InputError(f"{shown_as}#{place}", "this is no decision", _ADVICE)
    if "schema" not in value:
        record = value.get("NativeId") or place
        yield from ahjo.read_record(value, replace(source, name=f"{source.name}#{record}"), f"{shown_as}#{record}")
        return
    try:
        yield decision_from_dict(value)
    except (ValueError, AttributeError) as exc:
        raise InputError(f"{shown_as}#{place}", f"the decision is damaged ({exc})", "write it again") from exc


def _values(data: bytes, shown_as: str) -> Iterator[tuple[str, Any]]:
    """Each value with its place in the file; an ``InputError`` where a line of JSON Lines is none."""
    try:
        whole = json.loads(data)
    except json.JSONDecodeError as exc:
        yield from _lines(data, exc, shown_as)
        return
    except (UnicodeDecodeError, RecursionError) as exc:
        raise InputError(shown_as, "the JSON is damaged: it cannot be decoded", "get the file again") from exc
    if isinstance(whole, Mapping) and isinstance(whole.get("decisions"), list):
        whole = whole["decisions"]
    values = whole if isinstance(whole, list) else [whole]
    yield from ((str(number), value) for number, value in enumerate(values, 1))


def _lines(data: bytes, problem: json.JSONDecodeError, shown_as: str) -> Iterator[tuple[str, Any]]:
    lines = [(n, line) for n, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1) if line.strip()]
    values = [(str(n), _value(line, f"{shown_as}#{n}")) for n, line in lines]
    if len(values) < 2 or isinstance(values[0][1], InputError):
        where = f"line {problem.lineno}, column {problem.colno}"
        raise InputError(shown_as, f"the JSON is damaged: {problem.msg} ({where})", "get the file again") from problem
    yield from values


def _value(line: bytes, place: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return InputError(place, "this line is no JSON", "get the file again")
