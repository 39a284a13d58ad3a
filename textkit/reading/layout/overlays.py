"""What lies over or beside the text and is not part of it: watermarks, and the numbers of lines in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from textkit.reading.pdf.line import Line, Page

_LARGE = 1.8
"""A watermark is at least this many times as large as the text."""
_MARKS = frozenset({"luonnos", "utkast", "kopio", "kopia", "jäljennös", "draft", "copy", "mallikappale"})
_FEWEST_NUMBERS = 4
"""Numbers in the margin are taken for those of lines when a page has this many."""
_RUNNING = 0.25
"""So many lines of running text, or more, begin in the middle of a sentence; items of a list do not."""
_NUMBERED_SHARE = 0.8
"""They count all lines of a page, or nearly."""


def without_watermarks(pages: Sequence[Page], size: float) -> list[Page]:
    """Drops large words that lie across other lines, or stand at the same place on several pages.

    :param size: the font size of running text, in points.
    """
    large = [[line for line in page.lines if line.size >= _LARGE * size] for page in pages]
    seen = Counter((line.text, round(line.baseline)) for lines in large for line in lines)
    result = []
    for page, lines in zip(pages, large, strict=True):
        marks = {
            id(line)
            for line in lines
            if seen[line.text, round(line.baseline)] > 1
            or line.text.casefold() in _MARKS
            or any(_overlap(line, other) for other in page.lines if other.size < line.size)
        }
        kept = tuple(line for line in page.lines if id(line) not in marks)
        result.append(replace(page, lines=kept) if marks else page)
    return result


def _overlap(line: Line, other: Line) -> bool:
    """Whether the ink of two lines meets: small letters reach half a size above the baseline."""
    if line.x1 <= other.x0 or other.x1 <= line.x0:
        return False
    return line.baseline - 0.5 * line.size < other.baseline and other.baseline - 0.5 * other.size < line.baseline


def without_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """Takes the numbers of lines out of the margin, on pages where nearly every line, or every fifth, has one."""
    if not any(len(_numbered(page)) >= _FEWEST_NUMBERS for page in pages):
        return list(pages)
    starts: Counter[int] = Counter()
    for line in (line for page in pages for line in page.lines):
        starts[round(_text_part(line))] += len(line.text)
    edge = min(x for x, count in starts.items() if count * 4 >= starts.most_common(1)[0][1])
    if not any(_counts_lines(page, edge) for page in pages):
        return list(pages)
    return [_without_numbers(page, edge) for page in pages]


def _numbered(page: Page) -> list[Line]:
    return [line for line in page.lines if line.parts[0].text.isdigit()]


def _text_part(line: Line) -> float:
    """Where a line's text begins, a number before it left aside."""
    return line.parts[1].x0 if len(line.parts) > 1 and line.parts[0].text.isdigit() else line.x0


def _counts_lines(page: Page, edge: float) -> bool:
    """Whether the numbers left of the text's edge count the lines of a page."""
    numbers = [int(line.parts[0].text) for line in _numbered(page) if line.parts[0].x1 < edge]
    steps = Counter(b - a for a, b in pairwise(numbers))
    if len(numbers) < _FEWEST_NUMBERS:
        return False
    step, times = steps.most_common(1)[0]
    if step < 1 or times < _NUMBERED_SHARE * (len(numbers) - 1):
        return False
    running = sum(line.parts[-1].text[0].islower() for line in page.lines)
    return step * (len(numbers) + 1) >= _NUMBERED_SHARE * len(page.lines) and running >= _RUNNING * len(page.lines)


def _without_numbers(page: Page, edge: float) -> Page:
    taken = {id(line) for line in _numbered(page) if line.parts[0].x1 < edge}
    cut = (replace(line, parts=line.parts[1:]) if id(line) in taken else line for line in page.lines)
    return replace(page, lines=tuple(line for line in cut if line.parts))
