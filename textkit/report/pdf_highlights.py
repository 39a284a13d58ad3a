"""The original PDF with its telling sentences highlighted, as annotations that any reader shows, lists and can delete.

pdfium writes them; the pages themselves are not touched. The colour tells the stance, and the comment of each
highlight says it in words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from ctypes import byref, c_ushort
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from textkit.alignment import Alignment
from textkit.document import Paragraph
from textkit.policy import Policy
from textkit.reading.pdf.pdfium.calls import address
from textkit.reading.pdf.pdfium.engine import LOCK
from textkit.reading.pdf.pdfium.raw import TextPage
from textkit.report.marks import marks_of, note
from textkit.report.messages import Language
from textkit.report.pdf_places import PageText, Rect, find_pieces, key_of, occurrences

AUTHOR = "textkit"
_COLOURS = {"advances": (190, 233, 203), "mentions": (196, 219, 248), "conflicts": (255, 196, 190)}
_OPACITY = 255
"""Readers multiply a highlight with what is under it, so it need not be translucent."""
_PAGES_AHEAD = 2
"""A paragraph may run on over so many pages."""
_BEGINNING = 24
"""Letters by which the beginning of a paragraph is known."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlight on one page (from 0): a box a line, and what its comment says."""

    page: int
    rects: tuple[Rect, ...]
    stance: str
    text: str


def highlighted_pdf(data: bytes, alignments: Sequence[Alignment], policy: Policy, language: Language = "fi") -> bytes:
    """The PDF with highlights.

    :param data: of the PDF that the decisions were read from.
    :param alignments: of all decisions in it.
    """
    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            for alignment in alignments:
                for highlight in find_highlights(document, alignment, policy, language):
                    _add(document, highlight)
            target = io.BytesIO()
            document.save(target)
        finally:
            document.close()
    return target.getvalue()


def find_highlights(
    document: pypdfium2.PdfDocument, alignment: Alignment, policy: Policy, language: Language
) -> Iterator[Highlight]:
    """Where a decision's marked sentences stand. A sentence that runs over a page break has a highlight on both.

    A sentence that cannot be found, since the page shows it as a picture or in pieces, has none.
    """
    marks = marks_of(alignment)
    pages = _Pages(document)
    try:
        for _, paragraph in alignment.decision.paragraphs():
            if paragraph.page is None or paragraph.id not in marks:
                continue
            pieces = pages.pieces(paragraph)
            for mark in marks[paragraph.id]:
                start = len(key_of(paragraph.text[: mark.start]))
                end = start + len(key_of(paragraph.text[mark.start : mark.end]))
                text = "\n\n".join(note(finding, policy, language) for finding in mark.findings)
                for page, rects in pages.rects(pieces, start, end).items():
                    yield Highlight(page, tuple(rects), mark.stance, text)
    finally:
        pages.close()


class _Piece(NamedTuple):
    """A piece of a paragraph on a page: letters ``start`` to ``end`` of the page are those from ``at`` of the text."""

    page: int
    start: int
    end: int
    at: int


class _Pages:
    """The pages of a document, each with its text; only the last few are kept open."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._open: dict[int, tuple[Any, Any, PageText]] = {}

    def pieces(self, paragraph: Paragraph) -> list[_Piece]:
        """Where a paragraph stands. It is found as a whole, since a sentence alone may be said twice."""
        first = (paragraph.page or 1) - 1
        whole = rest = key_of(paragraph.text)
        found: list[_Piece] = []
        for number in range(first, min(first + _PAGES_AHEAD, len(self._document) - 1) + 1):
            page = self._page(number)
            at = len(whole) - len(rest)
            spots, rest = find_pieces(rest, page, _beginning(whole, page, paragraph) if number == first else 0)
            for start, end in spots:
                found.append(_Piece(number, start, end, at))
                at += end - start
            if not rest:
                break
        return found

    def rects(self, pieces: Sequence[_Piece], start: int, end: int) -> dict[int, list[Rect]]:
        """The boxes of a paragraph's letters ``start`` to ``end``, by page."""
        found: dict[int, list[Rect]] = {}
        for piece in pieces:
            left = max(start, piece.at)
            right = min(end, piece.at + piece.end - piece.start)
            if left < right:
                shift = piece.start - piece.at
                found.setdefault(piece.page, []).extend(self._page(piece.page).rects(left + shift, right + shift))
        return found

    def close(self) -> None:
        """Closes all pages."""
        self._close(set(self._open))

    def _page(self, number: int) -> PageText:
        if number not in self._open:
            self._close({n for n in self._open if n < number - _PAGES_AHEAD})
            page = self._document[number]
            text_page = page.get_textpage()
            text = PageText.of(TextPage(address(text_page.raw)), page.get_bbox()[3])
            self._open[number] = page, text_page, text
        return self._open[number][2]

    def _close(self, numbers: set[int]) -> None:
        for number in numbers:
            page, text_page, _ = self._open.pop(number)
            text_page.close()
            page.close()


def _beginning(key: str, page: PageText, paragraph: Paragraph) -> int:
    """Where a paragraph begins on a page: of several like beginnings, the one nearest to its upper edge."""
    places = list(occurrences(key[:_BEGINNING], page.key))
    if len(places) < 2 or paragraph.bbox is None:
        return places[0] if places else 0
    top = paragraph.bbox[1]
    return min(places, key=lambda at: abs(page.distance(at) - top))


def _add(document: pypdfium2.PdfDocument, highlight: Highlight) -> None:
    page = document[highlight.page]
    try:
        annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
        try:
            _fill(annotation, highlight)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    finally:
        page.close()


def _fill(annotation: Any, highlight: Highlight) -> None:
    colour = _COLOURS[highlight.stance]
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *colour, _OPACITY)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    for left, bottom, right, top in highlight.rects:
        # Upper left, upper right, lower left, lower right: the order of readers, not that of ISO 32000-1.
        quad = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, byref(quad))
    lefts, bottoms, rights, tops = zip(*highlight.rects, strict=True)
    around = pdfium.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms))
    pdfium.FPDFAnnot_SetRect(annotation, byref(around))
    for name, text in ((b"T", AUTHOR), (b"Contents", highlight.text)):
        pdfium.FPDFAnnot_SetStringValue(annotation, name, _wide(text))


def _wide(text: str) -> Any:
    """A text as pdfium wants it: UTF-16, ended by a zero."""
    data = text.encode("utf-16-le") + b"\0\0"
    return (c_ushort * (len(data) // 2)).from_buffer_copy(data)
