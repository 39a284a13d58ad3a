"""What an engine makes of a page, whichever engine it is: lines of text with a place, and ruled tables.

Everything after this point is shared, so an engine is correct exactly when its lines are.
"""

from __future__ import annotations

from dataclasses import dataclass

from textkit.document import Box


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a line without a wide gap in it; ``x0`` and ``x1`` in points from the left edge of the page.

    ``font`` is that of most of its letters, where the line has several parts: two columns may be set differently.
    """

    text: str
    x0: float
    x1: float
    font: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line. ``baseline``, ``x0`` and ``x1`` are points from the upper left corner; ``size`` is the font's.

    A line end that was hyphenated is still there: ``-`` for a plain hyphen, U+00AD for one that the file itself marks
    as soft, which is then certain to be no part of the word. ``font`` is the base font's name, without its subset tag.
    """

    page: int
    parts: tuple[Part, ...]
    baseline: float
    size: float
    bold: bool
    font: str = ""

    @property
    def text(self) -> str:
        """The whole line, its parts joined with single spaces."""
        parts = self.parts
        return parts[0].text if len(parts) == 1 else " ".join([part.text for part in parts])

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.parts[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.parts[-1].x1

    @property
    def box(self) -> Box:
        """The line's box: from ascent to descent, as most text fonts have them."""
        return (self.x0, self.baseline - 0.8 * self.size, self.x1, self.baseline + 0.2 * self.size)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with ruled cells; each cell is the lines of text in it, top down."""

    page: int
    box: Box
    columns: tuple[float, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: ``lines`` from top to bottom (those in a table left out) and its ruled tables."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...]

    @property
    def has_text(self) -> bool:
        """Whether there is anything on it."""
        return bool(self.lines or self.tables)
