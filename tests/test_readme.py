"""The README is true: its output is the program's, its commands run, its Python runs, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import ROOT
from textkit.cli.main import main

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line[2:] for line in "".join(blocks("console")).splitlines() if line.startswith("$ ")]


def test_the_output_shown_is_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    command, _, shown = blocks("text")[0].partition("\n")
    assert main(shlex.split(command.removeprefix("$ textkit "))) == 0
    assert capsys.readouterr().out.strip() == shown.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str) -> None:
    line = command.replace("textkit", f"{shlex.quote(sys.executable)} -m textkit", 1)
    if command.startswith("echo"):
        line = command.replace("| textkit", f"| {shlex.quote(sys.executable)} -m textkit")
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout


def test_the_python_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for code in blocks("python"):
        exec(compile(code, "README.md", "exec"), {})
    assert "['pleasant-city']" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path", sorted({*ROOT.glob("*.md"), *ROOT.glob("*/**/README.md")} - set(ROOT.glob(".venv/**/*")))
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_both_lines_of_the_readme_are_there_for_ci() -> None:
    lines = re.findall(r"^python3 -m venv.*$", README, re.MULTILINE)
    assert len(lines) == 2
    assert "textkit check corpus/decisions/" in lines[0]
    assert "pytest" in lines[1]
