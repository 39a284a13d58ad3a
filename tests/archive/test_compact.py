"""Merging shards changes nothing of what they say, also if it is broken off."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.archives import content, copy_pdfs, write_texts
from textkit.archive import Options, Store, add, retag
from textkit.archive.compact import compact
from textkit.tagging import load_model, save_model


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive of several shards, with a failure in it."""
    folder = write_texts(tmp_path / "files", 18)
    copy_pdfs(folder, 2)
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    made = Store(tmp_path / "store", create=True)
    add(made, [str(folder)], Options(workers=2))
    return made


def test_a_merged_store_says_the_same(store: Store, tmp_path: Path) -> None:
    before, shards = content(store), store.shards()
    assert len(shards) > 4
    with store.locked():
        assert compact(store, 2) == len(shards) // 2 * 2
    assert len(store.shards()) == len(shards) - len(shards) // 2
    assert content(store) == before
    assert add(store, [str(tmp_path / "files")], Options(workers=1)).skipped == 21
    model = load_model()
    save_model(replace(model, name="strict", thresholds=model.thresholds * 0 + 0.9), tmp_path / "strict")
    assert retag(store, Options(workers=1, model=str(tmp_path / "strict"))).decisions == 20


def test_shards_that_were_replaced_count_no_more(store: Store, tmp_path: Path) -> None:
    before = content(store)
    shutil.copytree(store.folder, tmp_path / "old")
    with store.locked():
        compact(store, 3)
    # As if it had been killed before it could remove them.
    shutil.copytree(tmp_path / "old" / "shards", store.folder / "shards", dirs_exist_ok=True)
    shutil.copytree(tmp_path / "old" / "tags", store.folder / "tags", dirs_exist_ok=True)
    assert content(store) == before
    with store.locked():
        assert len(list((store.folder / "shards").iterdir())) == len(store.shards())
    assert content(store) == before
