"""What a decision says of itself: case, organ, date, kind. From its running header first, then from its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.document import DecisionKind
from textkit.reading.furniture import DATE
from textkit.reading.line import Line

CASE = re.compile(r"(?P<case>HEL \d{4}-\d{6})(?: T (?P<code>\d\d(?: \d\d){1,4}))?")
SECTION_NUMBER = re.compile(r"(?:§\s?(\d{1,4})|(\d{1,4})\s?§)(?:\s+|$)")
_PRESENTS = re.compile(r"Asian esittelee(?: kokouksessa)?\s+(?P<who>[^.]+)\.", re.IGNORECASE)
_CITY = re.compile(r"(?:Helsingin kaupunki|Helsingfors stad|City of Helsinki)\b")
_NUMBERS = re.compile(r"[\d/() .–-]+|(?:Asia|Ärende)/\d+|§ ?\d+|\d+ ?§", re.IGNORECASE)
_BODY = re.compile(
    r"(?:valtuusto|hallitus|jaosto|lautakunta|johtokunta|toimikunta|neuvottelukunta|"
    r"fullmäktige|styrelsen|stadsstyrelse|sektionen|sektion|nämnden|nämnd|direktionen|direktion|kommittén|delegationen)"
    r"(?:\b|n\b)",
    re.IGNORECASE,
)
_DOCUMENTS: tuple[tuple[re.Pattern[str], DecisionKind], ...] = (
    (re.compile(r"\b(?:esityslista|föredragningslista)\b", re.IGNORECASE), "proposal"),
    (re.compile(r"\b(?:viranhaltijapäätös|tjänsteinnehavarbeslut)", re.IGNORECASE), "officer"),
    (re.compile(r"\b(?:pöytäkirja|protokoll)\b", re.IGNORECASE), "minutes"),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a running header says; None where it does not."""

    organ: str | None = None
    date: str | None = None
    kind: DecisionKind | None = None


def read_header(lines: Sequence[Line]) -> Header:
    """Reads a running header: city and document in the first row, organ in the next, then the date."""
    text = "\n".join(line.text for line in lines)
    organ = next((name for line in lines if (name := _organ(line))), None)
    return Header(organ, iso_date(text), kind_of(text, organ))


def kind_of(text: str, organ: str | None) -> DecisionKind | None:
    """The kind that a header's words say. An office holder's minutes are officer decisions."""
    kind = next((kind for pattern, kind in _DOCUMENTS if pattern.search(text)), None)
    if kind == "minutes" and organ is not None and not is_body(organ):
        return "officer"
    return kind


def is_body(organ: str) -> bool:
    """Whether an organ is a council, a board, a committee or a section, and not an office holder."""
    return bool(_BODY.search(organ))


def iso_date(text: str) -> str | None:
    """The first Finnish date in a text (``29.8.2022``) as ISO 8601."""
    for match in DATE.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return None


def presenter_in(text: str) -> str | None:
    """Who presents the matter, when a sentence says so."""
    match = _PRESENTS.search(text)
    return match.group("who").strip() if match else None


def _organ(line: Line) -> str | None:
    """The organ that a header line names: its first words that are no city, document, number or date."""
    for part in line.parts:
        text = part.text.strip()
        if _CITY.match(text) or _NUMBERS.fullmatch(text) or any(p.match(text) for p, _ in _DOCUMENTS):
            continue
        return text
    return None
