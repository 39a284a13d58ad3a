"""One batch read to the end, wherever it runs: in a thread here, or on a worker of a cluster.

A task never raises what a document did: one that raises would end the whole stream. Its result is finished Parquet, so
that whoever collects it has only to put it away.
"""

from __future__ import annotations

import atexit
import json
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from textkit.archive.options import Setting
from textkit.archive.plan import Batch
from textkit.archive.process import Process, Work
from textkit.archive.tables import FAILURES, FILES, connect, plain_table, tag_tables, text_tables
from textkit.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Result:
    """A shard ready to be stored. ``unusable`` says why the worker could do nothing; then there are no tables."""

    name: str
    text: dict[str, bytes]
    tags: dict[str, bytes]
    decisions: int = 0
    pages: int = 0
    failures: int = 0
    files: int = 0
    peak_megabytes: float = 0.0
    unusable: tuple[str, str, str] | None = None


class Pool:
    """The worker processes of this process, lent to one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: dict[Setting, list[Process]] = {}

    def take(self, setting: Setting) -> Process:
        """A process that is free, or a new one."""
        with self._lock:
            free = self._free.setdefault(setting, [])
            return free.pop() if free else Process(setting)

    def give(self, setting: Setting, process: Process) -> None:
        """Takes it back."""
        with self._lock:
            self._free.setdefault(setting, []).append(process)

    def close(self) -> None:
        """Ends those that are free."""
        with self._lock:
            for processes in self._free.values():
                for process in processes:
                    process.close()
            self._free.clear()


POOL = Pool()
atexit.register(POOL.close)


def read_batch(batch: Batch, setting: Setting, run: int) -> Result:
    """Reads, segments, tags and aligns the files of a batch."""
    name = batch.name(run)
    process = POOL.take(setting)
    try:
        works = [process.work(document) for document in batch.documents]
        peak = process.peak_megabytes or 0.0
    except ResourceError as exc:
        return Result(name, {}, {}, unusable=(exc.name, exc.problem, exc.advice))
    finally:
        POOL.give(setting, process)
    records = [record for work in works for record in work.records]
    failures = [*batch.failures, *(failure for work in works for failure in work.failures)]
    read = [_file_row(work) for work in works]
    files = [*read, *({**asdict(same), "outcome": "same"} for same in batch.same)]
    with closing(connect()) as con:
        text = text_tables(records, con)
        text["files"] = plain_table(({**row, "run": run} for row in files), FILES, con)
        text["failures"] = plain_table(({**asdict(failure), "run": run} for failure in failures), FAILURES, con)
        tags = tag_tables(records, setting.themes, setting.fingerprint, con)
    return Result(
        name,
        text,
        tags,
        decisions=len(records),
        pages=sum(row["pages"] for row in read),
        failures=len(failures),
        files=len(files) + len(batch.failures),
        peak_megabytes=peak,
    )


def _file_row(work: Work) -> dict[str, Any]:
    document = work.document
    return {
        "source": document.source,
        "sha256": document.sha256,
        "stamp": document.stamp,
        "outcome": "read" if work.records else "failed",
        "decisions": len(work.records),
        **_pages(work),
    }


def _pages(work: Work) -> dict[str, int]:
    """How many pages a file has, and of how many it is to be known how they were read: every decision in it knows."""
    known = json.loads(work.records[0])["decision"] if work.records else {}
    counts = {name: len(known.get(name) or ()) for name in ("ocr_pages", "picture_pages")}
    return {"pages": known.get("pages") or 0, **counts}
