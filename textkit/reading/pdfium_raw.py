"""The few pdfium functions that reading calls thousands of times, with prototypes that cost as little as they can.

pypdfium2 declares every parameter as a pointer to a struct, which makes a call half as dear again. Here handles and
results are plain addresses; the functions are found through pypdfium2's own public names. Calls over many characters,
objects or points go through ``map``, so that the loop runs in C. They are short, so none lets another thread run.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from ctypes import PYFUNCTYPE, addressof, byref, c_double, c_float, c_int, c_size_t, c_uint, c_ushort, c_void_p, cast
from ctypes import create_string_buffer as string_buffer
from itertools import repeat
from typing import Any, Literal, NamedTuple

import pypdfium2.raw as pdfium

Handle = int
"""The address of a pdfium object."""
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

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: Affine) -> Affine:
        """This map, and the other one after it."""
        (a, b, c, d, e, f), o = self, other
        return Affine(
            *(a * o.a + b * o.c, a * o.b + b * o.d),
            *(c * o.a + d * o.c, c * o.b + d * o.d),
            *(e * o.a + f * o.c + o.e, e * o.b + f * o.d + o.f),
        )


class Subpath(NamedTuple):
    """A run of a path without a jump in it; points in the path's own coordinates."""

    points: list[tuple[float, float]]
    curved: list[bool]
    """For each point whether a curve leads to it, *length* that of ``points``."""
    closed: bool


def address(wrapped: Any) -> Handle:
    """The address behind a handle or a function of pypdfium2."""
    return cast(wrapped, c_void_p).value or 0


def _function(function: Any, result: Any, *parameters: Any) -> Any:
    return PYFUNCTYPE(result, *parameters)(address(function))


def _indexed(function: Any, result: Any) -> Any:
    """A function of a handle (wrapped in ``c_void_p``) and an index. Undeclared, these cost a third less."""
    made: Any = PYFUNCTYPE(result)(address(function))
    made.argtypes = None
    return made


_count_chars = _function(pdfium.FPDFText_CountChars, c_int, c_void_p)
_get_text = _function(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_get_unicode = _indexed(pdfium.FPDFText_GetUnicode, c_uint)
_char_origin = _function(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_char_box = _function(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_char_matrix = _function(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_font_size = _indexed(pdfium.FPDFText_GetFontSize, c_double)
_unmapped = _indexed(pdfium.FPDFText_HasUnicodeMapError, c_int)
_is_generated = _indexed(pdfium.FPDFText_IsGenerated, c_int)
_text_object = _indexed(pdfium.FPDFText_GetTextObject, c_size_t)
_object_font = _function(pdfium.FPDFTextObj_GetFont, c_size_t, c_void_p)
_glyph_width = _function(pdfium.FPDFFont_GetGlyphWidth, c_int, c_void_p, c_uint, c_float, c_void_p)
_font_name = _function(pdfium.FPDFFont_GetBaseFontName, c_size_t, c_void_p, c_void_p, c_size_t)
_count_objects = _function(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_get_object = _indexed(pdfium.FPDFPage_GetObject, c_size_t)
_count_form_objects = _function(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_get_form_object = _function(pdfium.FPDFFormObj_GetObject, c_size_t, c_void_p, c_size_t)
_object_type = _function(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_object_matrix = _function(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_draw_mode = _function(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_count_segments = _function(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_get_segment = _indexed(pdfium.FPDFPath_GetPathSegment, c_size_t)
_segment_point = _function(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_segment_type = _function(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_segment_closes = _function(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)

_TEXT, _PATH, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO
_DEEPEST_FORM = 8
"""Forms may hold forms; a file that nests them deeper is made to exhaust its reader."""


class TextPage:
    """The characters of a page, by their index in pdfium's order (that of the content stream)."""

    def __init__(self, handle: Handle) -> None:
        self._handle = c_void_p(handle)
        count = max(_count_chars(self._handle), 0)
        text = self._text(count)
        self.text = text if len(text) == count else self._text_by_character(count)
        """A page's text, one letter a character; line ends are ``\\r\\n``, or U+FFFE where a hyphen ended the line."""

    def _text(self, count: int) -> str:
        units = (c_ushort * (2 * count + 1))()
        used = _get_text(self._handle, 0, count, units) - 1
        return bytes(memoryview(units).cast("B")[: 2 * max(used, 0)]).decode("utf-16-le", "surrogatepass")

    def _text_by_character(self, count: int) -> str:
        """Also the characters that pdfium leaves out of a text, such as those that a file maps to U+0000."""
        letters = map(chr, map(_get_unicode, repeat(self._handle), range(count)))
        return "".join(letters).replace("\x02", LINE_END_HYPHEN)

    def origins(self, indices: Sequence[int]) -> list[tuple[float, float]]:
        """Where the baselines of characters begin, in the page's user space."""
        found = (c_double * (2 * len(indices)))()
        start, end = addressof(found), addressof(found) + 16 * len(indices)
        _run(map(_char_origin, repeat(self._handle), indices, range(start, end, 16), range(start + 8, end, 16)))
        flat = _floats(found, "d")
        return list(zip(flat[::2], flat[1::2], strict=True))

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

    def matrices(self, indices: Sequence[int]) -> list[tuple[float, ...]]:
        """The matrices of the text objects that draw characters, from text space to user space, *each* ``a … f``."""
        found = (c_float * (6 * len(indices)))()
        start = addressof(found)
        _run(map(_char_matrix, repeat(self._handle), indices, range(start, start + 24 * len(indices), 24)))
        return list(zip(*[iter(_floats(found, "f"))] * 6, strict=True))

    def font_sizes(self, indices: Sequence[int]) -> Iterator[float]:
        """Font sizes before the matrix."""
        return map(_font_size, repeat(self._handle), indices)

    def unmapped(self, indices: Sequence[int]) -> list[bool]:
        """For each of these characters whether the file does not say what it means."""
        return [flag > 0 for flag in map(_unmapped, repeat(self._handle), indices)]


def fonts_of(text_objects: Iterable[Handle]) -> list[Handle]:
    """The fonts of text objects; they live as long as the page is open."""
    return list(map(_object_font, text_objects))


def font_name(font: Handle) -> str:
    """The base font's name, with its subset tag."""
    name = string_buffer(256)
    return name.value.decode("utf-8", "replace") if _font_name(font, name, 256) else ""


def glyph_width(font: Handle, character: str) -> float:
    """The advance width of a character in font sizes (pdfium keeps whole thousandths); 0 where it is not known."""
    width = c_float()
    return width.value if _glyph_width(font, ord(character), 1.0, byref(width)) else 0.0


def paths(page: Handle) -> Iterator[tuple[Affine, list[Subpath]]]:
    """The painted paths of a page, also those inside forms, each with its matrix to user space."""
    objects = list(map(_get_object, repeat(c_void_p(page)), range(_count_objects(page))))
    yield from _paths(objects, None)


def _paths(objects: list[Handle], outer: Affine | None, depth: int = 0) -> Iterator[tuple[Affine, list[Subpath]]]:
    kinds = map(_object_type, objects)
    for handle, kind in [pair for pair in zip(objects, kinds, strict=True) if pair[1] != _TEXT]:
        if kind == _PATH and _is_painted(handle):
            matrix = _matrix_of(handle)
            yield matrix.then(outer) if outer else matrix, _subpaths(handle)
        elif kind == _FORM and depth < _DEEPEST_FORM:
            matrix = _matrix_of(handle)
            inside = list(map(_get_form_object, repeat(handle), range(_count_form_objects(handle))))
            yield from _paths(inside, matrix.then(outer) if outer else matrix, depth + 1)


def _is_painted(path: Handle) -> bool:
    fill, stroke = c_int(), c_int()
    _draw_mode(path, byref(fill), byref(stroke))
    return bool(fill.value or stroke.value)


def _subpaths(path: Handle) -> list[Subpath]:
    segments = list(map(_get_segment, repeat(c_void_p(path)), range(_count_segments(path))))
    found = (c_float * (2 * len(segments)))()
    start, end = addressof(found), addressof(found) + 8 * len(segments)
    _run(map(_segment_point, segments, range(start, end, 8), range(start + 4, end, 8)))
    subpaths: list[Subpath] = []
    controls = 0
    flat = _floats(found, "f")
    kinds, closes = map(_segment_type, segments), map(_segment_closes, segments)
    for point, kind, closed in zip(zip(flat[::2], flat[1::2], strict=True), kinds, closes, strict=True):
        # A curve comes as three points, of which the first two only bend it.
        controls = (controls + 1) % 3 if kind == _CURVE else 0
        if controls:
            continue
        if kind == _MOVE or not subpaths:
            subpaths.append(Subpath([point], [False], False))
            continue
        subpaths[-1].points.append(point)
        subpaths[-1].curved.append(kind == _CURVE)
        if closed:
            subpaths[-1] = subpaths[-1]._replace(closed=True)
    return subpaths


def _matrix_of(page_object: Handle) -> Affine:
    matrix = pdfium.FS_MATRIX()
    _object_matrix(page_object, byref(matrix))
    return _affine(matrix)


def _affine(matrix: Any) -> Affine:
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _run(calls: Iterator[Any]) -> None:
    deque(calls, maxlen=0)


def _floats(buffer: Any, kind: Literal["d", "f"]) -> list[float]:
    return array(kind, bytes(buffer)).tolist()
