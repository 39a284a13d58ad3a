"""Watermarks, stamps and the numbers of lines in the margin are not text."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import BOLD, PLAIN, Word, html_to_pdf, long_texts, paragraphs, words_to_pdf
from textkit.reading import read_bytes

TEXTS = long_texts()[:6]


def typed(step: int = 0) -> list[Word]:
    """The texts line by line, every ``step``-th line with its number in the margin."""
    words = [Word("Päätös", 90, 80, 10, BOLD)]
    y, count = 100.0, 0
    for text in TEXTS:
        for line in wrap(text, 80):
            count += 1
            words.append(Word(line, 90, y))
            if step and count % step == 0:
                words.append(Word(str(count), 66 - 5 * len(str(count)), y, 8))
            y += 12.5
        y += 9
    return words


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_stamps_and_watermarks(engine: str) -> None:
    over = [
        Word("HYVÄKSYTTY", 200, 300, 28, BOLD, grey=0.6, angle=30),
        Word("Allekirjoitettu sähköisesti 3.4.2024", 30, 500, 8, PLAIN, angle=90),
        Word("LUONNOS", 120, 301, 70, BOLD, grey=0.85),
    ]
    (decision,) = read_bytes(words_to_pdf([*over, *typed()]), "x.pdf", engine=engine)
    assert outline(decision) == ["# Päätös", *TEXTS]


@pytest.mark.parametrize("y", [112.5, 118.0, 200.3])
def test_a_watermark_at_any_height(y: float) -> None:
    mark = Word("VIRALLINEN KAPPALE", 80, y, 44, BOLD, grey=0.9)
    (decision,) = read_bytes(words_to_pdf([mark, *typed()]), "x.pdf")
    assert outline(decision) == ["# Päätös", *TEXTS]


def test_a_watermark_on_every_page_may_stand_where_no_text_is() -> None:
    texts = long_texts()[:20]
    style = ".w{position:fixed;top:560pt;left:80pt;font-size:60pt;color:#ddd}"
    page_break = "<div style='break-after:page'></div>"
    body = f"<div class=w>JULKINEN</div>{paragraphs(*texts[:9])}{page_break}{paragraphs(*texts[9:])}"
    (decision,) = read_bytes(html_to_pdf(body, style), "x.pdf")
    assert outline(decision)[-11:] == list(texts[9:])
    assert not any("JULKINEN" in line for line in outline(decision))


def test_a_large_title_is_no_watermark() -> None:
    title = Word("Satamaohjelma 2030", 90, 60, 26, BOLD)
    (decision,) = read_bytes(words_to_pdf([title, *typed()]), "x.pdf")
    assert decision.title == "Satamaohjelma 2030"


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_in_the_margin(step: int) -> None:
    (decision,) = read_bytes(words_to_pdf(typed(step)), "x.pdf")
    assert outline(decision) == ["# Päätös", *TEXTS]


def test_numbers_that_count_things_stay() -> None:
    words = [Word("Kohteet", 60, 80, 10, BOLD)]
    for n, text in enumerate(TEXTS, 1):
        words += [Word(str(n), 60, 80 + 25.0 * n), Word(text[:50].strip(), 90, 80 + 25.0 * n)]
    (decision,) = read_bytes(words_to_pdf(words), "x.pdf")
    assert outline(decision)[1:] == [f"{n} {text[:50].strip()}" for n, text in enumerate(TEXTS, 1)]
