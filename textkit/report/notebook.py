"""An alignment in a notebook: a small table that fits between two cells, in any theme of the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from textkit.alignment import Alignment, ThemeAlignment
from textkit.errors import ResourceError
from textkit.policy import Policy, Theme, load_policy
from textkit.report.context import Context
from textkit.report.messages import MARKS, Language

_COLOURS = {"advances": "#1b8a53", "mentions": "#2b76b9", "conflicts": "#c9323d"}
_WIDTH = 110


def notebook_html(alignments: Sequence[Alignment], language: Language | None = None) -> str:
    """A fragment of HTML with all styles inline.

    :param language: of the words; that of the decision where it is not given.
    """
    return "\n".join(_alignment(alignment, language) for alignment in alignments)


def _alignment(alignment: Alignment, language: Language | None) -> str:
    spoken: Language = language or ("sv" if alignment.decision.language == "sv" else "fi")
    context = Context(_policy(alignment), spoken)
    rows = "".join(_row(theme, context) for theme in alignment.addressed)
    score = f"{context.say('score_short')} {context.number(alignment.score)}" if rows else context.say("nothing")
    return (
        f'<div lang="{spoken}" style="max-width:60em;margin:0.5em 0 1.5em">'
        f'<div style="font-weight:600;font-size:1.1em">{escape(context.title(alignment.decision))}</div>'
        f'<div style="opacity:.75;margin:.2em 0 .6em">{escape(" · ".join(context.facts(alignment.decision)))}</div>'
        f'<table style="border-collapse:collapse">{rows}</table>'
        f'<div style="margin-top:.6em">{escape(score)}</div></div>'
    )


def _row(theme: ThemeAlignment, context: Context) -> str:
    stance = theme.stance or "mentions"
    colour = _COLOURS[stance]
    look = f" ({context.say('look')})" if theme.uncertain else ""
    cell = 'style="text-align:left;vertical-align:top;padding:.3em .9em .3em 0"'
    bar = (
        f'<svg width="{_WIDTH}" height="8" role="img" aria-label="{context.number(theme.strength)}">'
        f'<rect width="{_WIDTH}" height="8" fill="#8883"/>'
        f'<rect width="{theme.strength * _WIDTH:.0f}" height="8" fill="{colour}"/></svg>'
    )
    return (
        f'<tr><td {cell}><b><span style="color:{colour}">{MARKS[stance]}</span> '
        f"{escape(context.names[theme.theme])}</b><br>{escape(context.how(theme) + look)}</td>"
        f"<td {cell}>{bar} {context.number(theme.strength)}</td>"
        f"<td {cell}>”{escape(theme.quoted[0].quote)}”</td></tr>"
    )


def _policy(alignment: Alignment) -> Policy:
    """The policy of an alignment; one that is not shipped has no names here but the ids of its themes."""
    try:
        return load_policy(alignment.policy)
    except ResourceError:
        themes = tuple(Theme(t.theme, {"fi": t.theme}, {"fi": t.theme}, ()) for t in alignment.themes)
        return Policy(alignment.policy, {"fi": alignment.policy}, None, themes)
