"""What stands around the text on every page of the city's documents, and where.

All lengths are points from the top left corner of an A4 page, taken from a document of the city;
the three typesetting modules share them, so that the four producers differ only in their habits.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.rendering.source import SampleSource

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
LEFT = 62.0
TEXT_WIDTH = 344.0
RIGHT_MARGIN = PAGE_WIDTH - LEFT - TEXT_WIDTH
BODY_TOP = 124.0
BODY_BOTTOM = 98.0
"""Height kept free at the foot of the page."""
HEADER_TOP = 41.0
HEADER_ROW = 16.0
HEADER_STOPS = (208.0, 328.0, 428.0)
"""Where the header's second to fourth column begin, right of LEFT."""
FOOTER_STOPS = (117.0, 233.0, 350.0)
FOOTER_TOP = 774.0
FOOTER_ROW = 9.0
FOOTER_SIZE = 7.0
HEADER_SIZE = 10.5
TITLE_SIZE = 11.0
BULLET_INDENT = 14.0
CELL_SIZE = 9.0
LINE_HEIGHT = 1.2
"""Of the font size."""

CITY = {"fi": "Helsingin kaupunki", "sv": "Helsingfors stad"}
FOOTERS = {
    "fi": (
        ("Postiosoite", "PL 1", "00099 HELSINGIN KAUPUNKI", "kirjaamo@hel.fi"),
        ("Käyntiosoite", "Pohjoisesplanadi 11-13", "Helsinki 17", "http://www.hel.fi"),
        ("Puhelin", "+358 9 310 1641", "Faksi", "+358 9 655 783"),
        ("Y-tunnus", "0201256-6", "Alv.nro", "FI02012566"),
    ),
    "sv": (
        ("Postadress", "PB 1", "00099 HELSINGFORS STAD", "kirjaamo@hel.fi"),
        ("Besöksadress", "Norra esplanaden 11-13", "Helsingfors 17", "http://www.hel.fi"),
        ("Telefon", "+358 9 310 1641", "Telefax", "+358 9 655 783"),
        ("FO-nummer", "0201256-6", "Momsnr", "FI02012566"),
    ),
}


@dataclass(frozen=True)
class Furniture:
    """The running header and footer of one document, without its page numbers."""

    city: str
    document_name: str
    document_number: str
    organ: str
    item: str
    date: str
    footer: tuple[tuple[str, ...], ...]
    """Four columns; the first line of each is bold."""

    @property
    def footer_rows(self) -> tuple[tuple[str, ...], ...]:
        """The footer row by row instead of column by column."""
        return tuple(zip(*self.footer, strict=True))


def furniture(source: SampleSource) -> Furniture:
    """Lay out the header and footer of `source`, in its language."""
    return Furniture(
        city=CITY[source.language],
        document_name=source.document_name,
        document_number=source.document_number,
        organ=source.organ,
        item=source.item or "",
        date=source.date_text,
        footer=FOOTERS[source.language],
    )


def opening_lines(source: SampleSource) -> tuple[str, ...]:
    """Return what stands before the first section: the § if any, the title, the case number."""
    number = (f"§ {source.section_number}",) if source.section_number is not None else ()
    return (*number, source.title, source.case_line)


def column_widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Share the text column by the longest cell of each, no column under a sixth of the mean."""
    longest = [max(map(len, column)) + 4 for column in zip(*rows, strict=True)]
    capped = [min(length, 40) for length in longest]
    return [TEXT_WIDTH * length / sum(capped) for length in capped]
