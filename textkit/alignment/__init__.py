"""How a decision stands to a policy: findings of themes in, an Alignment out; drafts, decisions and like ones compared."""

from textkit.alignment.align import Alignment, Alignments, Finding, ThemeAlignment, align
from textkit.alignment.compare import Change, Comparison, ThemeChange, compare
from textkit.alignment.completing import Borrowed, complete
from textkit.alignment.expected import Example, ExpectedTheme, PastDecision, expected_themes
from textkit.alignment.pairing import pair
from textkit.alignment.weights import ROLE_WEIGHTS, STANCE_DIRECTIONS

__all__ = [
    "ROLE_WEIGHTS",
    "STANCE_DIRECTIONS",
    "Alignment",
    "Alignments",
    "Borrowed",
    "Change",
    "Comparison",
    "Example",
    "ExpectedTheme",
    "Finding",
    "PastDecision",
    "ThemeAlignment",
    "ThemeChange",
    "align",
    "compare",
    "complete",
    "expected_themes",
    "pair",
]
