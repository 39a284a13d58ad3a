"""The reference engine: pdfplumber's characters and strokes, page by page.

pdfplumber's own ``extract_text_lines`` is not used, since it takes a browser's soft hyphens for spaces and breaks
letter-spaced words; its characters are right, and ``glyphs`` makes the lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from textkit.document import Box
from textkit.reading.pdf.assembly import Findings, assemble, dot, is_upright
from textkit.reading.pdf.glyphs import UNKNOWN, Dot, Glyph
from textkit.reading.pdf.line import Page
from textkit.reading.pdf.tables import Grid, find_grids, straight_rule

_US_LETTER = (612.0, 792.0)
_LEAST_RISE = 0.5
"""What rises less (points) stands on the line."""
_DOUBLE, _DOUBLE_SHARE = 1.0, 0.12
"""A letter this close to its like (points, and font sizes) is the same, drawn twice."""
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def read_pages(pdf: Any) -> Iterator[Page]:
    """Pages of an open ``pdfplumber.PDF``, in order; each is released before the next is read."""
    for page in pdf.pages:
        yield read_page(page)


def read_page(page: Any) -> Page:
    """One ``pdfplumber.page.Page``; what was parsed of it is released."""
    left, top, width, height = _visible(page)
    origin = page.mediabox[1] + page.height - top if page.height > 0 else height
    chars = [char for char in page.chars if is_upright(*char["matrix"][:4]) and char["size"] > 0]
    descents = _descents(chars)
    glyphs = _without_doubles(_glyph(char, descents, left, origin) for char in chars)
    found = Findings(page.page_number, width, height, glyphs, _dots(page, left, top), _grids(page, left, top))
    page.close()
    return assemble(found)


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Left side, top, width and height of the part that is shown. A page without a size is taken for US Letter, as
    other readers do."""
    left, top, right, bottom = page.cropbox if page.rotation == 0 else page.mediabox
    width, height = float(right - left), float(bottom - top)
    return (left, top, width, height) if width > 0 and height > 0 else (0.0, 0.0, *_US_LETTER)


def _glyph(char: dict[str, Any], descents: dict[str, float], left: float, origin: float) -> Glyph:
    rise = (_descent(char) - descents[char["fontname"]]) * char["size"]
    baseline = origin - char["matrix"][5] - (rise if abs(rise) > _LEAST_RISE else 0.0)
    return Glyph(_letter(char["text"]), char["x0"] - left, char["x1"] - left, baseline, char["size"], char["fontname"])


def _without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Leaves out what is drawn a second time, a hair's breadth apart, to look bold."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, str, int, int], Glyph] = {}
    for glyph in glyphs:
        tolerance = min(_DOUBLE, _DOUBLE_SHARE * glyph.size)
        x, y = round(glyph.x0), round(glyph.baseline)
        around = [seen.get((glyph.text, glyph.font, x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if not any(other is not None and _is_at(glyph, other, tolerance) for other in around):
            seen[glyph.text, glyph.font, x, y] = glyph
            kept.append(glyph)
    return kept


def _is_at(glyph: Glyph, other: Glyph, tolerance: float) -> bool:
    return abs(glyph.x0 - other.x0) <= tolerance and abs(glyph.baseline - other.baseline) <= tolerance


def _descents(chars: Iterable[dict[str, Any]]) -> dict[str, float]:
    """How far below the baseline the boxes of each font's characters begin, in font sizes.

    Text that is raised by the text rise has its matrix on the line, and only its box tells.
    """
    seen: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for char in chars:
        seen[char["fontname"]][round(_descent(char), 3)] += 1
    return {font: counts.most_common(1)[0][0] for font, counts in seen.items()}


def _descent(char: dict[str, Any]) -> float:
    return float((char["y0"] - char["matrix"][5]) / char["size"])


def _letter(text: str) -> str:
    """pdfminer writes ``(cid:7)`` for a glyph that the file gives no letter; 127 is the bullet of the standard fonts."""
    if not _UNMAPPED.fullmatch(text):
        return text
    return "•" if text == "(cid:127)" else UNKNOWN


def _dots(page: Any, left: float, top: float) -> list[Dot]:
    found = (dot(_box(shape, left, top)) for shape in (*page.curves, *page.rects))
    return [bullet for bullet in found if bullet is not None]


def _grids(page: Any, left: float, top: float) -> list[Grid]:
    found = (straight_rule(*_box(edge, left, top)) for edge in page.edges if edge["orientation"] is not None)
    return find_grids([rule for rule in found if rule is not None])


def _box(shape: dict[str, Any], left: float, top: float) -> Box:
    return shape["x0"] - left, shape["top"] - top, shape["x1"] - left, shape["bottom"] - top
