"""Blocks → a Decision: the title block, sections with roles, and what the decision says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textkit.document import Decision, DecisionKind, Paragraph, Role, Section, Source, Table
from textkit.reading.structure.headings import is_presenter, role_of
from textkit.reading.structure.metadata import (
    CASE,
    SECTION_NUMBER,
    Header,
    deciding_organ,
    merged,
    presenter_in,
    title_line,
)
from textkit.reading.structure.textblock import TextBlock

_TITLE_BLOCKS = 12
"""The case line stands within this many blocks, or the document has none."""


@dataclass(slots=True)
class TitleBlock:
    """What stands above the first section."""

    title: str | None = None
    case_id: str | None = None
    function_code: str | None = None
    section_number: str | None = None
    says: Header = field(default_factory=Header)
    """What its lines say of the document besides: organ, date, kind."""


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
    blocks: Sequence[TextBlock],
    tables: Sequence[Table],
    header: Header,
    source: Source,
    title: TitleBlock | None = None,
) -> Decision:
    """One decision from the blocks of its document.

    :param title: the title block, where the source marks it up; else it is looked for in the blocks.
    """
    if title is None:
        title, blocks = _title_block(blocks)
    header = merged([header, title.says])
    sections = _sections(blocks)
    return Decision(
        source=source,
        title=title.title,
        case_id=title.case_id,
        function_code=title.function_code,
        section_number=title.section_number,
        organ=header.organ or _organ(sections),
        date=header.date,
        kind=header.kind or _kind(sections),
        presenter=_presenter(sections),
        language=None,
        sections=sections,
        tables=tuple(tables),
    )


def _title_block(blocks: Sequence[TextBlock]) -> tuple[TitleBlock, Sequence[TextBlock]]:
    """Reads the title block; the rest is what follows it."""
    title = TitleBlock()
    blocks = list(blocks)
    while title.title is None and (said := said_title(blocks)):
        title.title = take_number(title, said.text) or None
        blocks.remove(said)
    first = next((n for n, b in enumerate(blocks) if b.kind == "heading" and role_of(b.text)), 0)
    within = min(first, _TITLE_BLOCKS) or _TITLE_BLOCKS
    at = next((n for n, b in enumerate(blocks[:within]) if CASE.match(b.text)), None)
    if at is None:
        above, rest = blocks[:first], blocks[first:]
    else:
        above, rest = blocks[:at], blocks[at + 1 :]
        read_case(title, blocks[at].text)
    kept: list[TextBlock] = []
    for block in _without_title_lines(title, above):
        text = take_number(title, block.text)
        if text and title.title is None and block.kind == "heading":
            title.title = text
        elif text:
            kept.append(block)
    if title.title is None and kept:
        title.title = kept.pop(0).text
    return title, [*kept, *rest]


def said_title(blocks: Sequence[TextBlock]) -> TextBlock | None:
    """The title, where the source says which heading that is, or has but one of the highest level."""
    said = next((block for block in blocks if block.level == 0), None)
    highest = [block for block in blocks if block.level == 1]
    return said or (highest[0] if len(highest) == 1 and role_of(highest[0].text) is None else None)


def _without_title_lines(title: TitleBlock, above: Sequence[TextBlock]) -> Sequence[TextBlock]:
    """Takes lines off a title block that only say organ, date or kind of document. The title itself always stays."""
    said = [title_line(block.text) for block in above]
    others = [block for block, header in zip(above, said, strict=True) if header is None]
    if not others and title.title is None:
        return above
    title.says = merged(header for header in said if header is not None)
    return others


def read_case(title: TitleBlock, text: str) -> None:
    """Takes case id and function code from a case line (``HEL 2022-001234 T 10 03 02``)."""
    match = CASE.match(text)
    if match:
        title.case_id, title.function_code = match.group("case"), match.group("code")


def take_number(title: TitleBlock, text: str) -> str:
    """Takes ``§ 12`` or ``12 §`` off the front of a text."""
    match = SECTION_NUMBER.match(text)
    if match and title.section_number is None:
        title.section_number = match.group(1) or match.group(2)
        return text[match.end() :].strip()
    return text


def _sections(blocks: Sequence[TextBlock]) -> tuple[Section, ...]:
    drafts: list[_Draft] = []
    count = 0
    levels = _Levels(blocks)
    open_sections: list[_Draft] = []
    for block in blocks:
        if block.kind == "heading":
            level = levels.of(block)
            last = drafts[-1] if open_sections else None
            del open_sections[level - 1 :]
            open_sections.append(_section(block, level, open_sections[-1] if open_sections else last))
            drafts.append(open_sections[-1])
            continue
        if not drafts:
            drafts.append(_Draft(None, "other", 1))
        count += 1
        drafts[-1].paragraphs.append(Paragraph(f"p{count}", block.paragraph_kind, block.text, block.page, block.box))
    return tuple(draft.freeze() for draft in drafts)


class _Levels:
    """The depth of each heading: as the source says, or as its style does, or its name where all look alike."""

    def __init__(self, blocks: Sequence[TextBlock]) -> None:
        headings = [block for block in blocks if block.kind == "heading" and not block.level]
        known = [block.style for block in headings if role_of(block.text)]
        self._main = known[0] if known and len({block.style for block in headings}) > 1 else None
        self._open: list[int] = []

    def of(self, heading: TextBlock) -> int:
        """The depth of the next heading, from 1."""
        said = heading.level or (1 if self._is_main(heading) else 2)
        while self._open and self._open[-1] >= said:
            self._open.pop()
        self._open.append(said)
        return len(self._open)

    def _is_main(self, heading: TextBlock) -> bool:
        return heading.style == self._main if self._main else role_of(heading.text) is not None


def _section(block: TextBlock, level: int, above: _Draft | None) -> _Draft:
    """A section under a heading. One without a usual name has the role of another.

    :param above: the section that it stands in, and at the highest level the one before it.
    """
    role = block.role or role_of(block.text)
    if role is None:
        role = above.role if above else "other"
        if level == 1 and role in ("contact", "attachments"):
            role = "other"
    return _Draft(block.text, role, level)


def _organ(sections: Sequence[Section]) -> str | None:
    """The body that the first sentence of the decision names."""
    first = next((s.paragraphs[0].text for s in sections if s.role == "decision" and s.paragraphs), "")
    return deciding_organ(first)


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
