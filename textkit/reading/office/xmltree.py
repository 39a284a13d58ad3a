"""XML of office files: parsed with limits, since strangers write it, and read by names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textkit.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_XML = 32 * 2**20
"""Bytes of one part of an office file; a draft of a thousand pages has a tenth of it."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root element. No entity is expanded and no network asked.

    :param name: what to call the file in an error.
    :raises InputError: if the XML is damaged, or over libxml2's limits (elements 256 deep, 10 MB of text in one).
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise InputError(name, "the file is damaged: its XML is broken or over a limit", "save it again") from exc


def local_name(element: Element) -> str:
    """An element's name without its namespace: the editions of a standard differ in nothing else that matters here."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    for inner in () if element is None else element:
        if local_name(inner) == name:
            yield inner


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def number(element: Element | None, name: str, default: int) -> int:
    """An attribute that is a whole number, or the default where it is missing or none."""
    value = attribute(element, name) or ""
    return int(value) if value.isdecimal() else default
