"""Where the time of an archive goes: the stages one after the other in this process, CPU time."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from textkit.archive.analysis import analyse
from textkit.archive.rows import whole_record
from textkit.archive.tables import connect, tag_tables, text_tables
from textkit.document import Source
from textkit.pipeline import passages_of
from textkit.policy import load_policy
from textkit.reading.layout.pages import decisions_on
from textkit.reading.pdf.document import read_pdf
from textkit.segmentation import segment
from textkit.tagging import Tagger, load_model
from textkit.tagging.words import forms

STAGES = ("reading", "layout", "segmentation", "features", "predict", "write")
_BATCH = 64


def stage_table(files: list[Path]) -> str:
    """The share of each stage, as a table."""
    _spent(files[:2])
    spent, pages = _spent(files)
    total = sum(spent.values())
    lines = [f"{'stage':<16}{'ms/page':>9}{'share':>9}"]
    lines += [f"{name:<16}{1000 * spent[name] / pages:>9.2f}{100 * spent[name] / total:>8.1f} %" for name in STAGES]
    return "\n".join([*lines, f"{'all':<16}{1000 * total / pages:>9.2f}"])


def _spent(files: list[Path]) -> tuple[Counter[str], int]:
    """CPU seconds of each stage, and how many pages there were."""
    model, policy = load_model(), load_policy()
    tagger, features = Tagger(model), model.scorer()
    spent: Counter[str] = Counter()
    records: list[bytes] = []
    pages = 0
    for number, file in enumerate(files, 1):
        data = file.read_bytes()
        clock = _Clock(spent)
        pdf = read_pdf(data, file.name)
        clock.add("reading")
        found = decisions_on(pdf.pages, Source(file.name, "0" * 64, "application/pdf", len(pdf.pages), pdf.producer))
        clock.add("layout")
        decisions = [segment(decision) for decision in found]
        clock.add("segmentation")
        for decision in decisions:
            for _, _, passage in passages_of(decision):
                for form in forms(passage.text):
                    features.word(form)
        clock.add("features")
        analyses = [analyse(decision, policy, tagger) for decision in decisions]
        clock.add("predict")
        for decision, analysis in zip(decisions, analyses, strict=True):
            record = whole_record(f"{number}-1", decision, file.name, "0" * 64, analysis)
            records.append(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        if number % _BATCH == 0 or number == len(files):
            with closing(connect()) as con:
                text_tables(records, con)
                tag_tables(records, model.themes, model.name, con)
            records.clear()
        clock.add("write")
        pages += len(pdf.pages)
    # Tagging finds the features itself: what it needs beyond them is its own.
    spent["predict"] = max(0.0, spent["predict"] - spent["features"])  # type: ignore[assignment]
    return spent, pages


class _Clock:
    def __init__(self, spent: Counter[str]) -> None:
        self._spent = spent
        self._last = time.process_time()

    def add(self, stage: str) -> None:
        now = time.process_time()
        self._spent[stage] += now - self._last  # type: ignore[assignment]
        self._last = now
