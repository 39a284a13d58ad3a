"""A sample through ReportLab: real '-' at line ends, no tags, the plainest of PDF files."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as RuledTable

from tests.rendering import furniture as look
from tests.rendering.hyphenation import soft_hyphenate
from tests.rendering.needs import liberation_fonts
from tests.rendering.source import Block, Bullet, Heading, SampleSource, Table, Text

EMBEDDED = ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-BoldItalic")
BASE14 = ("Helvetica", "Helvetica-Bold", "Helvetica-BoldOblique")

Styles = dict[str, Any]
DrawPage = Callable[[Any, Any], None]


def render_reportlab(source: SampleSource, target: Path) -> None:
    """Write `source` to `target`; the first of two passes only counts the pages."""
    pages = _build(source, io.BytesIO(), total=0)
    _build(source, target, total=pages)


def _build(source: SampleSource, target: Path | io.BytesIO, total: int) -> int:
    """Typeset once and return the number of pages; `invariant` keeps dates and ids fixed."""
    destination = target if isinstance(target, io.BytesIO) else str(target)
    document = BaseDocTemplate(
        destination,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        title=source.title,
        author=look.CITY[source.language],
        lang=source.language,
        invariant=1,
    )
    frame = Frame(
        look.LEFT,
        look.BODY_BOTTOM,
        look.TEXT_WIDTH,
        look.PAGE_HEIGHT - look.BODY_TOP - look.BODY_BOTTOM,
        *(0, 0, 0, 0),
    )
    draw: DrawPage = partial(draw_furniture, look.furniture(source), fonts_of(source), total)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=draw)])
    document.build(_story(source))
    return int(document.page)


def fonts_of(source: SampleSource) -> tuple[str, str, str]:
    """Regular, bold and bold italic; registering a font twice does no harm."""
    if source.base14:
        return BASE14
    folder = liberation_fonts()
    for name in EMBEDDED:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    return EMBEDDED


def draw_furniture(page: look.Furniture, fonts: tuple[str, str, str], total: int, canvas: Any, document: Any) -> None:
    """Draw the running header and footer of one page, row by row."""
    regular, bold, _ = fonts
    header = (
        (bold, 0.0, 0, page.city),
        (regular, look.HEADER_STOPS[0], 0, page.document_name),
        (regular, look.HEADER_STOPS[1], 0, page.document_number),
        (regular, look.HEADER_STOPS[2], 0, f"{document.page} ({total})"),
        (regular, 0.0, 1, page.organ),
        (regular, look.HEADER_STOPS[1], 1, page.item),
        (regular, 0.0, 3, page.date),
    )
    for font, x, row, text in header:
        canvas.setFont(font, look.HEADER_SIZE)
        top = look.HEADER_TOP + row * look.HEADER_ROW + look.HEADER_SIZE
        canvas.drawString(look.LEFT + x, look.PAGE_HEIGHT - top, text)
    for row, cells in enumerate(page.footer_rows):
        canvas.setFont(regular if row else bold, look.FOOTER_SIZE)
        top = look.FOOTER_TOP + row * look.FOOTER_ROW + look.FOOTER_SIZE
        for x, text in zip((0.0, *look.FOOTER_STOPS), cells, strict=True):
            canvas.drawString(look.LEFT + x, look.PAGE_HEIGHT - top, text)


def styles_of(source: SampleSource) -> Styles:
    regular, bold, bold_italic = fonts_of(source)
    leading = source.font_size * look.LINE_HEIGHT
    body = ParagraphStyle(
        "body",
        fontName=regular,
        fontSize=source.font_size,
        leading=leading,
        spaceAfter=leading * 0.85,
        alignment=TA_JUSTIFY if source.justified else TA_LEFT,
        embeddedHyphenation=1,
        allowWidows=0,
        allowOrphans=0,
    )
    head = partial(ParagraphStyle, parent=body, alignment=TA_LEFT, keepWithNext=1)
    cell = partial(head, keepWithNext=0, fontSize=look.CELL_SIZE, leading=11.0, spaceAfter=0)
    return {
        "body": body,
        "bullet": ParagraphStyle("bullet", parent=body, leftIndent=look.BULLET_INDENT),
        "title": head("title", fontName=bold, fontSize=look.TITLE_SIZE, leading=14.0),
        "case": head("case"),
        "level1": head("level1", fontName=bold, spaceBefore=leading * 0.2),
        "level2": head("level2", fontName=bold_italic),
        "cell": cell("cell"),
        "cell-head": cell("cell-head", fontName=bold),
    }


def _story(source: SampleSource) -> list[Any]:
    styles = styles_of(source)
    *before, title, case = look.opening_lines(source)
    story = [Paragraph(escape(line), styles["title"]) for line in (*before, title)]
    story.append(Paragraph(escape(case), styles["case"]))
    for block in source.blocks:
        story.extend(flowables_of(block, styles, source.language))
    return story


def flowables_of(block: Block, styles: Styles, language: str) -> list[Any]:
    match block:
        case Heading(level, text):
            return [Paragraph(escape(text), styles[f"level{level}"])]
        case Bullet(text):
            return [Paragraph(_markup(text, language), styles["bullet"], bulletText="•")]
        case Text(text):
            return [Paragraph(_markup(text, language), styles["body"])]
        case Table(rows):
            return [_table(rows, styles, language), Spacer(1, 11)]


def _table(rows: tuple[tuple[str, ...], ...], styles: Styles, language: str) -> Any:
    cells = [
        [Paragraph(_markup(cell, language), styles["cell" if row else "cell-head"]) for cell in line]
        for row, line in enumerate(rows)
    ]
    table = RuledTable(cells, colWidths=look.column_widths(rows), repeatRows=1, hAlign="LEFT")
    everywhere = ((0, 0), (-1, -1))
    table.setStyle([("GRID", *everywhere, 0.5, colors.black), ("VALIGN", *everywhere, "TOP")])
    return table


def _markup(text: str, language: str) -> str:
    return escape(soft_hyphenate(text, language))
