"""What users hand in to be tagged → passages: plain texts, or records with a text and what they know of it."""

from __future__ import annotations

from collections.abc import Mapping

from textkit.document import TAGGED_ROLES
from textkit.reading.structure.headings import role_of
from textkit.tagging.tagger import Passage


def passage_from(record: str | Passage | Mapping[str, object], number: int) -> Passage:
    """A passage from a text or a record with ``text`` and, where known, ``id``, ``heading``, ``title``, ``language``.

    Under a heading such as *Toimivalta* a text is procedural: it carries no theme, whatever it names.

    :param number: the id of a record that has none.
    :raises ValueError: if the record has no text.
    """
    if isinstance(record, Passage):
        return record
    if isinstance(record, str):
        return Passage(str(number), record)
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError("there is no text in it")
    role = role_of(_string(record, "heading") or "")
    return Passage(
        id=_string(record, "id") or str(number),
        text=text,
        language=_string(record, "language"),
        group=_string(record, "title"),
        procedural=role is not None and role not in TAGGED_ROLES,
    )


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    return None if value is None or value == "" else str(value)
