"""What ``import textkit`` hands out is a list that is kept on purpose, and handing it out costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import textkit

NAMES = [
    "Alignment", "Archive", "Decision", "Explanation", "InputError", "Model", "Paragraph", "Passage", "Policy", "ResourceError",
    "Section", "Tag", "Tagger", "TextkitError", "Theme", "ThemeAlignment", "UsageError", "__version__", "check", "explain",
    "list_policies", "load_model", "load_policy", "read", "segment", "tag",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert sorted(textkit.__all__) == sorted(NAMES)
    assert dir(textkit) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(textkit, name) is not None


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = textkit.nothing


@pytest.mark.parametrize("command", ["import textkit", "from textkit.cli.main import main; main(['--help'])"])
def test_heavy_libraries_are_not_loaded(command: str) -> None:
    code = f"{command}; import sys; print(sorted({{'spacy', 'sklearn', 'pdfplumber', 'numpy'}} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"
