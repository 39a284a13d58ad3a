"""What a file is, by its bytes alone."""

from __future__ import annotations

import io
import zipfile

import pytest

from textkit.errors import InputError
from textkit.reading import read_bytes
from textkit.reading.sniff import Kind, sniff


def zipped(*names: str, first: bytes = b"x") -> bytes:
    """A zip file whose members are stored as they are, all with the same content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        (zipped("päätös.pdf", first=b"%PDF-1.7"), "zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "word/document.xml")[:60], "docx"),
        (zipped("mimetype", first=b"application/vnd.oasis.opendocument.text"), "odt"),
        (b"<!DOCTYPE HTML>\n<html lang='fi'>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b'<!-- saved -->\n<div class="paatos"><p>%PDF-1.7</p></div>', "html"),
        ("\ufeff<p>Päätös</p>".encode("utf-16-le"), "html"),
        (b'{"decisions": []}', "json"),
        (b'\xef\xbb\xbf[\n {"Title": "%PDF-"}]', "json"),
        (b'{"schema": "textkit.decision/1"}\n{"schema": "textkit.decision/1"}\n', "json"),
        ("Päätös\n\nLautakunta päätti.".encode(), "text"),
        ("Päätös\n\nLautakunta päätti.".encode("cp1252"), "text"),
        ("\ufeffPäätös".encode("utf-16-be"), "text"),
        ("[Virkanimike] päätti hyväksyä tarjouksen.".encode(), "text"),
        ("<Virkanimike> päätti hyväksyä tarjouksen.".encode(), "text"),
        (b"BMW-autojen leasing\n\nTilapaallikko paatti.", "text"),
    ],
)
def test_supported_types(data: bytes, kind: Kind) -> None:
    assert sniff(data).kind == kind


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"BM\x8a\0\0\0\0\0\0\0", "a BMP picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office file (.doc, .xls, .ppt)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "a Word or Office file with a password",
        ),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation"),
        (
            zipped("mimetype", first=b"application/vnd.oasis.opendocument.spreadsheet"),
            "an OpenDocument file that is no text",
        ),
        (b"{\\rtf1\\ansi P\\'e4\\'e4t\\'f6s}", "an RTF document"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
        (b'<?xml version="1.0"?><case/>', "an XML file"),
        (bytes(range(256)) * 4, "a binary file of an unknown kind"),
    ],
)
def test_unsupported_types_are_named_for_people(data: bytes, label: str) -> None:
    assert sniff(data).label == label
    with pytest.raises(InputError, match=r"^x: not a supported type \(") as caught:
        read_bytes(data, "x")
    assert label in caught.value.problem
    assert caught.value.advice


def test_the_name_of_a_file_does_not_matter() -> None:
    decision = read_bytes("Päätös\n\nLautakunta päätti hyväksyä esityksen.".encode(), "päätös.pdf")[0]
    assert decision.source.media_type == "text/plain"


def test_an_empty_file() -> None:
    with pytest.raises(InputError, match="the file is empty"):
        read_bytes(b"", "x.pdf")
