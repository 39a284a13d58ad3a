"""How good a tagger is: precision, recall and F1 a theme and overall, and the stance as a task of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.tagging.model import STANCES
from textkit.tagging.records import passage_from
from textkit.tagging.tagger import Tag, Tagger
from textkit.training.labels import Example
from textkit.training.targets import targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and what follows from them; an undefined ratio is 0."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        """The share of tags that are right."""
        return _ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return _ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _ratio(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)

    @property
    def support(self) -> int:
        """How many labels there are."""
        return self.true_positives + self.false_negatives


@dataclass(frozen=True, slots=True)
class Measures:
    """Scores a theme. The measures of the stance are over labels whose stance was guessed, else None."""

    paragraphs: int
    themes: tuple[tuple[str, Score], ...]
    stance_accuracy: float | None = None
    stance_macro_f1: float | None = None

    @property
    def micro(self) -> Score:
        """All themes' counts together."""
        scores = [score for _, score in self.themes]
        return Score(
            sum(s.true_positives for s in scores),
            sum(s.false_positives for s in scores),
            sum(s.false_negatives for s in scores),
        )

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the themes that have labels."""
        return _mean([score.f1 for _, score in self.themes if score.support])


def measure(
    labels: NDArray[np.int8], tagged: NDArray[np.bool_], known: NDArray[np.bool_], themes: Sequence[str]
) -> Measures:
    """Scores of tags against labels, all *shape* ``(n_paragraphs, n_themes)``; unknown labels count neither way."""
    scores = []
    for column, theme in enumerate(themes):
        rows = known[:, column]
        truth, guess = labels[rows, column].astype(bool), tagged[rows, column]
        scores.append(
            (theme, Score(int((truth & guess).sum()), int((~truth & guess).sum()), int((truth & ~guess).sum())))
        )
    return Measures(len(labels), tuple(scores))


def evaluate_tagger(tagger: Tagger, examples: Sequence[Example]) -> Measures:
    """A tagger on labelled paragraphs, which it should not have been trained on.

    Paragraphs that follow each other with the same title are tagged as one decision. The stance is measured on
    the labels that were found.
    """
    themes = tagger.model.themes
    found = list(tagger.tag(passage_from(_record(example), n) for n, example in enumerate(examples, 1)))
    tagged = np.array([[tag.tagged for tag in tags] for tags in found], bool).reshape(-1, len(themes))
    targets = targets_of(examples, themes)
    measures = measure(targets.themes, tagged, targets.known, themes)
    accuracy, macro = stance_measures(_stances(examples, found))
    return Measures(measures.paragraphs, measures.themes, accuracy, macro)


def tag_table(tagger: Tagger, examples: Sequence[Example], themes: Sequence[str]) -> NDArray[np.bool_]:
    """Which themes a tagger gives to examples, *shape* ``(n_examples, n_themes)``, in the order of the themes."""
    found = tagger.tag(passage_from(_record(example), n) for n, example in enumerate(examples, 1))
    rows = [{tag.theme for tag in tags if tag.tagged} for tags in found]
    return np.array([[theme in row for theme in themes] for row in rows], bool).reshape(-1, len(themes))


def stance_measures(pairs: Sequence[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Accuracy and macro-F1 of pairs of true and guessed stance; None when there are none."""
    if not pairs:
        return None, None
    scores = []
    for stance in STANCES:
        hits = sum(truth == guess == stance for truth, guess in pairs)
        wrong = sum(guess == stance != truth for truth, guess in pairs)
        missed = sum(truth == stance != guess for truth, guess in pairs)
        if hits + missed:
            scores.append(Score(hits, wrong, missed).f1)
    return _mean([float(truth == guess) for truth, guess in pairs]), _mean(scores)


def measures_table(measures: Measures) -> str:
    """Measures as a table of text."""
    rows = [("", "precision", "recall", "F1", "labels")]
    rows += [_row(theme, score) for theme, score in measures.themes]
    rows.append(_row("micro", measures.micro))
    rows.append(("macro", "", "", f"{measures.macro_f1:.3f}", ""))
    wide = max(len(row[0]) for row in rows)
    lines = [f"{r[0]:<{wide}}  {r[1]:>9}  {r[2]:>6}  {r[3]:>5}  {r[4]:>6}".rstrip() for r in rows]
    lines.append(f"{measures.paragraphs} paragraphs")
    if measures.stance_accuracy is not None:
        lines.append(f"stance: accuracy {measures.stance_accuracy:.3f}, macro-F1 {measures.stance_macro_f1:.3f}")
    return "\n".join(lines)


def _row(name: str, score: Score) -> tuple[str, str, str, str, str]:
    return name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.support)


def _record(example: Example) -> dict[str, object]:
    return {"id": example.id, "text": example.text, "heading": example.heading, "title": example.title}


def _stances(examples: Sequence[Example], found: Sequence[tuple[Tag, ...]]) -> list[tuple[str, str]]:
    return [
        (example.stances[tag.theme], tag.stance)
        for example, tags in zip(examples, found, strict=True)
        for tag in tags
        if tag.stance is not None and tag.theme in example.stances
    ]


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
