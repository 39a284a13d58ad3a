"""The report as one page of HTML: no script, nothing fetched, readable on a phone, on paper and by ear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from textkit.alignment import Alignment, ExpectedTheme
from textkit.policy import Policy
from textkit.report.context import Context
from textkit.report.html_side import questions_html, score_html, sums_html, themes_html, unaddressed_html
from textkit.report.html_text import document_html
from textkit.report.messages import MARKS, Language
from textkit.report.summary import MANY, summary_html

_SPAN = re.compile(r"\d+–\d+")

Expected = Mapping[int, Sequence[ExpectedTheme]]
"""Expected themes by the number of the alignment, from 0."""


def html_report(
    alignments: Sequence[Alignment], policy: Policy, language: Language = "fi", expected: Expected | None = None
) -> str:
    """A page with one article a decision; before many, a table of all."""
    context = Context(policy, language)
    several = len(alignments) > 1
    articles = "\n".join(
        _article(alignment, context, f"d{n + 1}-", 2 if several else 1, (expected or {}).get(n, ()))
        for n, alignment in enumerate(alignments)
    )
    if not several:
        title = context.title(alignments[0].decision) if alignments else policy.name(language)
        return page(title, articles, language)
    title = f"{policy.name(language)}: {context.say('decisions', n=len(alignments))}"
    table = summary_html(alignments, context, 2) if len(alignments) >= MANY else ""
    return page(title, f'<header class="top"><h1>{escape(title)}</h1></header>\n{table}\n{articles}', language)


def page(title: str, body: str, language: Language) -> str:
    """A whole page around its main part."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


@cache
def style() -> str:
    """The style sheet of all pages."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def head_html(alignment: Alignment, context: Context, level: int) -> str:
    """A decision's title and what is known of it."""
    decision = alignment.decision
    facts = " <span>·</span> ".join(escape(fact) for fact in context.facts(decision))
    return (
        f'<header><p class="policy">{escape(context.policy.name(context.language))}</p>'
        f"<h{level}{_lang(decision.language)}>{title_html(context.title(decision))}</h{level}>"
        f'<p class="facts">{facts}</p></header>'
    )


def _article(alignment: Alignment, context: Context, prefix: str, level: int, expected: Sequence[ExpectedTheme]) -> str:
    below = level + 1
    # A page of many decisions would have as many regions of one name, which helps nobody to find their way.
    side, text = (f' aria-labelledby="{prefix}{part}"' if level == 1 else "" for part in ("side", "text"))
    untagged = escape(context.untagged(alignment.untagged_paragraphs))
    return f"""<article id="{prefix}top">
{head_html(alignment, context, level)}
<div class="columns">
<section class="side"{side}>
<h{below} id="{prefix}side" class="label">{escape(context.say("themes"))}</h{below}>
{score_html(alignment, context)}
{themes_html(alignment, context, prefix, below + 1)}
{questions_html(expected, context, below + 1)}
{unaddressed_html(alignment, context, prefix, below + 1)}
<p class="untagged">{untagged}</p>
</section>
<section class="text"{text}>
<h{below} id="{prefix}text" class="label">{escape(context.say("document_text"))}</h{below}>
{_legend(context)}
{document_html(alignment, context, prefix, below + 1)}
</section>
</div>
{sums_html(alignment, context, below)}
<footer><p>{escape(context.say("caution"))}</p><p>{escape(context.say("model"))}: {escape(alignment.model)}</p></footer>
</article>"""


def _legend(context: Context) -> str:
    items = " ".join(
        f'<span class="{stance}"><span aria-hidden="true">{sign}</span> {escape(context.say(stance))}</span>'
        for stance, sign in MARKS.items()
    )
    return f'<p class="legend">{items}</p>'


def title_html(text: str) -> str:
    """A title in which years and the like are not broken at their dash."""
    return _SPAN.sub(r'<span class="whole">\g<0></span>', escape(text))


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""
