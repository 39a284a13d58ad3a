"""What a text says of itself in YAML between two lines of ``---`` at its top, as Markdown files do."""

from __future__ import annotations

import datetime
import re
from typing import Any, get_args

from textkit.document import DecisionKind

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELDS = ("title", "case_id", "function_code", "section_number", "organ", "date", "kind", "presenter")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields of a ``Decision`` that a text gives, and what follows; text without such a top is all body."""
    match = _FRONT_MATTER.match(text)
    said = _parsed(match["yaml"]) if match else None
    if match is None or not isinstance(said, dict):
        return {}, text
    fields = {name: _plain(said.get(name)) for name in _FIELDS}
    if fields["kind"] not in get_args(DecisionKind):
        fields["kind"] = None
    return {name: value for name, value in fields.items() if value is not None}, text[match.end() :]


def _parsed(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _plain(value: Any) -> str | None:
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None
