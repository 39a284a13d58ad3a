"""Bad input: one clear line, exit code 3, no traceback; and what the line must say."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.samples import sample_pdf
from textkit.cli.main import main


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def pdf(*, text: str = "", encrypt: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(encrypt) if encrypt else None)
    canvas.rect(100, 100, 200, 200)
    if text:
        canvas.drawString(100, 700, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


WHOLE = sample_pdf(1).read_bytes()
CASES = {
    "empty": (b"", "the file is empty"),
    "picture": (png(), "PNG picture"),
    "cut-off": (WHOLE[: len(WHOLE) // 2], "cut off"),
    "encrypted": (pdf(text="Salainen.", encrypt="sana"), "encrypted"),
    "scan": (pdf(), "no text layer"),
    "garbage": (b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF\n", "damaged"),
    "no-pages": (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                 b"trailer<</Root 1 0 R>>\n%%EOF\n", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("command", ["check", "read"])
def test_bad_input_is_one_clear_line(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, problem = CASES[name]
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(data)
    assert main([command, str(path)]) == 3
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert shown.err.startswith(f"textkit: {path}: ")
    assert problem in shown.err


def test_a_folder_is_not_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 3
    assert "folder" in capsys.readouterr().err
