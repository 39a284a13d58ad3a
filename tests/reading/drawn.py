"""PDFs drawn stroke by stroke, for what no typesetter makes on purpose, and what both engines see in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from tests.rendering.needs import liberation_fonts
from tests.rendering.reportlab_pdf import EMBEDDED
from tests.rendering.typeset import HEIGHT, WIDTH
from textkit.document import Box, Decision, decision_to_dict
from textkit.reading.pdf.document import PdfText, read_pdf
from textkit.reading.pdf.line import Page

REGULAR, STRONG, _ = EMBEDDED
BODY = ("Kaupunginhallitus päätti hyväksyä ohjelman.", "Ohjelma koskee Kyläsaaren rantaa ja sen puistoja.")
NEAR = 1.0
"""Points by which the engines may differ: pdfium cuts glyph widths off to thousandths of the font size, which adds up
over a line."""


def drawn(*pages: Callable[[Any], None], size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF without compression; each function draws one page on a ReportLab canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name in (REGULAR, STRONG):
        pdfmetrics.registerFont(TTFont(name, str(liberation_fonts() / f"{name}.ttf")))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, pageCompression=0)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(canvas: Any, *lines: str, x: float = 62, y: float = 700, font: str = REGULAR, size: float = 11) -> None:
    """Writes lines below each other."""
    canvas.setFont(font, size)
    for n, line in enumerate(lines):
        canvas.drawString(x, y - 14 * n, line)


def texts(page: Page) -> list[str]:
    """The lines of a page."""
    return [line.text for line in page.lines]


def both(data: bytes) -> PdfText:
    """A PDF as pdfium reads it, which must be what pdfplumber reads."""
    fast, reference = read_pdf(data, "x.pdf", "pdfium"), read_pdf(data, "x.pdf", "pdfplumber")
    assert fast.producer == reference.producer
    for page, other in zip_longest(fast.pages, reference.pages):
        assert_same_page(page, other)
    return fast


def assert_same_page(page: Page, other: Page) -> None:
    """Everything equal, places to within a point."""
    assert texts(page) == texts(other)
    for line, counterpart in zip(page.lines, other.lines, strict=True):
        assert (line.size, line.bold, line.font) == (counterpart.size, counterpart.bold, counterpart.font)
        assert [part.text for part in line.parts] == [part.text for part in counterpart.parts]
        assert_near(line.box, counterpart.box)
    assert [(table.rows, len(table.columns)) for table in page.tables] == [
        (table.rows, len(table.columns)) for table in other.tables
    ]
    for table, second in zip(page.tables, other.tables, strict=True):
        assert_near(table.box, second.box)
    assert_near((0, 0, page.width, page.height), (0, 0, other.width, other.height))


def assert_same_decisions(decisions: list[Decision], others: list[Decision]) -> None:
    """Every field equal, boxes to within a point."""
    for decision, other in zip_longest(decisions, others):
        boxes, rest = _apart(decision)
        other_boxes, other_rest = _apart(other)
        assert rest == other_rest
        for box, second in zip(boxes, other_boxes, strict=True):
            assert_near(box, second)


def assert_near(box: Box, other: Box) -> None:
    """Two boxes with sides that are less than a point apart."""
    assert max(abs(a - b) for a, b in zip(box, other, strict=True)) < NEAR, f"{box} is not {other}"


def _apart(decision: Decision) -> tuple[list[Box], dict[str, Any]]:
    data = decision_to_dict(decision)
    paragraphs = [paragraph for section in data["sections"] for paragraph in section["paragraphs"]]
    return [paragraph.pop("bbox") for paragraph in paragraphs], data
