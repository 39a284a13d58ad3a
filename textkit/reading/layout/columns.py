"""Pages → regions that are each read from top to bottom: the left column, then the right one, then what spans both.

A row of two columns reaches this module as one line with a wide gap in it, or as two lines at nearly the same height.
A page has two columns where many lines begin at the same place in its right half, while the text left of it ends
before that place, and where both sides read like running text; else it is one region.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median

from textkit.reading.pdf.glyphs import is_bold
from textkit.reading.pdf.line import Line, Page, Part, RuledTable

_RIGHT_HALF = (0.35, 0.7)
"""Between these shares of the page's width the right column begins."""
_FEWEST_LINES = 4
"""A column has this many lines, or more."""
_FEWEST_LETTERS = 15
"""Half of the lines of a column are this long, or longer: names and numbers beside each other are no columns."""
_FILLED = 0.5
"""Half of the lines of a column take up this much of the longest, or more."""
_SLACK = 2.0
"""Points by which lines of a column may begin earlier or later than others."""
_ALONE = 1.6
"""A heading over both columns has nothing beside it this near (in font sizes)."""
Item = Line | RuledTable


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page that is read from top to bottom; ``column`` is 0 for the whole width, else 1 or 2."""

    column: int
    items: tuple[Item, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines, without the tables between them."""
        return [item for item in self.items if isinstance(item, Line)]


@dataclass(slots=True)
class _Band:
    """Both columns between two lines that span them."""

    left: list[Item] = field(default_factory=list)
    right: list[Item] = field(default_factory=list)


def regions(pages: Sequence[Page]) -> Iterator[Region]:
    """The regions of pages without running headers and footers, in reading order."""
    for page in pages:
        items = _from_top(page)
        gutter = _gutter(page)
        yield from [Region(0, tuple(items))] if gutter is None else _split(items, gutter)


def _from_top(page: Page) -> list[Item]:
    items: list[Item] = [*page.lines, *page.tables]
    return sorted(items, key=lambda item: item.baseline if isinstance(item, Line) else item.box[1])


def _gutter(page: Page) -> float | None:
    """Where the right column begins, if the page has two."""
    low, high = (share * page.width for share in _RIGHT_HALF)
    starts = Counter(round(part.x0) for line in page.lines for part in line.parts if low < part.x0 < high)
    if not starts or starts.most_common(1)[0][1] < _FEWEST_LINES:
        return None
    edge = starts.most_common(1)[0][0] - _SLACK
    left, right = [], []
    for line in page.lines:
        if _spans(line, edge):
            continue
        before, after = _parts(line, edge)
        left += [before] if before else []
        right += [after] if after else []
    return edge if _reads_as_text(left) and _reads_as_text(right) else None


def _spans(line: Line, edge: float) -> bool:
    return any(part.x0 < edge and part.x1 > edge for part in line.parts)


def _parts(line: Line, edge: float) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of a line left and right of the gutter."""
    cut = sum(part.x0 < edge for part in line.parts)
    return line.parts[:cut], line.parts[cut:]


def _reads_as_text(column: Sequence[Sequence[Part]]) -> bool:
    if len(column) < _FEWEST_LINES:
        return False
    widths = [parts[-1].x1 - parts[0].x0 for parts in column]
    letters = [sum(len(part.text) for part in parts) for parts in column]
    return median(letters) >= _FEWEST_LETTERS and median(widths) >= _FILLED * max(widths)


def _split(items: Sequence[Item], edge: float) -> Iterator[Region]:
    """Regions of a page with two columns."""
    right = [item.baseline for item in items if isinstance(item, Line) and item.x1 > edge]
    across: list[Item] = []
    for spans, group in groupby(items, key=lambda item: _is_across(item, edge, right)):
        if spans:
            across += group
            continue
        above, *columns = _band(list(group), edge)
        if across or above:
            yield Region(0, (*across, *above))
        across = []
        yield from (Region(n, tuple(side)) for n, side in enumerate(columns, 1) if side)
    if across:
        yield Region(0, tuple(across))


def _band(items: Sequence[Item], edge: float) -> tuple[list[Item], list[Item], list[Item]]:
    """What spans both columns nowhere: above them, in the left one, in the right one. What stands above the top of
    the right column is above both: the last line of a paragraph, a short heading."""
    band = _Band()
    for item in items:
        _share_out(item, edge, band)
    top = band.right[0].box[1] if band.right else float("inf")
    above = [item for item in band.left if item.box[3] < top + _SLACK]
    return above, band.left[len(above) :], band.right


def _is_across(item: Item, edge: float, right: Sequence[float]) -> bool:
    """Whether an item spans both columns, or is a bold line over them with nothing beside it."""
    if isinstance(item, RuledTable):
        return item.box[0] < edge < item.box[2]
    if _spans(item, edge):
        return True
    below = bisect(right, item.baseline)
    if not item.bold or item.x1 > edge or not 0 < below < len(right):
        return False
    return min(item.baseline - right[below - 1], right[below] - item.baseline) > _ALONE * item.size


def _share_out(item: Item, edge: float, band: _Band) -> None:
    if isinstance(item, RuledTable):
        (band.left if item.box[2] <= edge else band.right).append(item)
        return
    left, right = _parts(item, edge)
    if left:
        band.left.append(_side(item, left))
    if right:
        band.right.append(_side(item, right))


def _side(line: Line, parts: tuple[Part, ...]) -> Line:
    """What of a line stands in one column, in the font that it has there."""
    font = max(parts, key=lambda part: len(part.text)).font or line.font
    return replace(line, parts=parts, font=font, bold=is_bold(font))
