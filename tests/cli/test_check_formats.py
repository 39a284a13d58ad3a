"""``textkit check`` in all its formats, against a decision, with an archive, and watching a folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.rendering.docx_pdf import to_docx
from tests.samples import SAMPLES, read_source, sample_pdf
from textkit.cli.main import main
from textkit.cli.watch import look, settled

FIRST, ROUTINE = str(sample_pdf(1)), str(sample_pdf(8))


@pytest.fixture(scope="module")
def word_draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("draft") / "luonnos.docx"
    to_docx(read_source(SAMPLES[0])).save(str(file))
    return str(file)


@pytest.mark.parametrize(("form", "begins"), [("html", "<!doctype html>"), ("markdown", "# "), ("md", "# ")])
def test_pages_go_to_stdout(form: str, begins: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FIRST, "--format", form]) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_a_draft_is_commented_and_a_pdf_highlighted(word_draft: str, tmp_path: Path) -> None:
    assert main(["check", word_draft, "--format", "docx", "--output", str(tmp_path / "a.docx")]) == 0
    assert "word/comments.xml" in zipfile.ZipFile(tmp_path / "a.docx").namelist()
    assert main(["check", FIRST, "--format", "pdf", "--output", str(tmp_path / "a.pdf")]) == 0
    assert b"/Highlight" in (tmp_path / "a.pdf").read_bytes()


def test_several_inputs_make_a_file_each(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert main(["check", FIRST, ROUTINE, "--format", "html", "--output", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "01-kylasaaren-rantakorttelit.check.html",
        "08-uimahallin-ilmastointikone.check.html",
    ]


def test_several_inputs_fit_on_one_page_when_a_file_is_named(tmp_path: Path) -> None:
    assert main(["check", FIRST, ROUTINE, "--format", "html", "--output", str(tmp_path / "all.html")]) == 0
    assert (tmp_path / "all.html").read_text(encoding="utf-8").count("<article") == 2


def test_what_is_no_pdf_cannot_be_highlighted_and_the_others_are(
    word_draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", word_draft, FIRST, "--format", "pdf", "--output", str(tmp_path / "out")]) == 3
    assert "only a PDF" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["01-kylasaaren-rantakorttelit.check.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "files to check"),
        ([FIRST, "--watch", "."], "files to check"),
        ([FIRST, ROUTINE, "--format", "pdf"], "--output"),
        ([FIRST, ROUTINE, "--format", "docx", "--output", "x.docx"], "name a folder"),
        ([FIRST, "--against", FIRST, "--format", "pdf", "--output", "x.pdf"], "--against"),
        (["--watch", "no-such-folder"], "no such folder"),
        (["--watch", ".", "--against", FIRST], "do not go together"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_input_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.pdf"
    shutil.copy(FIRST, file)
    before = file.read_bytes()
    assert main(["check", str(file), "--format", "pdf", "--output", str(file)]) == 2
    assert "the input itself" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_draft_against_its_decision(word_draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", word_draft, "--against", FIRST, "--format", "json"]) == 0
    [data] = json.loads(capsys.readouterr().out)
    assert data["schema"] == "textkit.comparison/1"
    assert data["counts"]["kept"] > 20
    assert main(["check", word_draft, "--against", FIRST, "--lang", "en"]) == 0
    assert "The text is the same." in capsys.readouterr().out


def test_an_api_record_against_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    motion = (
        "<h3 class='SisaltoOtsikko'>Päätösehdotus</h3><p>Lautakunta päättää rakentaa puiston ja istuttaa puita.</p>"
    )
    content = motion.replace("Päätösehdotus", "Päätös").replace("päättää", "päätti").replace("puita", "pensaita")
    record = {"NativeId": "{1}", "Title": "Puisto", "Motion": motion, "Content": content}
    file = tmp_path / "api.json"
    file.write_text(json.dumps([record, {**record, "NativeId": "{2}", "Content": motion}]), encoding="utf-8")
    assert main(["check", str(file), "--against", str(file), "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["counts"]["changed"], second["counts"]["kept"]) == (1, 1)


def test_a_draft_without_a_decision_is_said(word_draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", word_draft, ROUTINE, "--against", str(sample_pdf(9)), "--format", "json"]) == 3
    assert capsys.readouterr().err.count("belongs to it") == 2


def test_explain_one_theme_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", FIRST, "--theme", "pleasant-city", "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "Viihtyisä kaupunki" in page
    assert "Segregaation ehkäisy" not in page
    assert main(["explain", FIRST, "--theme", "nothing"]) == 2


def test_watching_takes_what_is_new_and_has_settled(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(b"1")
    known = look(tmp_path)
    (tmp_path / "new.pdf").write_bytes(b"22")
    (tmp_path / "new.check.pdf").write_bytes(b"22")
    (tmp_path / "~$new.docx").write_bytes(b"22")
    (tmp_path / "notes.xyz").write_bytes(b"22")
    once = look(tmp_path)
    assert settled(known, known, once) == []
    assert settled(known, once, look(tmp_path)) == [tmp_path / "new.pdf"]
    (tmp_path / "new.pdf").write_bytes(b"333")
    assert settled(known, once, look(tmp_path)) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_a_folder_is_watched_until_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "textkit", "check", "--watch", str(tmp_path), "--lang", "en"]
    # A shell starts what it runs in the background deaf to Ctrl-C, and this suite may be run so.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "watching" in process.stderr.readline()
        shutil.copy(ROUTINE, tmp_path / "new.pdf")
        assert "Kannelmäen" in process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert "stopped" in process.stderr.read()
