"""Where sentences stand on the pages of a PDF: their characters searched in pdfium's text, line ends and hyphens aside.

A paragraph was put together from lines, its hyphens undone and its spaces made even. What is left of both when only
letters and digits are looked at is the same, so a sentence is found as a run of these; one that a running header or a
page break cuts is found in pieces.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.reading.pdf.pdfium.raw import TextPage

Rect = tuple[float, float, float, float]
"""left, bottom, right, top in points of the page's user space."""

_SHORTEST_PIECE = 8
"""Letters of a sentence that must be found together; shorter pieces may be anywhere."""
_STOPS = frozenset(".,;:!?)”’%")
_SAME_LINE = 0.5
"""Boxes that overlap by this share of the lower one's height stand on one line."""


def key_of(text: str) -> str:
    """The letters and digits of a text, whatever their case and however they are composed."""
    return "".join(letter for character in text for letter in _letters(character))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's letters and digits in pdfium's order; ``indices`` are those of the characters they come from."""

    key: str
    indices: Sequence[int]
    page: TextPage
    upper: float
    """The page's upper edge in user space."""

    @classmethod
    def of(cls, page: TextPage, upper: float) -> PageText:
        """The page as pdfium reads it."""
        letters = [(letter, at) for at, character in enumerate(page.text) for letter in _letters(character)]
        return cls("".join(letter for letter, _ in letters), [at for _, at in letters], page, upper)

    def rects(self, start: int, end: int) -> list[Rect]:
        """One box a line around the letters ``start`` to ``end``, what stands between them, and the stop after."""
        first, last = self.indices[start], self.indices[end - 1]
        while last + 1 < len(self.page.text) and self.page.text[last + 1] in _STOPS:
            last += 1
        boxes = [self.page.box(at) for at in range(first, last + 1) if not self.page.text[at].isspace()]
        return list(_lines(box for box in boxes if box[2] > box[0] and box[3] > box[1]))

    def distance(self, at: int) -> float:
        """How far under the page's upper edge a letter begins, in points."""
        return self.upper - self.page.box(self.indices[at])[3]


def find_pieces(key: str, page: PageText, start: int = 0) -> tuple[list[tuple[int, int]], str]:
    """Where a text stands on a page, and what is left of it for the next page.

    :param key: of the text, or of what is left of it.
    :param start: where in the page's letters to begin.
    :returns: pieces as ``(start, end)`` in the page's letters, in order, and the letters that were not found.
    """
    found: list[tuple[int, int]] = []
    while key:
        length = _longest_prefix(key, page.key, start)
        if length < min(_SHORTEST_PIECE, len(key)):
            break
        at = page.key.index(key[:length], start)
        found.append((at, at + length))
        key, start = key[length:], at + length
    return found, key


def occurrences(key: str, text: str) -> Iterator[int]:
    """All places of a key in a text."""
    at = text.find(key)
    while at >= 0:
        yield at
        at = text.find(key, at + 1)


def _longest_prefix(key: str, text: str, start: int) -> int:
    """How much of a key's beginning stands in a text. If a beginning is there, so are the shorter ones."""
    return bisect_left(range(1, len(key) + 1), 1, key=lambda n: int(text.find(key[:n], start) < 0))


def _letters(character: str) -> Iterator[str]:
    if character.isascii():
        if character.isalnum():
            yield character.lower()
        return
    for part in unicodedata.normalize("NFKC", character).casefold():
        if part.isalnum():
            yield part


def _lines(boxes: Iterator[Rect]) -> Iterator[Rect]:
    line: Rect | None = None
    for box in boxes:
        if line is not None and _on_one_line(line, box):
            line = (min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _on_one_line(line: Rect, box: Rect) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    lower = min(line[3] - line[1], box[3] - box[1])
    return overlap >= _SAME_LINE * lower and box[0] >= line[0]
