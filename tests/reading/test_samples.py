"""Golden: every sample reads back as it was written, whoever typeset it; so does the policy itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import textkit
from tests.samples import (
    SAMPLES,
    SHARED,
    expected_facts,
    expected_outline,
    expected_tables,
    facts,
    outline,
    read_source,
)

POLICY = SHARED / "pdf" / "policy-linjaukset-2022-2025.pdf"
POLICY_TEXT = SHARED / "text" / "policy-linjaukset-2022-2025.txt"


def test_there_are_samples_of_every_kind() -> None:
    sources = [read_source(path) for path in SAMPLES]
    assert len(sources) >= 12
    assert {source.producer for source in sources} == {"libreoffice", "weasyprint", "chromium", "reportlab"}
    assert {source.kind for source in sources} == {"proposal", "minutes", "officer"}
    assert {source.language for source in sources} == {"fi", "sv"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_back_as_it_was_written(path: Path) -> None:
    source = read_source(path)
    [decision] = textkit.read(path.with_suffix(".pdf"))
    assert outline(decision) == expected_outline(source)
    assert facts(decision) == expected_facts(source)
    assert [table.rows for table in decision.tables] == expected_tables(source)
    assert decision.language == source.language


@pytest.mark.skipif(not POLICY.exists(), reason="the policy's PDF is not on this machine")
def test_the_policy_reads_as_its_text_means_it() -> None:
    [decision] = textkit.read(POLICY)
    assert facts(decision) == {
        "title": "Kansainvälisen toiminnan linjaukset 2022–2025",
        "case_id": "HEL 2022-008839",
        "function_code": "04 03 01",
        "section_number": None,
        "organ": "Elinkeinojaosto",
        "date": "2022-08-29",
        "kind": "proposal",
        "presenter": "kansainvälisten asioiden päällikkö Laura Uuttu-Deschryvere",
    }
    assert [(s.heading, s.role) for s in decision.sections] == [
        ("Päätösehdotus", "decision"),
        ("Esittelijän perustelut", "reasons"),
        ("Toimivalta", "competence"),
    ]
    paragraphs = [p for _, p in decision.paragraphs()]
    assert [p.kind for p in paragraphs] == ["paragraph"] * 4 + ["bullet"] * 2 + ["paragraph"] * 3
    assert [p.text for p in paragraphs] == _paragraphs_of_the_text()


def _paragraphs_of_the_text() -> list[str]:
    """The policy's paragraphs from its plain text: blocks between blank lines, with the line-end hyphens undone."""
    text = POLICY_TEXT.read_text(encoding="utf-8")
    blocks = [re.sub(r"^\W+(?=\w)", "", block.strip()) for block in re.split(r"\n\s*\n", text)]
    joined = [_undo(block) for block in blocks]
    headings = {"Päätösehdotus", "Esittelijän perustelut", "Toimivalta"}
    return [block for block in joined[2:] if block and block not in headings]


def _undo(block: str) -> str:
    lines = [re.sub(r"^\W+(?=\w)", "", line.strip()) if n else line.strip() for n, line in enumerate(block.split("\n"))]
    return re.sub(r"(?<=[a-zäö])-\n(?=[a-zäö])", "", "\n".join(lines)).replace("\n", " ").strip()
