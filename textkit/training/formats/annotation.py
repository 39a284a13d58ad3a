"""What every label format becomes: one labeller's judgement of one paragraph, with theme names as the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

METADATA = ("id", "case_id", "paragraph", "title", "heading", "language", "organ", "labeller", "labelled_at", "why")
"""What is kept of a row beside its text and labels, under these names in every format that has room for it."""
_ALIASES = {
    "case_id": ("case_id", "doc", "document", "document_id", "asia", "diaarinumero"),
    "labeller": ("labeller", "annotator", "_annotator_id", "user", "luokittelija"),
    "labelled_at": ("labelled_at", "updated_at", "created_at", "_timestamp"),
    "title": ("title", "otsikko"),
    "heading": ("heading", "väliotsikko"),
    "language": ("language", "lang", "kieli"),
    "organ": ("organ", "toimielin"),
}


class Skip(Exception):
    """A row that is not used, and why."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A paragraph with what somebody, or a model, says of it.

    :param themes: what it carries; None if nobody has looked at it yet.
    :param negatives: what it does not carry; None means every theme in neither ``themes`` nor ``unknown``, while
        with a set every theme in neither set is unknown.
    :param suggested: what a model says, with probabilities; never taken for a label.
    :param place: where in the file, for messages.
    """

    text: str
    themes: frozenset[str] | None
    negatives: frozenset[str] | None = None
    unknown: frozenset[str] = frozenset()
    stances: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, float] = field(default_factory=dict)
    suggested_by: str | None = None
    place: str = ""
    id: str | None = None
    case_id: str | None = None
    paragraph: str | None = None
    title: str | None = None
    heading: str | None = None
    language: str | None = None
    organ: str | None = None
    labeller: str | None = None
    labelled_at: str | None = None
    why: str | None = None

    def unknown_of(self, themes: Iterable[str]) -> frozenset[str]:
        """Which of a policy's themes this says nothing about."""
        if self.themes is None:
            return frozenset(themes)
        if self.negatives is None:
            return self.unknown - self.themes
        return frozenset(themes) - self.themes - (self.negatives - self.unknown)

    def labels(self) -> frozenset[str]:
        """The themes for a format that knows no difference between labels and suggestions."""
        return frozenset(self.suggested) if self.themes is None else self.themes


def metadata_to(annotation: Annotation, themes: Iterable[str]) -> dict[str, str]:
    """Metadata as flat texts, those of stances and unknown themes too; what is not known is left out."""
    found = {name: getattr(annotation, name) for name in METADATA}
    found["stances"] = " ".join(f"{theme}={stance}" for theme, stance in sorted(annotation.stances.items()))
    found["unknown"] = " ".join(sorted(annotation.unknown_of(themes))) if annotation.themes is not None else ""
    return {name: str(value) for name, value in found.items() if value}


def metadata_from(*mappings: Mapping[str, Any] | None) -> dict[str, Any]:
    """The same from what a file has, as arguments of :class:`Annotation`; the first mapping that has a value wins."""
    found: dict[str, Any] = {}
    for name in METADATA:
        for value in _values(name, mappings):
            found[name] = str(value)
            break
    if stances := list(_values("stances", mappings)):
        found["stances"] = _stances(stances[0])
    if unknown := list(_values("unknown", mappings)):
        found["unknown"] = frozenset(names_in(unknown[0]))
    return found


def names_in(value: Any) -> list[str]:
    """Theme names in a value: a list, a JSON list, or a text with ``#``, ``|``, ``;``, commas, lines or blanks."""
    if isinstance(value, dict):
        value = value.get("choices", list(value))
    if isinstance(value, str):
        value = _split(value)
    if not isinstance(value, list | tuple | set | frozenset):
        raise Skip(f"expected theme names, found {value!r}")
    if any(isinstance(item, list | dict) for item in value):
        raise Skip("labels of spans inside the text are not labels of a paragraph")
    return [str(item).strip() for item in value if str(item).strip()]


def text_of(record: Mapping[str, Any], *names: str) -> str:
    """The text of a record, under the first of the names that it has.

    :raises Skip: if there is none, or it is empty.
    """
    for name in names or TEXT_NAMES:
        if name in record:
            if not isinstance(record[name], str) or not record[name].strip():
                raise Skip("the text is empty")
            return str(record[name])
    raise Skip("no 'text' there")


TEXT_NAMES = ("text", "teksti", "content", "body", "paragraph_text", "kappale", "_data_text")


def _values(name: str, mappings: Iterable[Mapping[str, Any] | None]) -> Iterator[Any]:
    for mapping in mappings:
        for alias in _ALIASES.get(name, (name,)):
            value = (mapping or {}).get(alias)
            if value not in (None, "", [], {}):
                yield value


def _stances(value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(theme): str(stance) for theme, stance in value.items()}
    pairs = (part.partition("=") for part in str(value).split())
    return {theme: stance for theme, _, stance in pairs if stance}


def _split(value: str) -> list[str]:
    import json

    text = value.strip()
    if text.startswith("["):
        try:
            return [str(item) for item in json.loads(text.replace("'", '"') if '"' not in text else text)]
        except ValueError as exc:
            raise Skip(f"not a list of themes: {text[:40]}") from exc
    for separator in ("\n", "#", "|", ";", ","):
        if separator in text:
            return text.split(separator)
    return [text]
