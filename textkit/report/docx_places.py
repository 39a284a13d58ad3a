"""Where sentences stand in a Word document: their letters searched in those of its runs.

Reading makes whole sentences of what Word keeps in many runs, in fields, links and tracked changes; what both have in
common is the run of letters and digits.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.reading.office.xmltree import local_name
from textkit.report.pdf_places import key_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset({"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "txbxContent"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Spot:
    """One letter of the document: its run and where in the run's text it stands."""

    run: Element
    offset: int


class Letters:
    """The letters and digits of a document's body in reading order.

    :param body: of the main part.
    """

    def __init__(self, body: Element) -> None:
        self._body = body
        self._spots: list[Spot] = []
        self._key = ""
        self._read()

    def find(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """The letters that make up a text, from ``start`` on, else from the beginning; None if it is not there."""
        key = key_of(text)
        if not key:
            return None
        at = self._key.find(key, start)
        at = at if at >= 0 else self._key.find(key)
        return None if at < 0 else (at, at + len(key))

    def run(self, at: int) -> Element:
        """The run that a letter stands in."""
        return self._spots[at].run

    def cut(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Cuts the runs so that ranges of letters begin and end with one, where they are runs of plain text.

        The letters keep their numbers.
        """
        cuts: dict[Element, set[int]] = {}
        for start, end in ranges:
            first, last = self._spots[start], self._spots[end - 1]
            cuts.setdefault(first.run, set()).add(first.offset)
            cuts.setdefault(last.run, set()).add(_with_stops(text_of(last.run), last.offset + 1))
        for run, offsets in cuts.items():
            # From the end, since what stands before a cut stays where it is.
            for offset in sorted(offsets, reverse=True):
                _split(run, offset)
        self._read()

    def __len__(self) -> int:
        return len(self._key)

    def _read(self) -> None:
        self._spots = []
        keys: list[str] = []
        for run in _runs(self._body):
            for offset, character in enumerate(text_of(run)):
                letters = key_of(character)
                keys.append(letters)
                self._spots += [Spot(run, offset)] * len(letters)
        self._key = "".join(keys)


def text_of(run: Element) -> str:
    """The text of a run, a character for each tab and line break."""
    return "".join(
        (inner.text or "") if local_name(inner) == "t" else " " for inner in run if local_name(inner) != "rPr"
    )


def _with_stops(text: str, end: int) -> int:
    """The end of a sentence with the stops that follow its last letter."""
    while end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return end


def _split(run: Element, offset: int) -> None:
    """Cuts a run in two before a character, if it is a run of plain text; the first part stays in place."""
    texts = [inner for inner in run if local_name(inner) == "t"]
    if len(texts) != 1 or any(local_name(inner) not in ("t", "rPr") for inner in run):
        return
    whole = texts[0].text or ""
    at = offset - (len(text_of(run)) - len(whole))
    if not 0 < at < len(whole):
        return
    rest = copy.deepcopy(run)
    for part, text in ((run, whole[:at]), (rest, whole[at:])):
        inner = next(inner for inner in part if local_name(inner) == "t")
        inner.text = text
        inner.set(_XML_SPACE, "preserve")
    run.addnext(rest)


def _runs(body: Element) -> list[Element]:
    found: list[Element] = []
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if local_name(element) == "r":
            found.append(element)
        elif local_name(element) not in _LEFT_OUT:
            waiting.extend(reversed(element))
    return found
