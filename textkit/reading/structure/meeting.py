"""The agenda or minutes of a whole meeting → its items, each of which is a decision of its own.

An item begins with its number, ``1 Title`` in an agenda and ``§ 123`` in minutes, and is one only if its case line or
the heading of its decision follows the title: so neither a table of contents nor the numbered headings inside a
decision make items. What stands before the first item (contents, attendance) and after the last (signatures, appeal
instructions for all) belongs to no decision.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from textkit.reading.structure.headings import role_of
from textkit.reading.structure.metadata import CASE, SECTION_NUMBER, Header, is_body, merged, title_line
from textkit.reading.structure.textblock import TextBlock

_AGENDA_ITEM = re.compile(r"(?:(?:Asia|Ärende)/)?(?P<number>\d{1,3})(?:\s+(?=[^\d\W])|$)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:^|\s+)(?:Asia|Ärende)/\d{1,3}$", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:Asia|Ärende)/(\d{1,3})\b", re.IGNORECASE)
_TITLE_LENGTH = 400
_TITLE_BLOCKS = 4
"""Blocks between the number of an item and its case line or first heading: title and references."""
_PREAMBLE = 40
"""Blocks before the first item that are looked through for organ and date."""
_CLOSING = re.compile(
    r"\bpöytäkirjanpitäjä\b|\bpöytäkirja(?:n)? (?:on )?tarkast(?:ettu|us\b)|\bpöytäkirjan vakuudeksi\b"
    r"|^allekirjoitukset\b|\bprotokollförare\b|\bprotokollet (?:är )?justera(?:t|des)\b"
    r"|\bprotokolljustering\b|^underskrifter\b"
    r"|\b(?:sähköisesti allekirjoitettu|elektroniskt undertecknat)\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"\b(?:puheenjohtaja|ordförande)\b", re.IGNORECASE)
_CLOSING_LENGTH = 120
_NAME_LENGTH = 60
_SIGNATURES = 8
"""Lines of names that stand above the word that tells signatures."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting. It begins at the block numbered ``start``, on a page at ``page`` and ``top``."""

    blocks: tuple[TextBlock, ...]
    start: int
    page: int
    top: float


def meeting_items(blocks: Sequence[TextBlock], announced: Collection[int] = ()) -> list[Item]:
    """The items of a meeting in their order; none if this is no document of a meeting but a single decision.

    :param announced: numbers of items that running headers name (``Asia/6``): one of those may stand alone.
    """
    starts = _starts(blocks)
    if len(starts) < 2 and not (starts and _number(blocks[starts[0]]) in announced):
        return []
    ends = [*starts[1:], _closing(blocks, starts[-1])]
    items = []
    for start, end in zip(starts, ends, strict=True):
        first = blocks[start]
        items.append(Item(_opened(blocks[start:end]), start, first.page or 1, first.box[1] if first.box else 0.0))
    return items


def announced_items(headers: Iterable[str]) -> set[int]:
    """The numbers of the agenda's items that texts of running headers name."""
    return {int(match[1]) for text in headers for match in _ANNOUNCED.finditer(text)}


def meeting_header(blocks: Sequence[TextBlock]) -> Header:
    """What the cover of a meeting's document says: the lines above its first item."""
    above = blocks[: min(next(iter(_starts(blocks)), 0), _PREAMBLE)]
    return merged(said for block in above if (said := title_line(block.text)))


def _starts(blocks: Sequence[TextBlock]) -> list[int]:
    """Where items begin, their numbers rising. Where the first number comes again, contents stood before it."""
    starts: list[int] = []
    first = last = 0
    for n, block in enumerate(blocks):
        number = _number(block)
        if number is None or (number <= last and number != first) or not _is_anchored(blocks, n):
            continue
        if number == first or not starts:
            starts, first = [], number
        starts.append(n)
        last = number
    return starts


def _number(block: TextBlock) -> int | None:
    """The number of the item that a block may begin."""
    if len(block.text) > _TITLE_LENGTH or block.kind == "bullet":
        return None
    if match := SECTION_NUMBER.match(block.text):
        return int(match[1] or match[2])
    match = _AGENDA_ITEM.match(block.text)
    return int(match["number"]) if match else None


def _is_anchored(blocks: Sequence[TextBlock], start: int) -> bool:
    """Whether a case line or the heading of a decision follows the title."""
    for block in blocks[start + 1 : start + 1 + _TITLE_BLOCKS]:
        if CASE.match(block.text):
            return True
        if block.kind == "heading" and (role := role_of(block.text)):
            return role == "decision"
        if _number(block) is not None or block.text.endswith(".") or len(block.text) > _TITLE_LENGTH:
            return False
    return False


def _opened(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """The blocks of an item without what only counts it: the number of an agenda's item, a reference to the agenda."""
    first, *rest = (replace(block, text=_REFERENCE.sub("", block.text)) for block in blocks)
    if not SECTION_NUMBER.match(first.text) and (match := _AGENDA_ITEM.match(first.text)):
        first = replace(first, text=first.text[match.end() :])
    return tuple(block for block in (first, *rest) if block.text)


def _closing(blocks: Sequence[TextBlock], last: int) -> int:
    """Where the signatures begin that follow the last item, or the end."""
    for n in range(last + 1, len(blocks)):
        text = blocks[n].text
        if len(text) <= _CLOSING_LENGTH and _CLOSING.search(text) and _number(blocks[n]) is None:
            return _above_names(blocks, n, last)
    return len(blocks)


def _above_names(blocks: Sequence[TextBlock], end: int, last: int) -> int:
    """From the first word of the signatures up to the body that signs, or to the chair's name."""
    chair = end
    for n in range(end - 1, max(last, end - 1 - _SIGNATURES), -1):
        text = blocks[n].text
        if len(text) > _NAME_LENGTH or re.search(r"[\d,.:@]", text) or role_of(text):
            break
        if is_body(text):
            return n
        if _CHAIR.search(text):
            chair = n - 1
    return chair
