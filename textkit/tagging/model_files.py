"""A model as files without code: arrays, text and a manifest with checksums. No pickle is ever loaded.

manifest.json    schema, themes, what it was trained on and with, SHA-256 of the other files and of itself
weights.npz      arrays (loaded with ``allow_pickle=False``)
vocabulary.txt   the features, one a line, in the order of the arrays
labels.jsonl     what it was trained on beside the shipped corpus, if anything
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from textkit import _resources
from textkit.errors import ResourceError
from textkit.tagging.features import Vocabulary
from textkit.tagging.model import Calibration, Model
from textkit.tagging.model_home import models_home, own_models

SCHEMA = "textkit.model/3"
DEFAULT_MODEL = "helsinki"
_MANIFEST, _WEIGHTS, _VOCABULARY = "manifest.json", "weights.npz", "vocabulary.txt"
_ARRAYS = ("rarity", "weights", "intercepts", "stance_by_theme", "thresholds")
_CALIBRATION = ("bias", "slope", "pull", "alone_bias", "alone_slope")
_TRAIN = "train it again, or name another with --model"


def save_model(model: Model, folder: Path, extra: Mapping[str, bytes] | None = None) -> None:
    """Writes a model into a folder, which is made; the manifest last, so that half a model is never loaded.

    :param extra: further files, by name, that the manifest answers for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        "rarity": model.vocabulary.rarity,
        "weights": model.weights,
        "intercepts": model.intercepts,
        "stance_by_theme": model.stance_by_theme,
        "thresholds": model.thresholds,
        **{f"calibration_{name}": values for name, values in asdict(model.calibration).items()},
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    files = {
        _WEIGHTS: buffer.getvalue(),
        _VOCABULARY: "".join(f"{feature}\n" for feature in model.vocabulary.features).encode(),
        **(extra or {}),
    }
    manifest: dict[str, Any] = {
        "schema": SCHEMA,
        "name": model.name,
        "policy": model.policy,
        "themes": list(model.themes),
        "facts": dict(model.facts),
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    manifest["digest"] = _digest(manifest)
    files[_MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def load_model(model: str | Path = DEFAULT_MODEL) -> Model:
    """A shipped model or one of the user's by its name, or any model by its folder.

    :raises ResourceError: if there is no such model, or its files are incomplete, damaged or changed.
    """
    folder = find_model(model)
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return _build(manifest, folder)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        reason = str(exc) if isinstance(exc, ValueError) else f"{type(exc).__name__}: {exc}"
        raise ResourceError(folder, f"the model cannot be loaded ({reason})", _TRAIN) from exc


def list_models() -> list[str]:
    """Names of the shipped models, sorted."""
    return sorted(path.parent.name for path in _resources.folder("models").glob(f"*/{_MANIFEST}"))


def find_model(model: str | Path) -> Path:
    """The folder of a model.

    :raises ResourceError: if there is no such model.
    """
    given = Path(model)
    named = (models_home() / given, _resources.folder("models") / given)
    for folder in (given, *named) if len(given.parts) > 1 or given.is_dir() else named:
        if (folder / _MANIFEST).is_file():
            return folder
    known = ", ".join([*list_models(), *(path.name for path in own_models())]) or "none"
    raise ResourceError(model, "no such model", f"known ones: {known}; or give the folder of a model")


def _build(manifest: dict[str, Any], folder: Path) -> Model:
    schema = manifest.get("schema") if isinstance(manifest, dict) else None
    if schema != SCHEMA:
        raise ValueError(f"expected schema {SCHEMA}, found {schema!r}")
    if manifest["digest"] != _digest(manifest):
        raise ValueError(f"{_MANIFEST} was changed")
    data = {name: _checked(folder / name, digest) for name, digest in sorted(manifest["sha256"].items())}
    with np.load(io.BytesIO(data[_WEIGHTS]), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in _ARRAYS}
        calibration = Calibration(**{name: stored[f"calibration_{name}"] for name in _CALIBRATION})
    features = tuple(data[_VOCABULARY].decode().split("\n")[:-1])
    _check_shapes(arrays, len(features), len(manifest["themes"]))
    return Model(
        name=manifest["name"],
        policy=manifest["policy"],
        themes=tuple(manifest["themes"]),
        vocabulary=Vocabulary(features, arrays["rarity"]),
        weights=arrays["weights"],
        intercepts=arrays["intercepts"],
        stance_by_theme=arrays["stance_by_theme"],
        calibration=calibration,
        thresholds=arrays["thresholds"],
        facts=manifest["facts"],
    )


def _digest(manifest: Mapping[str, Any]) -> str:
    """SHA-256 of a manifest without its own digest."""
    content = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _checked(path: Path, expected: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise ValueError(f"{path.name} is not the file that the manifest was written for")
    return data


def _check_shapes(arrays: dict[str, Any], features: int, themes: int) -> None:
    expected = {"rarity": (features,), "weights": (features, themes + 3), "thresholds": (themes,)}
    for name, shape in expected.items():
        if arrays[name].shape != shape:
            raise ValueError(f"{name} has shape {arrays[name].shape}, expected {shape}")
