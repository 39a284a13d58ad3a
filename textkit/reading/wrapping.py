"""Which line breaks of a plain text only wrap it: those after a line that the next word would not have fitted into.

Mail and text editors wrap at a width; what is pasted from elsewhere has one line a paragraph. Both look the same until
the lines' lengths are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textkit.reading.pdf.glyphs import SOFT_HYPHEN

_WIDEST = 200
"""No program wraps wider than this: longer lines are paragraphs."""
_SLACK = 3
"""Characters that a full line may be short of the width."""
_ENDS = (".", ":", ";", "!", "?")
_SHARE = 0.6
"""A wrapped text has at least this share of its line breaks after full lines."""


class Wrapping:
    """How a text is wrapped.

    :param paragraphs: its lines, between empty lines.
    """

    def __init__(self, paragraphs: Sequence[Sequence[str]]) -> None:
        pairs = [pair for lines in paragraphs for pair in pairwise(lines)]
        lengths = sorted(len(above) for above, _ in pairs)
        self._width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        wraps = sum(self._is_full(above, line) for above, line in pairs)
        self.is_wrapped = bool(pairs) and self._width <= _WIDEST and wraps >= _SHARE * len(pairs)

    def parts(self, lines: Sequence[str]) -> list[list[str]]:
        """The lines of one paragraph → those of each paragraph that it really is."""
        parts = [list(lines[:1])]
        for above, line in pairwise(lines):
            if self._goes_on(above, line):
                parts[-1].append(line)
            else:
                parts.append([line])
        return parts

    def _goes_on(self, above: str, line: str) -> bool:
        """Whether a line goes on in the next."""
        if above.endswith(SOFT_HYPHEN) or (line[:1].islower() and not above.endswith(_ENDS)):
            return True
        return self.is_wrapped and (line[:1].islower() or above.endswith("-") or self._is_full(above, line))

    def _is_full(self, above: str, line: str) -> bool:
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        return len(above) + 1 + len(first) > self._width - _SLACK
