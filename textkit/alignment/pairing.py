"""Which decision came of which draft, when a file holds several."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.alignment.matching import likeness, word_counts
from textkit.document import Decision

_ALIKE = 0.6
"""Titles that share this much of their words name the same matter."""
_DRAFT, _DECISION = "/Motion", "/Content"
"""What reading adds to the names of the two texts in an API record."""


def pair(drafts: Sequence[Decision], decisions: Sequence[Decision]) -> list[tuple[Decision, Decision | None]]:
    """Each draft with its decision, or with None where there is none.

    The draft and the decision in one record of the city's API belong together; else those of one case do, and of
    several of one case those with the likest titles; else those with like titles; and one draft alone belongs to one
    decision alone, whatever they are called. Where there are drafts of API records, their decisions are no drafts;
    where there are decisions of API records, their drafts are no decisions.
    """
    left, right = _without(drafts, _DECISION, _DRAFT), _without(decisions, _DRAFT, _DECISION)
    if len(left) == len(right) == 1:
        return [(left[0], right[0])]
    return [(draft, _counterpart(draft, right)) for draft in left]


def _without(decisions: Sequence[Decision], part: str, other: str) -> list[Decision]:
    """Leaves out one part of API records where there is any of the other part."""
    if not any(decision.source.name.endswith(other) for decision in decisions):
        return list(decisions)
    return [decision for decision in decisions if not decision.source.name.endswith(part)]


def _record(decision: Decision) -> str | None:
    """The id of the API record that a decision is of."""
    name = decision.source.name
    return name.rpartition("#")[2].rpartition("/")[0] if name.endswith((_DRAFT, _DECISION)) else None


def _counterpart(draft: Decision, decisions: Sequence[Decision]) -> Decision | None:
    record = _record(draft)
    if record is not None and (found := next((d for d in decisions if _record(d) == record), None)):
        return found
    same_case = [d for d in decisions if d.case_id is not None and d.case_id == draft.case_id]
    if len(same_case) == 1:
        return same_case[0]
    alike = [(_title_likeness(draft, d), n) for n, d in enumerate(same_case or decisions)]
    best, at = max(alike, default=(0.0, 0), key=lambda item: item[0])
    return (same_case or decisions)[at] if best >= _ALIKE else None


def _title_likeness(one: Decision, other: Decision) -> float:
    if not one.title or not other.title:
        return 0.0
    return likeness(word_counts(one.title), word_counts(other.title))
