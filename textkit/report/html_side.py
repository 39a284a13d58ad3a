"""The column beside the text: the score, the themes with what speaks for each, the questions, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from textkit.alignment import ROLE_WEIGHTS, STANCE_DIRECTIONS, Alignment, ExpectedTheme, Finding, ThemeAlignment
from textkit.report import svg
from textkit.report.context import Context
from textkit.report.messages import MARKS


def score_html(alignment: Alignment, context: Context) -> str:
    """The score in large, on its scale."""
    if not alignment.addressed:
        return f'<p class="nothing">{escape(context.say("nothing"))}</p>'
    shown = context.number(alignment.score)
    said = context.say("score", score=shown)
    name, limits = context.say("score_short"), context.say("score_scale")
    return (
        f'<div class="score"><p><span class="name">{escape(name)}</span> <strong>{shown}</strong></p>'
        f'{svg.scale(alignment.score, said)}<p class="limits">{escape(limits)}</p></div>'
    )


def themes_html(alignment: Alignment, context: Context, prefix: str, level: int) -> str:
    """The themes that are addressed, conflicts first, as a list of cards."""
    cards = "\n".join(_theme(theme, context, prefix, level) for theme in alignment.addressed)
    return f'<ol class="themes">\n{cards}\n</ol>' if cards else ""


def unaddressed_html(alignment: Alignment, context: Context, prefix: str, level: int) -> str:
    """The themes that are not addressed; what came near is marked, with where."""
    if not alignment.unaddressed:
        return ""
    items = "\n".join(_unaddressed(theme, context, prefix) for theme in alignment.unaddressed)
    return f'<h{level}>{escape(context.say("unaddressed"))}</h{level}>\n<ul class="unaddressed">\n{items}\n</ul>'


def questions_html(expected: Sequence[ExpectedTheme], context: Context, level: int) -> str:
    """What decisions like it usually address, as questions with the nearest examples."""
    if not expected:
        return ""
    items = "\n".join(_question(item, context) for item in expected)
    return f'<h{level}>{escape(context.say("questions"))}</h{level}>\n<ul class="questions">\n{items}\n</ul>'


def sums_html(alignment: Alignment, context: Context, level: int) -> str:
    """How the figures come about: every factor, so that a reader can work them out."""
    if not alignment.addressed:
        return ""
    rows = "\n".join(_sum(theme, context) for theme in alignment.addressed)
    heads = "".join(f'<th scope="col">{escape(context.say(key))}</th>' for key in ("theme", "sum", "direction"))
    total = " + ".join(_directed(theme, context) for theme in alignment.addressed).replace("+ −", "− ")
    count = len(alignment.addressed)
    return (
        f'<section class="sums"><h{level}>{escape(context.say("sums"))}</h{level}>\n'
        f"<p>{escape(context.say('sums_how'))}</p>\n"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>\n"
        f'<p class="total">{escape(context.say("score_short"))}: ({total}) / {count} = '
        f"<strong>{context.number(alignment.score)}</strong></p></section>"
    )


def _theme(theme: ThemeAlignment, context: Context, prefix: str, level: int) -> str:
    stance = theme.stance or "mentions"
    strength = context.number(theme.strength)
    bar = svg.bar(theme.strength, stance, f"{context.say('strength')} {strength}")
    look = f' <span class="look">{escape(context.say("look"))}</span>' if theme.uncertain else ""
    best, *against = theme.quoted
    others = [finding for finding in theme.evidence if finding not in theme.quoted]
    return (
        f'<li class="theme {stance}" id="{prefix}{theme.theme}">'
        f'<h{level}><span aria-hidden="true">{MARKS[stance]}</span> {escape(context.names[theme.theme])}{look}</h{level}>'
        f'<p class="figure">{bar} <span>{strength}</span></p>'
        f'<p class="how">{escape(context.how(theme))}</p>'
        f"{_quote(best, context, prefix)}"
        f"{''.join(_against(finding, context, prefix) for finding in against)}"
        f"{_places(others, context, prefix)}"
        f"{_words(best, context)}</li>"
    )


def _quote(finding: Finding, context: Context, prefix: str) -> str:
    return (
        f"<blockquote>”{escape(finding.quote)}” "
        f'<a href="#{prefix}{finding.paragraph}-{finding.theme}">{escape(_where(finding, context))}</a></blockquote>'
    )


def _against(finding: Finding, context: Context, prefix: str) -> str:
    said = escape(context.say("against"))
    return f'<p class="against"><span aria-hidden="true">▼</span> {said}</p>{_quote(finding, context, prefix)}'


def _places(findings: Sequence[Finding], context: Context, prefix: str) -> str:
    if not findings:
        return ""
    links = ", ".join(f'<a href="#{prefix}{f.paragraph}-{f.theme}">{escape(_where(f, context))}</a>' for f in findings)
    return f'<p class="places">{escape(context.say("evidence"))}: {links}</p>'


def _words(finding: Finding, context: Context) -> str:
    if not finding.terms:
        return ""
    words = ", ".join(f"<b>{escape(word)}</b>&nbsp;+{context.number(weight, 1)}" for word, weight in finding.terms)
    return f'<p class="words">{escape(context.say("words"))}: {words}</p>'


def _where(finding: Finding, context: Context) -> str:
    place = context.say("place", n=finding.paragraph.removeprefix("p"))
    return place if finding.page is None else f"{context.say('page', n=finding.page)}, {place}"


def _unaddressed(theme: ThemeAlignment, context: Context, prefix: str) -> str:
    name = escape(context.names[theme.theme])
    if not theme.near:
        return f'<li><span aria-hidden="true">○</span> {name}</li>'
    link = f'<a href="#{prefix}{theme.near.paragraph}">{escape(_where(theme.near, context))}</a>'
    look = escape(context.say("look"))
    return f'<li><span aria-hidden="true">○</span> {name} <span class="look">{look}</span> {link}</li>'


def _question(item: ExpectedTheme, context: Context) -> str:
    share = round(100 * item.share)
    said = context.say("expected", theme=context.names.get(item.theme, item.theme), share=share, n=item.asked)
    examples = "".join(f"<li>{escape(example.title or example.identifier)}</li>" for example in item.examples)
    return f"<li>{escape(said)}<p>{escape(context.say('examples'))}:</p><ul>{examples}</ul></li>"


def _sum(theme: ThemeAlignment, context: Context) -> str:
    direction = context.number(STANCE_DIRECTIONS[theme.stance or "mentions"], 1)
    return (
        f'<tr><th scope="row">{escape(context.names[theme.theme])}</th>'
        f"<td>1 − {'<wbr>'.join(_factors(theme, context))} = <strong>{context.number(theme.strength)}</strong></td>"
        f"<td>× {direction}</td></tr>"
    )


def _factors(theme: ThemeAlignment, context: Context) -> Iterator[str]:
    for finding in theme.evidence:
        weight = context.number(ROLE_WEIGHTS[finding.role], 1)
        yield f"(1&nbsp;−&nbsp;{weight}&nbsp;·&nbsp;{context.number(finding.probability, 3)})"


def _directed(theme: ThemeAlignment, context: Context) -> str:
    return context.number(STANCE_DIRECTIONS[theme.stance or "mentions"] * theme.strength)
