"""textkit finds out whether what a city decides lines up with what it promised.

>>> import textkit
>>> [alignment] = textkit.check("paatos.pdf")      # doctest: +SKIP
>>> alignment.addressed                            # doctest: +SKIP

The names below are all that a notebook needs; each is loaded when it is first used, so that importing textkit and
asking the command line for help costs nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textkit import display

if TYPE_CHECKING:
    from textkit.alignment import Alignment, ThemeAlignment
    from textkit.document import Decision, Paragraph, Section
    from textkit.errors import InputError, ResourceError, TextkitError, UsageError
    from textkit.pipeline import check, explain, read, tag
    from textkit.policy import Policy, Theme, list_policies, load_policy
    from textkit.report.archive_notebook import Archive
    from textkit.segmentation import segment
    from textkit.tagging import Explanation, Model, Passage, Tag, Tagger, load_model

__version__ = "0.1.0"

_HOMES = {
    "textkit.alignment": ("Alignment", "ThemeAlignment"),
    "textkit.document": ("Decision", "Paragraph", "Section"),
    "textkit.errors": ("InputError", "ResourceError", "TextkitError", "UsageError"),
    "textkit.pipeline": ("check", "explain", "read", "tag"),
    "textkit.policy": ("Policy", "Theme", "list_policies", "load_policy"),
    "textkit.report.archive_notebook": ("Archive",),
    "textkit.segmentation": ("segment",),
    "textkit.tagging": ("Explanation", "Model", "Passage", "Tag", "Tagger", "load_model"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Alignment",
    "Archive",
    "Decision",
    "Explanation",
    "InputError",
    "Model",
    "Paragraph",
    "Passage",
    "Policy",
    "ResourceError",
    "Section",
    "Tag",
    "Tagger",
    "TextkitError",
    "Theme",
    "ThemeAlignment",
    "UsageError",
    "__version__",
    "check",
    "explain",
    "list_policies",
    "load_model",
    "load_policy",
    "read",
    "segment",
    "tag",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'textkit' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _in_notebook(alignments: Sequence[Any]) -> str:
    from textkit.report.notebook import notebook_html

    return notebook_html(alignments)


display.use(_in_notebook)
