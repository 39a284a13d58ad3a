"""``textkit archive`` as it is typed: answers on stdout, the rest on stderr, the documented exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.archives import copy_pdfs, write_texts
from textkit.archive import Store
from textkit.cli.main import main

COMMANDS = ["", "add", "retag", "status", "failures", "query", "export", "report"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("command")
    files = copy_pdfs(folder / "files", 2)
    (files / "rikki.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    assert main(["archive", "add", str(files), "--store", str(folder / "store"), "--workers", "1"]) == 3
    return str(folder / "store")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", *command.split(), "--help"]) == 0
    assert "Example: textkit archive" in " ".join(capsys.readouterr().out.split())


def test_status_says_what_is_there(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "status", "--store", store]) == 0
    shown = dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())
    assert shown["decisions"].startswith("2 (2")
    assert shown["failures"] == "1"
    assert shown["run"] == "done: 3 of 3 files, 1 failures"


def test_failures_say_why(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "failures", "--store", store, "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["stage"], row["reason"]) == ("read", "the PDF is cut off: its end is missing")


def test_an_answer_is_a_table_or_data(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT title, pages FROM decisions ORDER BY pages"
    assert main(["archive", "query", sql, "--store", store]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["title", "pages"]
    assert len(lines) == 2


def test_export_and_report_write_files(store: str, tmp_path: Path) -> None:
    assert main(["archive", "export", "--table", "tags", "--store", store, "--output", str(tmp_path / "t.csv")]) == 0
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").startswith("decision_id,paragraph_id,theme")
    assert main(["archive", "report", "--store", store, "--output", str(tmp_path / "r.html"), "--lang", "en"]) == 0
    assert "<h2>Themes</h2>" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "SELECT nothing", "--store", "{store}"], 2, "the question cannot be answered"),
        (["query", "DROP VIEW decisions", "--store", "{store}"], 2, "a question is one SELECT"),
        (["status", "--store", "{tmp}/puuttuu"], 5, "there is no archive"),
        (["add", "{tmp}/x", "--store", "{tmp}/s", "--workers", "0"], 2, "expected at least 1"),
        (["add", "{tmp}/x", "--store", "{tmp}/s", "--model", "puuttuu"], 4, "no such model"),
        (["add", "@{tmp}/lista", "--store", "{tmp}/s"], 2, "the list cannot be read"),
        (["add", "tuntematon://x", "--store", "{tmp}/s"], 2, "tuntematon"),
        (["export", "--output", "{tmp}/x.doc", "--store", "{store}"], 2, "expected one of csv"),
    ],
)
def test_what_is_wrong_is_one_line_and_a_code(
    arguments: list[str], code: int, message: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [argument.format(store=store, tmp=tmp_path) for argument in arguments]
    assert main(["archive", *filled]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert len(shown.err.splitlines()) == 1


def test_status_can_be_asked_during_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(tmp_path / "store", create=True)
    write_texts(tmp_path / "files", 1)
    with store.locked():
        assert main(["archive", "status", "--store", str(store.folder)]) == 0
        assert "running, nothing done yet" in capsys.readouterr().out
        assert main(["archive", "add", str(tmp_path / "files"), "--store", str(store.folder)]) == 5
    assert "another run is going on" in capsys.readouterr().err


def test_output_of_a_run_is_clean(tmp_path: Path) -> None:
    """As a user's shell sees it: nothing on stdout, one line on stderr."""
    files = write_texts(tmp_path / "files", 1)
    code = "import sys; from textkit.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "archive", "add", str(files), "--store", str(tmp_path / "s")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert done.stderr.startswith("textkit: 1 files, 1 decisions, 0 pages, 0 failures in ")
    assert len(done.stderr.splitlines()) == 1
