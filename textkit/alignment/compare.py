"""A draft against the decision that came of it: what was kept, changed, added and dropped, and how alignment moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from textkit.alignment.align import Alignment, ThemeAlignment
from textkit.alignment.completing import Borrowed
from textkit.alignment.matching import match_texts
from textkit.document import TAGGED_ROLES, Decision, Paragraph, Role

Kind = Literal["kept", "changed", "added", "dropped"]
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph on one side, and the themes that it is tagged with there."""

    paragraph: Paragraph
    role: Role
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one paragraph. ``moved``: the text is the same, its place is not."""

    kind: Kind
    before: Side | None
    after: Side | None
    moved: bool = False

    @property
    def gained(self) -> tuple[str, ...]:
        """Themes that it carries now and did not before."""
        return tuple(t for t in (self.after.themes if self.after else ()) if t not in _themes(self.before))

    @property
    def lost(self) -> tuple[str, ...]:
        """Themes that it carried and does not any more."""
        return tuple(t for t in (self.before.themes if self.before else ()) if t not in _themes(self.after))

    def words(self) -> Iterator[tuple[Literal["same", "out", "in"], str]]:
        """The text as runs of words: those that stayed, those taken out, those put in."""
        one = _TOKEN.findall(self.before.paragraph.text if self.before else "")
        other = _TOKEN.findall(self.after.paragraph.text if self.after else "")
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                yield "same", " ".join(other[j1:j2])
                continue
            if i2 > i1:
                yield "out", " ".join(one[i1:i2])
            if j2 > j1:
                yield "in", " ".join(other[j1:j2])


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """How alignment with one theme moved."""

    theme: str
    before: ThemeAlignment
    after: ThemeAlignment

    @property
    def difference(self) -> float:
        """By how much its strength grew."""
        return self.after.strength - self.before.strength

    @property
    def moved(self) -> bool:
        """Whether anything about it is different: the strength as it is shown, the stance, the place."""
        before, after = self.before, self.after
        same = (before.stance, before.in_decision_text) == (after.stance, after.in_decision_text)
        return round(before.strength, 2) != round(after.strength, 2) or not same


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft and a decision side by side. ``changes`` are in the order of the decision.

    ``borrowed`` says what one of them was given from the other (see :mod:`textkit.alignment.completing`).
    """

    before: Alignment
    after: Alignment
    changes: tuple[Change, ...]
    themes: tuple[ThemeChange, ...]
    borrowed: tuple[Borrowed, ...] = ()

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many paragraphs were kept, changed, added and dropped."""
        kinds: tuple[Kind, ...] = ("kept", "changed", "added", "dropped")
        return {kind: sum(change.kind == kind for change in self.changes) for kind in kinds}


def compare(before: Alignment, after: Alignment, borrowed: tuple[Borrowed, ...] = ()) -> Comparison:
    """What became of a draft. Paragraphs of procedure (appeal, contacts, attachments, competence) are left out.

    :raises ValueError: if the two were aligned with different policies.
    """
    if before.policy != after.policy:
        raise ValueError(f"aligned with different policies: {before.policy} and {after.policy}")
    one, other = _sides(before), _sides(after)
    matches = match_texts([s.paragraph.text for s in one], [s.paragraph.text for s in other])
    changes = tuple(
        _change(None if m.before is None else one[m.before], None if m.after is None else other[m.after], m.moved)
        for m in matches
    )
    themes = tuple(ThemeChange(theme.theme, theme, after.theme(theme.theme)) for theme in before.themes)
    return Comparison(before, after, changes, themes, borrowed)


def _change(before: Side | None, after: Side | None, moved: bool) -> Change:
    if before is None or after is None:
        return Change("added" if before is None else "dropped", before, after)
    same = before.paragraph.text.split() == after.paragraph.text.split()
    return Change("kept" if same else "changed", before, after, moved)


def _sides(alignment: Alignment) -> list[Side]:
    tagged: dict[str, list[str]] = {}
    for theme in alignment.themes:
        for finding in theme.evidence:
            tagged.setdefault(finding.paragraph, []).append(theme.theme)
    return [
        Side(paragraph, role, tuple(tagged.get(paragraph.id, ()))) for role, paragraph in _telling(alignment.decision)
    ]


def _telling(decision: Decision) -> Iterator[tuple[Role, Paragraph]]:
    for section, paragraph in decision.paragraphs():
        if section.role in TAGGED_ROLES:
            yield section.role, paragraph


def _themes(side: Side | None) -> tuple[str, ...]:
    return side.themes if side else ()
