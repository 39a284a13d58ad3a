"""The alignment of one decision with a policy, and the formula behind it.

    strength of a theme   1 − Π (1 − role weight · probability)        over its tagged paragraphs
    stance of a theme     the one with the greatest sum of role weight · probability; a tie is a conflict
    score of a decision   mean of direction · strength                 over the themes that it addresses

A noisy-or: one clear paragraph in the decision text is enough to be strong, and many weak ones in the reasons add up,
but never to more than 1. Themes that a decision does not address do not lower its score: few decisions are about all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from textkit import display
from textkit.alignment.weights import NEAR, ROLE_WEIGHTS, STANCE_DIRECTIONS, SURE
from textkit.document import Decision, Role
from textkit.policy import Policy

_ORDER = ("conflicts", "advances", "mentions")
"""Of stances that weigh the same, the first counts: a conflict is never hidden."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A theme looked for in one paragraph: what tagging found there.

    ``quote`` is the sentence that carries it most, ``span`` where that stands in the paragraph (None: not known),
    ``terms`` its words with what they add to the log odds.
    """

    theme: str
    paragraph: str
    page: int | None
    role: Role
    probability: float
    threshold: float
    tagged: bool
    stance: str | None
    quote: str = ""
    terms: tuple[tuple[str, float], ...] = ()
    span: tuple[int, int] | None = None

    @property
    def weight(self) -> float:
        """What the paragraph counts: its role's weight times the probability."""
        return ROLE_WEIGHTS[self.role] * self.probability

    @property
    def uncertain(self) -> bool:
        """Whether a tag is so near its threshold that a person should look for themselves."""
        return self.tagged and self.probability < min(SURE * self.threshold, (1 + self.threshold) / 2)


@dataclass(frozen=True, slots=True)
class ThemeAlignment:
    """How a decision stands to one theme. ``evidence`` is strongest first; ``near`` is the best untagged paragraph."""

    theme: str
    strength: float
    stance: str | None
    in_decision_text: bool
    uncertain: bool
    evidence: tuple[Finding, ...]
    near: Finding | None = None

    @property
    def addressed(self) -> bool:
        """Whether any paragraph carries the theme."""
        return bool(self.evidence)

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The evidence that is against the policy's aim."""
        return tuple(item for item in self.evidence if item.stance == "conflicts")

    @property
    def quoted(self) -> tuple[Finding, ...]:
        """What to quote: the strongest evidence of the theme's stance and, where that is another, of a conflict.

        *Length* 0 (not addressed), 1 or 2.
        """
        best = next((item for item in self.evidence if item.stance == self.stance), None)
        against = self.conflicts[:1] if self.stance != "conflicts" else ()
        return (*((best,) if best else ()), *against)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a decision stands to a policy; ``themes`` are all of the policy's, in its order."""

    policy: str
    model: str
    decision: Decision
    themes: tuple[ThemeAlignment, ...]
    score: float
    untagged_paragraphs: int

    @property
    def addressed(self) -> tuple[ThemeAlignment, ...]:
        """The themes that the decision addresses: conflicts first, then by strength."""
        found = [theme for theme in self.themes if theme.addressed]
        return tuple(sorted(found, key=lambda t: (t.stance != "conflicts", not t.conflicts, -t.strength)))

    @property
    def unaddressed(self) -> tuple[ThemeAlignment, ...]:
        """The themes that no paragraph carries, in the policy's order."""
        return tuple(theme for theme in self.themes if not theme.addressed)

    def theme(self, identifier: str) -> ThemeAlignment:
        """How the decision stands to one theme.

        :raises KeyError: if the policy has no such theme.
        """
        for theme in self.themes:
            if theme.theme == identifier:
                return theme
        raise KeyError(identifier)

    def _repr_html_(self) -> str | None:
        return display.render([self])


class Alignments(list[Alignment]):
    """The alignments of a file's decisions, in order: a list that a notebook shows as a page."""

    def _repr_html_(self) -> str | None:
        return display.render(self)


def align(decision: Decision, policy: Policy, findings: Sequence[Finding], model: str) -> Alignment:
    """The alignment of a decision, from what was found in its paragraphs.

    :param findings: for every classified paragraph and theme, tagged or not.
    """
    by_theme: dict[str, list[Finding]] = {theme: [] for theme in policy.theme_ids}
    for finding in findings:
        by_theme[finding.theme].append(finding)
    themes = tuple(_theme(theme, found) for theme, found in by_theme.items())
    classified = {finding.paragraph for finding in findings}
    tagged = {finding.paragraph for finding in findings if finding.tagged}
    return Alignment(policy.id, model, decision, themes, _score(themes), len(classified - tagged))


def _theme(theme: str, findings: Sequence[Finding]) -> ThemeAlignment:
    evidence = tuple(sorted((f for f in findings if f.tagged), key=lambda f: -f.weight))
    rest = [f for f in findings if not f.tagged and f.probability >= NEAR * f.threshold]
    near = max(rest, key=lambda f: f.probability, default=None)
    sure = any(not f.uncertain for f in evidence)
    return ThemeAlignment(
        theme=theme,
        strength=1 - prod(1 - finding.weight for finding in evidence),
        stance=_stance(evidence),
        in_decision_text=any(finding.role == "decision" for finding in evidence),
        uncertain=bool(evidence and not sure) or bool(near and not evidence),
        evidence=evidence,
        near=near,
    )


def _stance(evidence: Sequence[Finding]) -> str | None:
    if not evidence:
        return None
    sums: Mapping[str, float] = {s: sum(f.weight for f in evidence if f.stance == s) for s in _ORDER}
    return max(_ORDER, key=lambda stance: sums[stance])


def _score(themes: Sequence[ThemeAlignment]) -> float:
    addressed = [theme for theme in themes if theme.stance is not None]
    if not addressed:
        return 0.0
    return sum(STANCE_DIRECTIONS[theme.stance or ""] * theme.strength for theme in addressed) / len(addressed)
