"""Blocks → a Decision: the title block, sections with roles, and what the decision says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textkit.document import Decision, DecisionKind, Paragraph, Role, Section, Source, Table
from textkit.reading.headings import is_presenter, role_of
from textkit.reading.hyphens import Dehyphenator
from textkit.reading.layout import Block
from textkit.reading.line import RuledTable
from textkit.reading.metadata import CASE, SECTION_NUMBER, Header, presenter_in

_TITLE_BLOCKS = 12
"""The case line stands within this many blocks, or the document has none."""
_SAME_COLUMN = 2.0


@dataclass(slots=True)
class _Title:
    """What the blocks above the first section say."""

    title: str | None = None
    case_id: str | None = None
    function_code: str | None = None
    section_number: str | None = None


@dataclass(slots=True)
class _Draft:
    """A section that is being filled."""

    heading: str | None
    role: Role
    level: int
    paragraphs: list[Paragraph] = field(default_factory=list)

    def freeze(self) -> Section:
        return Section(self.heading, self.role, self.level, tuple(self.paragraphs))


def build_decision(
    blocks: Sequence[Block], tables: Sequence[RuledTable], header: Header, source: Source, join: Dehyphenator
) -> Decision:
    """One decision from the blocks of its document.

    :param join: undoes line-end hyphens.
    """
    title, rest = _title_block(blocks, join)
    sections = _sections(rest, join)
    return Decision(
        source=source,
        title=title.title,
        case_id=title.case_id,
        function_code=title.function_code,
        section_number=title.section_number,
        organ=header.organ,
        date=header.date,
        kind=header.kind or _kind(sections),
        presenter=_presenter(sections),
        language=None,
        sections=sections,
        tables=_tables(tables, join),
    )


def _title_block(blocks: Sequence[Block], join: Dehyphenator) -> tuple[_Title, Sequence[Block]]:
    """Reads the title block; the rest is what follows it."""
    title = _Title()
    at = next((n for n, block in enumerate(blocks[:_TITLE_BLOCKS]) if CASE.match(block.texts[0])), None)
    if at is None:
        at = next((n for n, b in enumerate(blocks) if b.kind == "heading" and role_of(join.join(b.texts))), 0)
        above, rest = blocks[:at], blocks[at:]
    else:
        above, rest = blocks[:at], blocks[at + 1 :]
        _read_case(title, join.join(blocks[at].texts))
    kept = []
    for block in above:
        text = _take_number(title, join.join(block.texts))
        if text and title.title is None and block.kind == "heading":
            title.title = text
        elif text:
            kept.append(block)
    if title.title is None and kept:
        title.title = join.join(kept.pop(0).texts)
    return title, [*kept, *rest]


def _read_case(title: _Title, text: str) -> None:
    match = CASE.match(text)
    if match:
        title.case_id, title.function_code = match.group("case"), match.group("code")


def _take_number(title: _Title, text: str) -> str:
    """Takes ``§ 12`` or ``12 §`` off the front of a text."""
    match = SECTION_NUMBER.match(text)
    if match and title.section_number is None:
        title.section_number = match.group(1) or match.group(2)
        return text[match.end() :].strip()
    return text


def _sections(blocks: Sequence[Block], join: Dehyphenator) -> tuple[Section, ...]:
    drafts: list[_Draft] = []
    count = 0
    main = _main_style(blocks, join)
    for block in blocks:
        text = join.join(block.texts)
        if block.kind == "heading":
            drafts.append(_section(text, block.style == main if main else None, drafts))
            continue
        if not drafts:
            drafts.append(_Draft(None, "other", 1))
        count += 1
        drafts[-1].paragraphs.append(Paragraph(f"p{count}", block.paragraph_kind, text, block.page, block.box))
    return tuple(draft.freeze() for draft in drafts)


def _main_style(blocks: Sequence[Block], join: Dehyphenator) -> tuple[str, float] | None:
    """The style of main headings, where the document sets two kinds of headings apart."""
    headings = [block for block in blocks if block.kind == "heading"]
    known = [block.style for block in headings if role_of(join.join(block.texts))]
    return known[0] if known and len({block.style for block in headings}) > 1 else None


def _section(heading: str, looks_main: bool | None, before: Sequence[_Draft]) -> _Draft:
    """A section under a heading. One without a usual name has the role of the section before it.

    :param looks_main: whether it is set as main headings are; None where all headings look alike: then those with a
        usual name are the main ones.
    """
    known = role_of(heading)
    inherited: Role = before[-1].role if before and before[-1].heading is not None else "other"
    is_main = looks_main if looks_main is not None else known is not None
    if known is None and is_main and inherited in ("contact", "attachments"):
        inherited = "other"
    has_parent = any(draft.heading is not None for draft in before)
    return _Draft(heading, known or inherited, 1 if is_main or not has_parent else 2)


def _kind(sections: Sequence[Section]) -> DecisionKind | None:
    """Without a header: a proposal is what proposes and does not decide."""
    names = {(section.heading or "").casefold() for section in sections}
    proposes = names & {"päätösehdotus", "beslutsförslag"}
    return "proposal" if proposes and not names & {"päätös", "beslut"} else None


def _presenter(sections: Sequence[Section]) -> str | None:
    for section in sections:
        if section.heading and is_presenter(section.heading) and section.paragraphs:
            return " ".join(paragraph.text for paragraph in section.paragraphs)
    for section in reversed(sections):
        for paragraph in section.paragraphs:
            if who := presenter_in(paragraph.text):
                return who
    return None


def _tables(tables: Sequence[RuledTable], join: Dehyphenator) -> tuple[Table, ...]:
    """Tables with joined cells; one that goes on at the top of the next page is one table."""
    result: list[Table] = []
    last: RuledTable | None = None
    for table in tables:
        rows = tuple(tuple(join.join(cell) for cell in row) for row in table.rows)
        if last is not None and _continues(last, table):
            again = rows[1:] if rows[0] == result[-1].rows[0] else rows
            result[-1] = Table(result[-1].page, result[-1].rows + again)
        else:
            result.append(Table(table.page, rows))
        last = table
    return tuple(result)


def _continues(last: RuledTable, table: RuledTable) -> bool:
    if table.page != last.page + 1 or len(table.columns) != len(last.columns):
        return False
    return all(abs(a - b) <= _SAME_COLUMN for a, b in zip(last.columns, table.columns, strict=True))
