"""Lines → blocks: paragraphs, list items and headings, whole over line ends, columns and page breaks.

A block ends where the line pitch widens, the type changes, an item of a list begins or the indent goes back. Over a
page break it goes on when its last line was broken off: by a hyphen, or without a full stop although no word more
fitted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textkit.reading.layout.blocks import Block, looks_like_heading, width_of_words
from textkit.reading.layout.columns import Region, regions
from textkit.reading.marks import Number, counts_on, has_bullet, has_weak_bullet, number_of
from textkit.reading.pdf.glyphs import SOFT_HYPHEN
from textkit.reading.pdf.line import Line, Page, RuledTable

_PITCH = 1.2
"""A line pitch this much over the usual one ends a paragraph."""
_INDENT = 6.0
"""Points that make an indent."""
_FIRST_LINE = 36.0
"""A first line may be indented by this much."""
_HANGING = 2.0
"""A line this little right of a bullet stands below it, not below its text."""
_SIZE_STEP = 0.6
_SENTENCE_END = re.compile(r"[.!?:;][”\"»')\]]*$")
_OPENS_LIST = re.compile(r"[^.!?][”\"»')\]]*$")


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of the text in one column, over all pages."""

    left: float
    right: float


def blocks(pages: Sequence[Page], size: float) -> list[Block]:
    """Pages without their running headers and footers → blocks in reading order.

    :param size: the font size of running text, in points.
    """
    found = list(regions(pages))
    builder = _Builder(found, size)
    for region in found:
        builder.add(region)
    return builder.blocks


class _Builder:
    """Holds the block that is being built and what is usual in this document."""

    def __init__(self, found: Sequence[Region], size: float) -> None:
        self.blocks: list[Block] = []
        self._size = size
        self._pitch = _usual_pitch(found)
        self._columns = _columns(found)
        self._region = Region(0, ())
        self._closed = True
        self._number: Number | None = None
        """The last number of an item that has no bracket: what has one needs no other to be told by."""

    def add(self, region: Region) -> None:
        """Adds the lines of the next region. Text never runs between a column and what spans both."""
        before, self._region = self._region, region
        if bool(before.column) != bool(region.column):
            self._closed = True
        for n, item in enumerate(region.items):
            if isinstance(item, RuledTable):
                self._closed = True
            elif self._closed or not self.blocks or self._begins(self.blocks[-1], item, n == 0, before.column):
                self._open(item)
            else:
                self.blocks[-1].append(item, shifted=self._shift(before.column) if n == 0 else 0.0)

    def _open(self, line: Line) -> None:
        number = number_of(line.text)
        if number and not counts_on(number, self._number, self._announced()):
            number = None
        self.blocks.append(Block.begin(line, self._size, is_item=number is not None or has_bullet(line.text)))
        if number and not number.bracket:
            self._number = number
        self._closed = False

    def _begins(self, block: Block, line: Line, moved: bool, column: int) -> bool:
        """Whether a line begins a new block after this one.

        :param moved: whether it is the first line of a page or column; ``column`` is then that of the line before.
        """
        last = block.lines[-1]
        if abs(line.size - last.size) > _SIZE_STEP or (line.bold != last.bold and not self._runs_on(last, line)):
            return True
        if moved:
            return not self._goes_on(block, line, column)
        if line.baseline - last.baseline > _PITCH * self._pitch * line.size:
            return True
        if self._begins_item(block, line) or block.is_apart_from(line) or self._indent_changes(block, line):
            return True
        return looks_like_heading(line) and self._ended(last, line)

    def _runs_on(self, last: Line, line: Line) -> bool:
        """Whether a line goes on in the middle of a sentence: words set bold in it are no heading."""
        return line.text[0].islower() and self._is_full(last, line) and not _SENTENCE_END.search(last.text)

    def _begins_item(self, block: Block, line: Line) -> bool:
        if has_bullet(line.text):
            return not has_weak_bullet(line.text) or self._may_list(block, line)
        number = number_of(line.text)
        if number is None or not counts_on(number, self._number, bool(_OPENS_LIST.search(block.lines[-1].text))):
            return False
        return self._may_list(block, line)

    def _may_list(self, block: Block, line: Line) -> bool:
        """Whether a line that starts with a dash or a number may be an item and not just broken there."""
        # Where running text would go on, the dash may be tied to the word after it: then both had to fit.
        words = 1 if abs(line.x0 - block.text_x0) > _HANGING else 2
        return self._ended(block.lines[-1], line, words)

    def _ended(self, last: Line, line: Line, words: int = 1) -> bool:
        """Whether a paragraph may have ended with a line: a sentence did, or the next words would have fitted."""
        return bool(_SENTENCE_END.search(last.text)) or not self._is_full(last, line, words=words)

    def _announced(self) -> bool:
        """Whether the last block reads as if a list came next."""
        return not self.blocks or bool(_OPENS_LIST.search(self.blocks[-1].lines[-1].text))

    def _indent_changes(self, block: Block, line: Line) -> bool:
        first = block.lines[0]
        if block.is_item:
            if len(block.lines) > 1:
                return abs(line.x0 - block.text_x0) > _INDENT
            return line.x0 < first.x0 + _HANGING and self._ended(first, line)
        if len(block.lines) == 1 and 0 < first.x0 - line.x0 <= _FIRST_LINE:
            return not self._is_full(first, line)
        return abs(line.x0 - block.text_x0) > _INDENT

    def _goes_on(self, block: Block, line: Line, column: int) -> bool:
        """Whether a block goes on over a page break or in the next column."""
        text = block.lines[-1].text
        if block.is_heading or has_bullet(line.text) or (number_of(line.text) and block.is_item):
            return False
        if text.endswith(("-", SOFT_HYPHEN)):
            return True
        full = self._is_full(block.lines[-1], line, column)
        if line.text[0].islower():
            # After a full stop (of an abbreviation, perhaps) or a colon only a full line says so.
            return full or not _SENTENCE_END.search(text)
        if _SENTENCE_END.search(text):
            return False
        shift = self._shift(column)
        same_indent = len(block.lines) > 1 and abs(line.x0 - shift - block.text_x0) <= _INDENT
        return same_indent and full

    def _shift(self, column: int) -> float:
        """How far right the present column is of another."""
        return self._columns[self._region.column].left - self._columns[column].left

    def _is_full(self, last: Line, line: Line, column: int | None = None, words: int = 1) -> bool:
        """Whether the first words of ``line`` would not have fitted after ``last``.

        :param column: that of ``last``, if it is another.
        """
        right = self._columns[self._region.column if column is None else column].right
        return last.x1 + width_of_words(line, words) > right


def _columns(found: Sequence[Region]) -> dict[int, _Column]:
    """Where columns begin and full lines end: nine tenths of lines end left of it."""
    starts, ends = defaultdict[int, list[float]](list), defaultdict[int, list[float]](list)
    for region in found:
        starts[region.column] += [line.x0 for line in region.lines]
        ends[region.column] += [line.x1 for line in region.lines]
    edges = {
        column: _Column(_share(starts[column], 0.1), _share(ends[column], 0.9)) for column in starts if starts[column]
    }
    return {column: edges.get(column, _Column(0.0, 0.0)) for column in range(3)}


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _usual_pitch(found: Sequence[Region]) -> float:
    """The usual distance between baselines inside a paragraph, in font sizes."""
    pitches: Counter[float] = Counter()
    for region in found:
        for above, line in pairwise(region.lines):
            ratio = (line.baseline - above.baseline) / line.size
            if 0.9 < ratio < 2.0 and line.bold == above.bold and abs(line.size - above.size) < _SIZE_STEP:
                pitches[round(ratio, 1)] += 1
    if not pitches:
        return 1.3
    # A page of one-line paragraphs has more gaps between than inside them: the closest pitch that is common counts.
    common = pitches.most_common(1)[0][1]
    return min(ratio for ratio, count in pitches.items() if count * 4 >= common) + 0.05
