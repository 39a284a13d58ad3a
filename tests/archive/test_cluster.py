"""On a Dask cluster the same run gives the same archive, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.archives import content, copy_pdfs, write_texts
from textkit.archive import AddReport, Options, Store, add, retag
from textkit.errors import UsageError

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")
"""Dask warns of the machine that it runs on (memory, ports, slow callbacks)."""


class Cluster:
    """A real scheduler and two worker processes on loopback, as they are started by hand."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "scheduler.log"
        with self._log.open("w", encoding="utf-8") as log:
            command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
            self._scheduler = self._start(command, log.fileno())
        self.address = self._address()
        self.workers = [self._worker(folder / f"worker{n}") for n in (1, 2)]

    def kill_a_worker(self) -> None:
        os.killpg(self.workers[0].pid, signal.SIGKILL)

    def close(self) -> None:
        for process in (*self.workers, self._scheduler):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait()

    def _worker(self, folder: Path) -> subprocess.Popen[bytes]:
        command = ["worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        return self._start([*command, "--local-directory", str(folder)], subprocess.DEVNULL)

    def _start(self, command: list[str], log: int) -> subprocess.Popen[bytes]:
        # A session of its own, so that what a worker started ends with it, as on a machine that loses power.
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
            start_new_session=True,
            stdout=log,
            stderr=log,
        )

    def _address(self) -> str:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if found := re.search(r"tcp://127\.0\.0\.1:\d+", self._log.read_text(encoding="utf-8")):
                return found.group()
            time.sleep(0.1)
        raise AssertionError(f"the scheduler did not start: {self._log.read_text(encoding='utf-8')}")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        wait_for_workers(made.address)
        yield made
    finally:
        made.close()


def wait_for_workers(address: str) -> None:
    distributed: Any = pytest.importorskip("distributed")
    with distributed.Client(address, timeout=60) as client:
        client.wait_for_workers(2, timeout=120)


def files(folder: Path) -> Path:
    write_texts(folder, 60)
    copy_pdfs(folder / "pdf", 4)
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    return folder


def test_a_cluster_gives_the_same_even_if_a_worker_is_killed(tmp_path: Path, cluster: Cluster) -> None:
    folder = files(tmp_path / "files")
    here, there = (Store(tmp_path / name, create=True) for name in ("here", "there"))
    add(here, [str(folder)], Options(workers=2))
    killed_at: list[int] = []

    def kill_once(report: AddReport) -> None:
        if not killed_at:
            killed_at.append(report.files)
            cluster.kill_a_worker()

    report = add(there, [str(folder)], Options(cluster=cluster.address), kill_once)
    assert 0 < killed_at[0] < 65
    assert (report.decisions, report.failures) == (64, 1)
    assert content(there) == content(here)
    assert retag(there, Options(cluster=cluster.address)).decisions == 0


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", create=True)
    with pytest.raises(UsageError, match="no scheduler answers there"):
        add(store, [str(write_texts(tmp_path / "files", 1))], Options(cluster="tcp://127.0.0.1:9"))
