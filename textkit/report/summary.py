"""A whole agenda at a glance: one row a decision, conflicts first to see."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from textkit.alignment import Alignment
from textkit.report.context import Context
from textkit.report.messages import MARKS

MANY = 4
"""From so many decisions on there is a summary."""
_TITLE = 48
"""Characters of a title in a terminal."""


class Chip(NamedTuple):
    """A theme in the summary. ``against``: a conflict stands in the text, though the theme as a whole is advanced."""

    stance: str
    name: str
    uncertain: bool
    against: bool


class Row(NamedTuple):
    """What the summary says of a decision; ``score`` is empty where nothing is addressed."""

    title: str
    score: str
    themes: tuple[Chip, ...]


def rows(alignments: Sequence[Alignment], context: Context) -> Iterator[Row]:
    """The rows, in the order of the agenda."""
    for alignment in alignments:
        decision = alignment.decision
        number = f"{decision.section_number} § " if decision.section_number else ""
        themes = tuple(
            Chip(t.stance or "mentions", context.names[t.theme], t.uncertain, bool(t.conflicts))
            for t in alignment.addressed
        )
        yield Row(number + context.title(decision), context.number(alignment.score) if themes else "", themes)


def summary_lines(alignments: Sequence[Alignment], context: Context) -> Iterator[str]:
    """The table for a terminal."""
    yield f"{context.say('summary')}: {context.say('decisions', n=len(alignments))}"
    for row in rows(alignments, context):
        title = textwrap.shorten(row.title, _TITLE, placeholder="…")
        themes = ", ".join(_named(theme, context) for theme in row.themes)
        yield f"  {title:<{_TITLE}} {row.score:>6}  {themes or context.say('none')}"


def summary_markdown(alignments: Sequence[Alignment], context: Context) -> str:
    """The table in Markdown."""
    heads = [context.say(key) for key in ("decision", "score_short", "themes")]
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---|"]
    for row in rows(alignments, context):
        themes = ", ".join(_named(theme, context) for theme in row.themes)
        title = row.title.replace("|", "\\|")
        lines.append(f"| {title} | {row.score} | {themes or context.say('none')} |")
    return "\n".join(lines)


def summary_html(alignments: Sequence[Alignment], context: Context, level: int) -> str:
    """The table on a page; each title leads to its decision."""
    heads = "".join(f'<th scope="col">{escape(context.say(k))}</th>' for k in ("decision", "score_short", "themes"))
    body = "\n".join(_row(row, n, context) for n, row in enumerate(rows(alignments, context), 1))
    return (
        f'<section class="summary"><h{level} class="label">{escape(context.say("summary"))}</h{level}>\n'
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table></section>"
    )


def _named(theme: Chip, context: Context) -> str:
    against = f" {MARKS['conflicts']}" if theme.against and theme.stance != "conflicts" else ""
    look = f" ({context.say('look')})" if theme.uncertain else ""
    return f"{MARKS[theme.stance]} {theme.name}{against}{look}"


def _row(row: Row, number: int, context: Context) -> str:
    themes = " ".join(
        f'<span class="chip {theme.stance}">{escape(_named(theme, context))}</span>' for theme in row.themes
    ) or escape(context.say("none"))
    title = f'<a href="#d{number}-top">{escape(row.title)}</a>'
    return f'<tr><th scope="row">{title}</th><td class="n">{row.score}</td><td>{themes}</td></tr>'
