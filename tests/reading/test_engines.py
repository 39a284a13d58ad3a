"""Both engines read the same decisions: the samples of four producers, and made-up ones."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.reading.drawn import assert_same_decisions, both
from tests.rendering import render
from tests.rendering.source import Block, Bullet, Heading, SampleSource, Table, Text
from tests.samples import ROOT, SHARED
from textkit.reading import read_bytes, read_file

PDFS = [*sorted((ROOT / "corpus" / "decisions").glob("*.pdf")), *sorted((SHARED / "pdf").glob("*.pdf"))]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_file_is_the_same_decision_with_both_engines(path: Path) -> None:
    by_pdfplumber = read_file(path, engine="pdfplumber")
    assert_same_decisions(read_file(path, engine="pdfium"), by_pdfplumber)
    assert_same_decisions(read_file(path, engine="auto"), by_pdfplumber)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_file_is_the_same_lines_and_tables_with_both_engines(path: Path) -> None:
    assert sum(len(page.lines) for page in both(path.read_bytes()).pages) > 20


SENTENCE = (
    "kaupunginhallitus päättää hyväksyä hankesuunnitelman rakennusvirasto Itä-Pasila EU-rahoitus 2022–2025 1,8 milj. "
    "euroa maa- ja metsätalous öljysäiliö ärsyttävä tehtävä sekä åländska förslaget LIFE-hanke § 12 8 437 m² (liite 3) "
    "väestönsuojelutilat fiksu flyygeli affiche I a 5 oy:lle 24.3.2023 toimivalta; liikennejärjestelmäsuunnitelma"
)
WORDS = SENTENCE.split()
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(lambda words: " ".join(words) + ".")
cells = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(2, 4))
    rows = draw(st.lists(st.tuples(*[cells] * columns), min_size=2, max_size=4))
    return Table(tuple(rows))


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 2), st.sampled_from(["Perustelut", "Päätösehdotus", "Hankkeen tausta"])),
    st.builds(Text, sentences),
    st.builds(Text, sentences),
    st.builds(Bullet, sentences),
    tables(),
)
sources = st.builds(
    SampleSource,
    title=st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(" ".join),
    case_id=st.just("HEL 2024-001234"),
    function_code=st.just("10 03 02"),
    organ=st.sampled_from(["Kaupunginhallitus", "Tekninen johtaja"]),
    date=st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 12, 31)),
    kind=st.just("minutes"),
    document=st.just("Pöytäkirja 4/2024"),
    section_number=st.none() | st.integers(1, 999),
    justified=st.booleans(),
    base14=st.booleans(),
    font_size=st.sampled_from([9.5, 10.0, 12.0]),
    blocks=st.lists(blocks, min_size=1, max_size=12).map(tuple),
)


@pytest.mark.parametrize(("producer", "examples"), [("reportlab", 25), ("weasyprint", 8)])
def test_made_up_decisions_are_the_same_with_both_engines(producer: str, examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sources)
    def check(source: SampleSource) -> None:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "made-up.pdf")
            render(source, producer, target)
            data = target.read_bytes()
        decisions = read_bytes(data, "made-up.pdf")
        assert decisions[0].case_id == source.case_id
        assert_same_decisions(decisions, read_bytes(data, "made-up.pdf", engine="pdfplumber"))

    check()
