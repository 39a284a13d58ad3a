"""Paragraphs → tags: probability, whether tagged, stance, and the words that carried it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from textkit.tagging.features import divisor
from textkit.tagging.model import STANCES, Model, Scorer, context_of, logits, probabilities
from textkit.tagging.routine import is_routine
from textkit.tagging.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Passage:
    """What is tagged: a text, and what is known of where it stands.

    ``group`` is the decision that it belongs to: passages that follow each other with the same group are read
    together. ``procedural`` marks competence clauses, appeal instructions and the like, which carry no theme by
    definition, whatever they name.
    """

    id: str
    text: str
    language: str | None = None
    group: str | None = None
    procedural: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether it may carry a theme at all: it is no procedure, by its place or by its wording."""
        return not self.procedural and not is_routine(self.text)


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme on a passage. ``stance`` is None when it is not tagged."""

    theme: str
    probability: float
    tagged: bool
    stance: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """What one word adds to the log odds of a theme. ``start`` and ``end`` are of its first place in the text."""

    text: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a theme has its probability: the parts sum to ``logit``.

    ``terms`` are all distinct words, strongest first; ``context`` is what the rest of the decision adds.
    """

    theme: str
    logit: float
    bias: float
    context: float
    terms: tuple[Term, ...]


class Tagger:
    """Tags passages with a model; keeps its word cache between calls, so one tagger a process is enough."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.scorer: Scorer = model.scorer()

    def tag(self, passages: Iterable[Passage]) -> Iterator[tuple[Tag, ...]]:
        """Tags of every theme for each passage, in the order of the policy; passages in order."""
        for _, run in groupby(_numbered(passages), key=lambda item: item[0]):
            yield from self._tag_group([passage for _, passage in run])

    def log_odds(self, passages: Sequence[Passage]) -> NDArray[np.float64]:
        """Calibrated log odds of passages of one decision, *shape* ``(n_passages, n_themes)``."""
        scores, _ = self.scorer.themes_and_stances([passage.text for passage in passages])
        return logits(scores, _context(scores, _telling(passages)), self.model.calibration)

    def explain(self, passages: Sequence[Passage], at: int, theme: str) -> Explanation:
        """Why passage number ``at`` of one decision's passages has its probability of a theme.

        :raises ValueError: if the model has no such theme.
        """
        return next(self.explain_each(passages, [(at, theme)]))

    def explain_each(self, passages: Sequence[Passage], wanted: Iterable[tuple[int, str]]) -> Iterator[Explanation]:
        """As :meth:`explain` for several places and themes of one decision, which is scored once for all.

        :raises ValueError: if the model has no such theme.
        """
        scores, _ = self.scorer.themes_and_stances([passage.text for passage in passages])
        context = _context(scores, _telling(passages))
        odds = logits(scores, context, self.model.calibration)
        for at, theme in wanted:
            column = self.model.themes.index(theme)
            pull = 0.0 if context is None else float(self.model.calibration.pull[column] * context[at, column])
            yield self._explanation(passages[at].text, column, float(odds[at, column]), pull, alone=context is None)

    def _explanation(self, text: str, column: int, logit: float, pull: float, *, alone: bool) -> Explanation:
        calibration = self.model.calibration
        slope = (calibration.alone_slope if alone else calibration.slope)[column]
        start = (calibration.alone_bias if alone else calibration.bias)[column]
        return Explanation(
            theme=self.model.themes[column],
            logit=logit,
            bias=float(start + slope * self.model.intercepts[column]),
            context=pull,
            terms=self._terms(text, column, float(slope)),
        )

    def _tag_group(self, passages: Sequence[Passage]) -> Iterator[tuple[Tag, ...]]:
        scores, stance_scores = self.scorer.themes_and_stances([passage.text for passage in passages])
        telling = _telling(passages)
        table = probabilities(logits(scores, _context(scores, telling), self.model.calibration))
        for tells, row, stance_row in zip(telling, table, stance_scores, strict=True):
            yield self._tags(row if tells else np.zeros_like(row), stance_row)

    def _tags(self, row: NDArray[np.float64], stance_row: NDArray[np.float32]) -> tuple[Tag, ...]:
        model = self.model
        tags = []
        for column, theme in enumerate(model.themes):
            tagged = bool(row[column] >= model.thresholds[column])
            stance = STANCES[int(np.argmax(stance_row + model.stance_by_theme[column]))] if tagged else None
            tags.append(Tag(theme, float(row[column]), tagged, stance))
        return tuple(tags)

    def _terms(self, text: str, column: int, slope: float) -> tuple[Term, ...]:
        places: dict[str, tuple[int, int]] = {}
        for word in words(text):
            places.setdefault(word.form, (word.start, word.end))
        by = divisor(sum(self.scorer.word(form)[1] for form in places))
        terms = [
            Term(text[start:end], slope * float(self.scorer.word(form)[0][column]) / by, start, end)
            for form, (start, end) in places.items()
        ]
        return tuple(sorted(terms, key=lambda term: -term.weight))


def _numbered(passages: Iterable[Passage]) -> Iterator[tuple[int, Passage]]:
    """Passages with the number of their run; one without a group is a run of its own."""
    number, last = 0, None
    for passage in passages:
        if passage.group is None or passage.group != last:
            number += 1
        last = passage.group
        yield number, passage


def _telling(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages may carry a theme at all, *shape* ``(n_passages,)``."""
    return np.array([passage.is_telling for passage in passages])


def _context(scores: NDArray[np.float32], telling: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """What the decision's other passages hold. Those that tell nothing neither have nor give context."""
    if telling.sum() < 2:
        return None
    context = np.zeros_like(scores)
    context[telling] = context_of(scores[telling])
    return context


def strongest_span(explanation: Explanation, text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The span whose words add most to the theme: the sentence to quote. The whole text if there are no spans.

    A word counts where it stands first, as it does in the score.
    """
    if not spans:
        return 0, len(text)
    sums = [sum(term.weight for term in explanation.terms if start <= term.start < end) for start, end in spans]
    return spans[max(range(len(spans)), key=lambda n: sums[n])]
