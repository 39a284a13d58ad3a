"""The page as text: what is in it, that nothing runs or is fetched, that what is strange is written out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from tests.report.pages import EXPECTED, KINDS, POLICY, checked, page
from textkit.report.html import html_report
from textkit.report.marks import marks_of


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_and_nothing_is_fetched(kind: str) -> None:
    text = page(kind)
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!#|data:)', text)
    assert not re.search(r"url\(|@import", text)
    assert re.match(r'<!doctype html>\n<html lang="fi">', text)


def test_every_marked_sentence_is_on_the_page_by_colour_and_by_name() -> None:
    tree = html.fromstring(page("one"))
    marks = [mark for found in marks_of(checked(1)).values() for mark in found]
    assert len(marks) > 5
    shown = tree.xpath("//mark")
    assert len(shown) == len(marks)
    for element, mark in zip(shown, marks, strict=True):
        assert mark.stance in element.get("class").split()
        tags = []
        after = element.getnext()
        while after is not None and after.tag == "a" and "tag" in after.get("class").split():
            tags.append(after.text_content())
            after = after.getnext()
        assert len(tags) == len(mark.findings)
        assert all(sign in text for sign, text in zip([_sign(f.stance) for f in mark.findings], tags, strict=True))


def test_the_words_that_carried_a_tag_are_set_apart() -> None:
    tree = html.fromstring(page("one"))
    finding = checked(1).addressed[0].quoted[0]
    words = {element.text_content().casefold() for element in tree.xpath("//mark//b")}
    assert {word.casefold() for word, _ in finding.terms} <= words


def test_the_text_of_the_document_is_whole() -> None:
    tree = html.fromstring(page("one"))
    for _, paragraph in checked(1).decision.paragraphs():
        [element] = tree.xpath(f"//*[@id='d1-{paragraph.id}']")
        shown = re.sub(
            r" [▲●▼] [^▲●▼]*? · (?:edistää|mainitsee|ristiriidassa)(?: · katso itse)?", "", element.text_content()
        )
        assert shown == paragraph.text


def test_expected_themes_are_questions_with_examples() -> None:
    text = html.fromstring(page("one")).text_content()
    assert "Kuuluisiko se tähänkin?" in text
    assert all((example.title or example.identifier) in text for example in EXPECTED.examples)


def test_an_agenda_has_a_table_that_leads_to_each_decision() -> None:
    tree = html.fromstring(page("agenda"))
    assert len(tree.xpath("//section[@class='summary']//tbody/tr")) == 5
    assert len(tree.xpath("//article")) == 5
    assert len(tree.xpath("//h1")) == 1


def test_what_is_strange_is_written_out() -> None:
    alignment = checked(8)
    decision = replace(alignment.decision, title='Piha & <script>alert("x")</script>')
    text = html_report([replace(alignment, decision=decision)], POLICY)
    assert "<script" not in text
    assert "Piha &amp; &lt;script&gt;" in text


def test_nothing_addressed_is_said() -> None:
    assert "ei käsittele yhtään" in html_report([checked(8)], POLICY)


def _sign(stance: str | None) -> str:
    return {"advances": "▲", "mentions": "●", "conflicts": "▼"}[stance or "mentions"]
