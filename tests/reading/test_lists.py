"""Items of lists, whatever they begin with."""

from __future__ import annotations

import pytest

from tests.reading.outline import outline
from tests.rendering.typeset import TITLE, html_to_pdf, long_texts, paragraphs
from textkit.reading import read_bytes
from textkit.reading.marks import Number, number_of, without_bullet

BULLETS = ("•", "-", "–", "*", "o", "▪", "➢", "✓", "\uf0b7", "\uf0a7", "\uf0d8", "\uf06f")
NUMBERS = ("1.", "2.", "3.", "1)", "2)", "a)", "b)", "(1)", "(2)", "i)", "ii)", "iii)")


def read(body: str, style: str = "") -> list[str]:
    (decision,) = read_bytes(html_to_pdf(f"{TITLE}<h1>Päätös</h1>{body}", style), "x.pdf")
    return outline(decision)[1:]


def hanging(mark: str, text: str, margin: float = 6.0) -> str:
    """A paragraph with its mark in a hanging indent, as word processors set it."""
    return (
        f"<p style='margin:0 0 {margin}pt 18pt;text-indent:-18pt'>"
        f"<span style='display:inline-block;width:18pt;text-indent:0'>{mark}</span>{text}</p>"
    )


def lower(text: str) -> str:
    """A text as items of a list are written: without capital and full stop."""
    return text[0].lower() + text[1:].rstrip(".")


@pytest.mark.parametrize("margin", [6.0, 0.0], ids=["spaced", "tight"])
def test_bullets_of_every_kind(margin: float) -> None:
    texts = [lower(text) for text in long_texts()[: len(BULLETS)]]
    items = "".join(hanging(mark, text, margin) for mark, text in zip(BULLETS, texts, strict=True))
    after = long_texts()[20]
    found = read(f"<p>Lautakunta edellyttää, että</p>{items}{paragraphs(after)}")
    assert found == ["Lautakunta edellyttää, että", *(f"- {text}" for text in texts), after]


@pytest.mark.parametrize("margin", [6.0, 0.0], ids=["spaced", "tight"])
@pytest.mark.parametrize("write", [lower, str], ids=["lower", "sentences"])
def test_a_number_is_part_of_its_item(margin: float, write: type[str]) -> None:
    texts = [write(text) for text in long_texts()[: len(NUMBERS)]]
    items = "".join(hanging(mark, text, margin) for mark, text in zip(NUMBERS, texts, strict=True))
    after = long_texts()[20]
    found = read(f"<p>Lautakunta päättää</p>{items}{paragraphs(after)}")
    assert found == [
        "Lautakunta päättää",
        *(f"- {mark} {text}" for mark, text in zip(NUMBERS, texts, strict=True)),
        after,
    ]


def test_lists_inside_lists_keep_their_order() -> None:
    first, second, third, fourth, after = long_texts()[:5]
    body = (
        f"<p>Toimenpiteet:</p><ul><li>{first}<ul style='list-style-type:\"–  \"'><li>{second}</li><li>lyhyt kohta"
        f"<ul><li>kolmas taso</li><li>{third}</li></ul></li></ul></li><li>{fourth}</li></ul>{paragraphs(after)}"
    )
    assert read(body) == [
        "Toimenpiteet:",
        f"- {first}",
        f"- {second}",
        "- lyhyt kohta",
        "- kolmas taso",
        f"- {third}",
        f"- {fourth}",
        after,
    ]


def test_a_numbered_list_in_a_bullet_list() -> None:
    body = "<ul><li>Tontit<ol><li>myydään</li><li>vuokrataan</li></ol></li><li>Puistot</li></ul>"
    assert read(body) == ["- Tontit", "- 1. myydään", "- 2. vuokrataan", "- Puistot"]


def test_numbers_go_on_after_what_stands_between_them() -> None:
    first, second = (lower(text) for text in long_texts()[:2])
    items = [("1.", first), ("a)", "tontit"), ("b)", "puistot"), ("2.", second), ("–", "kadut"), ("3.", "muut alueet")]
    found = read("<p>Lautakunta päättää</p>" + "".join(hanging(mark, text) for mark, text in items))
    assert found[1:] == [f"- {text}" if mark == "–" else f"- {mark} {text}" for mark, text in items]


def test_a_bullet_goes_on_over_a_page_break() -> None:
    texts = long_texts()
    long, short = " ".join(texts[:20]), texts[21]
    body = (
        paragraphs(texts[20])
        + "<ul>"
        + paragraphs(long, short).replace("<p>", "<li>").replace("</p>", "</li>")
        + "</ul>"
    )
    assert read(body, "@page{size:A5;margin-right:60pt}") == [texts[20], f"- {long}", f"- {short}"]


def test_a_line_broken_at_a_dash_or_number_is_no_item() -> None:
    filler = long_texts()[0]
    text = (
        "Hanke toteutetaan Helsingin, Tallinnan ja Rotterdamin yhteistyönä vuosien 2024\u00a0–\u00a02027 aikana, ja "
        "siitä päätetään hallintosäännön 8 luvun 2 §:n 3.\u00a0kohdan mukaisesti eikä 2.\u00a0kohdan mukaisesti."
    )
    for width in range(280, 400, 7):
        found = read(paragraphs(filler) + f"<p>{text}</p>", f"@page{{margin-right:{525 - width}pt}}")
        assert found == [filler, text.replace("\u00a0", " ")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Hyväksytään", Number(1, False, True)),
        ("12) hyväksytään", Number(12, True, False)),
        ("(3) hyväksytään", Number(3, True, False)),
        ("b) hyväksytään", Number(2, True, False)),
        ("iv) hyväksytään", Number(4, True, False)),
        ("2024 talousarvio", None),
        ("1.3.2024 alkaen", None),
        ("A. Virtanen", None),
        ("1 000 euroa", None),
    ],
)
def test_numbers(line: str, expected: Number | None) -> None:
    assert number_of(line) == expected


def test_only_the_first_bullet_is_a_mark() -> None:
    assert without_bullet("• Helsinki – Tallinna") == "Helsinki – Tallinna"
    assert without_bullet("Helsinki – Tallinna") == "Helsinki – Tallinna"
    assert without_bullet("**lihava**") == "**lihava**"
