"""Odd pages: what pdfium makes of them, and that pdfplumber's characters give the same lines, where they can."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.reading.drawn import BODY, REGULAR, STRONG, both, drawn, texts, write
from tests.rendering.typeset import html_to_pdf
from textkit.reading.pdf.document import read_pdf


def test_turned_text_is_left_out() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, *BODY)
        for angle, x, y, text in (
            (90, 40, 300, "Pysyvästi säilytettävä"),
            (45, 150, 250, "LUONNOS"),
            (180, 300, 60, "x"),
        ):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            write(canvas, text, x=0, y=0, font=STRONG, size=40)
            canvas.restoreState()

    assert texts(both(drawn(draw)).pages[0]) == list(BODY)


@pytest.mark.parametrize("space", [0.3, 1.0, 3.0])
def test_a_letter_spaced_heading_is_whole_words(space: float) -> None:
    def draw(canvas: Any) -> None:
        heading = canvas.beginText(62, 760)
        heading.setFont(STRONG, 13)
        heading.setCharSpace(space)
        heading.textLine("PÄÄTÖSEHDOTUS A B OY:LLE 2024")
        canvas.drawText(heading)
        write(canvas, *BODY)

    page = both(drawn(draw)).pages[0]
    assert texts(page) == ["PÄÄTÖSEHDOTUS A B OY:LLE 2024", *BODY]
    assert [line.bold for line in page.lines] == [True, False, False]


def test_bullets_of_the_standard_fonts() -> None:
    lines = ["• ensimmäinen kohta", "• toinen kohta – jatkuu ”näin”", "Kappale."]
    data = drawn(lambda canvas: write(canvas, *lines, font="Helvetica"))
    assert texts(read_pdf(data, "x.pdf", "pdfium").pages[0]) == lines
    assert texts(read_pdf(data, "x.pdf", "pdfplumber").pages[0]) == lines


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, "Liikuntapalvelut ja hallinto", y=760, font=STRONG)
        write(canvas, "Liikuntapalvelut ja hallinto", x=62.3, y=760, font=STRONG)
        write(canvas, *BODY)

    assert texts(both(drawn(draw)).pages[0]) == ["Liikuntapalvelut ja hallinto", *BODY]


def test_a_line_of_two_fonts_has_the_look_of_most_of_it() -> None:
    def draw(canvas: Any) -> None:
        for y, first, second in ((760, STRONG, REGULAR), (740, REGULAR, STRONG)):
            write(canvas, "Esittelijä:", y=y, font=first)
            write(canvas, "kaupunginjohtaja Maija Mallikas", x=125, y=y, font=second)

    page = both(drawn(draw)).pages[0]
    assert texts(page) == ["Esittelijä: kaupunginjohtaja Maija Mallikas"] * 2
    assert [(line.font, line.bold) for line in page.lines] == [("LiberationSans", False), ("LiberationSans-Bold", True)]


def test_fonts_that_meet_inside_a_word() -> None:
    lines = both(html_to_pdf("<p>ks. <code>liite1</code>, <code>liite2</code>; <b>ja</b>, <i>sekä</i>: muu.</p>"))
    assert texts(lines.pages[0]) == ["ks. liite1, liite2; ja, sekä: muu."]


def test_columns_and_single_letters_keep_their_gaps() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, "Helsingin kaupunki", y=780)
        write(canvas, "Esityslista 14/2022", x=270, y=780)
        write(canvas, "1 (2)", x=490, y=780)
        write(
            canvas, "1 2 3 4 5 6 7", "a b c – d e", "1. 2. 3. 4. x y z", "Johdanto " + ". " * 30 + "4", "A" + "." * 40
        )

    header, *lines = both(drawn(draw)).pages[0].lines
    assert [part.text for part in header.parts] == ["Helsingin kaupunki", "Esityslista 14/2022", "1 (2)"]
    assert [line.text for line in lines[:3]] == ["1 2 3 4 5 6 7", "a b c – d e", "1. 2. 3. 4. x y z"]


def test_stretched_and_narrowed_text() -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(62, 700)
        text.setFont(REGULAR, 11)
        for scale in (80, 100, 150):
            text.setHorizScale(scale)
            text.textLine("Kavennettu tai levennetty teksti jatkuu tässä")
        text.setHorizScale(100)
        for space in (2, 9, 14):
            text.setWordSpace(space)
            text.textLine("Tasattu rivi jatkuu tässä")
        canvas.drawText(text)

    page = both(drawn(draw)).pages[0]
    assert texts(page)[:3] == ["Kavennettu tai levennetty teksti jatkuu tässä"] * 3
    assert texts(page)[3:] == ["Tasattu rivi jatkuu tässä"] * 3
    assert [len(line.parts) for line in page.lines] == [1, 1, 1, 1, 1, 4]


def test_raised_numbers_are_in_their_line() -> None:
    ground = "Ala on 250 m<sup>2</sup>:n verran, vuonna 2022<sup>3</sup>"
    air = "CO<sub>2</sub>-päästöt<sup>1)</sup> H<sub>2</sub>O."
    page = both(html_to_pdf(f"<p>{ground} ja {air}</p>")).pages[0]
    assert texts(page) == ["Ala on 250 m²:n verran, vuonna 2022³ ja CO2-päästöt¹) H2O."]


def test_a_text_rise_raises() -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(62, 700)
        for size, rise, words in ((11, 0, "Ala on 250 m"), (7, 4, "2"), (11, 0, " ja hinta"), (7, 4, "1)")):
            text.setFont(REGULAR, size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)

    assert texts(both(drawn(draw)).pages[0]) == ["Ala on 250 m² ja hinta¹)"]


def test_ligatures_and_characters_outside_the_basic_plane() -> None:
    html = '<p style="font-family: DejaVu Sans">flat fiksu ﬁ suffix office. Hymy 😀 ja 😁😂 tässä, 𝐁old.</p>'
    assert texts(both(html_to_pdf(html)).pages[0]) == ["flat fiksu fi suffix office. Hymy 😀 ja 😁😂 tässä, 𝐁old."]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_to_be_read(turn: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        canvas.rotate(turn)
        write(canvas, *BODY)
        canvas.grid([62, 162, 262], [500, 520, 540])
        write(canvas, "solu", x=66, y=505, size=9)

    page = both(drawn(draw)).pages[0]
    assert (page.width, page.height) == (595, 842)
    assert texts(page) == list(BODY)
    assert page.tables[0].rows == (((), ()), (("solu",), ()))


def test_what_is_cut_off_is_not_read() -> None:
    def draw(canvas: Any) -> None:
        canvas.setCropBox((50, 50, 500, 800))
        write(canvas, *BODY)
        write(canvas, "leikkausmerkki", y=815)

    page = both(drawn(draw)).pages[0]
    assert texts(page) == list(BODY)
    assert (page.width, page.height) == (450, 750)
    assert page.lines[0].x0 == pytest.approx(12, abs=0.1)
    assert page.lines[0].baseline == pytest.approx(100, abs=0.1)


def test_forms_in_a_page_bring_text_and_tables() -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("inner")
        canvas.grid([10, 110, 210], [30, 50, 70])
        write(canvas, "aa", x=14, y=34, size=10)
        write(canvas, "bb", x=114, y=34, size=10)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(60, 400)
        canvas.scale(1.2, 1.2)
        canvas.doForm("inner")
        canvas.restoreState()
        write(canvas, *BODY)

    page = both(drawn(draw)).pages[0]
    assert texts(page) == list(BODY)
    assert page.tables[0].rows == (((), ()), (("aa",), ("bb",)))
    assert page.tables[0].box == pytest.approx((72, 842 - 484, 312, 842 - 436), abs=0.5)


def test_a_page_may_be_empty_or_a_picture() -> None:
    pages = both(
        drawn(lambda canvas: write(canvas, *BODY), lambda _: None, lambda c: c.rect(99, 99, 300, 300, fill=1))
    ).pages
    assert [texts(page) for page in pages] == [list(BODY), [], []]


def test_a_page_without_a_size_is_taken_for_us_letter() -> None:
    data = drawn(lambda canvas: write(canvas, *BODY))
    page = both(re.sub(rb"/MediaBox \[[^\]]*\]", lambda m: b"/MediaBox [ 0 0 0 0 ]".ljust(len(m[0])), data)).pages[0]
    assert (page.width, page.height) == (612, 792)
    assert texts(page) == list(BODY)


def test_a_drawing_of_20_000_strokes_is_no_table() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, *BODY)
        for n in range(20_000):
            x, y = n * 7919 % 530, n * 104_729 % 790
            canvas.line(x, y, x + (n % 31 if n % 2 else 0), y + (0 if n % 2 else n % 29))

    page = both(drawn(draw)).pages[0]
    assert texts(page) == list(BODY)
    assert page.tables == ()


def test_drawn_bullets_are_written_out() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, *BODY, x=80)
        canvas.circle(68, 703.5, 1.8, fill=1)
        canvas.rect(66, 688, 3.5, 3.5, fill=1)

    assert texts(both(drawn(draw)).pages[0]) == [f"• {line}" for line in BODY]


def test_a_hyphen_at_a_line_end_stays_and_a_soft_one_is_marked() -> None:
    lines = ["Lautakunta hyväksyy kau-", "pungin ja Itä-", "Pasilan EU-", "hankkeen vuosille 2022-", "2025."]
    assert texts(both(drawn(lambda canvas: write(canvas, *lines))).pages[0]) == lines
    soft = both(html_to_pdf('<div style="width: 60pt; font-family: DejaVu Sans">kaupungin&shy;hallituksen</div>'))
    assert texts(soft.pages[0]) == ["kaupungin\u00ad", "hallituksen"]


def test_pdfium_does_not_tell_soft_hyphens_at_line_ends_from_others() -> None:
    data = drawn(lambda canvas: write(canvas, "Lautakunta hyväksyy kau\u00ad", "pungin ohjel\u00adman."))
    assert texts(read_pdf(data, "x.pdf", "pdfium").pages[0]) == ["Lautakunta hyväksyy kau-", "pungin ohjelman."]
    assert texts(read_pdf(data, "x.pdf", "pdfplumber").pages[0]) == [
        "Lautakunta hyväksyy kau\u00ad",
        "pungin ohjelman.",
    ]


def test_a_replacement_text_stands_for_what_is_drawn() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, *BODY)
        canvas._code.append(f"/Span <</ActualText <FEFF{'ja ja sitten'.encode('utf-16-be').hex().upper()}>>> BDC")
        write(canvas, "ja & sitten", y=500)
        canvas._code.append("EMC")

    data = drawn(draw)
    assert texts(read_pdf(data, "x.pdf").pages[0]) == [*BODY, "ja ja sitten"]
    assert texts(read_pdf(data, "x.pdf", "pdfplumber").pages[0]) == [*BODY, "ja & sitten"]
