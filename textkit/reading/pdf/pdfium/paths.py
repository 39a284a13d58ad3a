"""The paths that a page paints, as pdfium has them.

A page has thousands of text objects in some files and pdfium tells the kind of one object at a time: that is half of
what finding its paths costs, and why the rest here is done for paths alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int, c_size_t, c_void_p
from itertools import compress, repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from textkit.reading.pdf.pdfium.calls import Handle, Points, Results, declared, undeclared
from textkit.reading.pdf.pdfium.raw import Affine

_count_objects = declared(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_get_object = undeclared(pdfium.FPDFPage_GetObject, c_size_t)
_count_form_objects = declared(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_get_form_object = declared(pdfium.FPDFFormObj_GetObject, c_size_t, c_void_p, c_size_t)
_object_type = declared(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_object_matrix = declared(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_draw_mode = declared(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_count_segments = declared(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_get_segment = undeclared(pdfium.FPDFPath_GetPathSegment, c_size_t)
_segment_point = declared(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_segment_type = declared(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_segment_closes = declared(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)

_points, _matrix = Points(c_float, "f"), Results(c_float, "f", 6)
_fill, _stroke = Results(c_int, "i"), Results(c_int, "i")
_TEXT, _PATH, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO
_DEEPEST_FORM = 8
"""Forms may hold forms; a file that nests them deeper is made to exhaust its reader."""


class Subpath(NamedTuple):
    """A run of a path without a jump in it; points in the path's own coordinates."""

    points: list[tuple[float, float]]
    curved: list[bool]
    """For each point whether a curve leads to it, *length* that of ``points``."""
    closed: bool


def paths(page: Handle) -> Iterator[tuple[Affine, list[Subpath]]]:
    """The painted paths of a page, also those inside forms, each with its matrix to user space."""
    objects = list(map(_get_object, repeat(c_void_p(page)), range(_count_objects(page))))
    yield from _paths(objects, None)


def _paths(objects: list[Handle], outer: Affine | None, depth: int = 0) -> Iterator[tuple[Affine, list[Subpath]]]:
    kinds = list(map(_object_type, objects))
    if kinds.count(_TEXT) == len(kinds):
        return
    for handle, kind in compress(zip(objects, kinds, strict=True), map(_TEXT.__ne__, kinds)):
        if kind == _PATH and _is_painted(handle):
            matrix = _matrix_of(handle)
            yield matrix.then(outer) if outer else matrix, _subpaths(handle)
        elif kind == _FORM and depth < _DEEPEST_FORM:
            matrix = _matrix_of(handle)
            inside = list(map(_get_form_object, repeat(handle), range(_count_form_objects(handle))))
            yield from _paths(inside, matrix.then(outer) if outer else matrix, depth + 1)


def _is_painted(path: Handle) -> bool:
    _draw_mode(path, _fill.places[0], _stroke.places[0])
    return bool(_fill.numbers[0] or _stroke.numbers[0])


def _subpaths(path: Handle) -> list[Subpath]:
    segments = list(map(_get_segment, repeat(c_void_p(path)), range(_count_segments(path))))
    subpaths: list[Subpath] = []
    points: list[tuple[float, float]] = []
    curved: list[bool] = []
    controls = 0
    kinds, closes = map(_segment_type, segments), map(_segment_closes, segments)
    points_of = _points.of(lambda part, xs, ys: map(_segment_point, part, xs, ys), segments)
    for point, kind, closed in zip(points_of, kinds, closes, strict=True):
        # A curve comes as three points, of which the first two only bend it.
        controls = (controls + 1) % 3 if kind == _CURVE else 0
        if controls:
            continue
        if kind == _MOVE or not subpaths:
            points, curved = [point], [False]
            subpaths.append(Subpath(points, curved, False))
            continue
        points.append(point)
        curved.append(kind == _CURVE)
        if closed:
            subpaths[-1] = Subpath(points, curved, True)
    return subpaths


def _matrix_of(page_object: Handle) -> Affine:
    _matrix.clear(1)
    _object_matrix(page_object, _matrix.places[0])
    return Affine(*_matrix.numbers[:6])
