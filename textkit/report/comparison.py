"""A draft against its decision as text, JSON and Markdown: what moved first, then what was changed where."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from textkit.alignment import Change, Comparison, ThemeAlignment, ThemeChange
from textkit.report.context import Context
from textkit.report.data import alignment_to_dict
from textkit.report.markdown import escaped
from textkit.report.messages import MARKS

SCHEMA = "textkit.comparison/1"
_DIGITS = 4
SIGNS = {"kept": "=", "changed": "~", "added": "+", "dropped": "−"}


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """The JSON object of a comparison."""
    return {
        "schema": SCHEMA,
        "before": alignment_to_dict(comparison.before),
        "after": alignment_to_dict(comparison.after),
        "counts": dict(comparison.counts),
        "borrowed": list(comparison.borrowed),
        "themes": [_moved(theme) for theme in comparison.themes],
        "changes": [_change(change) for change in comparison.changes],
    }


def comparison_lines(comparison: Comparison, context: Context, width: int = 100) -> Iterator[str]:
    """The page for a terminal."""
    yield from textwrap.wrap(context.title(comparison.after.decision), width)
    for key, alignment in (("draft", comparison.before), ("outcome", comparison.after)):
        yield f"{context.say(key)}: {' · '.join(context.facts(alignment.decision))}"
    yield ""
    yield f"{context.say('paragraphs_counted')}: {counted(comparison, context)}"
    yield from (context.say(f"borrowed_{part}") for part in comparison.borrowed)
    yield ""
    yield from moves(comparison, context)
    changed = [change for change in comparison.changes if change.kind != "kept" or change.moved]
    yield ""
    yield context.say("what_changed" if changed else "nothing_changed")
    for change in changed:
        yield ""
        yield f"  {SIGNS[change.kind]} {what(change, context)}"
        yield from (
            line
            for said, text in _texts(change, context)
            for line in textwrap.wrap(f"{said}{text}", width, initial_indent="    ", subsequent_indent="    ")
        )


def comparison_markdown(comparison: Comparison, context: Context) -> str:
    """The page in Markdown: what was taken out struck through, what was put in bold."""
    lines = [f"# {escaped(context.title(comparison.after.decision))}", "", counted(comparison, context), ""]
    lines += [line for part in comparison.borrowed for line in (context.say(f"borrowed_{part}"), "")]
    lines += [f"- {escaped(line.strip())}" for line in moves(comparison, context)]
    lines += ["", f"## {context.say('what_changed')}"]
    for change in comparison.changes:
        if change.kind != "kept" or change.moved:
            lines += ["", f"**{what(change, context)}**", "", _marked(change)]
    return "\n".join(lines) + "\n"


def counted(comparison: Comparison, context: Context) -> str:
    """How many paragraphs were kept, changed, added, dropped."""
    return ", ".join(f"{n} {context.say(kind)}" for kind, n in comparison.counts.items())


def moves(comparison: Comparison, context: Context) -> Iterator[str]:
    """How alignment moved: the score, and each theme that is different."""
    moved = [theme for theme in comparison.themes if theme.moved]
    before, after = context.number(comparison.before.score), context.number(comparison.after.score)
    if not moved:
        yield context.say("not_moved")
        return
    yield f"{context.say('alignment_moved')}: {before} → {after}"
    for theme in moved:
        yield f"  {_sign(theme)} {context.names[theme.theme]}: {state(theme.before, context)} → {state(theme.after, context)}"


def state(theme: ThemeAlignment, context: Context) -> str:
    """How a theme stood on one side."""
    if not theme.addressed:
        return context.say("absent")
    where = context.say("in_decision" if theme.in_decision_text else "in_reasons")
    return f"{context.number(theme.strength)} {context.say(theme.stance or 'mentions')}, {where}"


def what(change: Change, context: Context) -> str:
    """What happened to a paragraph, in a few words."""
    said = [context.say("moved") if change.moved else context.say(change.kind)]
    for key, themes in (("gained", change.gained), ("lost", change.lost)):
        if themes:
            said.append(f"{context.say(key)}: {', '.join(context.names[theme] for theme in themes)}")
    return " · ".join(said)


def _sign(theme: ThemeChange) -> str:
    return MARKS[theme.after.stance or theme.before.stance or "mentions"]


def _texts(change: Change, context: Context) -> Iterator[tuple[str, str]]:
    if change.kind == "changed":
        for kind, text in change.words():
            if kind != "same":
                yield context.say("taken_out" if kind == "out" else "put_in") + " ", text
        return
    side = change.after or change.before
    yield "", side.paragraph.text if side else ""


def _marked(change: Change) -> str:
    if change.kind != "changed":
        side = change.after or change.before
        return f"> {escaped(side.paragraph.text)}" if side else ""
    wrap = {"same": "{}", "out": "~~{}~~", "in": "**{}**"}
    return "> " + " ".join(wrap[kind].format(escaped(text)) for kind, text in change.words())


def _moved(theme: ThemeChange) -> dict[str, Any]:
    return {
        "theme": theme.theme,
        "before": round(theme.before.strength, _DIGITS),
        "after": round(theme.after.strength, _DIGITS),
        "stance_before": theme.before.stance,
        "stance_after": theme.after.stance,
        "moved": theme.moved,
    }


def _change(change: Change) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {
        "kind": change.kind,
        "moved": change.moved,
        **{
            name: side and {"paragraph": side.paragraph.id, "page": side.paragraph.page, "text": side.paragraph.text}
            for name, side in sides.items()
        },
        "gained": list(change.gained),
        "lost": list(change.lost),
    }
