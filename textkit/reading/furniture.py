"""Running headers and footers: told from the text by what repeats and where, and on a single page by what they say.

They are not thrown away: the header says the organ, the date and what kind of document it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from textkit.reading.line import Line, Page

TOP_ZONE = 0.25
BOTTOM_ZONE = 0.86
"""Shares of the page's height that can hold a running header or footer."""
_SMALL = 0.88
"""Footers are set this much smaller than the text, or more."""
_HEADER_LINES = 6
_HEADER_PITCH = 2.2
"""Lines of a header stand this close (in font sizes); after that only a date belongs to it."""
_NUMBER = re.compile(r"\d+")
_PAGE_COUNT = re.compile(r"\b\d+ ?\(\d+\)$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–] ?)?\d+(?: ?[-–]| ?\(\d+\)| ?/ ?\d+)?|(?:sivu|sida|page) \d+(?: ?[(/] ?\d+\)?)?", re.I
)
_CITY = re.compile(r"(?:Helsingin kaupunki|Helsingfors stad|City of Helsinki)\b")
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Stripped:
    """Pages without their furniture, and the running header of each page."""

    pages: tuple[Page, ...]
    headers: tuple[tuple[Line, ...], ...]


def body_size(pages: Sequence[Page]) -> float:
    """The font size of running text: that of most characters, to a tenth of a point."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def strip_furniture(pages: Sequence[Page]) -> Stripped:
    """Takes running headers, footers and page numbers off every page."""
    size = body_size(pages)
    repeated = _repeated(pages)
    bodies, headers = [], []
    for page in pages:
        header = _header(page, repeated)
        header_ids = set(map(id, header))
        rest = [line for line in page.lines if id(line) not in header_ids]
        body = tuple(line for line in rest if not _is_footer(line, page, repeated, size))
        bodies.append(replace(page, lines=body))
        headers.append(tuple(header))
    return Stripped(tuple(bodies), tuple(headers))


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """What stands at the same height on at least half of the pages, numbers aside."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = [line for line in page.lines if _zone(line, page)]
        seen.update({key for line in edge for key in _keys(line)[:1]})
    needed = max(2, len(pages) / 2)
    return frozenset(key for key, count in seen.items() if count >= needed)


def _zone(line: Line, page: Page) -> str | None:
    if line.baseline < TOP_ZONE * page.height:
        return "top"
    return "bottom" if line.baseline > BOTTOM_ZONE * page.height else None


def _keys(line: Line) -> list[tuple[str, int]]:
    """A line's text without its numbers, with its height rounded both ways."""
    text = _NUMBER.sub("#", line.text)
    place = round(line.baseline / 3)
    return [(text, place), (text, place - 1), (text, place + 1)]


def _is_repeated(line: Line, repeated: frozenset[tuple[str, int]]) -> bool:
    return any(key in repeated for key in _keys(line))


def _header(page: Page, repeated: frozenset[tuple[str, int]]) -> list[Line]:
    top = [line for line in page.lines if _zone(line, page) == "top"]
    header = [line for line in top if _is_repeated(line, repeated)]
    by_words = _city_header(top)
    return header if len(header) >= len(by_words) else by_words


def _city_header(top: Sequence[Line]) -> list[Line]:
    """The header as the city's documents have it: name and page count, organ, date."""
    if not top or not (_CITY.match(top[0].text) or _PAGE_COUNT.search(top[0].text)):
        return []
    lines = list(top[:_HEADER_LINES])
    for n, line in enumerate(lines):
        if DATE.fullmatch(line.text):
            return lines[: n + 1]
    for n, (above, line) in enumerate(pairwise(lines), 1):
        if line.baseline - above.baseline > _HEADER_PITCH * line.size or (line.bold and not above.bold):
            return lines[:n]
    return lines


def _is_footer(line: Line, page: Page, repeated: frozenset[tuple[str, int]], size: float) -> bool:
    zone = _zone(line, page)
    if zone == "top":
        return bool(_PAGE_NUMBER.fullmatch(line.text)) and line.baseline < 0.1 * page.height
    if zone != "bottom":
        return False
    return line.size <= _SMALL * size or _is_repeated(line, repeated) or bool(_PAGE_NUMBER.fullmatch(line.text))
