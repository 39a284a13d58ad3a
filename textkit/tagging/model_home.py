"""Where a user's own models lie, and which model is in use for a policy: the promoted one, else the shipped one.

``promoted.json`` in the models' home holds for each policy what was promoted, the last being in use. Each entry has the
SHA-256 of the model's manifest, which has those of its other files: a promoted model that was changed is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from textkit import _resources
from textkit.errors import ResourceError
from textkit.policy import DEFAULT_POLICY

MANIFEST = "manifest.json"
_PROMOTED = "promoted.json"
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Promotion:
    """A model that was put into use.

    :param model: its folder in the models' home; None is the shipped model.
    :param digest: SHA-256 of its manifest.
    :param at: when, ISO 8601.
    :param why: the user's reason, if it was put into use against the comparison.
    :param compared: what the comparison said, a text a theme.
    """

    model: str | None
    digest: str
    at: str
    why: str | None = None
    compared: Mapping[str, str] = field(default_factory=dict)


def models_home() -> Path:
    """The folder of the user's models: ``TEXTKIT_MODELS``, else in the user's data folder. It need not exist."""
    if given := os.environ.get("TEXTKIT_MODELS"):
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "textkit" / "models"


def model_in_use(policy: str = DEFAULT_POLICY) -> str:
    """What to load for a policy when no model is named: a folder, or the name of a shipped model.

    :raises ResourceError: if the promoted model is gone or was changed, or there is none for the policy.
    """
    history = promotions(policy)
    if history and history[-1].model is not None:
        last = history[-1]
        folder = models_home() / str(last.model)
        if digest_of(folder) != last.digest:
            problem = "the model in use was changed after it was promoted"
            raise ResourceError(folder, problem, "bring the last one back: textkit models rollback")
        return str(folder)
    return shipped_model(policy)


def shipped_model(policy: str) -> str:
    """The name of the shipped model of a policy.

    :raises ResourceError: if there is none.
    """
    for path in sorted(_resources.folder("models").glob(f"*/{MANIFEST}")):
        if json.loads(path.read_text(encoding="utf-8")).get("policy") == policy:
            return path.parent.name
    raise ResourceError(policy, "there is no model for this policy", "train one: textkit train --policy … --output …")


def promotions(policy: str) -> list[Promotion]:
    """What was promoted for a policy and not taken back, the model in use last."""
    return [Promotion(**entry) for entry in _read().get(policy, [])]


def promote(folder: Path, policy: str, promotion: Promotion) -> Promotion:
    """Copies a model into the models' home and puts it into use.

    :param promotion: without the place of the model.
    :raises ResourceError: if the home cannot be written.
    """
    name = f"{folder.resolve().name}-{promotion.digest[:_DIGITS]}"
    inside = folder.resolve().parent == models_home().resolve()
    name = folder.resolve().name if inside else name
    target = models_home() / name
    done = Promotion(**{**asdict(promotion), "model": name})
    try:
        if not inside and not target.exists():
            _copy(folder, target)
        _write({**_read(), policy: [asdict(entry) for entry in (*promotions(policy), done)]})
    except OSError as exc:
        raise ResourceError(
            models_home(), f"cannot be written ({exc.strerror})", "name another: TEXTKIT_MODELS"
        ) from exc
    return done


def roll_back(policy: str) -> Promotion:
    """Takes the last promotion back, and returns it; what was in use before is in use again.

    :raises ResourceError: if nothing was promoted.
    """
    history = promotions(policy)
    if not history:
        raise ResourceError(policy, "nothing was promoted for this policy", "the shipped model is in use")
    _write({**_read(), policy: [asdict(entry) for entry in history[:-1]]})
    return history[-1]


def own_models() -> list[Path]:
    """The folders of the user's models, sorted."""
    return sorted(path.parent for path in models_home().glob(f"*/{MANIFEST}"))


def digest_of(folder: Path) -> str:
    """SHA-256 of a model's manifest; empty if there is none."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def _read() -> dict[str, list[dict[str, Any]]]:
    path = models_home() / _PROMOTED
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as exc:
        raise ResourceError(path, f"the record of promotions is damaged ({exc})", "mend or remove it") from exc


def _write(promoted: Mapping[str, Any]) -> None:
    home = models_home()
    home.mkdir(parents=True, exist_ok=True)
    hidden = home / f".{_PROMOTED}.{os.getpid()}"
    hidden.write_text(json.dumps(promoted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    hidden.replace(home / _PROMOTED)


def _copy(folder: Path, target: Path) -> None:
    hidden = target.with_name(f".{target.name}.{os.getpid()}")
    hidden.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder, hidden)
    hidden.rename(target)
