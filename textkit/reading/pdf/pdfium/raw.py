"""A page's characters as pdfium has them, many of them at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_size_t, c_uint, c_void_p
from ctypes import create_string_buffer as string_buffer
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from textkit.reading.pdf.pdfium.calls import ROOM, Handle, Points, Results, declared, run, undeclared

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen and the line end after it."""


class Affine(NamedTuple):
    """A point goes to ``(a x + c y + e, b x + d y + f)`` (ISO 32000-1 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Where points go."""
        a, b, c, d, e, f = self
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def then(self, other: Affine) -> Affine:
        """This map, and the other one after it."""
        (a, b, c, d, e, f), (g, h, i, j, k, m) = self, other
        return Affine(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


_count_chars = declared(pdfium.FPDFText_CountChars, c_int, c_void_p)
_get_text = declared(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_get_unicode = undeclared(pdfium.FPDFText_GetUnicode, c_uint)
_char_origin = undeclared(pdfium.FPDFText_GetCharOrigin, c_int)
_char_box = declared(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_char_matrix = undeclared(pdfium.FPDFText_GetMatrix, c_int)
_font_size = undeclared(pdfium.FPDFText_GetFontSize, c_double)
_unmapped = undeclared(pdfium.FPDFText_HasUnicodeMapError, c_int)
_is_generated = undeclared(pdfium.FPDFText_IsGenerated, c_int)
_text_object = undeclared(pdfium.FPDFText_GetTextObject, c_size_t)
_object_font = declared(pdfium.FPDFTextObj_GetFont, c_size_t, c_void_p)
_glyph_width = undeclared(pdfium.FPDFFont_GetGlyphWidth, c_int)
_font_name = declared(pdfium.FPDFFont_GetBaseFontName, c_size_t, c_void_p, c_void_p, c_size_t)

_points = Points(c_double, "d")
_matrices = Results(c_float, "f", 6)
_width, _ONE = Results(c_float, "f"), c_float(1.0)


class TextPage:
    """The characters of a page, by their index in pdfium's order (that of the content stream)."""

    def __init__(self, handle: Handle) -> None:
        self._handle = c_void_p(handle)
        count = max(_count_chars(self._handle), 0)
        text = self._text(count)
        self.text = text if len(text) == count else self._text_by_character(count)
        """A page's text, one letter a character; line ends are ``\\r\\n``, or U+FFFE where a hyphen ended the line."""

    def _text(self, count: int) -> str:
        units = array("H", bytes(2 * (2 * count + 1)))
        used = _get_text(self._handle, 0, count, units.buffer_info()[0]) - 1
        return units[: max(used, 0)].tobytes().decode("utf-16-le", "surrogatepass")

    def _text_by_character(self, count: int) -> str:
        """Also the characters that pdfium leaves out of a text, such as those that a file maps to U+0000."""
        letters = map(chr, map(_get_unicode, repeat(self._handle), range(count)))
        return "".join(letters).replace("\x02", LINE_END_HYPHEN)

    def origins(self, indices: Sequence[int]) -> list[tuple[float, float]]:
        """Where the baselines of characters begin, in the page's user space."""
        return _points.of(lambda part, xs, ys: map(_char_origin, repeat(self._handle), part, xs, ys), indices)

    def objects(self, indices: Sequence[int]) -> list[Handle]:
        """The text objects that draw characters; 0 for a character that pdfium has made up."""
        return list(map(_text_object, repeat(self._handle), indices))

    def is_generated(self, index: int) -> bool:
        """Whether pdfium has made up a character (a space, a line end) that the file does not have."""
        return bool(_is_generated(self._handle, index) > 0)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """A character's box in user space: left, bottom, right, top."""
        box = pdfium.FS_RECTF()
        _char_box(self._handle, index, byref(box))
        return box.left, box.bottom, box.right, box.top

    def shapes(self, indices: Sequence[int]) -> list[tuple[float, float, float, float]]:
        """The matrices of the text objects that draw characters, from text space to user space, *each* ``a … d``."""
        found: list[tuple[float, float, float, float]] = []
        for start in range(0, len(indices), ROOM):
            part = indices[start : start + ROOM]
            count = len(part)
            _matrices.clear(count)
            run(map(_char_matrix, repeat(self._handle), part, _matrices.places))
            found += zip(*(_matrices.numbers[at : 6 * count : 6] for at in range(4)), strict=True)
        return found

    def font_sizes(self, indices: Sequence[int]) -> Iterator[float]:
        """Font sizes before the matrix."""
        return map(_font_size, repeat(self._handle), indices)

    def unmapped(self, indices: Sequence[int]) -> list[bool]:
        """For each of these characters whether the file does not say what it means."""
        return [flag > 0 for flag in map(_unmapped, repeat(self._handle), indices)]


def fonts_of(text_objects: Iterable[Handle]) -> Iterator[Handle]:
    """The fonts of text objects; they live as long as the page is open."""
    return map(_object_font, text_objects)


def font_name(font: Handle) -> str:
    """The base font's name, with its subset tag."""
    name = string_buffer(256)
    return name.value.decode("utf-8", "replace") if _font_name(font, name, 256) else ""


def glyph_width(font: Handle, character: str) -> float:
    """The advance width of a character in font sizes (pdfium keeps whole thousandths); 0 where it is not known."""
    return _width.numbers[0] if _glyph_width(c_void_p(font), ord(character), _ONE, _width.places[0]) else 0.0
