"""The other end of a worker: starts it, hands it documents, watches the clock, and replaces it when it is lost."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textkit.errors import ResourceError

if TYPE_CHECKING:
    from textkit.archive.options import Setting

_START_SECONDS = 300.0
"""What starting may take: a cold disk and a busy machine are no reason to give up."""
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read, or (``stored``) decisions of the store to be tagged anew."""

    source: str
    sha256: str
    stamp: str
    data: bytes = field(repr=False)
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document, or a part of one, is not in the archive."""

    source: str
    sha256: str | None
    part: str | None
    stage: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Work:
    """What became of a document: records of its decisions (lines of JSON), and what failed."""

    document: Document
    records: tuple[bytes, ...]
    failures: tuple[Failure, ...]


class _Lost(Exception):
    """The process is gone or had to be ended."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason


class Process:
    """One worker process, replaced whenever it is lost."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()

    def work(self, document: Document) -> Work:
        """Has a document read. It never raises what is the document's fault.

        :raises ResourceError: if no worker can be started, or its model is another one.
        """
        records: list[bytes] = []
        failures: list[Failure] = []
        stage = "start"
        try:
            self._send(document)
            while True:
                line = self._line(self._setting.seconds, stage)
                match line[:1]:
                    case b"S":
                        stage = line[1:].decode()
                    case b"D":
                        records.append(line[1:] + b"\n")
                    case b"F":
                        failures.append(_failure(document, json.loads(line[1:])))
                    case b"!":
                        self.close()
                        break
                    case _:
                        break
        except _Lost as exc:
            self.close()
            advice = "look at the file; it can be tried again with --retry"
            failures.append(_failure(document, {"stage": exc.stage, "reason": exc.reason, "advice": advice}))
        return Work(document, tuple(records), tuple(failures))

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._process is None:
            return
        process, self._process = self._process, None
        self._buffer.clear()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close_quietly(stream)

    @property
    def pid(self) -> int | None:
        """The process's id; None when none is running."""
        return None if self._process is None else self._process.pid

    @property
    def peak_megabytes(self) -> float | None:
        """The most memory that the running process has held, as Linux counts it; None where it cannot be told."""
        if self._process is None:
            return None
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(found[0]) / 1024 if found else None

    def _send(self, document: Document) -> None:
        process = self._running()
        head = {
            "source": document.source,
            "sha256": document.sha256,
            "stored": document.stored,
            "size": len(document.data),
        }
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(head).encode() + b"\n")
            process.stdin.write(document.data)
            process.stdin.flush()
        except OSError as exc:
            raise _Lost("start", self._how_it_ended()) from exc

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "textkit.archive.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            self._begin(self._process)
        return self._process

    def _begin(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(asdict(self._setting)).encode() + b"\n")
            process.stdin.flush()
            answer = self._line(_START_SECONDS, "start")
        except (OSError, _Lost) as exc:
            self.close()
            raise ResourceError(
                "worker", f"a worker process cannot be started ({exc})", "see archive/README.md"
            ) from exc
        if answer[:1] == b"X":
            self.close()
            raise ResourceError(self._setting.model, answer[1:].decode(), "put it where every worker can read it")
        if answer[1:].decode() != self._setting.fingerprint:
            self.close()
            problem = f"a worker has {answer[1:].decode()}, this run is with {self._setting.fingerprint}"
            raise ResourceError(self._setting.model, problem, "install the same textkit and model everywhere")

    def _line(self, seconds: float, stage: str) -> bytes:
        """The next line of the worker's.

        :raises _Lost: if it does not come in time, or the process has ended.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        end = time.monotonic() + seconds
        watched = self._process.stdout.fileno()
        searched = 0
        while (at := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            ready, _, _ = select.select([watched], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise _Lost(stage, f"over the time limit of {seconds:g} s")
            chunk = os.read(watched, _CHUNK)
            if not chunk:
                raise _Lost(stage, self._how_it_ended())
            self._buffer += chunk
        line = bytes(self._buffer[:at])
        del self._buffer[: at + 1]
        return line

    def _how_it_ended(self) -> str:
        assert self._process is not None
        try:
            code = self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            return "the worker closed its output"
        if code == -signal.SIGXCPU:
            return f"over the time limit of {self._setting.seconds:g} s"
        if code < 0:
            return f"the worker died ({signal.Signals(-code).name})"
        return f"the worker ended (exit code {code})"


def _failure(document: Document, what: dict[str, Any]) -> Failure:
    part = what.get("part")
    return Failure(
        source=document.source,
        sha256=document.sha256,
        part=None if part == document.source else part,
        stage=what["stage"],
        reason=what["reason"],
        advice=what["advice"],
    )


def _environment() -> dict[str, str]:
    """One thread a process: there is one process a core."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **one, "PYTHONIOENCODING": "utf-8"}


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        # What was not flushed was for a process that is gone.
        return
