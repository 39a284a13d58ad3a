"""Where the shipped model and policies lie: beside the package in a wheel, at the top level in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent
_CHECKOUT = {"models": Path("models"), "policies": Path("corpus/policies")}


def folder(name: Literal["models", "policies"]) -> Path:
    """The folder of the shipped models or policies."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / _CHECKOUT[name]
