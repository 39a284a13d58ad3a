"""Footnotes and small print at the foot of a page, and the raised numbers in the text that point to them.

A PDF does not say what a footnote is. It is set smaller than the text, stands last on its page, begins with its
number, and the text has that number raised. Raised digits reach this module as the superscript characters ¹²³ (see
``glyphs``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from textkit.reading.layout.furniture import BOTTOM_ZONE
from textkit.reading.pdf.line import Line, Page

_SMALLER = 0.95
"""Footnotes are set this much smaller than the text, or more."""
_SMALL = 0.88
"""The same for what has no number: small print, and notes that go on from the page before."""
_FOOT = 0.4
"""Footnotes take no more of a page than what is below this share of its height."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_NOTE = re.compile(rf"(?P<raised>[{_RAISED}]{{1,3}}|\*{{1,3}})[.)]?\s*(?=\S)|(?P<plain>\d{{1,3}})[.)]?\s+(?=\S)")
_MARK = re.compile(rf"(?<=\S)(?:[{_RAISED}]{{1,3}}|\*{{1,3}})(?=[\s.,;:!?)”\"»]|$)")
_UNIT = re.compile(r"\b\w{0,3}m$")
"""``m``, ``km``, ``brm`` …: what a raised 2 or 3 squares or cubes."""


def without_footnotes(pages: Sequence[Page], size: float) -> list[Page]:
    """Drops what is set small at the foot of pages, and the marks of footnotes in the text.

    :param size: the font size of running text, in points.
    """
    bodies: list[Page] = []
    numbers: set[str] = set()
    noted = False
    for page in pages:
        start = _start_of_small(page, size)
        first, found = _notes(page.lines, start)
        if first is None and noted:
            first = next((n for n in range(start, len(page.lines)) if page.lines[n].size <= _SMALL * size), None)
        kept = page.lines[:first]
        bodies.append(replace(page, lines=tuple(line for line in kept if not _is_small_print(line, page, size))))
        numbers |= found
        noted = bool(found)
    return [_without_marks(page, numbers) for page in bodies] if numbers else bodies


def _start_of_small(page: Page, size: float) -> int:
    """Where the run of smaller lines begins that ends a page."""
    lowest = max((table.box[3] for table in page.tables), default=0.0)
    top = max(lowest, _FOOT * page.height)
    start = len(page.lines)
    while start and page.lines[start - 1].size <= _SMALLER * size and page.lines[start - 1].baseline > top:
        start -= 1
    return start


def _notes(lines: Sequence[Line], start: int) -> tuple[int | None, set[str]]:
    """The first line of the notes, and their numbers: those raised there or in the text above."""
    if start == len(lines):
        return None, set()
    marks = {mark.group().translate(_DIGITS) for line in lines[:start] for mark in _marks(line.text)}
    first, numbers = None, set()
    for n, line in enumerate(lines[start:], start):
        match = _NOTE.match(line.text)
        if match is None:
            continue
        number = (match["raised"] or match["plain"]).translate(_DIGITS)
        if match["raised"] or number in marks:
            first = n if first is None else first
            numbers.add(number)
    return first, numbers


def _is_small_print(line: Line, page: Page, size: float) -> bool:
    return line.size <= _SMALL * size and line.baseline > BOTTOM_ZONE * page.height


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The raised numbers in a text, but those of square and cubic metres."""
    if text.isascii() and "*" not in text:
        return
    for match in _MARK.finditer(text):
        if match.group() not in "²³" or not _UNIT.search(text, 0, match.start()):
            yield match


def _without_marks(page: Page, numbers: Collection[str]) -> Page:
    return replace(page, lines=tuple(_without_mark(line, numbers) for line in page.lines))


def _without_mark(line: Line, numbers: Collection[str]) -> Line:
    if next(_marks(line.text), None) is None:
        return line
    parts = (replace(part, text=_cut(part.text, numbers)) for part in line.parts)
    kept = tuple(part for part in parts if part.text)
    return replace(line, parts=kept) if kept else line


def _cut(text: str, numbers: Collection[str]) -> str:
    for match in reversed(list(_marks(text))):
        if match.group().translate(_DIGITS) in numbers:
            text = text[: match.start()] + text[match.end() :]
    return text
