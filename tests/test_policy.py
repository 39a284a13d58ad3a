"""Policies are data: the shipped one is whole, a user's own is checked with words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

import textkit
from tests.samples import ROOT, SHARED
from textkit.errors import ResourceError

POLICY_PDF = SHARED / "pdf" / "policy-linjaukset-2022-2025.pdf"
GOOD = """
id: esteettomyys
name: {fi: Esteettömyysohjelma}
themes:
  - id: built-environment
    name: {fi: Rakennettu ympäristö, en: Built environment}
    definition: {fi: Kulku ilman portaita.}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_policy_speaks_three_languages() -> None:
    policy = textkit.load_policy()
    assert policy.id in textkit.list_policies()
    assert len(policy.themes) == 7
    for theme in policy.themes:
        assert set(theme.names) == set(theme.definitions) == {"fi", "sv", "en"}
        assert theme.passages


@pytest.mark.skipif(not POLICY_PDF.exists(), reason="the policy's PDF is not on this machine")
def test_every_passage_stands_in_the_policy() -> None:
    [decision] = textkit.read(POLICY_PDF)
    sections = {s.heading: " ".join(p.text for p in s.paragraphs) for s in decision.sections}
    for theme in textkit.load_policy().themes:
        assert all(passage.words in sections[passage.section] for passage in theme.passages)


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    policy = textkit.load_policy(write(tmp_path, GOOD))
    assert policy.theme_ids == ("built-environment",)
    assert [policy.themes[0].name(language) for language in ("en", "sv")] == [
        "Built environment",
        "Rakennettu ympäristö",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "expected keys and values"),
        ("- a", "expected keys and values"),
        ("id: [", "not valid YAML at line"),
        (GOOD.replace("esteettomyys", "Esteettömyys ohjelma"), "expected lower-case words"),
        (GOOD.replace("name: {fi: Esteettömyysohjelma}", "name: {sv: Program}"), "expected a text for 'fi'"),
        (GOOD.replace("{fi: Kulku ilman portaita.}", "{fi: Kulku., de: Gang.}"), "unknown language 'de'"),
        (GOOD.split("themes:")[0], "at least one theme"),
        (GOOD + GOOD.split("themes:\n")[1], "is there twice"),
        (GOOD + "    passages: [{section: Päätös}]\n", "expected the texts 'section' and 'words'"),
    ],
)
def test_a_broken_policy_says_what_is_wrong(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ResourceError, match=r"policy\.yaml") as caught:
        textkit.load_policy(write(tmp_path, text))
    assert problem in str(caught.value)


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(ResourceError, match="kansainvalinen-toiminta-2022-2025"):
        textkit.load_policy("nothing")


def test_no_code_knows_a_theme_by_name() -> None:
    themes = textkit.load_policy().theme_ids
    for path in (ROOT / "textkit").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [theme for theme in themes if theme in text], path
