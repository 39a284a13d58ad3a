"""Killed at any moment, a run goes on where it was: nothing is counted twice, nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.archive.archives import content, copy_pdfs, rows, write_texts
from textkit.archive import Options, Store, add

KILLS = 20


def start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN]
    return subprocess.Popen(
        [*command, str(folder), str(store)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


RUN = "import sys; from textkit.cli.main import main; sys.exit(main(['archive', 'add', sys.argv[1], '--store', sys.argv[2]]))"


def test_a_run_killed_twenty_times_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "files", 80)
    copy_pdfs(folder / "pdf", 4)
    (folder / "toinen nimi.txt").write_bytes((folder / "0003.txt").read_bytes())
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    whole = Store(tmp_path / "whole", create=True)
    began = time.monotonic()
    assert start(folder, whole.folder).wait() == 3
    duration = time.monotonic() - began
    expected = content(whole)
    assert len(expected["decisions"]) == 84

    moments = random.Random(5)
    finished = 0
    stores = [tmp_path / "killed0"]
    for _ in range(KILLS):
        process = start(folder, stores[-1])
        time.sleep(moments.uniform(0, duration))
        os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == 3:
            finished += 1
            stores.append(tmp_path / f"killed{finished}")
    for path in stores:
        store = Store(path, create=True)
        add(store, [str(folder)], Options(workers=2))
        assert content(store) == expected
        assert not [p for p in store.folder.rglob(".*") if p.name != ".lock"]


def test_a_run_that_was_killed_is_known_as_such(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "files", 60)
    store = Store(tmp_path / "store", create=True)
    process = start(folder, store.folder)
    while not store.run_files():
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert rows(store, "SELECT state FROM runs") == [("running",)]
    assert not store.busy
    add(store, [str(folder)], Options(workers=2))
    assert rows(store, "SELECT state FROM runs ORDER BY run") == [("running",), ("done",)]
    assert rows(store, "SELECT count(*) FROM decisions") == [(60,)]
