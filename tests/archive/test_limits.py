"""A document that takes too long, swells or kills its worker costs its own row, and the run goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.archive.archives import rows, text_of_sample, write_texts
from textkit.archive import Options, Store, add
from textkit.archive.add import settle
from textkit.archive.options import Setting
from textkit.archive.process import Document, Process
from textkit.errors import ResourceError, UsageError


def endless(paragraphs: int = 120_000) -> str:
    """A text that takes far more than a few seconds to segment and tag."""
    return "\n\n".join(f"Kappale {n}: {text_of_sample(n % 14).splitlines()[2]}" for n in range(paragraphs))


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return settle(Store(tmp_path / "for-setting", create=True), Options(seconds=20))


def document(text: str, name: str = "x.txt") -> Document:
    return Document(name, "0" * 64, "", text.encode())


def test_a_document_over_the_time_limit_is_one_row(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts", 6)
    (folder / "0003a.txt").write_text(endless(), encoding="utf-8")
    store = Store(tmp_path / "store", create=True)
    report = add(store, [str(folder)], Options(workers=1, seconds=8))
    assert (report.decisions, report.failures) == (6, 1)
    [(source, reason)] = rows(store, "SELECT source, reason FROM failures")
    assert source.endswith("0003a.txt")
    assert reason == "over the time limit of 8 s"


def test_a_document_over_the_memory_limit_is_one_row(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts", 6)
    (folder / "0003a.txt").write_text(endless(300_000), encoding="utf-8")
    store = Store(tmp_path / "store", create=True)
    report = add(store, [str(folder)], Options(workers=1, megabytes=320))
    assert (report.decisions, report.failures) == (6, 1)
    [(source, stage, reason)] = rows(store, "SELECT source, stage, reason FROM failures")
    assert source.endswith("0003a.txt")
    assert stage == "memory" or "died" in reason


def test_a_worker_that_dies_takes_only_its_document_with_it(setting: Setting) -> None:
    process = Process(setting)
    try:
        assert process.work(document(text_of_sample(1))).failures == ()
        running = process.pid
        assert running is not None
        killer = threading.Timer(1.0, os.kill, (running, signal.SIGKILL))
        killer.start()
        [failure] = process.work(document(endless())).failures
        killer.join()
        assert failure.reason == "the worker died (SIGKILL)"
        after = process.work(document(text_of_sample(1)))
        assert len(after.records) == 1
        assert process.pid != running
    finally:
        process.close()


def test_a_worker_without_its_master_ends(setting: Setting) -> None:
    process = Process(setting)
    process.work(document(text_of_sample(1)))
    running = process.pid
    assert running is not None
    process.close()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{running}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{running}").exists()


def test_a_worker_with_another_model_refuses(setting: Setting) -> None:
    other = Setting(setting.policy, setting.model, "helsinki@000000000000", setting.themes, "auto", 20, 1024)
    with pytest.raises(ResourceError, match="install the same textkit and model everywhere"):
        Process(other).work(document("Teksti."))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"workers": 0}, "at least 1"),
        ({"seconds": 0}, "more than 0"),
        ({"megabytes": 10}, "at least 256"),
        ({"workers": 2, "cluster": "tcp://localhost:1"}, "do not go together"),
    ],
)
def test_options_are_checked(wrong: dict[str, int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Options(**wrong)  # type: ignore[arg-type]
