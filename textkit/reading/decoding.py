"""Bytes → text: UTF-8 first, UTF-16 where it says so, Windows-1252 for what old programs still write."""

from __future__ import annotations

import codecs
import re
import unicodedata

from textkit.reading.pdf.glyphs import SOFT_HYPHEN, clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.002
"""A text may have a stray control character; a binary file has one in ten."""
_INVISIBLE = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")])


def decode_text(data: bytes, whole: bool = True) -> str | None:
    """The text in bytes, or None where they hold none.

    :param whole: whether this is the whole text; the end of a part may be half a character.
    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if encoding is not None:
        return _decoded(data, encoding, whole)
    text = _decoded(data, "utf-8", whole) or _mostly_utf8(data) or _decoded(data, "cp1252", whole)
    if text is None or "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        return None
    return text


def running(text: str) -> str:
    """A text as a paragraph holds it: NFC, single plain spaces, nothing invisible, no soft hyphen."""
    return line_of(text).removesuffix(SOFT_HYPHEN)


def line_of(text: str) -> str:
    """The same for a line that is yet to be joined: a soft hyphen at its end is kept."""
    plain = " ".join(text.split())
    if plain.isascii() and plain.isprintable():
        return plain
    return clean(plain.translate(_INVISIBLE))


def _decoded(data: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a broken character here and there, as files have that were cut by bytes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(unicodedata.category(c)[0] == "L" for c in text if c > "\x7f")
    return text if broken < whole else None
