"""One decision tagged and aligned in one pass: what an archive keeps of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.alignment import Alignment, Finding, align
from textkit.pipeline import passages_of
from textkit.tagging.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    quotes = _quotes(paragraph, tagger) if any(tag.tagged for tag in tags) else ()
    for column, (tag, threshold) in enumerate(zip(tags, tagger.model.thresholds, strict=True)):
        yield Finding(
            theme=tag.theme,
            paragraph=paragraph.id,
            page=paragraph.page,
            role=section.role,
            probability=tag.probability,
            threshold=float(threshold),
            tagged=tag.tagged,
            stance=tag.stance,
            quote=quotes[column] if tag.tagged else "",
        )


def _quotes(paragraph: Paragraph, tagger: Tagger) -> Sequence[str]:
    """For each theme the sentence whose words add most to it: the one that an explanation would quote.

    Which one that is depends on nothing but the paragraph's words, so explaining it for every theme among all the
    decision's other paragraphs, which would make long decisions quadratic, is not needed.
    """
    themes = len(tagger.model.themes)
    spans = paragraph.sentences or ((0, len(paragraph.text)),)
    if len(spans) == 1:
        return [paragraph.text[slice(*spans[0])]] * themes
    sums = np.zeros((len(spans), themes))
    starts = [start for start, _ in spans]
    met: set[str] = set()
    for word in words(paragraph.text):
        if word.form not in met:
            met.add(word.form)
            sums[max(0, bisect_right(starts, word.start) - 1)] += tagger.scorer.word(word.form)[0][:themes]
    return [paragraph.text[slice(*spans[number])] for number in sums.argmax(axis=0)]
