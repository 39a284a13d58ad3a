"""Why a paragraph has a tag, as text: the words that carried it, with weights that sum to the log odds."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from textkit.document import Paragraph
from textkit.policy import Policy
from textkit.report.messages import Language, message, number

if TYPE_CHECKING:
    from textkit.tagging import Explanation

_SHOWN = 8
"""So many words are shown one by one; the others are summed up."""
_WIDTH = 100


def explanation_text(paragraph: Paragraph, explanation: Explanation, policy: Policy, language: Language) -> str:
    """One tag explained: the paragraph, the theme with its probability, and a sum that can be checked."""
    names = {theme.id: theme.name(language) for theme in policy.themes}
    probability = 1 / (1 + math.exp(-explanation.logit))
    page = f" ({message('page', language, n=paragraph.page)})" if paragraph.page is not None else ""
    name = names.get(explanation.theme, explanation.theme)
    lines = [f"{paragraph.id}{page}  {name}  {number(probability, language)}"]
    lines += textwrap.wrap(paragraph.text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    lines += [f"  {_signed(weight, language)}  {text}" for text, weight in parts(explanation, language)]
    lines.append(f"  = {number(explanation.logit, language)}")
    return "\n".join(lines)


def parts(explanation: Explanation, language: Language) -> list[tuple[str, float]]:
    """What makes up a log odds: the strongest words one by one, the others, the context and the base level."""
    strongest = sorted(explanation.terms, key=lambda term: -abs(term.weight))
    shown = sorted(strongest[:_SHOWN], key=lambda term: -term.weight)
    rest = sum(term.weight for term in strongest[_SHOWN:])
    return [
        *((term.text, term.weight) for term in shown),
        (message("other_words", language), rest),
        (message("context", language), explanation.context),
        (message("bias", language), explanation.bias),
    ]


def _signed(weight: float, language: Language) -> str:
    text = number(weight, language)
    return f"{text if text.startswith('−') else '+' + text:>6}"
