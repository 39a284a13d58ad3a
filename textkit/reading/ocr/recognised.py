"""Words that were recognised on a picture → lines, as the engines give them.

A picture has no font sizes, no baselines and no bold type, a scan lies crooked, and a bullet is read as whatever letter
it looks like; all that is told from the boxes of words and their ink. Measures are pixels until the lines are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from statistics import fmean, linear_regression, median
from typing import NamedTuple

from textkit.reading.ocr.misread import mend
from textkit.reading.ocr.tesseract import Word
from textkit.reading.pdf.glyphs import PART_GAP, clean
from textkit.reading.pdf.line import Line, Part

_UNSURE = 40.0
"""Confidence below which marks, and lines without a real word, are taken for specks and strokes of a pen."""
_REAL_WORD = re.compile(r"[^\W\d_]{4}")
_RULE = re.compile(r"[|¦_]+")
_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.52, 0.21
"""Heights of capitals and of small letters, and depth of descenders, in font sizes, as most text fonts have them."""
_TALL = re.compile(r"[A-Z0-9bdfhijklåäö§%&]")
_DEEP = re.compile(r"[gjpqy]")
_ODD = re.compile(r"[^\w§%&.:,;-]|[ÄÅÖQ_²³]")
"""Letters and marks that are as high or deep as no others; words with them tell nothing of size and baseline."""
_HALF_TALL, _HALF_DEEP = re.compile(r"t"), re.compile(r"[,;]")
"""So do words with these, where nothing in them is higher or deeper."""
_MOST_SLOPE = 0.05
"""A page that lies further askew (three degrees) is not straightened."""
_SHORTEST = 2
"""Letters of a word that tells size and baseline."""
_LONG_ROW = 5
"""Words of a row that tells how a page lies."""
_SAME_ROW = 0.25
"""Baselines this close (in font sizes) are one row."""
_LIKE, _LIKE_BODY = 0.1, 0.04
"""Rows that follow each other in sizes this near (as a share) have one: that of a short row is hard to tell. It is that
of most of the page where it is as near as this."""
_SMALL = 0.45
"""A bullet is no larger (in font sizes)."""
_SQUARE = 0.12
"""Its sides differ by no more."""
_BOLD = 1.29
"""Bold strokes are so many times as thick as those of most of the page: of the samples' fonts 1.33 times or more, and
other lines at most 1.24 times."""


class _Row(NamedTuple):
    """Words side by side, from left to right."""

    words: Sequence[Word]
    baseline: float
    size: float
    bold: bool = False

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return sum(len(word.text) for word in self.words)

    @property
    def stroke(self) -> float:
        """How thick the strokes are of most letters."""
        return sum(len(word.text) * word.stroke for word in self.words) / self.letters


def words_to_lines(words: Iterable[Word], scale: float, page: int) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom.

    Left out as noise: marks without a letter or digit and lines without four letters in a row of which Tesseract is
    less sure than 40 of 100, and strokes that are taken for ``|`` or ``_``.

    :param scale: points a pixel.
    """
    found = [kept for _, line in groupby(words, attrgetter("line")) if (kept := _without_noise(list(line)))]
    slope = _slope(found)
    rows = _side_by_side(_with_look(_measured(found, slope)))
    return tuple(line for row in rows if (line := _line(row, scale, page)) is not None)


def _without_noise(words: Sequence[Word]) -> list[Word]:
    text = " ".join(word.text for word in words)
    if fmean([word.confidence for word in words]) < _UNSURE and not _REAL_WORD.search(text):
        return []
    first = words[0]
    return [word for word in words if not _RULE.fullmatch(word.text) and (word is first or not _is_speck(word))]


def _is_speck(word: Word) -> bool:
    return word.confidence < _UNSURE and not any(letter.isalnum() for letter in word.text)


def _slope(rows: Iterable[Sequence[Word]]) -> float:
    """How far the page's lines fall from left to right, in pixels a pixel."""
    slopes = []
    for row in rows:
        words = [word for word in row if _tells_size(word)]
        if len(words) >= _LONG_ROW:
            middles = [(word.left + word.right) / 2 for word in words]
            slopes.append(linear_regression(middles, [_foot(word) for word in words]).slope)
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) <= _MOST_SLOPE else 0.0


def _tells_size(word: Word) -> bool:
    text = word.text
    if len(text) < _SHORTEST or _ODD.search(text):
        return False
    high = _TALL.search(text) or not _HALF_TALL.search(text)
    deep = _DEEP.search(text) or not _HALF_DEEP.search(text)
    return bool(high and deep)


def _foot(word: Word, slope: float = 0.0) -> float:
    """Where a word stands, at its middle."""
    fall = abs(slope) * (word.right - word.left) / 2
    return word.bottom - fall - (_DESCENT * _size(word, slope) if _DEEP.search(word.text) else 0.0)


def _size(word: Word, slope: float = 0.0) -> float:
    """The font size that makes a word as high as it is."""
    height = max(1.0, word.bottom - word.top - abs(slope) * (word.right - word.left))
    above = _ASCENT if _TALL.search(word.text) else _X_HEIGHT
    return height / (above + (_DESCENT if _DEEP.search(word.text) else 0.0))


def _measured(rows: Sequence[Sequence[Word]], slope: float) -> list[_Row]:
    """Rows with baseline and size; that of most words of the page where no word of the row tells."""
    sizes = [_size(word, slope) for row in rows for word in row if _tells_size(word)]
    usual = median(sizes) if sizes else median([_size(word, slope) for row in rows for word in row] or [0.0])
    return [_measured_row(row, slope, usual) for row in rows]


def _measured_row(words: Sequence[Word], slope: float, usual_size: float) -> _Row:
    sure = [word for word in words if _tells_size(word)]
    size = median(_size(word, slope) for word in sure) if sure else usual_size
    baseline = median(_foot(word, slope) - slope * (word.left + word.right) / 2 for word in sure or words)
    # Where lines fall to the right, margins lean to the left.
    lean = round(slope * baseline)
    return _Row([word._replace(left=word.left + lean, right=word.right + lean) for word in words], baseline, size)


def _with_look(rows: Sequence[_Row]) -> list[_Row]:
    """Says which rows are bold, and gives those that follow each other in like size exactly one: that of most of the
    page where it is near.
    """
    if not rows:
        return []
    body = median(size for row in rows for size in [row.size] * row.letters)
    usual = median(stroke for row in rows for stroke in [row.stroke / row.size] * row.letters)
    runs: list[list[_Row]] = []
    for row in rows:
        row = row._replace(bold=row.stroke > _BOLD * usual * row.size)
        if not (runs and row.bold == runs[-1][0].bold and _is_like(row.size, runs[-1][0].size, _LIKE)):
            runs.append([])
        runs[-1].append(row)
    looked = []
    for run in runs:
        size = median(size for row in run for size in [row.size] * row.letters)
        looked += [row._replace(size=body if _is_like(size, body, _LIKE_BODY) else size) for row in run]
    return looked


def _is_like(size: float, other: float, share: float) -> bool:
    return abs(size - other) <= share * other


def _side_by_side(rows: Iterable[_Row]) -> list[_Row]:
    """Puts rows at one height together, such as the columns of a running header; from top to bottom."""
    merged: list[_Row] = []
    for row in sorted(rows, key=attrgetter("baseline")):
        if merged and _is_beside(merged[-1], row):
            other = merged.pop()
            main = max(other, row, key=attrgetter("letters"))
            row = main._replace(words=sorted([*other.words, *row.words], key=attrgetter("left")))
        merged.append(row)
    return merged


def _is_beside(row: _Row, other: _Row) -> bool:
    if other.baseline - row.baseline > _SAME_ROW * max(row.size, other.size):
        return False
    return row.words[-1].right < other.words[0].left or other.words[-1].right < row.words[0].left


def _line(row: _Row, scale: float, page: int) -> Line | None:
    runs: list[list[Word]] = []
    for word in _with_bullet(row):
        if not runs or word.left - runs[-1][-1].right > PART_GAP * row.size:
            runs.append([])
        runs[-1].append(word)
    bold, alone = row.bold, len(runs) == 1
    texts = [clean(mend(" ".join(word.text for word in run), alone=alone, bold=bold)) for run in runs]
    parts = tuple(Part(text, run[0].left * scale, run[-1].right * scale) for text, run in zip(texts, runs, strict=True))
    size = round(2 * row.size * scale) / 2
    return Line(page, parts, round(row.baseline * scale, 2), size, bold) if size else None


def _with_bullet(row: _Row) -> Sequence[Word]:
    """The words of a row, a dot before them being a bullet, whatever letter it was taken for.

    Between a bullet and its text Tesseract often sees a dash that is not there.
    """
    first, *rest = row.words
    width, height = first.right - first.left, first.bottom - first.top
    is_dot = max(width, height) <= _SMALL * row.size and abs(width - height) <= _SQUARE * row.size
    if not rest or not is_dot or len(first.text) > _SHORTEST:
        return row.words
    second = rest[0]._replace(text=rest[0].text.lstrip("—–-"))
    return [first._replace(text="•"), *([second] if second.text else []), *rest[1:]]
