"""Labelled paragraphs: read from JSON Lines files, checked once at the border."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textkit.errors import ResourceError
from textkit.tagging.model import STANCES

_FORM = "one JSON object a line with text and themes; see corpus/labelled/README.md"


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled paragraph.

    ``group`` is the decision that it comes from, so that no decision is on both sides of a split. A theme in neither
    ``themes`` nor ``unknown`` is an explicit negative.
    """

    id: str
    text: str
    group: str
    themes: frozenset[str]
    stances: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    language: str | None = None
    heading: str | None = None
    title: str | None = None


def read_labels(paths: Iterable[str | Path], known_themes: Iterable[str]) -> list[Example]:
    """Examples of all files, in the order given.

    :raises ResourceError: if a file is missing, empty, or has a line that is not a labelled paragraph.
    """
    known = frozenset(known_themes)
    examples = [example for path in paths for example in _read_file(Path(path), known)]
    if not examples:
        raise ResourceError("labels", "there is not one labelled paragraph", _FORM)
    return examples


def _read_file(path: Path, known: frozenset[str]) -> Iterator[Example]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as exc:
        raise ResourceError(path, "no such label file", "check the name") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise ResourceError(path, f"the label file cannot be read ({exc})", "save it as UTF-8 text") from exc
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _parse(line, path, number, known)


def _parse(line: str, path: Path, number: int, known: frozenset[str]) -> Example:
    try:
        data = json.loads(line)
        return _example(data, f"{path.stem}:{number}", known)
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        reason = f"no {exc} there" if isinstance(exc, KeyError) else str(exc)
        raise ResourceError(f"{path}:{number}", f"not a labelled paragraph ({reason})", _FORM) from exc


def _example(data: Mapping[str, Any], place: str, known: frozenset[str]) -> Example:
    given = data["themes"]
    stances: dict[str, str] = dict(data.get("stances") or {})
    if isinstance(given, dict):  # themes with their stances in one object are as common as two lists
        stances = {**given, **stances}
    themes = frozenset(given)
    unknown = frozenset(data.get("unknown") or ())
    if strange := sorted({*themes, *unknown} - known):
        raise ValueError(f"unknown theme {strange[0]!r}")
    if wrong := sorted(set(stances.values()) - set(STANCES)):
        raise ValueError(f"unknown stance {wrong[0]!r}")
    if not isinstance(data["text"], str) or not data["text"].strip():
        raise ValueError("the text is empty")
    return Example(
        id=str(data.get("id") or place),
        text=data["text"],
        group=_group(data, place),
        themes=themes,
        stances=stances,
        unknown=unknown,
        language=data.get("language"),
        heading=data.get("heading"),
        title=data.get("title"),
    )


def _group(data: Mapping[str, Any], place: str) -> str:
    source = data.get("source") or {}
    case = source.get("case_id") if isinstance(source, dict) else None
    return " ".join(filter(None, (case, data.get("title")))) or place
