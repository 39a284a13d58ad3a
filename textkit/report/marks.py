"""The sentences of a decision that carry themes: the same places in every kind of report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textkit.alignment import Alignment, Finding
from textkit.document import Paragraph
from textkit.policy import Policy
from textkit.report.messages import MARKS, Language, message, number

_WORST_FIRST = ("conflicts", "advances", "mentions")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence and what was found in it, conflicts first. ``start`` and ``end`` count in the paragraph's text."""

    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def stance(self) -> str:
        """The stance that colours it: a conflict before all."""
        return self.findings[0].stance or "mentions"

    @property
    def uncertain(self) -> bool:
        """Whether all that was found in it is near a threshold."""
        return all(finding.uncertain for finding in self.findings)


def marks_of(alignment: Alignment) -> Mapping[str, Sequence[Mark]]:
    """The marked sentences by paragraph, in the order of the text; none overlap."""
    found: dict[str, list[Finding]] = {}
    for theme in alignment.addressed:
        for finding in theme.evidence:
            found.setdefault(finding.paragraph, []).append(finding)
    return {
        paragraph.id: tuple(_marks(paragraph, found[paragraph.id]))
        for _, paragraph in alignment.decision.paragraphs()
        if paragraph.id in found
    }


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """A paragraph's text cut where marks begin and end."""
    at = 0
    for mark in marks:
        if mark.start > at:
            yield text[at : mark.start], None
        yield text[mark.start : mark.end], mark
        at = mark.end
    if at < len(text):
        yield text[at:], None


def note(finding: Finding, policy: Policy, language: Language) -> str:
    """What a comment says of a finding: the theme, its stance, how sure, and the words behind it."""
    names = {theme.id: theme.name(language) for theme in policy.themes}
    stance = finding.stance or "mentions"
    name = names.get(finding.theme, finding.theme)
    lines = [f"{MARKS[stance]} {name}: {message(stance, language)} ({number(finding.probability, language)})"]
    if finding.uncertain:
        lines.append(f"? {message('look', language)}: {message('look_why', language)}")
    if finding.terms:
        lines.append(f"{message('words', language)}: {', '.join(word for word, _ in finding.terms)}")
    return "\n".join(lines)


def _marks(paragraph: Paragraph, findings: Sequence[Finding]) -> Iterator[Mark]:
    by_span: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        by_span.setdefault(_span(paragraph, finding), []).append(finding)
    at = 0
    for start, end in sorted(by_span):
        if start < at:
            # Two readings of one text that cut it into other sentences: the first mark has the place.
            continue
        ordered = sorted(by_span[start, end], key=lambda f: (_WORST_FIRST.index(f.stance or "mentions"), -f.weight))
        yield Mark(start, end, tuple(ordered))
        at = end


def _span(paragraph: Paragraph, finding: Finding) -> tuple[int, int]:
    if finding.span is not None:
        return finding.span
    start = paragraph.text.find(finding.quote) if finding.quote else -1
    return (start, start + len(finding.quote)) if start >= 0 else (0, len(paragraph.text))
