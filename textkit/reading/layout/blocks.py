"""A run of lines that belong together, and what its looks say that it is: heading, item of a list or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from textkit.document import Box
from textkit.reading.marks import without_bullet
from textkit.reading.pdf.line import Line
from textkit.reading.structure.headings import role_of
from textkit.reading.structure.metadata import CASE

_HEADING_LENGTH = 200
_PLAIN_HEADING_LENGTH = 100
"""Letters that a heading has at most; fewer where it is not set bold."""
_LARGER = 0.9
"""Points by which a heading is larger than the text when nothing else sets it apart."""
_CAPITALS = 5
"""Fewest letters of a heading in capitals: shorter ones are abbreviations."""
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][”\"»')\]]*$")


@dataclass(slots=True)
class Block:
    """Lines of one paragraph, list item or heading; ``body_size`` is the font size of running text, in points.

    ``text_x0`` is where its text begins (of an item, right of its mark), ``x1`` where its longest line ends.
    """

    lines: list[Line]
    body_size: float
    is_item: bool
    text_x0: float
    x1: float

    @classmethod
    def begin(cls, line: Line, body_size: float, is_item: bool) -> Block:
        """A block of one line."""
        text_x0 = line.parts[1].x0 if is_item and len(line.parts) > 1 else line.x0
        return cls([line], body_size, is_item, text_x0, line.x1)

    def append(self, line: Line, shifted: float = 0.0) -> None:
        """Adds a line; ``shifted`` says how far right its column is of that of the lines before."""
        self.text_x0 += shifted
        self.x1 += shifted
        if len(self.lines) == 1:
            self.text_x0 = line.x0 if self.is_item else min(self.text_x0, line.x0)
        self.lines.append(line)
        self.x1 = max(self.x1, line.x1)

    @property
    def kind(self) -> Literal["heading", "paragraph", "bullet"]:
        """What the block is."""
        if self.is_heading:
            return "heading"
        return "bullet" if self.is_item else "paragraph"

    @property
    def texts(self) -> list[str]:
        """The lines' texts, an item's bullet taken off; a number is part of the text and stays."""
        texts = [line.text for line in self.lines]
        return [without_bullet(texts[0]), *texts[1:]] if self.is_item else texts

    @property
    def is_heading(self) -> bool:
        """Bold, larger, italic or in capitals, or a usual heading by name; short, and not a sentence."""
        text = " ".join(line.text for line in self.lines)
        if len(text) > _HEADING_LENGTH or text.endswith((".", ",")):
            return False
        if all(line.bold for line in self.lines):
            return not self.is_item or without_bullet(text) == text
        if self.is_item or len(text) > _PLAIN_HEADING_LENGTH:
            return False
        if all(line.size >= self.body_size + _LARGER for line in self.lines):
            return True
        return len(self.lines) == 1 and looks_like_heading(self.lines[0])

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
        """The box around the lines on the first page, or in its first column, to a tenth of a point."""
        end = next((n for n, (a, b) in enumerate(pairwise(self.lines), 1) if b.baseline <= a.baseline), len(self.lines))
        boxes = [line.box for line in self.lines[:end] if line.page == self.page]
        x0, top, x1, bottom = zip(*boxes, strict=True)
        return (round(min(x0), 1), round(min(top), 1), round(max(x1), 1), round(max(bottom), 1))

    def is_apart_from(self, line: Line) -> bool:
        """Whether a line that stands as close as the next line of a paragraph is none: one of them is a heading or
        the case line, or the last line left room for its first word after the end of a sentence."""
        last = self.lines[-1]
        if len(self.lines) == 1 and looks_like_heading(last) and not _is_capitals(line.text):
            return True
        if CASE.fullmatch(line.text) or CASE.fullmatch(last.text):
            return not CASE.fullmatch(f"{last.text} {line.text}")
        if not _SENTENCE_END.search(last.text) or line.text[0].islower():
            return False
        return max(self.x1, line.x1) - last.x1 - width_of_words(line) - last.size > 0


def looks_like_heading(line: Line) -> bool:
    """Whether a line is a heading though it is neither bold nor large: a usual one, in capitals, or in italics."""
    text = line.text
    if len(text) > _PLAIN_HEADING_LENGTH or text[-1] in ".,;:!?" or not text[0].isupper():
        return False
    return role_of(text) is not None or _is_capitals(text) or bool(_ITALIC.search(line.font))


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _CAPITALS and text.isupper() and len(letters) * 3 >= len(text) * 2


def width_of_words(line: Line, count: int = 1) -> float:
    """The width of a line's first words and the space before them, in points."""
    text = line.text
    letters = sum(len(word) + 1 for word in text.split(maxsplit=count)[:count])
    return (line.x1 - line.x0) * letters / len(text)
