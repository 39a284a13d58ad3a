"""Pages that are pictures: read by Tesseract where that is asked for, and one clear line where it cannot be."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.reading.drawn import texts
from tests.reading.outline import metadata, roles
from tests.reading.scans import mixed, needs_finnish, needs_swedish, pictures_to_pdf, scan, word_errors
from tests.samples import sample_pdf
from textkit.cli.main import main
from textkit.document import Decision, decision_from_dict, decision_to_dict
from textkit.errors import InputError
from textkit.reading import read_bytes, read_file
from textkit.reading.ocr import tesseract
from textkit.reading.ocr.misread import mend
from textkit.reading.ocr.recognised import words_to_lines
from textkit.reading.ocr.tesseract import Word
from textkit.reading.pdf.document import read_pdf

FINNISH, SWEDISH = 14, 13
MOST_ERRORS = 0.03
"""Of words; the samples have 1.3 % at 200 dpi (``python -m tests.benchmarks.ocr``)."""


def words(decision: Decision) -> list[str]:
    return [word for _, paragraph in decision.paragraphs() for word in paragraph.text.split()]


def word_error_rate(found: list[str], truth: list[str]) -> float:
    return word_errors(found, truth) / len(truth)


def program(folder: Path, script: str) -> None:
    """A ``tesseract`` that does what a script says."""
    folder.mkdir()
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@needs_finnish
def test_a_scan_gives_the_words_and_the_structure_of_the_original() -> None:
    [truth] = read_file(sample_pdf(FINNISH))
    [found] = read_bytes(scan(FINNISH), "scan.pdf", ocr=True)
    assert word_error_rate(words(found), words(truth)) < MOST_ERRORS
    assert list(roles(found).values()) == list(roles(truth).values())
    assert [p.kind for _, p in found.paragraphs()] == [p.kind for _, p in truth.paragraphs()]
    wrong = {name for name, value in metadata(truth).items() if metadata(found)[name] != value}
    assert wrong <= {"section_number"}, "a number of one figure after § cannot be told from a page number"


@needs_finnish
def test_a_scan_that_lies_askew_gives_the_same_words_and_lines() -> None:
    askew = scan(FINNISH, turned=1.0)
    [truth] = read_file(sample_pdf(FINNISH))
    [found] = read_bytes(askew, "scan.pdf", ocr=True)
    assert word_error_rate(words(found), words(truth)) < MOST_ERRORS
    lines, original = read_pdf(askew, "x", ocr=True).pages[0].lines, read_pdf(sample_pdf(FINNISH).read_bytes(), "x")
    assert len(lines) == len(original.pages[0].lines)
    assert all(line.baseline < after.baseline for line, after in pairwise(lines))


@needs_swedish
def test_swedish_is_read_as_swedish() -> None:
    [found] = read_bytes(scan(SWEDISH, pages=1), "scan.pdf", ocr=True)
    text = " ".join(words(found))
    assert "på" in text.split()
    assert text.count("å") > text.count("ä") / 3


@needs_finnish
def test_only_pages_without_text_are_recognised(tmp_path: Path) -> None:
    data = mixed(FINNISH)
    plain, read = read_pdf(data, "x.pdf"), read_pdf(data, "x.pdf", ocr=True)
    assert read.pages[0] == plain.pages[0]
    assert (plain.pages[1].lines, plain.ocr_pages) == ((), ())
    assert read.ocr_pages == (2,)
    assert len(read.pages[1].lines) == len(read.pages[0].lines)


def test_pages_that_were_not_read_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(mixed(FINNISH))
    assert main(["read", str(path), "--format", "jsonl"]) == 0
    shown = capsys.readouterr()
    data = json.loads(shown.out)
    assert data["source"]["picture_pages"] == [2]
    assert (
        shown.err
        == "textkit: mixed.pdf: 1 of 2 pages not read: pictures without text; --ocr reads them with Tesseract\n"
    )
    assert decision_from_dict(data).source.picture_pages == (2,)


def test_an_empty_page_is_no_picture() -> None:
    import pypdfium2

    target = io.BytesIO()
    with pypdfium2.PdfDocument(sample_pdf(FINNISH)) as document:
        document.new_page(595, 842)
        document.save(target)
    assert read_pdf(target.getvalue(), "x.pdf").picture_pages == ()


@needs_finnish
def test_letters_that_nobody_can_tell_are_read_from_the_picture() -> None:
    without_map = sample_pdf(1).read_bytes().replace(b"/ToUnicode", b"/XoUnicode")
    read = read_pdf(without_map, "x.pdf", ocr=True)
    assert read.ocr_pages == (1, 2, 3, 4)
    assert texts(read.pages[0])[0].startswith("Helsingin kaupunki")


@needs_finnish
def test_a_decision_says_which_pages_were_recognised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FINNISH, pages=1))
    assert main(["read", str(path), "--ocr", "--format", "jsonl"]) == 0
    shown = capsys.readouterr()
    data = json.loads(shown.out)
    assert data["source"]["ocr_pages"] == [1]
    assert shown.err.count("\n") == 1
    assert "scan.pdf: 1 of 1 pages read by text recognition" in shown.err
    decision = decision_from_dict(data)
    assert decision.source.ocr_pages == (1,)
    assert decision_from_dict(decision_to_dict(decision)) == decision
    del data["source"]["ocr_pages"]
    assert decision_from_dict(data).source.ocr_pages == ()


@needs_finnish
@pytest.mark.parametrize("command", ["check", "explain"])
def test_other_commands_read_scans_too(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FINNISH, pages=1))
    assert main([command, str(path), "--ocr"]) == 0
    assert "1 of 1 pages" in capsys.readouterr().err


@needs_finnish
def test_pictures_without_words_are_said_to_have_none() -> None:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(picture)
    for at in range(0, 1200, 37):
        pen.ellipse((at, at * 7 % 1700, at + 3, at * 7 % 1700 + 3), fill=0)
    pen.line((100, 900, 1100, 905), fill=0, width=4)
    with pytest.raises(InputError, match="Tesseract finds none"):
        read_pdf(pictures_to_pdf([picture], 150), "x.pdf", ocr=True)


@pytest.mark.parametrize("command", ["check", "read", "explain"])
def test_without_the_option_a_scan_is_said_to_be_one(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FINNISH, pages=1, dpi=72))
    assert main([command, str(path)]) == 3
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "the PDF has no text layer (a scan) – --ocr reads it with Tesseract" in shown


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        pytest.param(None, "Tesseract, which could read them, is not installed", id="not installed"),
        pytest.param("echo eng", "Tesseract is installed without its Finnish", id="no Finnish"),
    ],
)
def test_what_is_not_installed_is_one_line_with_the_packages(
    script: str | None,
    problem: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if script is not None:
        program(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FINNISH, pages=1, dpi=72))
    assert main(["read", str(path), "--ocr"]) == 3
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert problem in shown
    assert "tesseract-ocr tesseract-ocr-fin" in shown
    assert "tesseract-ocr-swe" in shown


def test_a_pdf_with_text_needs_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = sample_pdf(FINNISH).read_bytes()
    assert read_pdf(data, "x.pdf", ocr=True) == read_pdf(data, "x.pdf")


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        pytest.param("echo Out of paper. >&2; exit 1", r"Tesseract failed \(page 1\): Out of paper\.", id="fails"),
        pytest.param("exec sleep 30", r"Tesseract took over 1 s \(page 1\)", id="hangs"),
    ],
)
def test_a_tesseract_that_gives_nothing_is_a_reason(
    script: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", f'[ "$1" = --list-langs ] && echo fin && exit 0\n{script}')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(tesseract, "_SECONDS", 1)
    with pytest.raises(InputError, match=problem):
        read_pdf(scan(FINNISH, pages=1, dpi=72), "x.pdf", ocr=True)


def word(text: str, left: int, bottom: int, width: int, height: int, *, sure: float = 90, line: int = 1) -> Word:
    return Word(text, left, bottom - height, left + width, bottom, sure, (1, 1, line), 4.0)


def test_boxes_tell_size_baseline_columns_and_bullets() -> None:
    found = [
        word("e", 100, 190, 12, 12),
        word("kaupunki", 160, 210, 200, 40),
        word("päätti", 380, 210, 150, 40),
        word("2024", 900, 200, 100, 31),
    ]
    [line] = words_to_lines(found, 72 / 300, 3)
    assert (line.page, line.size, round(line.baseline)) == (3, 10.5, 48)
    assert [part.text for part in line.parts] == ["• kaupunki päätti", "2024"]
    assert (line.x0, line.parts[1].x0) == (24.0, 216.0)


def test_rows_of_columns_at_one_height_are_one_line() -> None:
    found = [word("Hallitus", 100, 200, 200, 31), word("Liite", 1500, 202, 120, 31, line=2)]
    [line] = words_to_lines(found, 72 / 300, 1)
    assert [part.text for part in line.parts] == ["Hallitus", "Liite"]


def test_specks_and_strokes_are_left_out_and_unsure_words_stay() -> None:
    found = [
        word("ai.", 100, 100, 30, 20, sure=12),
        word("—", 100, 200, 30, 3, sure=30, line=2),
        word("investointi", 140, 200, 200, 31, sure=3, line=2),
        word("|", 400, 200, 3, 60, sure=80, line=2),
        word("~", 420, 200, 30, 8, sure=20, line=2),
    ]
    assert [line.text for line in words_to_lines(found, 72 / 300, 1)] == ["– investointi"]


def test_thick_strokes_are_bold() -> None:
    found = [
        word("Perustelut", 100, 100, 200, 31)._replace(stroke=6.0),
        word("Kaupunginhallitus", 100, 200, 300, 40, line=2),
        word("hyväksyy", 420, 200, 160, 40, line=2),
    ]
    assert [(line.text, line.bold) for line in words_to_lines(found, 72 / 300, 1)] == [
        ("Perustelut", True),
        ("Kaupunginhallitus hyväksyy", False),
    ]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("HEL 2023-007730T 10 05 03", "HEL 2023-007730 T 10 05 03"),
        ("Hallintosäännön 8 luvun 2 8:n mukaan", "Hallintosäännön 8 luvun 2 §:n mukaan"),
        ("15 kap. 2 8 i förvaltningsstadgan", "15 kap. 2 § i förvaltningsstadgan"),
        ("12.4.2022, 107 8.", "12.4.2022, 107 §."),
        ("klo 12.00—-16.30", "klo 12.00–16.30"),
        ("nimi.sukunimi(Ohel.fi", "nimi.sukunimi@hel.fi"),
        ("nimi.sukunimi Qhel.fi", "nimi.sukunimi@hel.fi"),
        ("kirjaamo hel.fi", "kirjaamo@hel.fi"),
        ("sivulla www.hel.fi", "sivulla www.hel.fi"),
        ("vuosina 2024 8 kohteessa ja luvun 8 alussa", "vuosina 2024 8 kohteessa ja luvun 8 alussa"),
        ("klo 8:n jälkeen", "klo 8:n jälkeen"),
    ],
)
def test_usual_misreadings_are_set_right_and_nothing_else(read: str, meant: str) -> None:
    assert mend(read, alone=False, bold=False) == meant


def test_a_lone_number_is_that_of_the_decision() -> None:
    assert mend("8 214", alone=True, bold=False) == "§ 214"
    assert mend("8 214", alone=False, bold=True) == "8 214"
    assert mend("815", alone=True, bold=True) == "§ 15"
    assert mend("815", alone=True, bold=False) == "815"
