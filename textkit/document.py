"""The one shape that everything speaks of: a decision as sections of whole paragraphs.

Frozen and plain, so that a decision can be hashed, sent to another process and compared in a test. Reading fills
everything but languages and sentences; segmentation adds those. The JSON form is the one that other programs rely
on (schema ``textkit.decision/1``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

SCHEMA = "textkit.decision/1"

Role = Literal[
    "decision",
    "summary",
    "reasons",
    "handling",
    "statement",
    "competence",
    "appeal",
    "attachments",
    "contact",
    "other",
]
DecisionKind = Literal["proposal", "minutes", "officer"]
ParagraphKind = Literal["paragraph", "bullet"]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner of the page."""

TAGGED_ROLES: frozenset[Role] = frozenset({"decision", "summary", "reasons", "handling", "statement", "other"})
"""Roles whose paragraphs say something about policy. Competence clauses, appeal instructions, contact data and lists
of attachments are procedure: in real decisions they are 40 % of the text and carry no theme."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a decision was read from. ``sha256`` is of the file's bytes; ``pages`` is null where there are none.

    ``ocr_pages`` are the numbers of the pages that are pictures and were read by text recognition: their words may be
    wrong. ``picture_pages`` are those that are pictures and were not read: what stands on them is missing.
    """

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    producer: str | None = None
    ocr_pages: tuple[int, ...] = ()
    picture_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or bullet: whole words in reading order, NFC.

    ``page`` (from 1) and ``bbox`` are of the page it starts on. ``sentences`` are character spans in ``text``.
    """

    id: str
    kind: ParagraphKind
    text: str
    page: int | None = None
    bbox: Box | None = None
    language: str | None = None
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``level`` 1 is a main heading; the text before the first has no heading."""

    heading: str | None
    role: Role
    level: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; an empty cell is an empty string."""

    page: int | None
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was read. What the file does not say is None."""

    source: Source
    title: str | None
    case_id: str | None
    function_code: str | None
    section_number: str | None
    organ: str | None
    date: str | None
    kind: DecisionKind | None
    presenter: str | None
    language: str | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()

    def paragraphs(self) -> Iterator[tuple[Section, Paragraph]]:
        """Every paragraph with its section, in reading order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield section, paragraph


def decision_to_dict(decision: Decision) -> dict[str, Any]:
    """The JSON object of a decision, ready for ``json.dumps``."""
    return {"schema": SCHEMA, **asdict(decision)}


def decision_from_dict(data: Mapping[str, Any]) -> Decision:
    """The inverse of :func:`decision_to_dict`.

    :raises ValueError: if the object is not of schema ``textkit.decision/1``, or lacks one of its fields.
    """
    if data.get("schema") != SCHEMA:
        raise ValueError(f"expected schema {SCHEMA}, found {data.get('schema')!r}")
    try:
        fields = {name: data[name] for name in Decision.__slots__ if name not in ("source", "sections", "tables")}
        return Decision(
            source=_source(data["source"]),
            sections=tuple(_section(section) for section in data["sections"]),
            tables=tuple(Table(t["page"], tuple(tuple(row) for row in t["rows"])) for t in data["tables"]),
            **fields,
        )
    except (KeyError, TypeError) as exc:
        raise ValueError(f"not a decision: {exc}") from exc


def _source(data: Mapping[str, Any]) -> Source:
    numbers = {name: tuple(data.get(name, ())) for name in ("ocr_pages", "picture_pages")}
    return Source(**{**data, **numbers})


def _section(data: Mapping[str, Any]) -> Section:
    return Section(data["heading"], data["role"], data["level"], tuple(_paragraph(p) for p in data["paragraphs"]))


def _paragraph(data: Mapping[str, Any]) -> Paragraph:
    box = data["bbox"]
    return Paragraph(
        id=data["id"],
        kind=data["kind"],
        text=data["text"],
        page=data["page"],
        bbox=None if box is None else (box[0], box[1], box[2], box[3]),
        language=data["language"],
        sentences=tuple((start, end) for start, end in data["sentences"]),
    )
