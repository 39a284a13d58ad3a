"""A decision ↔ what the store keeps of it: one nested record, unfolded into tables when a shard is written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from textkit.archive.sectors import sector_of
from textkit.document import Decision, Paragraph, Section, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textkit.alignment import ThemeAlignment
    from textkit.archive.analysis import Analysis

_DIGITS = 4
_ID_DIGITS = 20


def decision_id(sha256: str, number: int) -> str:
    """The id of a decision: of its file's content, and which one it is in it (from 1)."""
    return f"{sha256[:_ID_DIGITS]}-{number}"


def text_record(identifier: str, decision: Decision, source: str, sha256: str) -> dict[str, Any]:
    """The decision and its paragraphs, without tags. How pages were read is kept with the file.

    :param source: where the file was found.
    :param sha256: of the file that was found (an API answer's decisions know another).
    """
    facts = ("title", "case_id", "function_code", "section_number", "organ", "date", "kind", "presenter", "language")
    paragraphs = [
        _paragraph(number, index, section, paragraph)
        for number, (index, section, paragraph) in enumerate(_numbered(decision), 1)
    ]
    return {
        "decision": {
            "decision_id": identifier,
            **{name: getattr(decision, name) for name in facts},
            "sector": sector_of(decision.organ),
            "source": source,
            "sha256": sha256,
            "name": decision.source.name,
            "media_type": decision.source.media_type,
            "pages": decision.source.pages,
            "producer": decision.source.producer,
            "ocr_pages": decision.source.ocr_pages,
            "picture_pages": decision.source.picture_pages,
        },
        "paragraphs": paragraphs,
    }


def tag_record(identifier: str, analysis: Analysis) -> dict[str, Any]:
    """Tags and alignment of a decision; probabilities and stances are in the order of the policy's themes."""
    return {
        "decision": {"decision_id": identifier},
        "tags": [
            {
                "paragraph_id": paragraph,
                "probabilities": [round(tag.probability, _DIGITS) for tag in tags],
                "stances": [tag.stance for tag in tags],
            }
            for paragraph, tags in analysis.tags.items()
        ],
        "alignments": [_alignment(theme, analysis) for theme in analysis.alignment.themes],
    }


def whole_record(identifier: str, decision: Decision, source: str, sha256: str, analysis: Analysis) -> dict[str, Any]:
    """Everything that is kept of a decision."""
    return {**tag_record(identifier, analysis), **text_record(identifier, decision, source, sha256)}


def decision_of(row: Mapping[str, Any], paragraphs: Iterable[Mapping[str, Any]]) -> Decision:
    """A stored decision as it was read, but for its tables.

    :param row: of the table ``decisions``.
    :param paragraphs: its rows of the table ``paragraphs``, in order.
    """
    sections = []
    for _, group in groupby(paragraphs, key=lambda p: p["section"]):
        rows = list(group)
        first = rows[0]
        sections.append(Section(first["heading"], first["role"], first["level"], tuple(map(_stored, rows))))
    facts = ("title", "case_id", "function_code", "section_number", "organ", "kind", "presenter", "language")
    return Decision(
        source=Source(row["name"], row["sha256"], row["media_type"], row["pages"], row["producer"]),
        date=None if row["date"] is None else str(row["date"]),
        sections=tuple(sections),
        **{name: row[name] for name in facts},
    )


def _numbered(decision: Decision) -> Iterable[tuple[int, Section, Paragraph]]:
    for index, section in enumerate(decision.sections, 1):
        for paragraph in section.paragraphs:
            yield index, section, paragraph


def _paragraph(number: int, index: int, section: Section, paragraph: Paragraph) -> dict[str, Any]:
    return {
        "paragraph_id": paragraph.id,
        "number": number,
        "section": index,
        "heading": section.heading,
        "level": section.level,
        "role": section.role,
        "kind": paragraph.kind,
        "text": paragraph.text,
        "page": paragraph.page,
        "bbox": paragraph.bbox,
        "language": paragraph.language,
        "sentences": paragraph.sentences,
    }


def _stored(row: Mapping[str, Any]) -> Paragraph:
    box = row["bbox"]
    return Paragraph(
        id=row["paragraph_id"],
        kind=row["kind"],
        text=row["text"],
        page=row["page"],
        bbox=None if box is None else (box[0], box[1], box[2], box[3]),
        language=row["language"],
        sentences=tuple((start, end) for start, end in row["sentences"]),
    )


def _alignment(theme: ThemeAlignment, analysis: Analysis) -> dict[str, Any]:
    best = theme.evidence[0] if theme.evidence else None
    return {
        "policy": analysis.alignment.policy,
        "theme": theme.theme,
        "addressed": theme.addressed,
        "strength": round(theme.strength, _DIGITS),
        "stance": theme.stance,
        "in_decision_text": theme.in_decision_text,
        "uncertain": theme.uncertain,
        "paragraphs": len(theme.evidence),
        "paragraph_id": best.paragraph if best else None,
        "page": best.page if best else None,
        "quote": best.quote if best else None,
        "probability": round(best.probability, _DIGITS) if best else None,
        "score": round(analysis.alignment.score, _DIGITS),
    }
