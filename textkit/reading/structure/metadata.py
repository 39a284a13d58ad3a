"""What a decision says of itself: case, organ, date, kind. From its running header first, then from its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textkit.document import DecisionKind
from textkit.reading.layout.furniture import DATE
from textkit.reading.pdf.line import Line

CASE = re.compile(r"(?P<case>HEL \d{4}-\d{6})(?: T (?P<code>\d\d(?: \d\d){1,4}))?")
SECTION_NUMBER = re.compile(r"(?:§\s?(\d{1,4})|(\d{1,4})\s?§)(?:\s+|$)")
_PRESENTS = re.compile(
    r"(?:Asian (?:esittelee|esitteli)(?: (?:kokouksessa|jaostossa|lautakunnassa))?"
    r"|(?:Ärendet|Saken) (?:föredras|föredrogs)(?: (?:på|vid|i) \w+)? av)\s+"
    r"(?P<who>(?:\b(?:vs|vt|ts|tf|st|[A-ZÅÄÖ])\.|[^.])+)\.",
    re.IGNORECASE,
)
"""``Asian esittelee kokouksessa …``; a full stop after an initial or ``vs.`` does not end the name."""
_CITY = re.compile(r"(?:Helsingin kaupunki|Helsingfors stad|City of Helsinki)\b")
_NUMBERS = re.compile(r"[\d/() .:–-]+|(?:Asia|Ärende)/\d+|§ ?\d+|\d+ ?§", re.IGNORECASE)
_ITEM = re.compile(r"\s+(?:Asia|Ärende)/\d+$", re.IGNORECASE)
_LETTERHEAD = 5
"""Paragraphs that a typed header has at most."""
_BODY = re.compile(
    r"(?:valtuusto|hallitus|jaosto|lautakunta|johtokunta|toimikunta|neuvottelukunta|"
    r"fullmäktige|styrelsen|stadsstyrelse|sektionen|sektion|nämnden|nämnd|direktionen|direktion|kommittén|delegationen)"
    r"(?:\b|n\b)",
    re.IGNORECASE,
)
_TITLE_LINE = 60
"""Letters that a line of the title block has at most when it only says organ, date or document."""
_OF_MEETING = re.compile(
    r"\b(?:kokous(?:aika|päivä)?|päivämäärä|aika|päätöspäivä|mötestid|sammanträdes(?:tid|datum)|datum|tid|klo|kl|"
    r"helsinki|helsingfors)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?P<organ>[A-ZÅÄÖ][\w\s-]{3,80}?)\s+(?:päättää|päätti|esittää|esitti|beslutar|beslutade|beslöt|föreslår|föreslog)\b"
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


def merged(headers: Iterable[Header]) -> Header:
    """What several headers say together; the first one that says a thing counts."""
    found = list(headers)
    return Header(
        next((header.organ for header in found if header.organ), None),
        next((header.date for header in found if header.date), None),
        next((header.kind for header in found if header.kind), None),
    )


def read_header(lines: Sequence[Line]) -> Header:
    """Reads a running header of a page."""
    return header_of([[part.text for part in line.parts] for line in lines])


def header_of(rows: Sequence[Sequence[str]]) -> Header:
    """Reads a running header: city and document in the first row, organ in the next, then the date.

    :param rows: the texts beside each other in each row, left to right.
    """
    text = "\n".join(" ".join(row) for row in rows)
    organ = next((name for row in rows if (name := _organ(row))), None)
    if organ and not is_body(organ) and not _CITY.search(text) and not kind_of(text, None):
        organ = None  # a header of another kind: the title of a report, say
    return Header(organ, iso_date(text), kind_of(text, organ))


def title_line(text: str) -> Header | None:
    """What a line of the title block says when it only says organ, date or kind of document; None for any other."""
    if len(text) > _TITLE_LINE or CASE.match(text):
        return None
    if any(pattern.match(text) for pattern, _ in _DOCUMENTS):
        return Header(None, iso_date(text), kind_of(text, None))
    rest = _OF_MEETING.sub("", DATE.sub("", text))
    organ = re.sub(r"[\d.:,()–-]+", " ", rest).strip()
    names_body = (match := _BODY.search(organ)) is not None and match.end() == len(organ)
    if names_body or (not organ and rest != text):
        return Header(organ or None, iso_date(text), None)
    return None


def deciding_organ(text: str) -> str | None:
    """The body that a decision's first sentence says decides."""
    match = _DECIDES.match(text)
    if match is None or not is_body(match["organ"]):
        return None
    *before, _ = match["organ"].split()
    # All before the last word are genitives that name it; an adverb ("Samalla kaupunginhallitus …") is no part of it.
    return match["organ"] if all(word.endswith(("n", "s", "-")) or word in ("ja", "och") for word in before) else None


def letterhead(texts: Sequence[str]) -> tuple[Header, int]:
    """Reads a running header that was typed into the text: the city's name, then lines up to the date.

    :param texts: the first paragraphs of a document.
    :return: what it says, and how many of the texts it takes.
    """
    if not texts or not _CITY.match(texts[0]):
        return Header(), 0
    top = texts[:_LETTERHEAD]
    dated = next((n for n, text in enumerate(top, 1) if n > 1 and DATE.fullmatch(text)), 0)
    taken = dated or next((n for n, text in enumerate(top) if n and not is_body(text)), len(top))
    return header_of([[_ITEM.sub("", text)] for text in top[:taken]]), taken


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


def _organ(row: Sequence[str]) -> str | None:
    """The organ that a header row names: its first words that are no city, document, number or date."""
    for text in map(str.strip, row):
        if _CITY.match(text) or _NUMBERS.fullmatch(text) or any(p.match(text) for p, _ in _DOCUMENTS):
            continue
        return text
    return None
