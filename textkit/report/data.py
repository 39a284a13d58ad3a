"""Alignments, tags and explanations as JSON objects, in the form that other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textkit.alignment import Alignment, Finding, ThemeAlignment
from textkit.document import Decision, Paragraph, decision_to_dict

if TYPE_CHECKING:
    from textkit.tagging import Explanation, Passage, Tag

SCHEMA = "textkit.alignment/1"
_DIGITS = 4


def alignment_to_dict(alignment: Alignment) -> dict[str, Any]:
    """The JSON object of an alignment."""
    return {
        "schema": SCHEMA,
        "policy": alignment.policy,
        "model": alignment.model,
        "decision": _facts(alignment.decision),
        "themes": [_theme(theme) for theme in alignment.themes],
        "score": _round(alignment.score),
        "untagged_paragraphs": alignment.untagged_paragraphs,
    }


def tags_to_dict(passage: Passage, tags: Sequence[Tag], *, every: bool) -> dict[str, Any]:
    """The JSON object of a passage's tags.

    :param every: whether themes that are not tagged are listed, too.
    """
    listed = [
        {"theme": tag.theme, "probability": _round(tag.probability), "tagged": tag.tagged, "stance": tag.stance}
        for tag in tags
        if every or tag.tagged
    ]
    return {"id": passage.id, "language": passage.language, "themes": listed}


def explanation_to_dict(paragraph: Paragraph, explanation: Explanation) -> dict[str, Any]:
    """The JSON object of why a paragraph has a tag; bias, context and the weights of all terms sum to the logit."""
    return {
        "paragraph": paragraph.id,
        "page": paragraph.page,
        "theme": explanation.theme,
        "logit": explanation.logit,
        "bias": explanation.bias,
        "context": explanation.context,
        "terms": [[term.text, term.weight] for term in explanation.terms],
    }


def _facts(decision: Decision) -> Mapping[str, Any]:
    whole = decision_to_dict(decision)
    return {key: value for key, value in whole.items() if key not in ("schema", "sections", "tables")}


def _theme(theme: ThemeAlignment) -> dict[str, Any]:
    return {
        "theme": theme.theme,
        "addressed": theme.addressed,
        "strength": _round(theme.strength),
        "stance": theme.stance,
        "in_decision_text": theme.in_decision_text,
        "paragraphs": len(theme.evidence),
        "uncertain": theme.uncertain,
        "evidence": [_evidence(finding) for finding in theme.evidence],
    }


def _evidence(finding: Finding) -> dict[str, Any]:
    return {
        "paragraph": finding.paragraph,
        "page": finding.page,
        "role": finding.role,
        "quote": finding.quote,
        "probability": _round(finding.probability),
        "stance": finding.stance,
        "terms": [[word, _round(weight)] for word, weight in finding.terms],
    }


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
