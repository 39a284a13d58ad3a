"""The report on an archive: one page, whole by itself, in three languages; and the same in a notebook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

import textkit
from tests.archive.archives import copy_pdfs
from textkit.archive import Options, Store, add, retag
from textkit.errors import StoreError, UsageError
from textkit.report.archive_page import archive_page
from textkit.report.messages import Language
from textkit.tagging import load_model, save_model


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """An archive that two models have tagged, with a file in it that cannot be read."""
    folder = tmp_path_factory.mktemp("report")
    files = copy_pdfs(folder / "files", 8)
    (files / "<rikki>.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    made = Store(folder / "store", create=True)
    add(made, [str(files)], Options(workers=2))
    model = load_model()
    save_model(replace(model, name="tiukka", thresholds=model.thresholds * 0 + 0.9), folder / "tiukka")
    retag(made, Options(workers=1, model=str(folder / "tiukka")))
    return made


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("fi", ["Teemat", "Toimialoittain", "Vahvimmat päätökset", "Mikä muuttui mallien välillä"]),
        ("sv", ["Teman", "Per sektor", "De starkaste besluten", "Vad som ändrades mellan modellerna"]),
        ("en", ["Themes", "By sector", "The strongest decisions", "What changed between the models"]),
    ],
)
def test_the_page_has_every_part_in_every_language(store: Store, language: Language, headings: list[str]) -> None:
    page = archive_page(store, language)
    assert f'<html lang="{language}">' in page
    found = re.findall(r"<h2>(.*?)</h2>", page)
    assert [heading for heading in headings if heading not in found] == []
    assert "cut off" in page


def test_the_page_needs_nothing_from_elsewhere(store: Store) -> None:
    page = archive_page(store)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="|url\(|@import', page)


def test_pictures_are_well_formed_and_named(store: Store) -> None:
    pictures = re.findall(r"<svg.*?</svg>", archive_page(store), re.DOTALL)
    assert len(pictures) == 3
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.attrib["role"] == "img"
        assert root[0].text


def test_the_strongest_decision_is_shown_with_its_evidence(store: Store) -> None:
    from textkit.archive.summary import summarize

    summary = summarize(store)
    assert summary.older_model is not None
    assert summary.older_model.startswith("helsinki@")
    page = archive_page(store)
    strongest = next(item for item in summary.strongest if item.quote)
    assert strongest.quote in page.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    assert all(change.after <= change.before and change.only_after == 0 for change in summary.changes[:1])


def test_an_empty_archive_has_no_report(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was added yet"):
        archive_page(Store(tmp_path / "empty", create=True))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_notebook_gets_data_frames(store: Store, library: str) -> None:
    pytest.importorskip(library)
    archive = textkit.Archive(store.folder, library=library)  # type: ignore[arg-type]
    frame = archive.query("SELECT theme, count(*) AS n FROM tags GROUP BY theme")
    assert type(frame).__module__.split(".")[0] == library
    assert list(frame.columns) == ["theme", "n"]
    assert len(archive.table("decisions")) == 8


def test_a_notebook_gets_the_plots_of_the_report(store: Store, tmp_path: Path) -> None:
    archive = textkit.Archive(store.folder)
    page = archive_page(store)
    for kind in ("themes", "years", "stance"):
        assert archive.plot(kind)._repr_svg_() in page
    archive.report(tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == page
    with pytest.raises(UsageError, match="expected one of themes"):
        archive.plot("nothing")
    with pytest.raises(UsageError, match="expected one of decisions"):
        archive.table("nothing")
