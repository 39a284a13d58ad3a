"""Why each tag, as a page: the words that carried it in the text and as a sum that can be checked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from textkit.document import Decision, Paragraph
from textkit.policy import Policy
from textkit.report.context import Context
from textkit.report.explanation import parts
from textkit.report.html import page, title_html
from textkit.report.html_text import with_words
from textkit.report.messages import Language

if TYPE_CHECKING:
    from textkit.tagging import Explanation

    Found = Sequence[tuple[Decision, Sequence[tuple[Paragraph, Explanation]]]]


def explanation_html(found: Found, policy: Policy, language: Language = "fi") -> str:
    """A page of all decisions' explanations.

    :param found: each decision with its tagged paragraphs, in reading order.
    """
    context = Context(policy, language)
    title = context.title(found[0][0]) if len(found) == 1 else context.say("explanation")
    body = "\n".join(_article(decision, items, context) for decision, items in found)
    return page(title, body, language)


def _article(decision: Decision, items: Sequence[tuple[Paragraph, Explanation]], context: Context) -> str:
    why = "\n".join(_why(paragraph, explanation, context) for paragraph, explanation in items)
    return f"""<article>
<header><p class="policy">{escape(context.say("explanation"))} · {escape(context.policy.name(context.language))}</p>
<h1>{title_html(context.title(decision))}</h1>
<p class="facts">{escape(" · ".join(context.facts(decision)))}</p></header>
<p class="intro">{escape(context.say("explanation_how"))}</p>
{why or f'<p class="nothing">{escape(context.say("no_tags"))}</p>'}
</article>"""


def _why(paragraph: Paragraph, explanation: Explanation, context: Context) -> str:
    shown = parts(explanation, context.language)
    words = {term.text for term in explanation.terms if term.weight > 0 and (term.text, term.weight) in shown}
    place = context.say("place", n=paragraph.id.removeprefix("p"))
    where = place if paragraph.page is None else f"{context.say('page', n=paragraph.page)}, {place}"
    probability = context.number(1 / (1 + math.exp(-explanation.logit)))
    language = f' lang="{escape(paragraph.language)}"' if paragraph.language else ""
    return (
        f'<section class="why"><h2>{escape(context.names.get(explanation.theme, explanation.theme))}</h2>'
        f'<p class="how">{escape(where)} · {escape(context.say("probability"))} {probability}</p>'
        f'<p class="read"{language}>{with_words(paragraph.text, words)}</p>{_sum(shown, explanation, context)}</section>'
    )


def _sum(shown: Sequence[tuple[str, float]], explanation: Explanation, context: Context) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(text)}</th><td class="n">{_signed(weight, context)}</td></tr>'
        for text, weight in shown
    )
    total = f'<th scope="row">{escape(context.say("total"))}</th><td class="n">{context.number(explanation.logit)}</td>'
    heads = f'<th scope="col">{escape(context.say("word"))}</th><th scope="col" class="n">{escape(context.say("adds"))}</th>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody><tfoot><tr>{total}</tr></tfoot></table>"


def _signed(weight: float, context: Context) -> str:
    text = context.number(weight)
    return text if text.startswith("−") else f"+{text}"
