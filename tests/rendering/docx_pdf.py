"""A sample as a Word document, made a PDF by LibreOffice with its own hyphenation."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from tests.rendering import furniture as look
from tests.rendering.hyphenation import soft_hyphenate
from tests.rendering.source import Block, Bullet, Heading, SampleSource, Table, Text

FONT = "Liberation Sans"
TIMEOUT_SECONDS = 180
LOCALES = {"fi": "fi-FI", "sv": "sv-FI"}


def render_libreoffice(source: SampleSource, target: Path) -> None:
    """Write `source` to `target`, in a profile of its own so as not to wait for another."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        draft = Path(folder, "sample.docx")
        to_docx(source).save(str(draft))
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", "pdf:writer_pdf_Export"),
            *("--outdir", folder),
            str(draft),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
        target.write_bytes(draft.with_suffix(".pdf").read_bytes())


def to_docx(source: SampleSource) -> Document:
    """Make the Word document, with automatic hyphenation on and its language set."""
    document = docx.Document()
    _set_up_page(document)
    _set_up_styles(document, source)
    _add_furniture(document, look.furniture(source))
    *before, case = look.opening_lines(source)
    for line in before:
        document.add_paragraph(line, style="Title")
    document.add_paragraph(case)
    for block in source.blocks:
        _add_block(document, block, source)
    document.core_properties.title = source.title
    document.core_properties.author = look.CITY[source.language]
    return document


def _set_up_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(look.PAGE_WIDTH), Pt(look.PAGE_HEIGHT)
    section.left_margin, section.right_margin = Pt(look.LEFT), Pt(look.RIGHT_MARGIN)
    section.top_margin, section.bottom_margin = Pt(look.BODY_TOP), Pt(look.BODY_BOTTOM)
    section.header_distance = Pt(look.HEADER_TOP)
    section.footer_distance = Pt(look.PAGE_HEIGHT - look.FOOTER_TOP - 4 * look.FOOTER_ROW)
    hyphenation = OxmlElement("w:autoHyphenation")
    hyphenation.set(qn("w:val"), "true")
    document.settings.element.insert(0, hyphenation)


def _set_up_styles(document: Document, source: SampleSource) -> None:
    """Give the template's styles the city's look; headings keep their outline level."""
    gap = source.font_size * look.LINE_HEIGHT * 0.85
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet"):
        style = _style(document, name, source.font_size, gap)
        style.paragraph_format.line_spacing = 1.05
        style.font.bold = name in ("Title", "Heading 1", "Heading 2")
        style.font.italic = name == "Heading 2"
        _set_font_and_language(style, LOCALES[source.language])
    _style(document, "Title", look.TITLE_SIZE, gap).paragraph_format.keep_with_next = True
    for name, size, row in (
        ("Header", look.HEADER_SIZE, look.HEADER_ROW),
        ("Footer", look.FOOTER_SIZE, look.FOOTER_ROW),
    ):
        style = _style(document, name, size, 0)
        style.paragraph_format.line_spacing = Pt(row)
        style.paragraph_format.tab_stops.clear_all()


def _style(document: Document, name: str, size: float, gap: float) -> ParagraphStyle:
    """Return a style of the template, stripped of its colour, border and own ideas of spacing."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(gap)
    for tag in ("w:pBdr", "w:contextualSpacing"):
        for element in list(style.element.iter(qn(tag))):
            element.getparent().remove(element)
    return style


def _set_font_and_language(style: ParagraphStyle, locale: str) -> None:
    """Set what python-docx has no property for: the font of all scripts, the proofing language."""
    run = style.element.get_or_add_rPr()
    fonts = run.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for tag in ("w:spacing", "w:kern"):
        for element in run.findall(qn(tag)):
            run.remove(element)
    for element in run.findall(qn("w:lang")):
        run.remove(element)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    run.append(language)


def _add_furniture(document: Document, page: look.Furniture) -> None:
    section = document.sections[0]
    first = _row(section.header.paragraphs[0], look.HEADER_STOPS)
    first.add_run(page.city).bold = True
    first.add_run(f"\t{page.document_name}\t{page.document_number}\t")
    _add_field(first, "PAGE")
    first.add_run(" (")
    _add_field(first, "NUMPAGES")
    first.add_run(")")
    for text in (f"{page.organ}\t{page.item}", "", page.date):
        _row(section.header.add_paragraph(style="Header"), look.HEADER_STOPS[1:]).add_run(text)
    for number, cells in enumerate(page.footer_rows):
        line = section.footer.paragraphs[0] if number == 0 else section.footer.add_paragraph()
        line.style = document.styles["Footer"]
        _row(line, look.FOOTER_STOPS).add_run("\t".join(cells)).bold = number == 0


def _row(paragraph: Paragraph, stops: tuple[float, ...]) -> Paragraph:
    """Make a paragraph of the header or footer a row that runs past the text column."""
    paragraph.paragraph_format.right_indent = Pt(look.LEFT - look.RIGHT_MARGIN)
    for stop in stops:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop))
    return paragraph


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _add_block(document: Document, block: Block, source: SampleSource) -> None:
    match block:
        case Heading(level, text):
            document.add_paragraph(text, style=f"Heading {level}")
        case Bullet(text):
            _add_text(document, text, source, "List Bullet")
        case Text(text):
            _add_text(document, text, source, "Normal")
        case Table(rows):
            _add_table(document, rows, source)


def _add_text(document: Document, text: str, source: SampleSource, style: str) -> None:
    paragraph = document.add_paragraph(_hyphenate(text, source.language), style=style)
    if source.justified:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _hyphenate(text: str, language: str) -> str:
    """Finnish is left to LibreOffice; it has no Swedish patterns, so Swedish brings its breaks."""
    return text if language == "fi" else soft_hyphenate(text, language)


def _add_table(document: Document, rows: tuple[tuple[str, ...], ...], source: SampleSource) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    widths = look.column_widths(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Pt(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(_hyphenate(text, source.language))
            run.bold, run.font.size = number == 0, Pt(look.CELL_SIZE)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
