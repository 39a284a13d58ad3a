"""Characters with a place → lines. The rules that decide what is a space, what is a row and what is a wide gap.

Both matter more than they look: browsers write every soft hyphen as a space that takes no room, letter-spaced headings
have gaps where no word ends, and a running header is one row of three columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TypeVar

from textkit.reading.line import Line, Part

ROW_TOLERANCE = 2.0
"""Baselines this close (points) are one row."""
SPACE_GAP = 0.2
"""A gap this wide (in font sizes) is a space even where the file has none."""
PART_GAP = 1.5
"""A gap this wide (in font sizes) separates columns, a bullet from its text, or a number from its title."""
SOFT_HYPHEN = "\u00ad"
_T = TypeVar("_T")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BULLETS = {"\x00": "•", "\x7f": "•", "\uf0b7": "•", "\uf0a7": "•", "\uf02d": "–", "\uf0d8": "•", "(cid:127)": "•"}
_SPACES = frozenset(" \u00a0\u2007\u2009\u202f\t")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page; all measures in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str


def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold. (A font's weight is wrong in too many files to ask for it.)"""
    return bool(_BOLD.search(font))


def glyphs_to_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs of a page → rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline <= ROW_TOLERANCE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda g: g.x0)
    return rows


def row_to_line(row: Sequence[Glyph], page: int) -> Line | None:
    """A row of glyphs → a line, or None if there is nothing to see in it."""
    visible = _without_empty_spaces(row)
    inked = [g for g in visible if g.text not in _SPACES]
    if not inked:
        return None
    sizes = Counter(round(g.size, 2) for g in inked)
    bold = sum(is_bold(g.font) for g in inked) * 2 > len(inked)
    parts = _parts(visible, _most(sizes))
    baselines = Counter(round(g.baseline, 2) for g in inked)
    fonts = Counter(g.font for g in inked)
    return Line(page, parts, _most(baselines), _most(sizes), bold, _SUBSET.sub("", _most(fonts)))


def with_drawn_bullets(rows: list[list[Glyph]], dots: Iterable[tuple[float, float, float]]) -> list[list[Glyph]]:
    """Puts a bullet before rows that have one drawn as a shape, as browsers do.

    :param dots: small filled shapes as ``(x0, x1, middle)``, ``middle`` being the height of their centre.
    """
    for x0, x1, middle in dots:
        for row in rows:
            first = row[0]
            above = first.baseline - middle
            if 0 < above < 0.7 * first.size and 0 < first.x0 - x1 < 3 * first.size:
                row.insert(0, Glyph("•", x0, x1, first.baseline, first.size, first.font))
                break
    return rows


def _most(counts: Counter[_T]) -> _T:
    return counts.most_common(1)[0][0]


def _without_empty_spaces(row: Sequence[Glyph]) -> list[Glyph]:
    """Leaves out spaces that the next glyph is drawn over: a browser's way to write a soft hyphen."""
    kept: list[Glyph] = []
    for glyph, following in zip(row, [*row[1:], None], strict=True):
        if glyph.text in _SPACES and following is not None and following.x0 < glyph.x0 + 0.3 * (glyph.x1 - glyph.x0):
            continue
        if kept and kept[-1].text in _SPACES and glyph.x0 < kept[-1].x0 + 0.3 * (kept[-1].x1 - kept[-1].x0):
            kept.pop()
        kept.append(glyph)
    return kept


def _parts(glyphs: Sequence[Glyph], size: float) -> tuple[Part, ...]:
    """Splits a row at wide gaps and writes out the words between them."""
    gap_of_space = max(SPACE_GAP * size, _usual_gap(glyphs) + 0.15 * size)
    parts: list[Part] = []
    run: list[str] = []
    start = end = 0.0
    for glyph in glyphs:
        if glyph.text in _SPACES:
            continue
        gap = glyph.x0 - end
        if run and gap > PART_GAP * size:
            parts.append(Part(clean("".join(run)), start, end))
            run = []
        elif run and gap > gap_of_space:
            run.append(" ")
        if not run:
            start = glyph.x0
        run.append(_BULLETS.get(glyph.text, glyph.text))
        end = glyph.x1
    if run:
        parts.append(Part(clean("".join(run)), start, end))
    return tuple(part for part in parts if part.text)


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The median gap between neighbouring letters: near 0, but several points in a letter-spaced heading."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs) if not {a.text, b.text} & _SPACES]
    return max(0.0, median(gaps)) if len(gaps) >= 4 else 0.0


def clean(text: str) -> str:
    """NFC, plain spaces and bullets, ligatures expanded; a soft hyphen is kept only at the end of the line."""
    text = "".join(_LIGATURES.get(c, c) for c in text)
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if text.endswith(("\u2010", SOFT_HYPHEN)):
        return text[:-1].replace(SOFT_HYPHEN, "").replace("\u2010", "-") + SOFT_HYPHEN
    return text.replace(SOFT_HYPHEN, "").replace("\u2010", "-").replace("\u2011", "-")


_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
