"""Glyphs with a place → lines. The rules that decide what is a space, what is a row and what is a wide gap.

Both matter more than they look: browsers write every soft hyphen as a space that takes no room, letter-spaced headings
have gaps where no word ends, and a running header is one row of three columns.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple, TypeVar

from textkit.reading.pdf.line import Line, Part

SPACES = frozenset(" \u00a0\u2007\u2009\u202f\t")
ROW_TOLERANCE = 2.0
"""Baselines this close (points) are one row."""
SPACE_GAP = 0.18
"""A gap this wide (in font sizes) is a space even where the file has none; a narrow one (U+202F) takes a fifth."""
_RAISED, _SMALL = 0.55, 0.92
"""How far from the baseline a raised character stands, and how large it is at most (in font sizes of its row)."""
_SUPERSCRIPT = 0.1
"""A digit raised by this much, or more (in font sizes of its row), is written as a superscript."""
_LARGE = 2.2
"""Letters so many times as large as most are of no row with them: a watermark lies across the text."""
PART_GAP = 1.5
"""A gap this wide (in font sizes) separates columns, a bullet from its text, or a number from its title."""
SOFT_HYPHEN = "\u00ad"
UNKNOWN = "\ufffd"
"""Stands for a glyph of which the file does not say what letter it is."""
_FEWEST_GAPS = 4
"""Fewer gaps than this do not tell which one is usual."""
_HIGHEST_DOT = 30.0
"""No bullet is drawn further above its baseline (points)."""
_T = TypeVar("_T")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BULLETS = {"\x00": "•", "\x7f": "•", "\uf0b7": "•", "\uf0a7": "•", "\uf02d": "–", "\uf0d8": "•"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_PLAIN = str.maketrans(_BULLETS | _LIGATURES)
_SPECIAL = re.compile(f"[{''.join(_BULLETS | _LIGATURES)}{SOFT_HYPHEN}\u2010\u2011]")


class Glyph(NamedTuple):
    """A character on a page, or a word whose letters stand as the font sets them, with no gaps of their own.

    All measures in points from the upper left corner.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str

    @property
    def middle(self) -> tuple[float, float]:
        """A point in the middle of the glyph, at the height of small letters."""
        return (self.x0 + self.x1) / 2, self.baseline - 0.3 * self.size


class Dot(NamedTuple):
    """A small shape that may be a bullet; ``middle`` is the height of its centre."""

    x0: float
    x1: float
    middle: float


@lru_cache(1000)
def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold. (A font's weight is wrong in too many files to ask for it.)"""
    return bool(_BOLD.search(font))


@lru_cache(1000)
def _family(font: str) -> str:
    """A font's name without its subset tag."""
    return _SUBSET.sub("", font)


def glyphs_to_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs of a page → rows from top to bottom, each from left to right."""
    glyphs = sorted(glyphs, key=attrgetter("baseline"))
    limit = _LARGE * median(glyph.size for glyph in glyphs) if glyphs else 0.0
    large = [glyph for glyph in glyphs if glyph.size > limit]
    if not large:
        return _rows(glyphs)
    rows = _rows(large) + _rows([glyph for glyph in glyphs if glyph.size <= limit])
    return sorted(rows, key=lambda row: row[0].baseline)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs sorted by baseline → rows."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and glyph.baseline - rows[-1][-1].baseline <= ROW_TOLERANCE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    rows = _with_raised(rows)
    for row in rows:
        row.sort(key=attrgetter("x0"))
    return rows


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Puts raised and lowered characters (m², footnote marks) into the row that they stand in."""
    merged: list[list[Glyph]] = []
    for row in rows:
        if merged and _stands_in(merged[-1], row):
            row.extend(merged.pop())
        elif merged and _stands_in(row, merged[-1]):
            merged[-1].extend(row)
            continue
        merged.append(row)
    return merged


def _stands_in(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether all glyphs of a row are small ones that follow right on a glyph of another row."""
    size = row[0].size
    if abs(small[0].baseline - row[0].baseline) > _RAISED * size or any(g.size > _SMALL * size for g in small):
        return False
    ends = [glyph.x1 for glyph in (*row, *small)]
    return all(any(abs(glyph.x0 - end) < SPACE_GAP * size for end in ends) for glyph in small)


def row_to_line(row: Sequence[Glyph], page: int) -> Line | None:
    """A row of glyphs → a line, or None if there is nothing to see in it."""
    if len(row) == 1:
        return _glyph_to_line(row[0], page)
    visible = inked = row
    if not SPACES.isdisjoint([glyph.text for glyph in row]):
        visible = _without_empty_spaces(row)
        inked = [glyph for glyph in visible if glyph.text not in SPACES]
        if not inked:
            return None
    size, baseline, font, bold = _look(inked)
    return Line(page, _parts(visible, size, baseline), baseline, size, bold, _family(font))


def _glyph_to_line(glyph: Glyph, page: int) -> Line | None:
    text = clean(glyph.text)
    if not text:
        return None
    parts = (Part(text, glyph.x0, glyph.x1),)
    font = glyph.font
    return Line(page, parts, round(glyph.baseline, 2), round(glyph.size, 2), is_bold(font), _family(font))


def _look(inked: Sequence[Glyph]) -> tuple[float, float, str, bool]:
    """Size, baseline and font of most letters of a row, and whether most are bold."""
    first = inked[0]
    if len({glyph[3:] for glyph in inked}) == 1:
        return round(first.size, 2), round(first.baseline, 2), first.font, is_bold(first.font)
    sizes: Counter[float] = Counter()
    baselines: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for glyph in inked:
        letters = len(glyph.text)
        sizes[round(glyph.size, 2)] += letters
        baselines[round(glyph.baseline, 2)] += letters
        fonts[glyph.font] += letters
    bold = sum(letters for font, letters in fonts.items() if is_bold(font)) * 2 > fonts.total()
    return _most(sizes), _most(baselines), _most(fonts), bold


def with_drawn_bullets(rows: list[list[Glyph]], dots: Iterable[Dot]) -> list[list[Glyph]]:
    """Puts a bullet before rows that have one drawn as a shape, as browsers do."""
    baselines = [row[0].baseline for row in rows]
    for dot in dots:
        for at in range(bisect_left(baselines, dot.middle - ROW_TOLERANCE), len(rows)):
            first = rows[at][0]
            above = first.baseline - dot.middle
            if above > _HIGHEST_DOT:
                break
            if 0 < above < 0.7 * first.size and 0 < first.x0 - dot.x1 < 3 * first.size:
                rows[at].insert(0, Glyph("•", dot.x0, dot.x1, first.baseline, first.size, first.font))
                break
    return rows


def _most(counts: Counter[_T]) -> _T:
    return max(counts, key=counts.__getitem__)


def _without_empty_spaces(row: Sequence[Glyph]) -> list[Glyph]:
    """Leaves out spaces that the next glyph is drawn over: a browser's way to write a soft hyphen."""
    kept: list[Glyph] = []
    for glyph, following in zip(row, [*row[1:], None], strict=True):
        if glyph.text in SPACES and following is not None and following.x0 < glyph.x0 + 0.3 * (glyph.x1 - glyph.x0):
            continue
        if kept and kept[-1].text in SPACES and glyph.x0 < kept[-1].x0 + 0.3 * (kept[-1].x1 - kept[-1].x0):
            kept.pop()
        kept.append(glyph)
    return kept


def _parts(glyphs: Sequence[Glyph], size: float, baseline: float) -> tuple[Part, ...]:
    """Splits a row at wide gaps and writes out the words between them."""
    gap_of_space = max(SPACE_GAP * size, _usual_gap(glyphs) + 0.15 * size)
    runs: list[list[Glyph]] = []
    texts: list[list[str]] = []
    for glyph in glyphs:
        if glyph.text in SPACES:
            continue
        gap = glyph.x0 - runs[-1][-1].x1 if runs else 0.0
        if not runs or gap > PART_GAP * size:
            runs.append([])
            texts.append([])
        elif gap > gap_of_space:
            texts[-1].append(" ")
        raised = glyph.size <= _SMALL * size and glyph.baseline < baseline - _SUPERSCRIPT * size
        texts[-1].append(glyph.text.translate(_SUPERSCRIPTS) if raised else glyph.text)
        runs[-1].append(glyph)
    is_one = len(runs) == 1
    parts = [
        Part(clean("".join(text)), run[0].x0, run[-1].x1, "" if is_one else _font(run))
        for text, run in zip(texts, runs, strict=True)
    ]
    return tuple([part for part in parts if part.text])


def _font(glyphs: Sequence[Glyph]) -> str:
    """The name of the font that most letters have, without its subset tag."""
    if len(glyphs) == 1:
        return _family(glyphs[0].font)
    fonts: Counter[str] = Counter()
    for glyph in glyphs:
        fonts[glyph.font] += len(glyph.text)
    return _family(_most(fonts))


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The median gap between neighbouring letters: near 0, but several points in a letter-spaced heading.

    A glyph of several letters says that there are no gaps between them, and nothing of what is between it and another.
    """
    if len(glyphs) <= _FEWEST_GAPS:
        return 0.0
    gaps = [
        b.x0 - a.x1
        for a, b in pairwise(glyphs)
        if 1 in (len(a.text), len(b.text)) and a.text not in SPACES and b.text not in SPACES
    ]
    if len(gaps) < _FEWEST_GAPS:
        return 0.0
    gaps += [0.0] * sum(len(glyph.text) - 1 for glyph in glyphs)
    return max(0.0, median(gaps))


def clean(text: str) -> str:
    """NFC, plain spaces and bullets, ligatures expanded; a soft hyphen is kept only at the end of the line."""
    text = " ".join(text.split())
    if not _SPECIAL.search(text):
        return unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    if text.endswith(("\u2010", SOFT_HYPHEN)):
        return text[:-1].replace(SOFT_HYPHEN, "").replace("\u2010", "-") + SOFT_HYPHEN
    return text.replace(SOFT_HYPHEN, "").replace("\u2010", "-").replace("\u2011", "-")
