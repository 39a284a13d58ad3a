"""One decision tagged and aligned in one pass: what an archive keeps of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.alignment import Alignment, Finding, align
from textkit.pipeline import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textkit.document import Decision, Paragraph, Section
    from textkit.policy import Policy
    from textkit.tagging import Passage, Tag, Tagger


@dataclass(frozen=True, slots=True)
class Analysis:
    """Tags by paragraph (procedural ones have none) and the alignment made of them."""

    tags: Mapping[str, tuple[Tag, ...]]
    alignment: Alignment


def analyse(decision: Decision, policy: Policy, tagger: Tagger) -> Analysis:
    """Tags and alignment as ``textkit check`` finds them, without the words behind each quote."""
    items = passages_of(decision)
    tags = list(tagger.tag(passage for _, _, passage in items))
    findings = [finding for item, found in zip(items, tags, strict=True) for finding in _findings(*item, found, tagger)]
    by_paragraph = {paragraph.id: found for (_, paragraph, _), found in zip(items, tags, strict=True)}
    return Analysis(by_paragraph, align(decision, policy, findings, tagger.model.name))


def _findings(
    section: Section, paragraph: Paragraph, passage: Passage, tags: tuple[Tag, ...], tagger: Tagger
) -> Iterator[Finding]:
    for tag, threshold in zip(tags, tagger.model.thresholds, strict=True):
        yield Finding(
            theme=tag.theme,
            paragraph=paragraph.id,
            page=paragraph.page,
            role=section.role,
            probability=tag.probability,
            threshold=float(threshold),
            tagged=tag.tagged,
            stance=tag.stance,
            quote=_quote(passage, paragraph, tag.theme, tagger) if tag.tagged else "",
        )


def _quote(passage: Passage, paragraph: Paragraph, theme: str, tagger: Tagger) -> str:
    """The sentence that carries a theme most.

    Which one that is does not depend on the rest of the decision, so the paragraph is explained alone: explaining it
    among all others would make long decisions quadratic.
    """
    from textkit.tagging import strongest_span

    start, end = strongest_span(tagger.explain([passage], 0, theme), paragraph.text, paragraph.sentences)
    return paragraph.text[start:end]
