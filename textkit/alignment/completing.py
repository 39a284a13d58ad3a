"""Drafts and decisions that leave out what the other says, made whole, so that only real changes count as changes.

The city's API gives a decision that was made as proposed with a draft that says no more than that («Päätös on
ehdotuksen mukainen») and has the presenter's reasons, which the decision itself does not repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from textkit.document import Decision, Role, Section

Borrowed = Literal["proposal", "reasons"]

_AS_PROPOSED = re.compile(
    r"(?:päätös|esitys|lausunto|vastaus) on (?:ehdotuksen|esityksen) mukainen|"
    r"(?:beslutet|förslaget|utlåtandet|framställningen) är enligt förslaget",
    re.IGNORECASE,
)
_LONGEST = 60
"""Letters of a draft's proposal that says no more than that."""


def complete(draft: Decision, decision: Decision) -> tuple[Decision, Decision, tuple[Borrowed, ...]]:
    """Both made whole: a proposal that only points to the decision is the decision's, reasons that were not repeated
    are the draft's. Says what was borrowed.
    """
    borrowed: list[Borrowed] = []
    if _only_points(draft):
        proposal = [section for section in decision.sections if section.role == "decision"]
        rest = [section for section in draft.sections if section.role != "decision"]
        draft = replace(draft, sections=(*_renamed(proposal, "d"), *rest))
        borrowed.append("proposal")
    if _has(draft, "reasons") and not _has(decision, "reasons"):
        reasons = [section for section in draft.sections if section.role == "reasons"]
        decision = replace(decision, sections=(*decision.sections, *_renamed(reasons, "m")))
        borrowed.append("reasons")
    return draft, decision, tuple(borrowed)


def _only_points(draft: Decision) -> bool:
    text = " ".join(p.text for section, p in draft.paragraphs() if section.role == "decision")
    return len(text) <= _LONGEST and bool(_AS_PROPOSED.search(text))


def _has(decision: Decision, role: Role) -> bool:
    return any(section.role == role and section.paragraphs for section in decision.sections)


def _renamed(sections: Iterable[Section], prefix: str) -> list[Section]:
    """Sections whose paragraphs have ids that the other side does not use."""
    return [
        replace(section, paragraphs=tuple(replace(p, id=f"{prefix}-{p.id}") for p in section.paragraphs))
        for section in sections
    ]
