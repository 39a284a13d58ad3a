"""A draft against its decision as a page of HTML: counts, how alignment moved, and the changed paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from textkit.alignment import Change, Comparison
from textkit.policy import Policy
from textkit.report.comparison import SIGNS, state, what
from textkit.report.context import Context
from textkit.report.html import page, title_html
from textkit.report.messages import Language


def comparison_html(comparisons: Sequence[Comparison], policy: Policy, language: Language = "fi") -> str:
    """A page with one article a pair."""
    context = Context(policy, language)
    title = context.title(comparisons[0].after.decision) if len(comparisons) == 1 else context.say("comparison")
    return page(title, "\n".join(_article(comparison, context) for comparison in comparisons), language)


def _article(comparison: Comparison, context: Context) -> str:
    counts = "".join(
        f"<li><strong>{n}</strong> {escape(context.say(kind))}</li>" for kind, n in comparison.counts.items()
    )
    borrowed = "".join(
        f'<p class="intro">{escape(context.say(f"borrowed_{part}"))}</p>' for part in comparison.borrowed
    )
    changed = [change for change in comparison.changes if change.kind != "kept" or change.moved]
    heading = context.say("what_changed" if changed else "nothing_changed")
    changes = "\n".join(_change(change, context) for change in changed)
    return f"""<article>
<header><p class="policy">{escape(context.say("comparison"))} · {escape(context.policy.name(context.language))}</p>
<h1>{title_html(context.title(comparison.after.decision))}</h1>
{_facts(comparison, context)}</header>
<ul class="counts">{counts}</ul>
{borrowed}
{_moves(comparison, context)}
<section class="changes"><h2>{escape(heading)}</h2>
{changes}
</section>
<footer><p>{escape(context.say("caution"))}</p></footer>
</article>"""


def _facts(comparison: Comparison, context: Context) -> str:
    return "".join(
        f'<p class="facts">{escape(context.say(key))}: {escape(" · ".join(context.facts(alignment.decision)))}</p>'
        for key, alignment in (("draft", comparison.before), ("outcome", comparison.after))
    )


def _moves(comparison: Comparison, context: Context) -> str:
    moved = [theme for theme in comparison.themes if theme.moved]
    if not moved:
        return f'<section class="moves"><h2>{escape(context.say("not_moved"))}</h2></section>'
    heads = "".join(f'<th scope="col">{escape(context.say(key))}</th>' for key in ("theme", "draft", "outcome"))
    rows = "".join(
        f'<tr><th scope="row">{escape(context.names[theme.theme])}</th>'
        f"<td>{escape(state(theme.before, context))}</td><td>{escape(state(theme.after, context))}</td></tr>"
        for theme in moved
    )
    before, after = context.number(comparison.before.score), context.number(comparison.after.score)
    total = f'<tr><th scope="row">{escape(context.say("score_short"))}</th><td>{before}</td><td>{after}</td></tr>'
    return (
        f'<section class="moves"><h2>{escape(context.say("alignment_moved"))}</h2>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{total}</tbody></table></section>"
    )


def _change(change: Change, context: Context) -> str:
    tags = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
    text = " ".join(tags[kind].format(escape(words)) for kind, words in change.words())
    sign = f'<span aria-hidden="true">{SIGNS[change.kind]}</span>'
    return f'<div class="change {change.kind}"><p class="what">{sign} {escape(what(change, context))}</p><p>{text}</p></div>'
