"""The agenda or minutes of a whole meeting in one PDF: contents and attendance first, then item after item.

Items are sample decisions. In an agenda they are numbered (``1``, and ``Asia/1`` in the running header), in minutes
they have a ``§``; both may lack a case number, as the formal first items of a meeting do.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from tests.rendering import furniture as look
from tests.rendering.reportlab_pdf import draw_furniture, flowables_of, fonts_of, styles_of
from tests.rendering.source import Block, Bullet, Heading, SampleSource, Text, read_source, samples

DATE = datetime.date(2024, 5, 13)
_TAIL = ("Toimivalta", "Esittelijä", "Lisätiedot", "Behörighet", "Föredragande", "Upplysningar", "Muutoksenhaku")
"""Headings before which an item is made longer."""


@dataclass(frozen=True)
class Words:
    """What a meeting's document says beside its items, in one language."""

    agenda: str
    minutes: str
    organ: str
    item: str
    proposal: str
    decision: str
    contents: str
    present: tuple[str, ...]
    formal: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]


WORDS = {
    "fi": Words(
        agenda="Esityslista",
        minutes="Pöytäkirja",
        organ="Kaupunginhallitus",
        item="Asia",
        proposal="Päätösehdotus",
        decision="Päätös",
        contents="Käsitellyt asiat",
        present=(
            "Kokousaika 13.5.2024 16.00–18.41",
            "Läsnä",
            "Kuusama, Annukka puheenjohtaja",
            "Wikberg, Torsten varapuheenjohtaja",
            "Palomäki-Aho, Reetta",
            "Lehtisaari, Olavi poistui klo 17.52, poissa §:t 512–520",
        ),
        formal=(
            ("Kokouksen laillisuuden toteaminen", "Kokous todettiin laillisesti koolle kutsutuksi."),
            ("Pöytäkirjan tarkastajien valinta", "Tarkastajiksi valitaan Reetta Palomäki-Aho ja Olavi Lehtisaari."),
            ("Ilmoitusasiat", "Merkitään tiedoksi viikon 19 ilmoitusasiat."),
        ),
        closing=(
            "Kaupunginhallitus",
            "Annukka Kuusama",
            "puheenjohtaja",
            "Henrik Tallgren",
            "pöytäkirjanpitäjä",
            "Pöytäkirja tarkastettu",
            "Reetta Palomäki-Aho",
            "Olavi Lehtisaari",
        ),
    ),
    "sv": Words(
        agenda="Föredragningslista",
        minutes="Protokoll",
        organ="Stadsstyrelsen",
        item="Ärende",
        proposal="Beslutsförslag",
        decision="Beslut",
        contents="Behandlade ärenden",
        present=(
            "Sammanträdestid 13.5.2024 16.00–17.20",
            "Närvarande",
            "Kuusama, Annukka ordförande",
            "Wikberg, Torsten vice ordförande",
        ),
        formal=(
            ("Konstaterande av sammanträdets laglighet", "Sammanträdet konstateras vara lagligen sammankallat."),
            ("Val av protokolljusterare", "Till justerare väljs Reetta Palomäki-Aho och Olavi Lehtisaari."),
        ),
        closing=(
            "Stadsstyrelsen",
            "Annukka Kuusama",
            "ordförande",
            "Henrik Tallgren",
            "protokollförare",
            "Protokollet justerat",
            "Torsten Wikberg",
        ),
    ),
}


@dataclass(frozen=True)
class Meeting:
    """A meeting and its items, which are numbered from ``first``; an item without a case has an empty ``case_id``."""

    kind: str
    language: str
    items: tuple[SampleSource, ...]
    first: int = 1
    own_pages: bool = True
    """Whether every item begins on a page of its own."""

    @property
    def words(self) -> Words:
        """The words of its language."""
        return WORDS[self.language]

    def number(self, index: int) -> str:
        """The number of an item as it stands before its title."""
        return str(self.first + index) if self.kind == "proposal" else f"§ {self.first + index}"


def sample_meeting(kind: str, language: str, count: int, first: int = 1, longer_by: int = 1) -> Meeting:
    """A meeting of ``count`` items made of the samples of that language.

    :param longer_by: how many other samples lend each item their paragraphs, to make it longer.
    """
    found = [source for path in samples() if (source := read_source(path)).language == language]
    words = WORDS[language]
    heading = words.proposal if kind == "proposal" else words.decision
    formal = [
        replace(found[0], title=title, case_id="", presenter=None, kind=kind, blocks=(Heading(1, heading), Text(text)))
        for title, text in words.formal
    ]
    items = []
    for n in range(count - len(formal)):
        source = found[n % len(found)]
        count_lent = longer_by + (longer_by and n % 8 == 0)
        lenders = [found[(n + step + 1) % len(found)] for step in range(count_lent)]
        blocks = _renamed(_longer(source.blocks, lenders), words, kind)
        case = f"HEL 2024-{1000 + 7 * n:06}"
        items.append(replace(source, title=f"{source.title}, vaihe {n + 1}", case_id=case, kind=kind, blocks=blocks))
    return Meeting(kind, language, (*formal, *items), first)


def _longer(blocks: tuple[Block, ...], lenders: list[SampleSource]) -> tuple[Block, ...]:
    """The blocks of an item with paragraphs of others before its tail."""
    end = next((n for n, block in enumerate(blocks) if _is_tail(block)), len(blocks))
    lent: list[Block] = []
    for source in lenders:
        stop = next((n for n, block in enumerate(source.blocks) if _is_tail(block)), len(source.blocks))
        lent += [block for block in source.blocks[:stop] if isinstance(block, Text | Bullet)]
    return (*blocks[:end], *lent, *blocks[end:])


def _is_tail(block: Block) -> bool:
    return isinstance(block, Heading) and block.text in _TAIL


def _renamed(blocks: tuple[Block, ...], words: Words, kind: str) -> tuple[Block, ...]:
    """An item of an agenda proposes, one of minutes decides."""
    names = {words.proposal: words.decision} if kind == "minutes" else {words.decision: words.proposal}
    return tuple(Heading(b.level, names.get(b.text, b.text)) if isinstance(b, Heading) else b for b in blocks)


def render_meeting(meeting: Meeting) -> bytes:
    """The PDF; the first of two passes only counts the pages."""
    pages, _ = _build(meeting, total=0)
    return _build(meeting, total=pages)[1]


def _build(meeting: Meeting, total: int) -> tuple[int, bytes]:
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT), invariant=1)
    running = {"item": ""}
    # An action ``("item", text)`` in the story calls this when the item begins; its header is drawn at the page's end.
    document.handle_item = lambda text: running.update(item=text)
    height = look.PAGE_HEIGHT - look.BODY_TOP - look.BODY_BOTTOM
    frame = Frame(look.LEFT, look.BODY_BOTTOM, look.TEXT_WIDTH, height, *(0, 0, 0, 0))
    draw = partial(_draw_page, meeting, total, running)
    document.addPageTemplates([PageTemplate(frames=[frame], onPageEnd=draw)])
    document.build(_story(meeting))
    return int(document.page), target.getvalue()


def _draw_page(meeting: Meeting, total: int, running: dict[str, str], canvas: Any, document: Any) -> None:
    words = meeting.words
    page = look.Furniture(
        city=look.CITY[meeting.language],
        document_name=words.agenda if meeting.kind == "proposal" else words.minutes,
        document_number="17/2024",
        organ=words.organ,
        item=running["item"],
        date=f"{DATE.day}.{DATE.month}.{DATE.year}",
        footer=look.FOOTERS[meeting.language],
    )
    draw_furniture(page, fonts_of(meeting.items[0]), total, canvas, document)


def _story(meeting: Meeting) -> list[Any]:
    words, styles = meeting.words, styles_of(meeting.items[0])
    story: list[Any] = [Paragraph(words.organ, styles["title"])]
    story += [Paragraph(escape(line), styles["body"]) for line in words.present]
    story.append(Paragraph(words.contents, styles["title"]))
    for n, item in enumerate(meeting.items):
        story.append(Paragraph(f"{meeting.number(n)} {escape(item.title)}", styles["cell"]))
    for n, item in enumerate(meeting.items):
        if n == 0 or meeting.own_pages:
            story.append(PageBreak())
        story += _item(meeting, n, item)
    if meeting.kind == "minutes":
        story += [Paragraph(escape(line), styles["body"]) for line in words.closing]
    return story


def _item(meeting: Meeting, index: int, item: SampleSource) -> list[Any]:
    styles = styles_of(item)
    number = meeting.number(index)
    agenda = meeting.kind == "proposal"
    # An agenda sets the number before the title, minutes set it above.
    opening = [f"{number} {item.title}"] if agenda else [number, item.title]
    story: list[Any] = [ActionFlowable(("item", f"{meeting.words.item}/{number}" if agenda else ""))]
    story += [Paragraph(escape(line), styles["title"]) for line in opening]
    if item.case_id:
        story.append(Paragraph(item.case_line, styles["case"]))
    for block in item.blocks:
        story += flowables_of(block, styles, item.language)
    return story
