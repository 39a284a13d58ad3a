"""A page of HTML → Decisions: the city's own pages by their markup, any other by its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textkit.document import Decision, Role, Source
from textkit.errors import InputError
from textkit.reading.decoding import running
from textkit.reading.html import ahjo
from textkit.reading.html.markup import HEADINGS, Markup, Rules, parse, read_markup, text_of
from textkit.reading.structure.draft import is_heading
from textkit.reading.structure.metadata import letterhead
from textkit.reading.structure.sections import build_decision, said_title
from textkit.reading.structure.textblock import TextBlock

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAVIGATION = frozenset({"nav", "aside", "dialog"})
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog"})
_EDGES = frozenset({"header", "footer"})
_CONTENT = frozenset({"main", "article", "section"})


def read_html(data: bytes, source: Source, shown_as: str) -> list[Decision]:
    """The decisions in a page: each of the city's own, or the page as one.

    :raises InputError: if there is no text in it.
    """
    page = parse(data, shown_as)
    own = ahjo.roots(page)
    if own:
        names = [source.name] if len(own) == 1 else [f"{source.name}#{n}" for n in range(1, len(own) + 1)]
        return [ahjo.read_root(root, replace(source, name=name)) for root, name in zip(own, names, strict=True)]
    markup = _content(page)
    if not markup.blocks and not markup.tables:
        raise InputError(shown_as, "there is no text in the page", "save the page whole, or give its PDF")
    header, _ = letterhead([text_of(p) for div in page.iter("div") if _is_exported_edge(div) for p in div.iter("p")])
    return [build_decision(_titled(_with_headings(markup.blocks), page), markup.tables, header, source)]


def _content(page: Element) -> Markup:
    """The content of a page: that of its ``<main>`` where it has one."""
    rules = Rules(_heading, _is_beside_the_text)
    for main in page.iter("main"):
        markup = read_markup(main, rules)
        if markup.blocks:
            return markup
    return read_markup(page, rules)


def _heading(element: Element) -> tuple[int, Role | None] | None:
    return (int(element.tag[1]), None) if element.tag in HEADINGS else None


def _is_beside_the_text(element: Element) -> bool:
    if element.tag in _NAVIGATION or (element.get("role") or "").lower() in _NAVIGATION_ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    return _is_exported_edge(element) or (element.tag in _EDGES and _is_edge_of_page(element))


def _is_exported_edge(element: Element) -> bool:
    """Whether it is a running header or footer of a document that LibreOffice saved as HTML."""
    return element.tag == "div" and element.get("title") in _EDGES


def _is_edge_of_page(element: Element) -> bool:
    """Whether a ``<header>`` or ``<footer>`` is the page's own, without its title, and not that of an article."""
    inside = any(parent.tag in _CONTENT for parent in element.iterancestors())
    return not inside and next(element.iter("h1"), None) is None


def _with_headings(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Makes headings of paragraphs that are nothing but the usual name of a section."""
    return [
        replace(block, kind="heading") if block.kind == "paragraph" and is_heading(block.text, bold=False) else block
        for block in blocks
    ]


def _titled(blocks: list[TextBlock], page: Element) -> list[TextBlock]:
    """The blocks with their title: where no heading is it, what the page calls itself."""
    name = next((running(element.text or "") for element in page.iter("title")), "").split(" | ")[0]
    if not name or said_title(blocks):
        return blocks
    return [TextBlock("heading", name, 0), *(block for block in blocks if block.text != name)]
