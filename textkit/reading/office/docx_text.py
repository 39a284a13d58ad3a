"""The text of a Word paragraph as its reader sees it with all tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.reading.office.docx_styles import is_on
from textkit.reading.office.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset({"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "rt", "pPr", "rPr", "sdtPr"})
"""Deleted and moved away; pictures and text boxes; readings set above characters; properties."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one type; ``bold`` is None where the paragraph's style decides."""

    text: str
    bold: bool | None


def runs(paragraph: Element) -> list[Run]:
    """The visible runs of a paragraph; tabs and line breaks are characters. Of a field only the result is read."""
    return [run for run in _runs(paragraph, []) if run.text]


def is_joined_to_next(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, so that it goes on in the next one."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _runs(element: Element, fields: list[bool]) -> Iterator[Run]:
    """
    :param fields: for each field that is open, whether its result has begun; what stands before that is its code.
    """
    for inner in element:
        name = local_name(inner)
        if name == "r":
            properties = child(inner, "rPr")
            text = _text(inner, fields)
            if not is_on(properties, "vanish"):
                yield Run(text, is_on(properties, "b"))
        elif name not in _LEFT_OUT:
            yield from _runs(inner, fields)


def _text(run: Element, fields: list[bool]) -> str:
    parts: list[str] = []
    for inner in run:
        name = local_name(inner)
        if name == "fldChar":
            _open_or_close(attribute(inner, "fldCharType"), fields)
        elif all(fields):
            parts.append(_character(inner, name))
    return "".join(parts)


def _character(element: Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "ruby":
        return "".join(run.text for run in _runs(element, []))
    if name == "br" and attribute(element, "type") in ("page", "column"):
        return " "
    return _CHARACTERS.get(name, "")


def _open_or_close(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()
