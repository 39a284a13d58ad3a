"""Decisions made for benchmarks: the labelled paragraphs of the corpus put together anew and typeset, then multiplied.

So many different ones are typeset by ReportLab and WeasyPrint; with the samples of the corpus (LibreOffice, Chromium
and the two) they are copied, each copy with another comment at its end, until there are enough. Every file is another
one by its hash, and is read from its first byte; its words are met again, as they are in real archives.
"""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

from tests.rendering import render
from tests.rendering.source import Heading, SampleSource, Text
from tests.samples import ROOT

_HEADINGS = ("Päätösehdotus", "Tiivistelmä", "Esittelijän perustelut")
_ORGANS = (
    "Kaupunginhallitus", "Elinkeinojaosto", "Kaupunkiympäristölautakunta", "Kasvatus- ja koulutuslautakunta",
    "Kulttuuri- ja vapaa-aikalautakunta", "Sosiaali-, terveys- ja pelastuslautakunta",
)  # fmt: skip
_EVERY = 6
"""One in so many is typeset by WeasyPrint, which is slow."""


def make_files(folder: Path, count: int, distinct: int) -> list[Path]:
    """So many PDFs, of so many different texts, in an order that mixes them."""
    folder.mkdir(parents=True)
    originals = [
        *_typeset(folder.parent / "originals", distinct),
        *sorted((ROOT / "corpus" / "decisions").glob("*.pdf")),
    ]
    made = []
    for number in range(count):
        original = originals[number % len(originals)]
        target = folder / f"{number:06}.pdf"
        target.write_bytes(original.read_bytes() + f"\n% {number}\n%%EOF\n".encode())
        made.append(target)
    return made


def _typeset(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True)
    rows = [json.loads(line) for path in sorted((ROOT / "corpus" / "labelled").glob("*.jsonl")) for line in path.open()]
    texts = [row["text"] for row in rows if row.get("language", "fi") == "fi"]
    chance = random.Random(2026)
    made = []
    for number in range(count):
        source = _source(number, texts, chance)
        made.append(folder / f"{number:05}.pdf")
        render(source, source.producer, made[-1])
    return made


def _source(number: int, texts: list[str], chance: random.Random) -> SampleSource:
    blocks: list[Heading | Text] = []
    for heading in _HEADINGS:
        blocks.append(Heading(1, heading))
        blocks += [Text(text) for text in chance.sample(texts, chance.randint(4, 14))]
    day = datetime.date(2021, 1, 4) + datetime.timedelta(days=chance.randint(0, 1450))
    return SampleSource(
        title=f"Asia numero {number}",
        case_id=f"HEL {day.year}-{number:06}",
        function_code="10 03 02",
        organ=chance.choice(_ORGANS),
        date=day,
        kind="proposal",
        document=f"Esityslista {chance.randint(1, 40)}/{day.year}",
        presenter="kansliapäällikkö Saara Vanhatalo",
        producer="weasyprint" if number % _EVERY == 0 else "reportlab",
        blocks=tuple(blocks),
    )
