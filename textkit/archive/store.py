"""The store: a folder of Parquet shards that any tool reads, and that is whole at every moment.

    store.json                          what this folder is
    current.json                        the model whose tags count, and its policy
    shards/NAME/                        one batch of files: decisions, paragraphs, files, failures
    tags/MODEL/NAME/                    tags and alignments of that shard by one model
    runs/N.parquet                      what was asked, and what came of it
    progress.json                       of the run that is going on, or was the last

A shard is written into a hidden folder, forced to the disk and renamed: it is there with all its tables or not at all.
Its tags are renamed first, so a shard that is there has them; tags without a shard are never looked at. What was done
is known from the shards alone.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit.errors import StoreError

SCHEMA = "textkit.archive/1"
_STORE, _CURRENT, _LOCK, _PROGRESS = "store.json", "current.json", ".lock", "progress.json"
_REPLACES = "replaces.json"
_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Current:
    """The model whose tags count. ``name`` is how to load it, ``fingerprint`` what it must be."""

    policy: str
    name: str
    fingerprint: str
    themes: tuple[str, ...]


class Store:
    """An archive's folder.

    :raises StoreError: if it is missing (unless ``create``), or something else.
    """

    def __init__(self, folder: str | Path, *, create: bool = False) -> None:
        self.folder = Path(folder)
        marker = self.folder / _STORE
        if create and not marker.exists():
            self._create(marker)
        try:
            found = json.loads(marker.read_text(encoding="utf-8"))
        except FileNotFoundError as exc:
            raise StoreError(folder, "there is no archive", "make one with: textkit archive add") from exc
        except (OSError, ValueError) as exc:
            raise StoreError(folder, f"the store cannot be opened ({exc})", "check the folder") from exc
        if not isinstance(found, dict) or found.get("schema") != SCHEMA:
            raise StoreError(folder, f"the store is not of schema {SCHEMA}", "use the textkit that made it")

    @property
    def current(self) -> Current | None:
        """The model whose tags count; None in a store that was never added to."""
        try:
            found = json.loads((self.folder / _CURRENT).read_text(encoding="utf-8"))
            return Current(found["policy"], found["name"], found["fingerprint"], tuple(found["themes"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise StoreError(self.folder, f"{_CURRENT} is damaged ({exc})", "write it anew with archive retag") from exc

    def set_current(self, current: Current) -> None:
        """Makes a model's tags the ones that count."""
        fields = {"policy": current.policy, "name": current.name, "fingerprint": current.fingerprint}
        self._put_json(_CURRENT, {**fields, "themes": list(current.themes)})

    def shards(self) -> list[str]:
        """Names of the shards, sorted."""
        found = {path.name for path in _folders(self.folder / "shards")}
        for path in (self.folder / "shards").glob(f"*/{_REPLACES}"):
            if path.parent.name in found:
                found -= set(json.loads(path.read_text(encoding="utf-8")))
        return sorted(found)

    def models(self) -> list[str]:
        """Fingerprints of the models that have tagged every shard, sorted."""
        shards = set(self.shards())
        found = [path.name for path in _folders(self.folder / "tags") if shards <= {p.name for p in _folders(path)}]
        return sorted(found)

    def has_tags(self, shard: str, model: str) -> bool:
        """Whether a shard was tagged by a model."""
        return (self.folder / "tags" / model / shard).is_dir()

    def text_file(self, shard: str, table: str) -> Path:
        """Where a table of a shard lies."""
        return self.folder / "shards" / shard / f"{table}.parquet"

    def tag_file(self, shard: str, model: str, table: str) -> Path:
        """Where a table of a shard's tags lies."""
        return self.folder / "tags" / model / shard / f"{table}.parquet"

    def put_shard(self, name: str, tables: Mapping[str, bytes], replaces: list[str] | None = None) -> None:
        """Adds a shard. Its tags have to be there.

        :param replaces: names of shards that it takes the place of.
        """
        extra = {} if replaces is None else {_REPLACES: json.dumps(sorted(replaces)).encode()}
        self._put_folder(self.folder / "shards" / name, {**_parquet(tables), **extra})

    def put_tags(self, name: str, model: str, tables: Mapping[str, bytes]) -> None:
        """Adds the tags of a shard by a model."""
        self._put_folder(self.folder / "tags" / model / name, _parquet(tables))

    def put_run(self, number: int, table: bytes) -> None:
        """Writes what is known of a run."""
        self._put_file(self.folder / "runs" / f"{number:06}.parquet", table)

    def put_progress(self, progress: Mapping[str, Any]) -> None:
        """Says how far a run is."""
        self._put_json(_PROGRESS, progress, durable=False)

    def progress(self) -> dict[str, Any] | None:
        """How far the last run is or was; None if there was none."""
        try:
            return dict(json.loads((self.folder / _PROGRESS).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None

    def run_files(self) -> list[Path]:
        """The files of the runs, in order."""
        return sorted(path for path in (self.folder / "runs").glob("*.parquet") if not path.name.startswith(_HIDDEN))

    def next_run(self) -> int:
        """The number of the next run."""
        files = self.run_files()
        return int(files[-1].stem) + 1 if files else 1

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other runs out, and clears what a run that was killed left behind. The kernel undoes it with us.

        :raises StoreError: if another run is going on.
        """
        with (self.folder / _LOCK).open("w", encoding="ascii") as file:
            if not _lock(file.fileno()):
                raise StoreError(self.folder, "another run is going on in this store", "see: textkit archive status")
            self.clear()
            yield

    def clear(self) -> None:
        """Removes half-written shards, replaced ones, and tags without a shard. The store must be locked."""
        shards = set(self.shards())
        for parent in (self.folder / "shards", *_folders(self.folder / "tags")):
            for path in _folders(parent, hidden=True):
                if path.name not in shards:
                    shutil.rmtree(path, ignore_errors=True)

    @property
    def busy(self) -> bool:
        """Whether a run is going on."""
        try:
            with (self.folder / _LOCK).open("r+", encoding="ascii") as file:
                return not _lock(file.fileno())
        except OSError:
            return False

    def _create(self, marker: Path) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if any(not path.name.startswith(_HIDDEN) for path in self.folder.iterdir()):
                raise StoreError(self.folder, "the folder is not empty, and no archive", "name another --store")
            self._put_file(marker, json.dumps({"schema": SCHEMA}).encode())
        except OSError as exc:
            raise StoreError(self.folder, f"the store cannot be made ({exc.strerror})", "name another --store") from exc

    def _put_json(self, name: str, value: Mapping[str, Any], *, durable: bool = True) -> None:
        self._put_file(self.folder / name, json.dumps(value, ensure_ascii=False).encode(), durable=durable)

    def _put_file(self, target: Path, data: bytes, *, durable: bool = True) -> None:
        hidden = target.with_name(_HIDDEN + target.name)
        with self._reported():
            target.parent.mkdir(exist_ok=True)
            _write(hidden, data, durable=durable)
            hidden.replace(target)
            if durable:
                _sync(target.parent)

    def _put_folder(self, target: Path, files: Mapping[str, bytes]) -> None:
        if target.exists():
            # The name is made of the content, so what is there is the same.
            return
        hidden = target.with_name(_HIDDEN + target.name)
        with self._reported():
            shutil.rmtree(hidden, ignore_errors=True)
            hidden.mkdir(parents=True)
            for name, data in files.items():
                _write(hidden / name, data, durable=True)
            _sync(hidden)
            hidden.rename(target)
            _sync(target.parent)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            problem = f"the store cannot be written ({exc.strerror})"
            raise StoreError(self.folder, problem, "make room or mend it, then run again: it goes on") from exc


def _folders(parent: Path, *, hidden: bool = False) -> list[Path]:
    try:
        with os.scandir(parent) as found:
            return [Path(e.path) for e in found if (hidden or not e.name.startswith(_HIDDEN)) and e.is_dir()]
    except FileNotFoundError:
        return []


def _parquet(tables: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{name}.parquet": data for name, data in tables.items()}


def _write(path: Path, data: bytes, *, durable: bool) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Forces the names in a folder to the disk."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Takes a file's lock, which ends with the process; False if another has it."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
