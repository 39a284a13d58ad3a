"""A sample through one HTML page, printed by WeasyPrint or by Chromium.

The running header and footer are page-margin boxes, moved to their columns by padding: running
elements would be neater, but Chromium has none, and it cuts off elements with a fixed position
outside its page area. Soft hyphens are in the text, as web pages carry them.
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.rendering import furniture as look
from tests.rendering.hyphenation import soft_hyphenate
from tests.rendering.needs import weasyprint
from tests.rendering.source import Block, Bullet, Heading, SampleSource, Table, Text

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
)
TIMEOUT_SECONDS = 120
BOX = "white-space: pre; vertical-align: top; text-align: left;"
MEASURES = {
    "top": look.BODY_TOP,
    "right": look.RIGHT_MARGIN,
    "bottom": look.BODY_BOTTOM,
    "left": look.LEFT,
    "header_size": look.HEADER_SIZE,
    "row": look.HEADER_ROW,
    "header": f"{BOX} padding-top: {look.HEADER_TOP - 2}pt;",
    "footer": f"{BOX} padding-top: {look.BODY_BOTTOM - look.PAGE_HEIGHT + look.FOOTER_TOP:.1f}pt;"
    f" font-size: {look.FOOTER_SIZE}pt; line-height: {look.FOOTER_ROW}pt;",
    "leading": look.LINE_HEIGHT,
    "title": look.TITLE_SIZE,
    "indent": look.BULLET_INDENT,
}

STYLE = Template("""
@page { size: A4; margin: ${top}pt ${right}pt ${bottom}pt ${left}pt;
  font-family: "Liberation Sans", Arial; font-size: ${header_size}pt; line-height: ${row}pt;
  @top-left-corner { content: $city; font-weight: bold; $header padding-left: ${left}pt }
  @top-left { content: $organ; width: 104pt; $header }
  @top-center { content: $name; width: 32pt; $header padding-left: 104pt }
  @top-right { content: $number; width: 16pt; $header padding-left: 88pt }
  @top-right-corner { content: counter(page) " (" counter(pages) ")"; $header padding-left: 84pt }
  @bottom-left-corner { content: $foot_head; font-weight: bold; $footer padding-left: ${left}pt }
  @bottom-left { content: $foot0; width: 112pt; $footer }
  @bottom-center { content: $foot1; width: 115pt; $footer padding-left: 5pt }
  @bottom-right { content: $foot2; width: 111pt; $footer padding-left: 1pt }
  @bottom-right-corner { content: $foot3; $footer padding-left: 6pt }
}
html { font: ${size}pt/${leading} "Liberation Sans", Arial; hyphens: manual }
body { margin: 0; text-align: $align; orphans: 2; widows: 2 }
h1, h2, p, ul, table { margin: 0 0 ${gap}pt; text-align: inherit }
h1, h2, .title, .number { font-size: ${size}pt; text-align: left; break-after: avoid }
h2 { font-style: italic }
.title, .number { font-size: ${title}pt; font-weight: bold }
ul { padding-left: ${indent}pt }
li { margin-bottom: ${gap}pt }
table { border-collapse: collapse; width: 100%; font-size: 9pt; text-align: left }
th, td { border: 0.6pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left }
tr { break-inside: avoid }
""")


def render_weasyprint(source: SampleSource, target: Path) -> None:
    """Write `source` to `target` with WeasyPrint, which puts U+2010 at the line ends."""
    weasyprint().HTML(string=to_html(source)).write_pdf(target)


def render_chromium(source: SampleSource, target: Path) -> None:
    """Write `source` to `target` with a headless Chromium of its own, kept off the network."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        page.write_text(to_html(source), encoding="utf-8")
        command = [
            *CHROMIUM,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target.absolute()}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)


def to_html(source: SampleSource) -> str:
    """Write the whole page, with a soft hyphen at every break point of the body."""
    *number, title, case = look.opening_lines(source)
    opening = [f'<p class="number">{escape(line)}</p>' for line in number]
    opening.append(f'<p class="title">{escape(title)}</p>')
    opening.append(f"<p>{escape(case)}</p>")
    return (
        f'<!DOCTYPE html><html lang="{source.language}"><head><meta charset="utf-8">'
        f"<title>{escape(source.title)}</title><style>{_style(source)}</style></head>"
        f"<body>{''.join(opening)}{_body(source)}</body></html>"
    )


def _body(source: SampleSource) -> str:
    """Write the blocks as HTML; bullets in a row share one list."""
    parts = []
    for is_list, group in groupby(source.blocks, lambda block: isinstance(block, Bullet)):
        inner = "".join(_element(block, source.language) for block in group)
        parts.append(f"<ul>{inner}</ul>" if is_list else inner)
    return "".join(parts)


def _element(block: Block, language: str) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Bullet(text):
            return f"<li>{_soft(text, language)}</li>"
        case Text(text):
            return f"<p>{_soft(text, language)}</p>"
        case Table(rows):
            head, *body = (
                "".join(f"<{tag}>{_soft(cell, language)}</{tag}>" for cell in row)
                for row, tag in zip(rows, ("th", *["td"] * (len(rows) - 1)), strict=True)
            )
            lines = "".join(f"<tr>{row}</tr>" for row in body)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _soft(text: str, language: str) -> str:
    return escape(soft_hyphenate(text, language))


def _style(source: SampleSource) -> str:
    page = look.furniture(source)
    columns = ["\n" + "\n".join(column[1:]) for column in page.footer]
    return STYLE.substitute(
        city=_string(page.city),
        organ=_string(f"\n{page.organ}\n\n{page.date}"),
        name=_string(page.document_name),
        number=_string(f"{page.document_number}\n{page.item}"),
        foot_head=_string(_spaced([column[0] for column in page.footer])),
        **{f"foot{number}": _string(column) for number, column in enumerate(columns)},
        align="justify" if source.justified else "left",
        size=source.font_size,
        gap=round(source.font_size * look.LINE_HEIGHT * 0.85, 2),
        **MEASURES,
    )


def _spaced(words: list[str]) -> str:
    """Bold words brought to the footer's columns by spaces: a margin box has one weight only."""
    line = ""
    for word, stop in zip(words, (0.0, *look.FOOTER_STOPS), strict=True):
        missing = stop - stringWidth(line, "Helvetica-Bold", look.FOOTER_SIZE)
        line += " " * round(missing / stringWidth(" ", "Helvetica-Bold", look.FOOTER_SIZE)) + word
    return line


def _string(text: str) -> str:
    """Quote a CSS string: line breaks and quotation marks escaped."""
    quoted = text.replace("\\", "\\5c ").replace('"', "\\22 ").replace("<", "\\3c ")
    return '"' + quoted.replace("\n", "\\a ") + '"'
