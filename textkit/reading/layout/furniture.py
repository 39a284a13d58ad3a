"""Running headers and footers: told from the text by what repeats and where, and on a single page by what they say.

They are not thrown away: the header says the organ, the date and what kind of document it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from textkit.reading.pdf.line import Line, Page
from textkit.reading.structure.headings import role_of

TOP_ZONE = 0.25
BOTTOM_ZONE = 0.86
"""Shares of the page's height that can hold a running header or footer."""
_PAGE_NUMBER_ZONE = 0.1
"""A page number stands this close to the upper or lower edge (a share of the height)."""
_HEADER_LINES = 6
_HEADER_PITCH = 2.2
"""Lines of a header stand this close (in font sizes) where nothing else holds them together."""
_DATE_PITCH = 3.3
"""The date, or the next line that repeats, may stand this far below (in font sizes)."""
_APART = 1.8
"""A line that has its page's number is furniture when the text is this far away (in font sizes), or more."""
_NUMBER = re.compile(r"\d+")
_COUNTED = re.compile(r"\d{1,3}[.)]\s+\S")
_PAGE_COUNT = re.compile(r"(?:^|\s)\d+ ?(?:\(\d+\)|/ ?\d+)$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–] ?)?\d+(?: ?[-–]| ?\(\d+\)| ?/ ?\d+)?|(?:sivu|sida|page|s\.) ?\d+(?: ?(?:[(/]|av|of) ?\d+\)?)?", re.I
)
_CITY = re.compile(r"(?:Helsingin kaupunki|Helsingfors stad|City of Helsinki)\b", re.I)
_DOCUMENT = re.compile(
    r"(?:esityslista|föredragningslista|pöytäkirja|protokoll|viranhaltijapäätös|tjänsteinnehavarbeslut)"
    r"(?: \d+/\d{4})?(?=$|\s{2}|\s\d)",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:postiosoite|käyntiosoite|y-tunnus|alv\.? ?nro|postadress|besöksadress|fo-nummer|kirjaamo@)", re.I
)
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_Place = tuple[str, int]


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
    repeated = _repeated(pages)
    bodies, headers = [], []
    for page in pages:
        header = _header(page, repeated)
        taken = set(map(id, header)) | {id(line) for line in page.lines if _is_footer(line, page, repeated)}
        if page.lines and _is_numbered(page.lines[-1], page, page.lines[-2:-1]):
            taken.add(id(page.lines[-1]))
        bodies.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in taken)))
        headers.append(tuple(header))
    return Stripped(tuple(bodies), tuple(headers))


def _repeated(pages: Sequence[Page]) -> frozenset[_Place]:
    """What stands at the same height on at least half of all pages, the left or the right ones, numbers aside."""
    places = [{_place(line) for line in page.lines if _zone(line, page) and not role_of(line.text)} for page in pages]
    found: set[_Place] = set()
    for group in (places, places[::2], places[1::2]):
        seen = Counter(place for page in group for place in page)
        found.update(place for place, count in seen.items() if count >= max(2, len(group) / 2))
    return frozenset(found)


def _zone(line: Line, page: Page) -> str | None:
    if line.baseline < TOP_ZONE * page.height:
        return "top"
    return "bottom" if line.baseline > BOTTOM_ZONE * page.height else None


def _place(line: Line) -> _Place:
    """A line's text without its numbers (but that of a footnote or an item), with its height in steps of 3 points."""
    text = line.text
    return text if _COUNTED.match(text) else _NUMBER.sub("#", text), round(line.baseline / 3)


def _is_repeated(line: Line, repeated: frozenset[_Place]) -> bool:
    text, height = _place(line)
    return any((text, near) in repeated for near in (height, height - 1, height + 1))


def _header(page: Page, repeated: frozenset[_Place]) -> Sequence[Line]:
    top = [line for line in page.lines if _zone(line, page) == "top"]
    return max(_repeated_header(top, page, repeated), _city_header(top), key=len)


def _repeated_header(top: Sequence[Line], page: Page, repeated: frozenset[_Place]) -> Sequence[Line]:
    """The lines down to the last one that repeats: what stands between them changes from page to page."""
    end = 1 if top and _is_numbered(top[0], page, top[1:2]) else 0
    for n, line in enumerate(top):
        if end and line.baseline - top[end - 1].baseline > _DATE_PITCH * line.size:
            break
        if _is_repeated(line, repeated) or _is_lone_number(line, page):
            end = n + 1
    return top[:end]


def _is_lone_number(line: Line, page: Page) -> bool:
    return line.baseline < _PAGE_NUMBER_ZONE * page.height and bool(_PAGE_NUMBER.fullmatch(line.text))


def _is_numbered(line: Line, page: Page, next_to: Sequence[Line]) -> bool:
    """Whether the outermost line of a page has the page's number at one end, and stands apart from the text."""
    at_edge = not _PAGE_NUMBER_ZONE < line.baseline / page.height < 1 - _PAGE_NUMBER_ZONE
    if not at_edge or any(abs(line.baseline - other.baseline) < _APART * other.size for other in next_to):
        return False
    if line.bold and len(line.parts) == 1:
        return False  # "2 Tausta" on top of page 2 is a heading
    words = line.text.split()
    ends = {words[0], words[-1], line.parts[-1].text}
    return any(_NUMBER.search(end) and _PAGE_NUMBER.fullmatch(end) and str(page.number) in end for end in ends)


def _city_header(top: Sequence[Line]) -> Sequence[Line]:
    """The header as the city's documents have it: name and page count, organ, date."""
    if not any(_CITY.match(line.text) or _says_document(line) for line in top[:2]):
        return []
    lines = top[:_HEADER_LINES]
    for n, line in enumerate(lines):
        if n and line.baseline - lines[n - 1].baseline > _DATE_PITCH * line.size:
            break
        if any(DATE.fullmatch(part.text) for part in line.parts):
            return lines[: n + 1]
    for n, (above, line) in enumerate(pairwise(lines), 1):
        if line.baseline - above.baseline > _HEADER_PITCH * line.size or (line.bold and not above.bold):
            return lines[:n]
    return lines


def _says_document(line: Line) -> bool:
    return bool(_PAGE_COUNT.search(line.text)) or any(_DOCUMENT.match(part.text) for part in line.parts)


def _is_footer(line: Line, page: Page, repeated: frozenset[_Place]) -> bool:
    if _zone(line, page) == "bottom":
        address = len(line.parts) > 1 and _ADDRESS.search(line.text)
        return bool(address or _PAGE_NUMBER.fullmatch(line.text)) or _is_repeated(line, repeated)
    return _is_lone_number(line, page)
