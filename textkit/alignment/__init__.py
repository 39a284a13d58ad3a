"""How a decision stands to a policy: findings of themes in, an Alignment out."""

from textkit.alignment.align import Alignment, Finding, ThemeAlignment, align
from textkit.alignment.weights import ROLE_WEIGHTS

__all__ = ["ROLE_WEIGHTS", "Alignment", "Finding", "ThemeAlignment", "align"]
