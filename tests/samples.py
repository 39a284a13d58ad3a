"""The sample decisions and what reading them must give, taken from the sources that they were typeset from."""

from __future__ import annotations

from pathlib import Path

from tests.rendering.source import Bullet, Heading, SampleSource, Table, Text, read_source
from textkit.document import Decision

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = sorted((ROOT / "corpus" / "decisions").glob("*.md"))

Outline = list[tuple[str, str]]
Rows = tuple[tuple[str, ...], ...]


def sample_pdf(number: int) -> Path:
    """The PDF of a sample by its number."""
    return next((ROOT / "corpus" / "decisions").glob(f"{number:02}-*.pdf"))


def expected_outline(source: SampleSource) -> Outline:
    """Headings (with their level), paragraphs and bullets of a source, in order."""
    marks: Outline = []
    for block in source.blocks:
        match block:
            case Heading(level, text):
                marks.append(("#" * level, text))
            case Text(text):
                marks.append(("paragraph", text))
            case Bullet(text):
                marks.append(("bullet", text))
    return marks


def outline(decision: Decision) -> Outline:
    """Headings, paragraphs and bullets of a decision, in order."""
    marks: Outline = []
    for section in decision.sections:
        if section.heading:
            marks.append(("#" * section.level, section.heading))
        marks += [(paragraph.kind, paragraph.text) for paragraph in section.paragraphs]
    return marks


def expected_tables(source: SampleSource) -> list[Rows]:
    """Tables of a source."""
    return [block.rows for block in source.blocks if isinstance(block, Table)]


def expected_facts(source: SampleSource) -> dict[str, str | None]:
    """What the source says of the decision."""
    return {
        "title": source.title,
        "case_id": source.case_id,
        "function_code": source.function_code,
        "section_number": None if source.section_number is None else str(source.section_number),
        "organ": source.organ,
        "date": source.date.isoformat(),
        "kind": source.kind,
        "presenter": source.presenter,
    }


def facts(decision: Decision) -> dict[str, str | None]:
    """The same of a decision that was read."""
    names = ("title", "case_id", "function_code", "section_number", "organ", "date", "kind", "presenter")
    return {name: getattr(decision, name) for name in names}


__all__ = ["ROOT", "SAMPLES", "SHARED", "read_source"]
