"""A model is files without code; one that was changed is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import textkit
from textkit.errors import ResourceError
from textkit.tagging import Passage, Tagger, list_models, load_model, save_model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    save_model(textkit.load_model(), tmp_path / "copy")
    return tmp_path / "copy"


def test_the_shipped_model_is_listed() -> None:
    assert "helsinki" in list_models()


def test_a_saved_model_is_the_same(copy: Path) -> None:
    passages = [Passage("1", "Puistoon istutetaan puita, jotta siellä viihdytään.")]
    assert list(Tagger(load_model(copy)).tag(passages)) == list(Tagger(load_model()).tag(passages))


def test_saving_twice_gives_the_same_bytes(copy: Path, tmp_path: Path) -> None:
    save_model(load_model(copy), tmp_path / "again")
    for name in ("manifest.json", "weights.npz", "vocabulary.txt"):
        assert (copy / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


@pytest.mark.parametrize("name", ["weights.npz", "vocabulary.txt"])
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(ResourceError, match=f"{name} is not the file"):
        load_model(copy)


@pytest.mark.parametrize("name", ["weights.npz", "vocabulary.txt"])
def test_a_missing_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ResourceError, match="cannot be loaded"):
        load_model(copy)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"schema": "other/1"}'])
def test_a_broken_manifest_is_refused(copy: Path, manifest: str) -> None:
    (copy / "manifest.json").write_text(manifest)
    with pytest.raises(ResourceError, match="cannot be loaded"):
        load_model(copy)


def test_a_changed_manifest_is_refused(copy: Path) -> None:
    text = (copy / "manifest.json").read_text()
    (copy / "manifest.json").write_text(text.replace("work-immigration", "immigration"))
    with pytest.raises(ResourceError, match=r"manifest\.json was changed"):
        load_model(copy)


def test_a_pickle_in_the_arrays_is_never_loaded(copy: Path) -> None:
    import hashlib

    np.savez(copy / "weights.npz", rarity=np.array([{"a": 1}], dtype=object))
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["sha256"]["weights.npz"] = hashlib.sha256((copy / "weights.npz").read_bytes()).hexdigest()
    del manifest["digest"]
    manifest["digest"] = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ResourceError, match="allow_pickle=False"):
        load_model(copy)


def test_a_manifest_that_does_not_answer_for_itself_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    del manifest["digest"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ResourceError, match="digest"):
        load_model(copy)


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(ResourceError, match="known ones: helsinki"):
        load_model("nothing")
