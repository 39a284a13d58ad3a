"""A decision as a short list that a test can write down: headings with ``#`` for their level, bullets with ``-``."""

from __future__ import annotations

from tests.rendering.source import Bullet, Heading, SampleSource, Table, Text
from textkit.document import Decision

METADATA = ("title", "case_id", "function_code", "section_number", "organ", "date", "kind", "presenter")


def outline(decision: Decision) -> list[str]:
    """What was read, line by line."""
    lines: list[str] = []
    for section in decision.sections:
        if section.heading is not None:
            lines.append(f"{'#' * section.level} {section.heading}")
        lines += [f"- {p.text}" if p.kind == "bullet" else p.text for p in section.paragraphs]
    return lines


def roles(decision: Decision) -> dict[str | None, str]:
    """The role of each section by its heading."""
    return {section.heading: section.role for section in decision.sections}


def outline_of_source(source: SampleSource) -> list[str]:
    """The same of a sample as its author wrote it."""
    lines: list[str] = []
    for block in source.blocks:
        match block:
            case Heading(level, text):
                lines.append(f"{'#' * level} {text}")
            case Bullet(text):
                lines.append(f"- {text}")
            case Text(text):
                lines.append(text)
    return lines


def tables_of_source(source: SampleSource) -> list[tuple[tuple[str, ...], ...]]:
    """The tables of a sample."""
    return [block.rows for block in source.blocks if isinstance(block, Table)]


def metadata(decision: Decision) -> dict[str, str | None]:
    """What a decision says of itself."""
    return {name: getattr(decision, name) for name in METADATA}


def metadata_of_source(source: SampleSource) -> dict[str, str | None]:
    """The same of a sample."""
    number = None if source.section_number is None else str(source.section_number)
    return {
        "title": source.title,
        "case_id": source.case_id,
        "function_code": source.function_code,
        "section_number": number,
        "organ": source.organ,
        "date": source.date.isoformat(),
        "kind": source.kind,
        "presenter": source.presenter,
    }
