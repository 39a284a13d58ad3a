"""Sentence boundaries of a paragraph by rule.

On decision texts a rule is more accurate than a parser: ordinals, dates, section signs and abbreviations are what these
texts are made of, and paragraphs already end where titles and list items do. A full stop is a boundary unless what
stands before it (an abbreviation, an initial, an ordinal) or after it (a lower-case word, a number) says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textkit.segmentation.abbreviations import FINAL, INNER

_CANDIDATE = re.compile(r"[.!?…]+[”\"»'’)\]]*(?=\s)")
_OPENING = "\"”»“'’([–—-•"
_QUOTES = "\"”»“'’(["
_COMPANY_FORMS = ("Oy", "Ab", "Oyj", "Abp", "Ltd", "ry", "rf")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zåäö])")
_PARAGRAPH_SIGN = re.compile(r"[§:]$")


def sentence_spans(text: str, language: str = "fi") -> tuple[tuple[int, int], ...]:
    """Sentences of a paragraph as spans ``(start, end)`` of characters.

    The spans are in order, cover every visible character, and leave out the white space between sentences.

    :param language: ``fi`` or ``sv``; any other is treated as Finnish.
    """
    spans = []
    start = len(text) - len(text.lstrip())
    for end, following in _candidates(text):
        if _is_boundary(text, start, end, following, language):
            spans.append((start, end))
            start = following
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return tuple(spans)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Where a sentence may end, and where the next would begin."""
    for match in _CANDIDATE.finditer(text):
        following = match.end()
        while following < len(text) and text[following].isspace():
            following += 1
        if following < len(text):
            yield match.end(), following


def _is_boundary(text: str, start: int, end: int, following: int, language: str) -> bool:
    after = text[following:].lstrip(_OPENING + " ")[:1]
    if after.islower():
        return False
    mark = text[start:end].rstrip("”\"»'’)]")
    if not mark.endswith(".") or mark.endswith("..") or end - start != len(mark):
        return True
    return not _belongs_inside(text, start, start + len(mark) - 1, following, after, language)


def _belongs_inside(text: str, start: int, stop: int, following: int, after: str, language: str) -> bool:
    """Whether the full stop at ``stop`` is part of an abbreviation, an initial or an ordinal."""
    begin = max(text.rfind(" ", start, stop), text.rfind("\u00a0", start, stop), start - 1) + 1
    word = text[begin:stop].lstrip(_QUOTES)
    lowered = word.lower()
    if lowered in INNER.get(language, INNER["fi"]):
        return True
    if begin <= start and _LIST_NUMBER.fullmatch(word):
        return True
    if len(word) == 1 and word.isupper():
        return True
    if lowered in FINAL.get(language, FINAL["fi"]):
        return after.isdigit() or text.startswith(_COMPANY_FORMS, following)
    return len(word) <= 2 and word.isalnum() and after.isdigit()
