"""The city's decisions as its API and its own pages give them: HTML, in two generations of markup.

The older markup has no wrappers around the parts after the text (presenter, attachments, appeal …): such a part runs
from its heading to the next. The newer wraps all, one wrapper's name beginning with another's (``SisaltoSektio``,
``SisaltoSektioToisto``). Read heading by heading in the order of the page, both are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textkit.document import Decision, DecisionKind, Role, Source
from textkit.reading.decoding import running
from textkit.reading.html.markup import HEADINGS, Rules, parse, read_markup, text_of, tokens
from textkit.reading.structure.metadata import CASE, Header, is_body
from textkit.reading.structure.sections import TitleBlock, build_decision, read_case, take_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROOTS = frozenset({"paatos", "esitys", "viranhaltijapaatos"})
_TITLES = frozenset({"AsiaOtsikko", "JulkinenOtsikko"})
_ABOVE = _TITLES | {"Asiapykala", "DnroTmuoto", "Otsikonviite", "Otsikonviite2", "Viite"}
_NOT_READ = _ABOVE | {"SahkoinenAllekirjoitusSektio", "SalassapidonPerustelut", "Muokkaustieto"}
_HEADINGS: dict[str, Role | None] = {
    "SisaltoOtsikko": None,
    "EsittelijaTiedot": "contact",
    "LisatiedotOtsikko": "contact",
    "LiitteetOtsikko": "attachments",
    "OtteetOtsikko": "attachments",
    "TiedoksiOtsikko": "attachments",
    "MuutoksenhakuOtsikko": "appeal",
    "MuutoksenhakuohjeetOtsikko": "appeal",
}
"""The class of each main heading, with the role that it gives; None where its name tells."""
_OFFICERS = frozenset({"12", "19"})
_BODIES = frozenset({"1", "2", "4", "5", "15"})
"""``TypeId`` of an organization: office holders and trustees; councils, boards, sections, committees, commissions."""
_BODY_NUMBER = re.compile(r"\s*§\s*\d")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def is_record(data: Any) -> bool:
    """Whether a JSON value has the shape of a decision in the city's API."""
    return isinstance(data, Mapping) and "Title" in data and ("Content" in data or "Motion" in data)


def read_record(record: Mapping[str, Any], source: Source, shown_as: str) -> Iterator[Decision]:
    """The draft (``Motion``) and the decision (``Content``) of one API record, each where there is one.

    A confidential item has neither and gives a decision with a title alone.

    :param source: of the file; the decisions' names say which record and which part of it they are.
    :raises InputError: if the HTML in it cannot be read.
    """
    known = _Known.of(record)
    found = False
    for part in ("Motion", "Content"):
        html = record.get(part)
        if isinstance(html, str) and html.strip():
            of_part = replace(source, name=f"{source.name}/{part}")
            decision = _decision(_root(parse(html, shown_as)), of_part, known, part == "Motion")
            if decision.sections or (part == "Content" and not found):
                found = True
                yield decision
    if not found:
        yield known.fill(build_decision([], [], Header(), replace(source, name=f"{source.name}/Content"), TitleBlock()))


def roots(page: Element) -> list[Element]:
    """The decisions and drafts in a page of the city's, as their elements; none in any other page."""
    return [element for element in page.iter("div") if tokens(element) & _ROOTS]


def read_root(root: Element, source: Source) -> Decision:
    """One decision or draft that is given as a page alone."""
    return _decision(root, source, _Known(), "esitys" in tokens(root))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the JSON around the HTML says; it goes before what the HTML says."""

    title: str | None = None
    case_id: str | None = None
    function_code: str | None = None
    section_number: str | None = None
    organ: str | None = None
    date: str | None = None
    kind: DecisionKind | None = None

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> _Known:
        organization, meeting = _object(record, "Organization"), _object(record, "Meeting")
        organ = _string(organization, "Name") or _string(meeting, "DecisionMaker")
        case = CASE.match((_string(record, "CaseIDLabel") or _string(record, "CaseID") or "").replace("HEL-", "HEL "))
        return cls(
            title=_string(record, "Title"),
            case_id=case.group("case") if case else None,
            function_code=_string(record, "ClassificationCode"),
            section_number=_string(record, "Section"),
            organ=organ,
            date=_date(_string(record, "DateDecision") or _string(meeting, "DateMeeting")),
            kind=_kind_by_type(_string(organization, "TypeId"), organ),
        )

    def fill(self, decision: Decision) -> Decision:
        """A decision with what is known in place of what was read."""
        known = {name: getattr(self, name) for name in self.__slots__}
        return replace(decision, **{name: value for name, value in known.items() if value is not None})


def _decision(root: Element, source: Source, known: _Known, is_motion: bool) -> Decision:
    markup = read_markup(root, Rules(_heading, _is_not_read))
    title, number = _title(root)
    header = Header(kind=_kind_by_markup(root, number))
    decision = known.fill(build_decision(markup.blocks, markup.tables, header, source, title))
    return replace(decision, kind="proposal") if is_motion else decision


def _root(page: Element) -> Element:
    found = roots(page)
    return found[0] if found else page


def _title(root: Element) -> tuple[TitleBlock, str]:
    """The title block, and its number as it is written."""
    above: dict[str, str] = {}
    for element in root.iter("div", "h1", "p"):
        for name in tokens(element) & _ABOVE:
            above.setdefault(name, text_of(element))
    number = above.get("Asiapykala", "")
    title = TitleBlock(next((above[name] for name in sorted(_TITLES) if above.get(name)), None))
    read_case(title, above.get("DnroTmuoto", ""))
    take_number(title, number)
    return title, number


def _heading(element: Element) -> tuple[int, Role | None] | None:
    if element.tag not in HEADINGS:
        return None
    name = next(iter(tokens(element) & _HEADINGS.keys()), None)
    return (1, _HEADINGS[name]) if name else (1 + int(element.tag[1]), None)


def _is_not_read(element: Element) -> bool:
    return bool(tokens(element) & _NOT_READ)


def _kind_by_type(type_id: str | None, organ: str | None) -> DecisionKind | None:
    if type_id in _OFFICERS:
        return "officer"
    if type_id in _BODIES:
        return "minutes"
    return None if organ is None else "minutes" if is_body(organ) else "officer"


def _kind_by_markup(root: Element, number: str) -> DecisionKind | None:
    """Bodies number their decisions ``§ 12`` and office holders ``12 §``, in all of 190 real ones."""
    if "viranhaltijapaatos" in tokens(root):
        return "officer"
    if not number:
        return None
    return "minutes" if _BODY_NUMBER.match(number) else "officer"


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _string(data: Mapping[str, Any], key: str) -> str | None:
    """A value as text, or None where there is nothing to see in it."""
    value = data.get(key)
    return running(str(value)) or None if isinstance(value, str | int) else None


def _date(stamp: str | None) -> str | None:
    match = _ISO_DATE.match(stamp or "")
    return match.group() if match else None
