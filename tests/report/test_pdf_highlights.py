"""Highlights in the original PDF, read back and held against the words that they must cover."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from ctypes import byref, create_string_buffer
from typing import NamedTuple

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import textkit
from tests.samples import sample_pdf
from textkit.pipeline import read_stream
from textkit.report.marks import marks_of
from textkit.report.pdf_highlights import highlighted_pdf
from textkit.report.pdf_places import find_pieces, key_of

POLICY = textkit.load_policy()
MARKED = (1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13)
"""Samples that carry themes; their PDFs are of four producers."""


class Annotation(NamedTuple):
    page: int
    boxes: list[tuple[float, float, float, float]]
    text: str


def highlights_in(data: bytes) -> Iterator[Annotation]:
    """The highlights of a PDF; boxes as x0, top, x1, bottom from the upper left corner of the page."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        height = page.get_size()[1]
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT:
                yield Annotation(number, list(_boxes(annotation, height)), _contents(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()
    document.close()


def _boxes(annotation: object, height: float) -> Iterator[tuple[float, float, float, float]]:
    for n in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = pdfium.FS_QUADPOINTSF()
        pdfium.FPDFAnnot_GetAttachmentPoints(annotation, n, byref(quad))
        yield quad.x1, height - quad.y1, quad.x4, height - quad.y4


def _contents(annotation: object) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, b"Contents", pdfium.cast(buffer, pdfium.POINTER(pdfium.FPDF_WCHAR)), length
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def covered(data: bytes) -> list[tuple[int, str]]:
    """For each highlight its page and the letters whose middle lies in it, by pdfplumber: another reader than pdfium."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        characters = [page.chars for page in document.pages]
    for item in highlights_in(data):
        texts = (
            char["text"]
            for x0, top, x1, bottom in item.boxes
            for char in characters[item.page]
            if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= (char["top"] + char["bottom"]) / 2 <= bottom
        )
        found.append((item.page, key_of("".join(texts))))
    return found


@pytest.mark.parametrize("number", MARKED)
def test_highlights_cover_their_sentences_and_nothing_else(number: int) -> None:
    [alignment] = textkit.check(sample_pdf(number))
    data = highlighted_pdf(sample_pdf(number).read_bytes(), [alignment], POLICY)
    paragraphs = {paragraph.id: paragraph for _, paragraph in alignment.decision.paragraphs()}
    wanted = [
        key_of(paragraphs[identifier].text[mark.start : mark.end])
        for identifier, found in marks_of(alignment).items()
        for mark in found
    ]
    assert wanted
    shown = [letters for _, letters in covered(data)]
    for sentence in wanted:
        assert sum(len(letters) for letters in shown if letters in sentence) >= len(sentence), sentence
    assert sum(map(len, shown)) == sum(map(len, wanted))


def test_a_comment_says_theme_stance_and_words() -> None:
    [alignment] = textkit.check(sample_pdf(1))
    texts = [
        item.text for item in highlights_in(highlighted_pdf(sample_pdf(1).read_bytes(), [alignment], POLICY, "en"))
    ]
    names = {theme.id: theme.name("en") for theme in POLICY.themes}
    for theme in alignment.addressed:
        finding = theme.quoted[0]
        assert any(names[theme.theme] in text and finding.terms[0][0] in text for text in texts)
    assert any("▼" in text and "conflicts" in text for text in texts)


def test_the_pages_are_not_touched() -> None:
    before = sample_pdf(4).read_bytes()
    [alignment] = textkit.check(sample_pdf(4))
    after = highlighted_pdf(before, [alignment], POLICY)
    [again] = read_stream(after, "again.pdf")
    assert isinstance(again, textkit.Decision)
    assert again.sections == alignment.decision.sections


def test_a_sentence_that_runs_over_a_page_break_is_marked_on_both_pages() -> None:
    [alignment] = textkit.check(sample_pdf(5))
    [crossing] = [p for _, p in alignment.decision.paragraphs() if p.text.startswith("niiden oppilaiden osuus")]
    data = highlighted_pdf(sample_pdf(5).read_bytes(), [alignment], POLICY)
    assert {page for page, letters in covered(data) if letters in key_of(crossing.text)} == {0, 1}


def test_pieces_are_found_past_a_running_header() -> None:
    class Page:
        key = (
            "helsinginkaupunki"
            + key_of("Lautakunta päätti rakentaa sil")
            + "esityslista2"
            + key_of("lan joen yli nyt.")
        )

    found, rest = find_pieces(key_of("Lautakunta päätti rakentaa sillan joen yli nyt."), Page())  # type: ignore[arg-type]
    assert rest == ""
    assert "".join(Page.key[start:end] for start, end in found) == key_of(
        "Lautakunta päätti rakentaa sillan joen yli nyt."
    )
    assert not re.search(r"\W", Page.key)
