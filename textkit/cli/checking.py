"""Inputs checked one by one for ``textkit check``, with all that writing their reports needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.cli.inputs import STDIN, Worst, decisions, readable
from textkit.errors import InputError

if TYPE_CHECKING:
    from textkit.alignment import Alignment, Comparison, ExpectedTheme
    from textkit.archive import Questions
    from textkit.document import Decision


@dataclass(frozen=True, slots=True)
class Checked:
    """An input and the alignments of its decisions.

    ``expected`` holds for each of these what decisions like it usually address; it is empty where no archive was
    asked. ``data`` is what came from standard input.
    """

    name: str
    alignments: tuple[Alignment, ...]
    expected: tuple[tuple[ExpectedTheme, ...], ...] = ()
    data: bytes | None = None

    def read(self) -> bytes:
        """The bytes of the input."""
        return Path(self.name).read_bytes() if self.data is None else self.data


class Checker:
    """Checks inputs with one policy, one model and, where one is named, one archive.

    :raises ResourceError: if the policy or the model is unusable.
    :raises StoreError: if the archive is.
    """

    def __init__(self, policy: str | None, model: str | None, store: Path | None, *, ocr: bool = False) -> None:
        from textkit.pipeline import load_tagger
        from textkit.policy import DEFAULT_POLICY, load_policy
        from textkit.tagging import model_in_use

        self.worst = Worst()
        self._ocr = ocr
        self.policy = load_policy(policy or DEFAULT_POLICY)
        self._tagger = load_tagger(model or model_in_use(self.policy.id))
        self._questions = _open(store) if store is not None else None

    def check(self, name: str) -> Checked:
        """Checks an input; what cannot be read is said and left out."""
        data = sys.stdin.buffer.read() if name == STDIN else None
        alignments = tuple(self._align(decision) for decision in self._decisions(name, data))
        expected = tuple(self._expected(alignment) for alignment in alignments) if self._questions else ()
        return Checked(name, alignments, expected, data)

    def compare(self, names: Sequence[str], against: str) -> list[Comparison]:
        """Compares drafts with the decisions that came of them; a draft without one is said and left out."""
        from textkit.alignment import compare, complete, pair

        drafts = [draft for name in names for draft in self._decisions(name)]
        made = list(self._decisions(against))
        found = []
        for draft, decision in pair(drafts, made) if made else ():
            if decision is None:
                advice = "they are matched by API record, case and title"
                self.worst.error(InputError(draft.source.name, f"{against} has no decision that belongs to it", advice))
            else:
                whole_draft, whole_decision, borrowed = complete(draft, decision)
                found.append(compare(self._align(whole_draft), self._align(whole_decision), borrowed))
        return found

    def _decisions(self, name: str, data: bytes | None = None) -> Iterator[Decision]:
        if data is None:
            return decisions([name], self.worst, ocr=self._ocr)
        from textkit.pipeline import read_stream

        return readable(read_stream(data, STDIN, ocr=self._ocr), self.worst)

    def _align(self, decision: Decision) -> Alignment:
        from textkit.pipeline import check_decision

        return check_decision(decision, policy=self.policy, model=self._tagger)

    def _expected(self, alignment: Alignment) -> tuple[ExpectedTheme, ...]:
        from textkit.alignment import expected_themes
        from textkit.archive.past import described, past_like

        if self._questions is None:
            return ()
        draft = described(alignment)
        return expected_themes(draft, past_like(draft, self._questions))


def _open(store: Path) -> Questions:
    from textkit.archive import Questions, Store

    return Questions(Store(store))
