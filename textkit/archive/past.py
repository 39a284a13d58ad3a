"""Decisions of an archive that a draft can be held against: those of its kind and of the nearest function code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textkit.alignment.expected import FEWEST
from textkit.archive.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textkit.alignment import Alignment

_MOST = 5_000
"""Of more decisions that are like it, the latest are enough."""
_TELLING = ("decision", "summary")
"""Sections whose text decisions are compared by: what is decided says what a decision is about."""
_LIKE = """
FROM decisions WHERE kind IS NOT DISTINCT FROM ? AND starts_with(function_code || ' ', ?)
AND (case_id IS NULL OR case_id IS DISTINCT FROM ?)
"""


@dataclass(frozen=True, slots=True)
class Past:
    """A decision as :func:`textkit.alignment.expected_themes` wants it."""

    identifier: str
    title: str | None
    case_id: str | None
    function_code: str | None
    kind: str | None
    themes: frozenset[str]
    text: str


def described(alignment: Alignment) -> Past:
    """A draft that was checked, in the same terms."""
    decision = alignment.decision
    telling = [paragraph.text for section, paragraph in decision.paragraphs() if section.role in _TELLING]
    return Past(
        identifier=decision.source.sha256,
        title=decision.title,
        case_id=decision.case_id,
        function_code=decision.function_code,
        kind=decision.kind,
        themes=frozenset(theme.theme for theme in alignment.addressed),
        text=" ".join([decision.title or "", *telling]),
    )


def past_like(draft: Past, questions: Questions) -> Iterator[Past]:
    """Decisions of an archive with the longest beginning of the draft's function code that a few share.

    :raises StoreError: if the store is unusable.
    """
    code = (draft.function_code or "").split()
    for length in range(len(code), 0, -1):
        values = [draft.kind, " ".join(code[:length]) + " ", draft.case_id]
        [(count,)] = questions.ask(f"SELECT count(*) {_LIKE}", values).rows
        if count >= FEWEST:
            yield from _read(questions, values)
            return


def _read(questions: Questions, values: Sequence[Any]) -> Iterator[Past]:
    roles = ", ".join(f"'{role}'" for role in _TELLING)
    sql = f"""
    WITH alike AS (SELECT decision_id, title, case_id, function_code, kind {_LIKE}
                   ORDER BY date DESC NULLS LAST, decision_id LIMIT {_MOST}),
    texts AS (SELECT decision_id, string_agg(text, ' ' ORDER BY number) AS text FROM paragraphs
              WHERE role IN ({roles}) AND decision_id IN (SELECT decision_id FROM alike) GROUP BY decision_id),
    themes AS (SELECT decision_id, list(theme) AS themes FROM alignments
               WHERE addressed AND decision_id IN (SELECT decision_id FROM alike) GROUP BY decision_id)
    SELECT decision_id, title, case_id, function_code, kind, themes, text
    FROM alike LEFT JOIN texts USING (decision_id) LEFT JOIN themes USING (decision_id) ORDER BY decision_id
    """
    for identifier, title, case_id, code, kind, themes, text in questions.ask(sql, values).rows:
        yield Past(identifier, title, case_id, code, kind, frozenset(themes or ()), f"{title or ''} {text or ''}")
