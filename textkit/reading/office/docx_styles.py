"""What a Word document's styles and lists say of a paragraph: a heading's level, whether it is an item, whether bold.

Style names are the same in every language of Word (``heading 1``), style ids are not (``Otsikko1``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.reading.office.xmltree import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"(?:heading|otsikko|rubrik) ?(\d)$")
_TITLES = frozenset({"title", "otsikko", "rubrik"})
_CONTENTS = re.compile(r"(?:toc|sisluet|innehåll) ?\d$|toc heading$")
_BODY_TEXT_LEVEL = 9
"""The outline level of what is no heading (ECMA-376 17.9.3)."""
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, as far as it matters here; None where it leaves that to the style it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    numbering: tuple[str, str] | None = None
    bold: bool | None = None


class Styles:
    """The styles and lists of a document.

    :param styles: the root of ``styles.xml``, or None where there is none.
    :param numbering: the root of ``numbering.xml``, or None.
    """

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for style in children(styles, "style"):
            if attribute(style, "type") in (None, "paragraph"):
                style_id = attribute(style, "styleId") or ""
                self._styles[style_id] = _style(style)
                if attribute(style, "default") in ("1", "true", "on"):
                    self._default = style_id
        self._lists = _lists(numbering)

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading, 0 being the title; None for what is no heading."""
        properties = child(paragraph, "pPr")
        outline = value_of(properties, "outlineLvl")
        if outline is not None and outline.isdecimal():
            return int(outline) + 1 if int(outline) < _BODY_TEXT_LEVEL else None
        for style in self._chain(properties):
            if style.name in _TITLES:
                return 0
            if match := _HEADING.match(style.name):
                return int(match.group(1))
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_TEXT_LEVEL else None
        return None

    def is_item(self, paragraph: Element) -> bool:
        """Whether a paragraph is an item of a bulleted or numbered list."""
        properties = child(paragraph, "pPr")
        numbering = _numbering(properties)
        if numbering is None:
            found = (style.numbering for style in self._chain(properties) if style.numbering is not None)
            numbering = next(found, None)
        return numbering is not None and self._lists.get(numbering[0], {}).get(numbering[1], "none") != "none"

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        return any(_CONTENTS.match(style.name) for style in self._chain(child(paragraph, "pPr")))

    def is_bold(self, paragraph: Element) -> bool:
        """Whether a paragraph's style is bold."""
        said = (style.bold for style in self._chain(child(paragraph, "pPr")) if style.bold is not None)
        return next(said, False)

    def _chain(self, properties: Element | None) -> Iterator[Style]:
        """A paragraph's style and those it is based on, nearest first."""
        style_id = value_of(properties, "pStyle") or self._default
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on


def value_of(properties: Element | None, name: str) -> str | None:
    """The ``w:val`` of a property."""
    return attribute(child(properties, name), "val")


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None where nothing is said."""
    element = child(properties, name)
    return None if element is None else attribute(element, "val") not in ("0", "false", "off")


def _style(style: Element) -> Style:
    properties = child(style, "pPr")
    outline = value_of(properties, "outlineLvl")
    return Style(
        name=(value_of(style, "name") or "").casefold(),
        based_on=value_of(style, "basedOn"),
        outline=int(outline) if outline is not None and outline.isdecimal() else None,
        numbering=_numbering(properties),
        bold=is_on(child(style, "rPr"), "b"),
    )


def _numbering(properties: Element | None) -> tuple[str, str] | None:
    """List and level of a paragraph, or None. List 0 takes a paragraph out of the list of its style."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return value_of(numbering, "numId") or "", value_of(numbering, "ilvl") or "0"


def _lists(numbering: Element | None) -> dict[str, dict[str, str]]:
    """For each list its levels' number formats; ``none`` is a level without a mark."""
    abstract = {
        attribute(definition, "abstractNumId"): {
            attribute(level, "ilvl") or "0": value_of(level, "numFmt") or "decimal"
            for level in children(definition, "lvl")
        }
        for definition in children(numbering, "abstractNum")
    }
    return {
        attribute(item, "numId") or "": abstract.get(value_of(item, "abstractNumId"), {})
        for item in children(numbering, "num")
    }
