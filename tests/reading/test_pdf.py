"""Opening PDFs: bad files give one clear reason whichever engine looks, and ``auto`` hands over what pdfium cannot read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.reading.drawn import BODY, assert_same_decisions, drawn, texts, write
from tests.samples import ROOT, sample_pdf
from textkit.errors import InputError, UsageError
from textkit.reading import read_bytes, read_file
from textkit.reading.pdf.document import ENGINES, read_pdf

WHOLE = sample_pdf(4).read_bytes()
DAMAGED = "the PDF is damaged"
ENCRYPTED = "the PDF is encrypted"
NO_TEXT = "the PDF has no text layer (a scan)"
CUT_OFF = "the PDF is cut off: its end is missing"
engines = pytest.mark.parametrize("engine", ENGINES)


def objects(*bodies: str) -> bytes:
    """A PDF of these objects, without a table of where they are."""
    numbered = "".join(f"{n} 0 obj{body}endobj\n" for n, body in enumerate(bodies, 1))
    return f"%PDF-1.4\n{numbered}trailer<</Root 1 0 R/Size {len(bodies) + 1}>>\n%%EOF\n".encode()


def flipped() -> bytes:
    """Every seven hundredth byte is another."""
    data = bytearray(WHOLE)
    for place in range(2000, len(data) - 2000, 701):
        data[place] ^= 0x55
    return bytes(data)


def locked(user: str, owner: str | None = None) -> bytes:
    import io

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(user, ownerPassword=owner, strength=128))
    write(canvas, "Kaupunginhallitus", font="Helvetica")
    canvas.save()
    return target.getvalue()


@engines
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(WHOLE[: len(WHOLE) // 2], CUT_OFF, id="cut off"),
        pytest.param(WHOLE[: len(WHOLE) // 2] + b"\n%%EOF\n", DAMAGED, id="cut off, with an end"),
        pytest.param(b"%PDF-1.4\n%%EOF\n", DAMAGED, id="nothing in it"),
        pytest.param(b"%PDF-1.4\n" + bytes(range(256)) * 9 + b"\n%%EOF\n", DAMAGED, id="junk"),
        pytest.param(flipped(), DAMAGED, id="bytes flipped"),
        pytest.param(objects("<</Type/Catalog>>"), DAMAGED, id="no page tree"),
        pytest.param(
            objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), DAMAGED, id="no pages"
        ),
        pytest.param(
            objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[9 0 R]/Count 1>>"), DAMAGED, id="page missing"
        ),
        pytest.param(
            objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
            DAMAGED,
            id="page tree loops",
        ),
        pytest.param(locked("salasana"), ENCRYPTED, id="password"),
        pytest.param(drawn(lambda _: None), NO_TEXT, id="empty page"),
        pytest.param(drawn(lambda c: c.rect(99, 99, 300, 300, fill=1)), NO_TEXT, id="picture"),
    ],
)
def test_a_bad_file_gives_the_same_reason_with_every_engine(data: bytes, problem: str, engine: str) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(data, "x.pdf", engine)
    assert (caught.value.name, caught.value.problem) == ("x.pdf", problem)
    assert caught.value.advice


@engines
def test_a_file_that_only_its_owner_may_change_is_read(engine: str) -> None:
    assert texts(read_pdf(locked("", "avain"), "x.pdf", engine).pages[0]) == ["Kaupunginhallitus"]


@engines
def test_a_file_is_read_although_its_cross_references_are_wrong(engine: str) -> None:
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n99999999", WHOLE)
    assert len(read_pdf(broken, "x.pdf", engine).pages) == 2


def test_an_unknown_engine_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="expected one of auto, pdfplumber, pdfium"):
        read_pdf(WHOLE, "x.pdf", "poppler")
    with pytest.raises(UsageError):
        read_bytes(WHOLE, "x.pdf", engine="poppler")
    with pytest.raises(UsageError):
        read_file(sample_pdf(4), engine="poppler")


def test_auto_hands_over_pages_whose_fonts_need_their_program_to_be_read() -> None:
    without_map = sample_pdf(3).read_bytes().replace(b"/ToUnicode", b"/XoUnicode")
    read = read_pdf(without_map, "x.pdf")
    assert [texts(page) for page in read.pages] == [
        texts(page) for page in read_pdf(without_map, "x", "pdfplumber").pages
    ]
    assert texts(read.pages[0])[0].startswith("Helsingin kaupunki")
    with pytest.raises(InputError, match="do not say which letters they draw"):
        read_pdf(without_map, "x.pdf", "pdfium")


@engines
def test_a_text_whose_letters_nobody_can_tell_is_refused(engine: str) -> None:
    without_map = sample_pdf(1).read_bytes().replace(b"/ToUnicode", b"/XoUnicode")
    with pytest.raises(InputError, match="do not say which letters they draw"):
        read_pdf(without_map, "x.pdf", engine)


@engines
def test_a_few_letters_that_nobody_can_tell_are_marked(engine: str) -> None:
    data = drawn(lambda canvas: write(canvas, *BODY)).replace(b"/ToUnicode", b"/XoUnicode")
    [first, _] = texts(read_pdf(data, "x.pdf", engine).pages[0])
    assert first == BODY[0].replace("ä", "\ufffd")


def test_many_threads_may_read_at_once() -> None:
    paths = [sample_pdf(number) for number in (1, 2, 3, 4)]
    alone = [read_file(path) for path in paths]
    with ThreadPoolExecutor(4) as pool:
        for together in pool.map(lambda _: [read_file(path) for path in paths], range(6)):
            for decisions, others in zip(together, alone, strict=True):
                assert_same_decisions(decisions, others)


READ_AND_WEIGH = """
import resource, sys
from pathlib import Path
from textkit.reading.pdf.document import read_pdf
pages = read_pdf(open(sys.argv[1], "rb").read(), "long.pdf").pages
# getrusage would tell the peak of the process that started this one, where that was larger.
status = Path("/proc/self/status")
known = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
peak = int(known[0].split()[1]) // 2**10 if known else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20
print(len(pages), sum(len(page.lines) for page in pages), peak)
"""


def test_2000_pages_take_little_memory(tmp_path: Path) -> None:
    lines = [f"{n}. rivi: kaupunginhallitus päätti hyväksyä Kyläsaaren rantojen ohjelman." for n in range(1, 41)]
    path = tmp_path / "long.pdf"
    path.write_bytes(drawn(*[lambda canvas: write(canvas, *lines)] * 2000))
    command = [sys.executable, "-c", READ_AND_WEIGH, str(path)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    pages, count, megabytes = map(int, done.stdout.split())
    assert (pages, count) == (2000, 80_000)
    assert megabytes < 300
