"""Alignments, tags and explanations as JSON objects, in the form that other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textkit.alignment import ROLE_WEIGHTS, STANCE_DIRECTIONS, Alignment, ExpectedTheme, Finding, ThemeAlignment
from textkit.document import Decision, Paragraph, decision_to_dict

if TYPE_CHECKING:
    from textkit.tagging import Explanation, Passage, Tag

SCHEMA = "textkit.alignment/1"
_DIGITS = 4


def alignment_to_dict(alignment: Alignment, expected: Sequence[ExpectedTheme] | None = None) -> dict[str, Any]:
    """The JSON object of an alignment.

    :param expected: what decisions like it usually address; None where no archive was asked.
    """
    asked = {} if expected is None else {"expected": [_expected(item) for item in expected]}
    return {
        "schema": SCHEMA,
        "policy": alignment.policy,
        "model": alignment.model,
        "decision": _facts(alignment.decision),
        "themes": [_theme(theme) for theme in alignment.themes],
        "score": _round(alignment.score),
        "untagged_paragraphs": alignment.untagged_paragraphs,
        **asked,
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
        "direction": STANCE_DIRECTIONS[theme.stance] if theme.stance else None,
        "in_decision_text": theme.in_decision_text,
        "paragraphs": len(theme.evidence),
        "uncertain": theme.uncertain,
        "evidence": [_evidence(finding) for finding in theme.evidence],
        "near": _place(theme.near) if theme.near else None,
    }


def _place(finding: Finding) -> dict[str, Any]:
    return {
        "paragraph": finding.paragraph,
        "page": finding.page,
        "role": finding.role,
        "role_weight": ROLE_WEIGHTS[finding.role],
        "probability": _round(finding.probability),
        "threshold": _round(finding.threshold),
    }


def _evidence(finding: Finding) -> dict[str, Any]:
    return {
        **_place(finding),
        "quote": finding.quote,
        "span": finding.span,
        "stance": finding.stance,
        "uncertain": finding.uncertain,
        "terms": [[word, _round(weight)] for word, weight in finding.terms],
    }


def _expected(item: ExpectedTheme) -> dict[str, Any]:
    return {
        "theme": item.theme,
        "share": _round(item.share),
        "asked": item.asked,
        "examples": [
            {"decision_id": e.identifier, "title": e.title, "nearness": _round(e.nearness)} for e in item.examples
        ],
    }


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
