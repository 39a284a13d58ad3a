"""The alignment as a page in the terminal, made to be understood at a glance by someone who prepares decisions.

Pure: returns lines of styled spans. Whoever prints them decides on colours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from textkit.alignment import Alignment, ExpectedTheme, Finding, ThemeAlignment
from textkit.document import Decision
from textkit.policy import Policy
from textkit.report.context import Context
from textkit.report.messages import MARKS, Language, date, message, number
from textkit.report.summary import MANY, summary_lines

Style = Literal["", "title", "faint", "heading", "theme", "advances", "mentions", "conflicts", "quote", "warning"]

BAR = 16
"""Width of a full bar, in characters."""
_FULL, _EMPTY = "█", "░"
_INDENT = "     "


class Span(NamedTuple):
    """A piece of a line and how it is to look."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]


def text_report(alignment: Alignment, policy: Policy, language: Language = "fi", width: int = 100) -> str:
    """The page as plain text.

    :param width: of the page, in characters.
    """
    return "\n".join(
        "".join(span.text for span in line).rstrip() for line in report_lines(alignment, policy, language, width)
    )


def page_lines(
    alignments: Sequence[Alignment],
    policy: Policy,
    language: Language,
    width: int,
    expected: Sequence[Sequence[ExpectedTheme]] = (),
) -> Iterator[Line]:
    """The pages of several decisions, and after many a table of all: in a terminal the end is what stays in sight.

    :param expected: for each alignment, in order; empty where no archive was asked.
    """
    asked = expected or [()] * len(alignments)
    for at, (alignment, questions) in enumerate(zip(alignments, asked, strict=True)):
        if at:
            yield from ((), ())
        yield from report_lines(alignment, policy, language, width, questions)
    if len(alignments) >= MANY:
        yield from ((), ())
        head, *rest = summary_lines(alignments, Context(policy, language))
        yield (Span(head, "heading"),)
        yield from ((Span(line),) for line in rest)


def report_lines(
    alignment: Alignment, policy: Policy, language: Language, width: int, expected: Sequence[ExpectedTheme] = ()
) -> Iterator[Line]:
    """The page line by line."""
    yield from _head(alignment.decision, policy, language, width)
    names = {theme.id: theme.name(language) for theme in policy.themes}
    if not alignment.addressed:
        yield ()
        yield (Span(message("nothing", language), "heading"),)
    else:
        yield ()
        yield (Span(message("addressed", language), "heading"),)
        wide = max(map(len, names.values()))
        for theme in alignment.addressed:
            yield from _theme(theme, names[theme.theme], wide, language, width)
    yield from _questions(expected, names, language, width)
    yield from _unaddressed(alignment, names, language, width)
    yield from _foot(alignment, language, width)


def _head(decision: Decision, policy: Policy, language: Language, width: int) -> Iterator[Line]:
    title = decision.title or message("untitled", language)
    for text in textwrap.wrap(title, width):
        yield (Span(text, "title"),)
    facts = [
        decision.case_id,
        f"{decision.section_number} §" if decision.section_number else None,
        decision.organ,
        date(decision.date, language) if decision.date else None,
        message(decision.kind, language) if decision.kind else None,
        decision.source.name,
    ]
    for text in textwrap.wrap(" · ".join(fact for fact in facts if fact), width):
        yield (Span(text, "faint"),)
    yield (Span(f"{message('policy', language)}: {policy.name(language)}", "faint"),)


def _theme(theme: ThemeAlignment, name: str, wide: int, language: Language, width: int) -> Iterator[Line]:
    stance = theme.stance or "mentions"
    filled = max(1, round(theme.strength * BAR))
    where = message("in_decision" if theme.in_decision_text else "in_reasons", language)
    count = len(theme.evidence)
    how_many = message("paragraph", language) if count == 1 else message("paragraphs", language, n=count)
    label = message(stance, language)
    yield (
        Span(f"  {MARKS[stance]} ", _style(stance)),
        Span(f"{name:<{wide}}  ", "theme"),
        Span(_FULL * filled, _style(stance)),
        Span(_EMPTY * (BAR - filled), "faint"),
        Span(f" {number(theme.strength, language)}  "),
        Span(f"{label}, ", _style(stance)),
        Span(f"{where}, {how_many}"),
        *((Span(f"  ({message('look', language)})", "warning"),) if theme.uncertain else ()),
    )
    best, *against = theme.quoted
    yield from _quote(best, language, width)
    for finding in against:
        yield (Span(f"{_INDENT}{MARKS['conflicts']} {message('against', language)}:", "conflicts"),)
        yield from _quote(finding, language, width)


def _quote(finding: Finding, language: Language, width: int) -> Iterator[Line]:
    page = f"  {message('page', language, n=finding.page)}" if finding.page is not None else ""
    wrapped = textwrap.wrap(f"”{finding.quote}”", width - len(_INDENT))
    for text in wrapped[:-1]:
        yield (Span(_INDENT), Span(text, "quote"))
    yield (Span(_INDENT), Span(wrapped[-1], "quote"), Span(page, "faint"))


def _questions(
    expected: Sequence[ExpectedTheme], names: dict[str, str], language: Language, width: int
) -> Iterator[Line]:
    if not expected:
        return
    yield ()
    yield (Span(message("questions", language), "heading"),)
    for item in expected:
        said = message("expected", language, theme=names[item.theme], share=round(100 * item.share), n=item.asked)
        first, *rest = textwrap.wrap(said, width - len(_INDENT))
        yield (Span("  ? ", "warning"), Span(f" {first}"))
        yield from ((Span(f"{_INDENT}{text}"),) for text in rest)
        yield (Span(f"{_INDENT}{message('examples', language)}:", "faint"),)
        for example in item.examples:
            title = textwrap.shorten(example.title or example.identifier, width - len(_INDENT) - 2, placeholder="…")
            yield (Span(f"{_INDENT}– {title}", "faint"),)


def _unaddressed(alignment: Alignment, names: dict[str, str], language: Language, width: int) -> Iterator[Line]:
    if not alignment.unaddressed:
        return
    yield ()
    yield (Span(message("unaddressed", language), "heading"),)
    for theme in alignment.unaddressed:
        look = (Span(f"  ({message('look', language)})", "warning"),) if theme.uncertain else ()
        yield (Span("  ○ ", "faint"), Span(names[theme.theme]), *look)


def _foot(alignment: Alignment, language: Language, width: int) -> Iterator[Line]:
    yield ()
    if alignment.addressed:
        score = message("score", language, score=number(alignment.score, language))
        for text in textwrap.wrap(score, width):
            yield (Span(text),)
    count = alignment.untagged_paragraphs
    key = "untagged_one" if count == 1 else "untagged"
    yield (Span(message(key, language, n=count), "faint"),)


def _style(stance: str) -> Style:
    return "conflicts" if stance == "conflicts" else "advances" if stance == "advances" else "mentions"
