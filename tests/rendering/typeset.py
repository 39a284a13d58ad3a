"""Small PDFs for one test each: a page of HTML through WeasyPrint, or words put where the test says with ReportLab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.rendering.hyphenation import soft_hyphenate
from tests.rendering.needs import weasyprint
from tests.rendering.source import Text, read_source, samples

PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
WIDTH, HEIGHT = 595.0, 842.0
"""A4, in points."""
TITLE = "<p><b>Hakaniemenrannan yleissuunnitelma</b></p><p>HEL 2024-001234 T 08 00 02</p>"
_STYLE = """
@page { size: A4; margin: 90pt 110pt 90pt 70pt; }
html { font: 10pt/1.25 "Liberation Sans", Arial; hyphens: manual }
body { margin: 0; orphans: 1; widows: 1 }
h1, h2, p, ul, ol, table, blockquote { margin: 0 0 9pt }
h1, h2 { font-size: 10pt }
h2 { font-style: italic }
li { margin-bottom: 6pt }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.6pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left }
"""


@dataclass(frozen=True)
class Word:
    """Text at a place: ``x`` from the left, ``y`` of its baseline from the top, in points; turned by ``angle``."""

    text: str
    x: float
    y: float
    size: float = 10.0
    font: str = PLAIN
    grey: float = 0.0
    angle: float = 0.0


def html_to_pdf(body: str, style: str = "", language: str = "fi") -> bytes:
    """A PDF of the HTML in ``body``, with a ``style`` of its own after the usual one."""
    page = f'<html lang="{language}"><head><style>{_STYLE}{style}</style></head><body>{body}</body></html>'
    return bytes(weasyprint().HTML(string=page).write_pdf())


def words_to_pdf(*pages: Sequence[Word]) -> bytes:
    """A PDF with these words on its pages."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        for word in page:
            canvas.saveState()
            canvas.setFont(word.font, word.size)
            canvas.setFillGray(word.grey)
            canvas.translate(word.x, HEIGHT - word.y)
            canvas.rotate(word.angle)
            canvas.drawString(0, 0, word.text)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines_at(x: float, y: float, *texts: str, pitch: float = 12.5, size: float = 10.0, font: str = PLAIN) -> list[Word]:
    """Lines below each other, the first one's baseline at ``y``."""
    return [Word(text, x, y + n * pitch, size, font) for n, text in enumerate(texts)]


@lru_cache(1)
def long_texts() -> tuple[str, ...]:
    """The paragraphs of the Finnish samples that are longer than a line: text to fill pages with."""
    sources = [source for path in samples() if (source := read_source(path)).language == "fi"]
    texts = [block.text for source in sources for block in source.blocks if isinstance(block, Text)]
    return tuple(dict.fromkeys(text for text in texts if len(text) > 150))


def paragraphs(*texts: str, language: str = "fi") -> str:
    """HTML paragraphs that may be broken at their syllables."""
    return "".join(f"<p>{soft_hyphenate(text, language)}</p>" for text in texts)
