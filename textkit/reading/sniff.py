"""What a file is: told from its first bytes and its shape, never from its name."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Literal

from textkit.reading.decoding import decode_text

Kind = Literal["pdf", "zip", "docx", "odt", "html", "json", "text", "unsupported"]
SUPPORTED = (
    "textkit reads PDF, Word (.docx), OpenDocument (.odt), HTML, JSON of the city's API, plain text and zip files"
)

_MAGIC = (
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"BM", "a BMP picture"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftyp", "a video or a HEIC picture"),
    (0, b"ID3", "a sound recording"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"SQLite format 3", "an SQLite database"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
)
_BINARY_ONLY = frozenset({b"BM", b"BZh", b"MZ", b"ID3", b"Rar!", b"PAR1", b"GIF8"})
"""Marks of plain letters, with which a text may begin too."""
_ADVICE = {
    "an RTF document": "save it as .docx or PDF",
    "a gzip archive": "unpack it first",
    "a 7-Zip archive": "unpack it first",
    "a RAR archive": "unpack it first",
    "a bzip2 archive": "unpack it first",
    "an xz archive": "unpack it first",
    "a tar archive": "unpack it first",
}
_PICTURE_ADVICE = "save it as PDF and read that with --ocr"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""A PDF may have this much before its header (ISO 32000-1, note to 7.5.2)."""
_HEAD = 4096
_TAG = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html[\s>])|"
    r"(?:<!--.*?-->|\s)*<(?:(?:head|body|div|section|article|main|header|footer|nav|aside|form|meta|link|title|style|"
    r"script|span|h[1-6]|p|ul|ol|li|dl|table|tr|pre|blockquote|center|font|img|br|hr|a|b|i|u|em|strong)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r'\s*(?:\{|\[\s*[{\[\]"])')
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_MIME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileType:
    """What a file is. ``label`` names an unsupported type for people, and ``advice`` says what to do with it."""

    kind: Kind
    label: str = ""
    advice: str = SUPPORTED


def sniff(data: bytes) -> FileType:
    """What the bytes of a file are; they must not be empty."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        if _OLE_ENCRYPTED in data:
            return FileType("unsupported", "a Word or Office file with a password", "save it without a password")
        return FileType("unsupported", "an old Office file (.doc, .xls, .ppt)", "save it as .docx or PDF")
    if data.startswith(_PDF):
        return FileType("pdf")
    text = decode_text(data[:_HEAD], whole=len(data) <= _HEAD)
    head = (text or "").lstrip("\ufeff")
    if _JSON.match(head) and not head.startswith("{\\rtf"):
        return FileType("json")
    if _TAG.match(head):
        return FileType("html")
    if _PDF in data[:_PDF_WITHIN]:
        return FileType("pdf")
    return _sniff_rest(data, text)


def _sniff_rest(data: bytes, text: str | None) -> FileType:
    for at, magic, label in _MAGIC:
        if data.startswith(magic, at) and not (text is not None and magic in _BINARY_ONLY):
            advice = _PICTURE_ADVICE if label.endswith("picture") else _ADVICE.get(label, SUPPORTED)
            return FileType("unsupported", label, advice)
    if text is None and not data.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        return FileType("unsupported", "a binary file of an unknown kind")
    if text is not None and text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return FileType("unsupported", "an XML file")
    return FileType("text")


def _sniff_zip(data: bytes) -> FileType:
    """Office files are zip files; what they hold is in their list of parts, and the first part is enough to name one
    whose list is cut off."""
    import io
    import zipfile

    from textkit.reading.unzip import BAD_ZIP

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = archive.open("mimetype").read(_MIME_LENGTH) if "mimetype" in names else b""
    except BAD_ZIP:
        return FileType("docx") if data[30:49] == b"[Content_Types].xml" else FileType("zip")
    if said.startswith(_OPENDOCUMENT):
        is_text = said.removeprefix(_OPENDOCUMENT).startswith(b"text")
        return FileType("odt") if is_text else FileType("unsupported", "an OpenDocument file that is no text")
    if "word/document.xml" in names:
        return FileType("docx")
    if "[Content_Types].xml" not in names:
        return FileType("zip")
    if any(name.startswith("xl/") for name in names):
        return FileType("unsupported", "an Excel workbook", "save it as PDF")
    if any(name.startswith("ppt/") for name in names):
        return FileType("unsupported", "a PowerPoint presentation", "save it as PDF")
    return FileType("docx")
