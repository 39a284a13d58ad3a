"""Lines → blocks: paragraphs, bullets and headings, whole over line ends and page breaks.

A block ends where the line pitch widens, the type changes, a bullet begins or the indent goes back. Over a page
break it goes on when its last line was broken off: by a hyphen, or without a full stop although no word more fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from textkit.document import Box, ParagraphKind
from textkit.reading.glyphs import SOFT_HYPHEN
from textkit.reading.line import Line, Page, RuledTable

_PITCH = 1.2
"""A line pitch this much over the usual one ends a paragraph."""
_INDENT = 6.0
"""Points that make an indent."""
_FIRST_LINE = 36.0
"""A first line may be indented by this much."""
_SIZE_STEP = 0.6
_HEADING_LENGTH = 200
BULLET = re.compile(r"[•▪■◦○●·∙‣⁃➢✓►*]\s*(?=\S)|[–—-]\s+(?=\S)|o\s+(?=\S)")
_WEAK_BULLET = re.compile(r"[–—-]\s|o\s")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;][”\"»')\]]*$")


@dataclass(slots=True)
class Block:
    """A run of lines that belong together."""

    kind: Literal["heading", "paragraph", "bullet"]
    lines: list[Line] = field(default_factory=list)
    text_x0: float = 0.0
    """Where the text begins: for a bullet that is right of its mark."""

    @property
    def texts(self) -> list[str]:
        """The lines' texts, a bullet's mark taken off."""
        texts = [line.text for line in self.lines]
        if self.kind == "bullet":
            texts[0] = BULLET.sub("", texts[0], count=1)
        return texts

    @property
    def paragraph_kind(self) -> ParagraphKind:
        """The kind as a paragraph has it."""
        return "bullet" if self.kind == "bullet" else "paragraph"

    @property
    def bold_heading(self) -> bool:
        """Whether it looks like a heading so far: a heading never runs over a page break."""
        return self.lines[0].bold

    @property
    def page(self) -> int:
        """The page that the block starts on."""
        return self.lines[0].page

    @property
    def style(self) -> tuple[str, float]:
        """Font and size, to tell headings of two levels apart."""
        return self.lines[0].font, round(self.lines[0].size, 1)

    @property
    def box(self) -> Box:
        """The box around the lines on the first page, to a tenth of a point."""
        boxes = [line.box for line in self.lines if line.page == self.page]
        x0, top, x1, bottom = zip(*boxes, strict=True)
        return (round(min(x0), 1), round(min(top), 1), round(max(x1), 1), round(max(bottom), 1))


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Pages without their running headers and footers → blocks in reading order."""
    builder = _Builder(pages)
    for item in _reading_order(pages):
        builder.add(item)
    for block in builder.blocks:
        if block.kind == "paragraph" and _is_heading(block):
            block.kind = "heading"
    return builder.blocks


def _reading_order(pages: Sequence[Page]) -> Iterator[Line | RuledTable]:
    for page in pages:
        items: list[tuple[float, int, Line | RuledTable]] = [
            *((line.baseline, 0, line) for line in page.lines),
            *((table.box[1], 1, table) for table in page.tables),
        ]
        yield from (item for _, _, item in sorted(items, key=lambda entry: entry[:2]))


class _Builder:
    """Holds the block that is being built and what is usual in this document."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [line for page in pages for line in page.lines]
        self.blocks: list[Block] = []
        self._pitch = _usual_pitch(pages)
        self._right = _right_margin(lines)
        self._closed = True

    def add(self, item: Line | RuledTable) -> None:
        if isinstance(item, RuledTable):
            self._closed = True
        elif self._closed or not self.blocks or self._begins(self.blocks[-1], item):
            self.blocks.append(_new_block(item))
            self._closed = False
        else:
            block = self.blocks[-1]
            if block.kind == "bullet" and len(block.lines) == 1:
                block.text_x0 = item.x0
            elif len(block.lines) == 1:
                block.text_x0 = min(block.text_x0, item.x0)
            block.lines.append(item)

    def _begins(self, block: Block, line: Line) -> bool:
        """Whether a line begins a new block after this one."""
        last = block.lines[-1]
        if line.bold != last.bold or abs(line.size - last.size) > _SIZE_STEP:
            return True
        if line.page != last.page:
            return not self._goes_on(block, line)
        pitch = self._pitch * line.size
        if line.baseline - last.baseline > _PITCH * pitch:
            return True
        if _has_bullet(line) and (not _WEAK_BULLET.match(line.text) or self._may_list(block, line)):
            return True
        if _NUMBERED.match(line.text) and self._may_list(block, line):
            return True
        return self._indent_changes(block, line)

    def _may_list(self, block: Block, line: Line) -> bool:
        """Whether a line that starts with a dash or a number may be an item and not just broken there."""
        last = block.lines[-1]
        if block.kind == "bullet" or _NUMBERED.match(block.lines[0].text):
            return abs(line.x0 - block.lines[0].x0) < _INDENT and not self._is_full(last, line)
        return bool(_SENTENCE_END.search(last.text)) or not self._is_full(last, line)

    def _indent_changes(self, block: Block, line: Line) -> bool:
        first = block.lines[0]
        if block.kind == "bullet" or _NUMBERED.match(first.text):
            if len(block.lines) == 1:
                return line.x0 < first.x0 + 2.0 and bool(_SENTENCE_END.search(first.text))
            return abs(line.x0 - block.text_x0) > _INDENT
        if len(block.lines) == 1 and 0 < first.x0 - line.x0 <= _FIRST_LINE:
            return not self._is_full(first, line)
        return abs(line.x0 - block.text_x0) > _INDENT

    def _goes_on(self, block: Block, line: Line) -> bool:
        """Whether a block goes on over a page break."""
        last = block.lines[-1]
        if block.bold_heading or _has_bullet(line):
            return False
        text = last.text
        if text.endswith(("-", SOFT_HYPHEN)):
            return True
        if line.text[0].islower():
            return not text.endswith((";", ":"))
        if _SENTENCE_END.search(text):
            return False
        return self._is_full(last, line) and self._same_indent(block, line)

    def _same_indent(self, block: Block, line: Line) -> bool:
        return len(block.lines) > 1 and abs(line.x0 - block.text_x0) <= _INDENT

    def _is_full(self, last: Line, line: Line) -> bool:
        """Whether the first word of ``line`` would not have fitted after ``last``."""
        words = line.text.split(maxsplit=1)
        width = (line.x1 - line.x0) * (len(words[0]) + 1) / max(len(line.text), 1)
        return last.x1 + width > self._right


def _new_block(line: Line) -> Block:
    block = Block("bullet" if _has_bullet(line) else "paragraph", [line], line.x0)
    if block.kind == "bullet" and len(line.parts) > 1:
        block.text_x0 = line.parts[1].x0
    return block


def _has_bullet(line: Line) -> bool:
    return bool(BULLET.match(line.text))


def _usual_pitch(pages: Sequence[Page]) -> float:
    """The usual distance between baselines inside a paragraph, in font sizes."""
    pitches: Counter[float] = Counter()
    for page in pages:
        for above, line in zip(page.lines, page.lines[1:], strict=False):
            ratio = (line.baseline - above.baseline) / line.size
            if 0.9 < ratio < 2.0 and line.bold == above.bold and abs(line.size - above.size) < _SIZE_STEP:
                pitches[round(ratio, 1)] += 1
    if not pitches:
        return 1.3
    # A page of one-line paragraphs has more gaps between than inside them: the closest pitch that is common counts.
    common = pitches.most_common(1)[0][1]
    return min(ratio for ratio, count in pitches.items() if count * 4 >= common) + 0.05


def _right_margin(lines: Sequence[Line]) -> float:
    """Where full lines end: nine tenths of lines end left of it."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(len(ends) * 0.9)] if ends else 0.0


def _is_heading(block: Block) -> bool:
    """Bold, short, and not a sentence."""
    text = " ".join(block.texts)
    return all(line.bold for line in block.lines) and len(text) <= _HEADING_LENGTH and not text.endswith((".", ","))
