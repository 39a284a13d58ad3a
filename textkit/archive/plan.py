"""Which files are to be read, in which batches: decided in one place, in the order they are found.

A file that is known by name and stamp is not opened. One that is known by content under another name is one more
source of the same decisions, and is not read again. Only the rest goes to the workers, bytes and all: a worker needs
no access to the sources, and what is read is what was hashed.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from textkit.archive.process import Document, Failure
from textkit.archive.sources import Found, failure_of
from textkit.errors import InputError

MOST_FILES = 64
MOST_BYTES = 32 * 2**20
"""A batch is as much as a run may lose when it is killed, and what one shard holds."""
_FEWEST_FILES = 4
_REST_SHARE = 16
"""A batch is at most this part of what is left: every core has some of a small job, and all end at about one time."""
_AHEAD = 8
"""Files that are fetched at the same time; object stores answer slowly."""


@dataclass(frozen=True, slots=True)
class SameFile:
    """A file whose content is known under another name, or came back to one that it had."""

    source: str
    sha256: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one task reads, and what is only to be noted."""

    documents: tuple[Document, ...]
    same: tuple[SameFile, ...] = ()
    failures: tuple[Failure, ...] = ()

    def name(self, run: int) -> str:
        """The name of its shard: of its content, and of the run that read it."""
        found = hashlib.sha256(str(run).encode())
        parts = [
            *((document.source, document.sha256) for document in self.documents),
            *((same.source, same.sha256) for same in self.same),
            *((failure.source, failure.reason) for failure in self.failures),
        ]
        for part in parts:
            found.update("\0".join((*part, "\n")).encode())
        return found.hexdigest()[:24]


@dataclass(slots=True)
class Known:
    """What the store has.

    :param sources: the last content (SHA-256) and stamp under each name.
    :param contents: what was read, or cannot be.
    :param broken: names that could not be opened, and why.
    """

    sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What became of the files so far. ``changed`` ones were known by name, with another content."""

    files: int = 0
    skipped: int = 0
    same: int = 0
    changed: int = 0


class Plan:
    """Goes through the files once; iterating it gives the batches.

    :param total: how many files there are, about.
    """

    def __init__(self, found: Iterable[Found | Failure], known: Known, total: int) -> None:
        self.tally = Tally()
        self._total = total
        self.changed: list[str] = []
        self._found = found
        self._known = known

    def __iter__(self) -> Iterator[Batch]:
        documents: list[Document] = []
        same: list[SameFile] = []
        failures: list[Failure] = []
        size = 0
        for item in self._new():
            if isinstance(item, Document):
                documents.append(item)
                size += len(item.data)
            elif isinstance(item, SameFile):
                same.append(item)
            else:
                failures.append(item)
            if len(documents) + len(same) + len(failures) >= self._batch_size() or size >= MOST_BYTES:
                yield Batch(tuple(documents), tuple(same), tuple(failures))
                documents, same, failures, size = [], [], [], 0
        if documents or same or failures:
            yield Batch(tuple(documents), tuple(same), tuple(failures))

    def _batch_size(self) -> int:
        left = self._total - self.tally.files
        return min(MOST_FILES, max(_FEWEST_FILES, left // _REST_SHARE))

    def _new(self) -> Iterator[Document | SameFile | Failure]:
        for item, data in _fetched(self._wanted()):
            outcome = self._judge(item, data)
            if outcome is not None:
                yield outcome

    def _wanted(self) -> Iterator[Found | Failure]:
        for item in self._found:
            self.tally.files += 1
            if isinstance(item, Found):
                known = self._known.sources.get(item.source)
                if known is not None and known[1] == item.stamp and known[0] in self._known.contents:
                    self.tally.skipped += 1
                    continue
            yield item

    def _judge(self, item: Found | Failure, data: bytes | InputError) -> Document | SameFile | Failure | None:
        if isinstance(item, Failure):
            return self._broken(item)
        if isinstance(data, InputError):
            return self._broken(failure_of(data))
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._known.sources.get(item.source)
        if known is not None and known[0] != sha256:
            self.tally.changed += 1
            self.changed.append(item.source)
        self._known.sources[item.source] = sha256, item.stamp
        if sha256 in self._known.contents:
            self.tally.same += 1
            return SameFile(item.source, sha256, item.stamp)
        self._known.contents.add(sha256)
        return Document(item.source, sha256, item.stamp, data)

    def _broken(self, failure: Failure) -> Failure | None:
        """A failure, unless it is known."""
        if self._known.broken.get(failure.source) == failure.reason:
            self.tally.skipped += 1
            return None
        self._known.broken[failure.source] = failure.reason
        return failure


def _fetched(items: Iterable[Found | Failure]) -> Iterator[tuple[Found | Failure, bytes | InputError]]:
    """Items with their bytes, in order; some are fetched ahead. A failure has none."""
    waiting: deque[tuple[Found | Failure, Future[bytes | InputError] | bytes | InputError]] = deque()
    with ThreadPoolExecutor(_AHEAD, thread_name_prefix="textkit-fetch") as pool:
        for item in items:
            if isinstance(item, Failure):
                waiting.append((item, b""))
            else:
                waiting.append((item, _load(item) if item.shared else pool.submit(_load, item)))
            if len(waiting) > _AHEAD:
                yield _arrived(*waiting.popleft())
        while waiting:
            yield _arrived(*waiting.popleft())


def _arrived(
    item: Found | Failure, data: Future[bytes | InputError] | bytes | InputError
) -> tuple[Found | Failure, bytes | InputError]:
    return item, data.result() if isinstance(data, Future) else data


def _load(item: Found) -> bytes | InputError:
    try:
        return item.load()
    except InputError as exc:
        return exc
