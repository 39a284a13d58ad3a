"""What counts how much in an alignment. Few numbers, all here, so that a score can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

from textkit.document import Role

ROLE_WEIGHTS: Mapping[Role, float] = {
    "decision": 1.0,
    "summary": 0.6,
    "reasons": 0.5,
    "statement": 0.5,
    "other": 0.4,
    "handling": 0.3,
    "competence": 0.0,
    "appeal": 0.0,
    "attachments": 0.0,
    "contact": 0.0,
}
"""What is decided counts in full; what argues for it by half; what was only said in the meeting by a third."""

STANCE_DIRECTIONS: Mapping[str, float] = {"advances": 1.0, "mentions": 0.5, "conflicts": -1.0}
"""What a theme's stance does to the score."""

NEAR = 0.6
"""A theme whose best paragraph reaches this share of its threshold is not tagged, but worth a look."""

SURE = 1.3
"""A tag under this many times its threshold is worth a look, too."""
