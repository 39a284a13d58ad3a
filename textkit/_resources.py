"""Where the shipped models, policies and labels lie: beside the package in a wheel, at the top level in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent
_CHECKOUT = {"models": Path("models"), "policies": Path("corpus/policies"), "labelled": Path("corpus/labelled")}


def folder(name: Literal["models", "policies", "labelled"]) -> Path:
    """The folder of the shipped models, policies or labelled paragraphs."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / _CHECKOUT[name]
