"""What every part of a report needs to know: the policy, the language, and how to say things in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from textkit.alignment import ThemeAlignment
from textkit.document import Decision
from textkit.policy import Policy
from textkit.report.messages import Language, date, message, number


@dataclass(frozen=True)
class Context:
    """A report's policy and language."""

    policy: Policy
    language: Language

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The themes' names by their id."""
        return {theme.id: theme.name(self.language) for theme in self.policy.themes}

    def say(self, key: str, **values: object) -> str:
        """A phrase."""
        return message(key, self.language, **values)

    def number(self, value: float, digits: int = 2) -> str:
        """A number as the language writes it."""
        return number(value, self.language, digits)

    def title(self, decision: Decision) -> str:
        """A decision's title, or that it has none."""
        return decision.title or self.say("untitled")

    def facts(self, decision: Decision) -> list[str]:
        """What is known of a decision: case, number, organ, date, kind, file."""
        facts = [
            decision.case_id,
            f"{decision.section_number} §" if decision.section_number else None,
            decision.organ,
            date(decision.date, self.language) if decision.date else None,
            self.say(decision.kind) if decision.kind else None,
            decision.source.name,
        ]
        return [fact for fact in facts if fact]

    def how(self, theme: ThemeAlignment) -> str:
        """How a decision carries a theme: the stance, where, in how many paragraphs."""
        where = self.say("in_decision" if theme.in_decision_text else "in_reasons")
        return f"{self.say(theme.stance or 'mentions')}, {where}, {self.paragraphs(len(theme.evidence))}"

    def paragraphs(self, count: int) -> str:
        """So many paragraphs."""
        return self.say("paragraph") if count == 1 else self.say("paragraphs", n=count)

    def untagged(self, count: int) -> str:
        """How many paragraphs carry nothing."""
        return self.say("untagged_one") if count == 1 else self.say("untagged", n=count)
