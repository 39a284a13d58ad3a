"""What a report on an archive says, as numbers: every question that it asks, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textkit.archive.questions import Questions
from textkit.archive.store import Store
from textkit.errors import StoreError

MOST_ORGANS = 15
_STRONGEST = 5
STANCES = ("advances", "mentions", "conflicts")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group's decisions address a theme."""

    group: str
    theme: str
    addressed: int
    decisions: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.addressed / self.decisions if self.decisions else 0.0


@dataclass(frozen=True, slots=True)
class Strong:
    """A decision that carries a theme, with the sentence that shows it most. ``date`` is ISO 8601."""

    theme: str
    title: str | None
    organ: str | None
    date: str | None
    case_id: str | None
    strength: float
    stance: str
    quote: str
    page: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """How many paragraphs an older and the current model tag with a theme, and how many only one of them does."""

    theme: str
    before: int
    after: int
    only_before: int
    only_after: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report shows. ``years`` are ``2022`` …; groups without a name are left out."""

    policy: str
    model: str
    decisions: int
    paragraphs: int
    first: str | None
    last: str | None
    total: tuple[Share, ...]
    years: tuple[Share, ...]
    sectors: tuple[Share, ...]
    organs: tuple[Share, ...]
    stances: tuple[tuple[str, str, int], ...]
    strongest: tuple[Strong, ...]
    failures: tuple[tuple[str, str, int], ...]
    older_model: str | None
    changes: tuple[Change, ...]


_COUNTS = """
SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM paragraphs),
       (SELECT min(date)::VARCHAR FROM decisions), (SELECT max(date)::VARCHAR FROM decisions)
"""
_SHARES = """
WITH grouped AS (SELECT decision_id, {group} AS name FROM decisions),
     sizes AS (SELECT name, count(*) AS n FROM grouped WHERE name IS NOT NULL GROUP BY name ORDER BY n DESC, name {limit})
SELECT name, theme, count(*) FILTER (addressed), any_value(n)
FROM alignments JOIN grouped USING (decision_id) JOIN sizes USING (name)
GROUP BY name, theme ORDER BY {order}, theme
"""
_STANCES = """
SELECT theme, stance, count(*) FROM alignments WHERE addressed GROUP BY theme, stance ORDER BY theme, stance
"""
_STRONG = """
SELECT theme, title, organ, date::VARCHAR, case_id, strength, stance, quote, a.page, source
FROM alignments a JOIN decisions d USING (decision_id) WHERE addressed
QUALIFY row_number() OVER (PARTITION BY theme ORDER BY in_decision_text DESC, strength DESC, decision_id) <= ?
ORDER BY theme, in_decision_text DESC, strength DESC, decision_id
"""
_FAILURES = "SELECT stage, reason, count(*) FROM failures GROUP BY ALL ORDER BY 3 DESC, 1, 2 LIMIT 20"
_CHANGES = """
WITH pairs AS (
    SELECT theme, bool_or(tagged) FILTER (model = $1) AS old, bool_or(tagged) FILTER (model = $2) AS new
    FROM all_tags WHERE model IN ($1, $2) GROUP BY decision_id, paragraph_id, theme)
SELECT theme, count(*) FILTER (old), count(*) FILTER (new), count(*) FILTER (old AND new IS NOT true),
       count(*) FILTER (new AND old IS NOT true)
FROM pairs GROUP BY theme
"""


def summarize(store: Store) -> Summary:
    """The summary of an archive.

    :raises StoreError: if the store is unusable, or nothing was added yet.
    """
    current = store.current
    if current is None:
        raise StoreError(store.folder, "nothing was added yet", "add to it: textkit archive add")
    themes = current.themes
    older = _older_model(store, current.fingerprint)
    with Questions(store) as questions:
        [(decisions, paragraphs, first, last)] = questions.ask(_COUNTS).rows
        return Summary(
            policy=current.policy,
            model=current.fingerprint,
            decisions=decisions,
            paragraphs=paragraphs,
            first=first,
            last=last,
            total=_shares(questions, themes, "'all'"),
            years=_shares(questions, themes, "year(date)::VARCHAR", order="name"),
            sectors=_shares(questions, themes, "sector"),
            organs=_shares(questions, themes, "organ", limit=f"LIMIT {MOST_ORGANS}"),
            stances=tuple(_ordered(questions.ask(_STANCES).rows, themes)),
            strongest=tuple(Strong(*row) for row in _ordered(questions.ask(_STRONG, [_STRONGEST]).rows, themes)),
            failures=tuple((s, r, n) for s, r, n in questions.ask(_FAILURES).rows),
            older_model=older,
            changes=_changes(questions, older, current.fingerprint, themes),
        )


def _shares(
    questions: Questions, themes: Sequence[str], group: str, *, order: str = "any_value(n) DESC, name", limit: str = ""
) -> tuple[Share, ...]:
    rows = questions.ask(_SHARES.format(group=group, order=order, limit=limit)).rows
    found = [Share(*row) for row in rows]
    places = {name: number for number, name in enumerate(dict.fromkeys(share.group for share in found))}
    return tuple(sorted(found, key=lambda share: (places[share.group], themes.index(share.theme))))


def _ordered(rows: Any, themes: Sequence[str]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: themes.index(row[0]))


def _older_model(store: Store, current: str) -> str | None:
    """The other model that tagged the whole store last."""
    others = [model for model in store.models() if model != current]
    return max(others, key=lambda model: (store.folder / "tags" / model).stat().st_mtime, default=None)


def _changes(questions: Questions, old: str | None, new: str, themes: Sequence[str]) -> tuple[Change, ...]:
    if old is None:
        return ()
    found = {row[0]: Change(*row) for row in questions.ask(_CHANGES, [old, new]).rows}
    return tuple(found[theme] for theme in themes if theme in found)
