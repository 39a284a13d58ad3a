"""A new model tags the stored text; the old tags count until it is done, and stay to be compared with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import textkit
from tests.archive.archives import content, copy_pdfs, rows, write_texts
from textkit.archive import Options, Store, add, retag
from textkit.errors import StoreError
from textkit.tagging import load_model, save_model

TWO = Options(workers=2)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = write_texts(tmp_path / "files", 4)
    copy_pdfs(folder, 3)
    made = Store(tmp_path / "store", create=True)
    add(made, [str(folder)], TWO)
    return made


@pytest.fixture
def strict_model(tmp_path: Path) -> str:
    """A model that tags less."""
    model = load_model()
    save_model(replace(model, name="strict", thresholds=model.thresholds * 0 + 0.95), tmp_path / "strict")
    return str(tmp_path / "strict")


def test_the_new_models_tags_count_and_the_old_stay(store: Store, strict_model: str, tmp_path: Path) -> None:
    before = content(store)
    for file in (tmp_path / "files").iterdir():
        file.unlink()
    report = retag(store, replace(TWO, model=strict_model))
    after = content(store)
    assert report.decisions == 7
    assert after["decisions"] == before["decisions"]
    assert after["paragraphs"] == before["paragraphs"]
    assert len(after["tags"]) == len(before["tags"])
    assert sum(row[4] for row in after["tags"]) < sum(row[4] for row in before["tags"])
    assert [m.split("@")[0] for (m,) in rows(store, "SELECT DISTINCT model FROM tags")] == ["strict"]
    assert len(rows(store, "SELECT DISTINCT model FROM all_tags")) == 2


def test_tags_of_stored_text_are_those_of_the_file(store: Store, strict_model: str, tmp_path: Path) -> None:
    retag(store, replace(TWO, model=strict_model))
    fresh = Store(tmp_path / "fresh", create=True)
    add(fresh, [str(tmp_path / "files")], replace(TWO, model=strict_model))
    assert content(fresh) == content(store)


def test_the_same_model_again_does_nothing(store: Store) -> None:
    before = content(store)
    assert retag(store, TWO).decisions == 0
    assert content(store) == before


def test_another_model_is_refused_until_the_store_is_tagged_anew(
    store: Store, strict_model: str, tmp_path: Path
) -> None:
    write_texts(tmp_path / "more", 6)
    options = replace(TWO, model=strict_model)
    with pytest.raises(StoreError, match="archive retag --model"):
        add(store, [str(tmp_path / "more")], options)
    retag(store, options)
    assert add(store, [str(tmp_path / "more")], TWO).decisions == 2
    assert [m.split("@")[0] for (m,) in rows(store, "SELECT DISTINCT model FROM tags")] == ["strict"]


def test_a_stored_decision_is_the_one_that_was_read(tmp_path: Path) -> None:
    import json

    from textkit.archive.retag import stored_text
    from textkit.document import decision_from_dict

    folder = copy_pdfs(tmp_path / "pdfs", 1)
    store = Store(tmp_path / "store", create=True)
    add(store, [str(folder)], TWO)
    [line] = stored_text(store, store.shards()[0]).data.splitlines()
    [read] = textkit.read(next(folder.iterdir()))
    sections = tuple(section for section in read.sections if section.paragraphs)
    assert decision_from_dict(json.loads(line)["decision"]) == replace(read, sections=sections, tables=())
