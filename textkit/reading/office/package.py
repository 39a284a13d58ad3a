"""The parts of an Office file and how they refer to each other (Open Packaging Conventions, ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textkit.reading.office.xmltree import MAX_XML, child, children, parse_xml
from textkit.reading.unzip import open_zip, read_member

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_USUAL_MAIN = "word/document.xml"


class Package:
    """An Office file.

    :param name: what to call the file in an error.
    :raises InputError: if it is damaged or over a limit.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._zip = open_zip(data, name)
        self._parts = frozenset(self._zip.namelist())
        self.main = next(self._targets("", "officeDocument"), _USUAL_MAIN)

    def document(self) -> Element:
        """The root of the main part.

        :raises InputError: if it is missing or damaged.
        """
        return self._read(self.main)

    def related(self, relation: str) -> Iterator[Element]:
        """The roots of the parts that the main part refers to as ``styles``, ``header`` …

        :raises InputError: if one is damaged.
        """
        return (self._read(part) for part in self._targets(self.main, relation))

    def producer(self) -> str | None:
        """The program that wrote the file, by its own word."""
        part = next(self._targets("", "extended-properties"), None)
        application = child(self._read(part), "Application") if part else None
        return application.text or None if application is not None else None

    def _read(self, part: str) -> Element:
        return parse_xml(read_member(self._zip, part, self._name, MAX_XML), self._name)

    def _targets(self, part: str, relation: str) -> Iterator[str]:
        """The parts that a part (the whole package: nothing) refers to under a relation's name, if they are there."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._parts:
            return
        for item in children(self._read(relations), "Relationship"):
            if not item.get("Type", "").endswith(f"/{relation}"):
                continue
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            if target in self._parts:
                yield target
