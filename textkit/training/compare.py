"""Is the new model better, and for whom? Two models on the same held-out paragraphs, with bootstrap intervals.

Paragraphs of a decision resemble each other, so decisions are drawn, not paragraphs (Efron, 1979): a thousand times as
many as there are, with replacement, and the difference in F1 is taken each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textkit.errors import ResourceError
from textkit.tagging import Tagger
from textkit.training.evaluation import Measures, measure, tag_table
from textkit.training.labels import Example, text_key
from textkit.training.targets import Targets, targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DRAWS = 1000
_TAIL = 2.5
"""Per cent of the draws that lie beyond each end of an interval."""


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of both models, and the 95 % interval of how much the second is better."""

    name: str
    first: float
    second: float
    low: float
    high: float
    labels: int

    @property
    def worse(self) -> bool:
        """Whether the second is worse beyond the interval."""
        return self.high < 0

    @property
    def better(self) -> bool:
        """Whether the second is better beyond the interval."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Flip:
    """A paragraph and theme that the models see differently. ``carried`` is what the label says."""

    id: str
    text: str
    theme: str
    carried: bool
    mended: bool
    organ: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Slice:
    """What changes for whom: of an organ, or a language, how many judgements are mended and broken."""

    kind: str
    name: str
    paragraphs: int
    mended: int
    broken: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same paragraphs. ``left_out`` are those that one of them was trained on."""

    first: str
    second: str
    paragraphs: int
    left_out: int
    themes: tuple[Difference, ...]
    micro: Difference
    macro: Difference
    flips: tuple[Flip, ...]
    slices: tuple[Slice, ...]
    measures: tuple[Measures, Measures]

    @property
    def worse(self) -> tuple[Difference, ...]:
        """Themes in which the second model is worse beyond the interval."""
        return tuple(theme for theme in self.themes if theme.worse)


def compare(first: Tagger, second: Tagger, examples: Sequence[Example], known: Sequence[Example] = ()) -> Comparison:
    """Compares two models.

    :param known: what they were trained on: paragraphs with the same text or of the same decision are left out.
    :raises ResourceError: if they have not the same themes, or no paragraph is left.
    """
    themes = first.model.themes
    if set(themes) != set(second.model.themes):
        raise ResourceError(
            second.model.name, f"it has other themes than {first.model.name}", "compare models of one policy"
        )
    kept = unseen(examples, known)
    if not kept:
        raise ResourceError("labels", "both models know every paragraph", "hold some labels out of training")
    targets = targets_of(kept, themes)
    tables = (tag_table(first, kept, themes), tag_table(second, kept, themes))
    counts = tuple(_counts(table, targets) for table in tables)
    draws = _draws(len(counts[0]))
    found = tuple(measure(targets.themes, table, targets.known, themes) for table in tables)
    per_theme = _drawn(counts, draws, _f1)
    flips = tuple(_flips(kept, tables, targets, themes))
    return Comparison(
        first=first.model.name,
        second=second.model.name,
        paragraphs=len(kept),
        left_out=len(examples) - len(kept),
        themes=tuple(
            _difference(theme, found[0].themes[n][1].f1, found[1].themes[n][1].f1, per_theme[:, n], score.support)
            for n, (theme, score) in enumerate(found[0].themes)
        ),
        micro=_difference(
            "micro", found[0].micro.f1, found[1].micro.f1, _drawn(counts, draws, _micro), found[0].micro.support
        ),
        macro=_difference(
            "macro", found[0].macro_f1, found[1].macro_f1, _drawn(counts, draws, _macro), found[0].micro.support
        ),
        flips=flips,
        slices=tuple(_slices(kept, flips)),
        measures=(found[0], found[1]),
    )


def unseen(examples: Sequence[Example], known: Sequence[Example]) -> list[Example]:
    """Examples whose text and decision are not among the known ones."""
    texts = {text_key(example.text) for example in known}
    groups = {example.group for example in known}
    return [e for e in examples if text_key(e.text) not in texts and e.group not in groups]


def _counts(table: NDArray[np.bool_], targets: Targets) -> NDArray[np.int64]:
    """True positives, tags and labels of each decision and theme, *shape* ``(n_groups, n_themes, 3)``."""
    labels = targets.themes.astype(bool) & targets.known
    tagged = table & targets.known
    cells = np.stack([labels & tagged, tagged, labels], axis=2)
    counts = np.zeros((targets.groups.max() + 1, *cells.shape[1:]), np.int64)
    np.add.at(counts, targets.groups, cells)
    return counts


def _draws(groups: int) -> NDArray[np.int64]:
    """How often each decision is drawn, *shape* ``(n_draws, n_groups)``."""
    return np.random.default_rng(0).multinomial(groups, np.full(groups, 1 / groups), size=_DRAWS)


def _drawn(
    counts: Sequence[NDArray[np.int64]],
    draws: NDArray[np.int64],
    score: Callable[[NDArray[np.int64]], NDArray[np.float64]],
) -> NDArray[np.float64]:
    """The difference of a score in every draw."""
    first, second = (np.tensordot(draws, table, axes=1) for table in counts)
    return score(second) - score(first)


def _f1(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(2 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1), np.float64)


def _micro(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    return _f1(sums.sum(axis=1))


def _macro(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    has = sums[..., 2] > 0
    return np.asarray((_f1(sums) * has).sum(axis=1) / np.maximum(has.sum(axis=1), 1), np.float64)


def _difference(name: str, first: float, second: float, drawn: NDArray[np.float64], labels: int) -> Difference:
    low, high = np.percentile(drawn, [_TAIL, 100 - _TAIL])
    return Difference(name, first, second, float(low), float(high), labels)


def _flips(
    examples: Sequence[Example], tables: Sequence[NDArray[np.bool_]], targets: Targets, themes: Sequence[str]
) -> list[Flip]:
    rows, columns = np.nonzero((tables[0] != tables[1]) & targets.known)
    return [
        Flip(
            id=examples[row].id,
            text=examples[row].text,
            theme=themes[column],
            carried=bool(targets.themes[row, column]),
            mended=bool(tables[1][row, column]) == bool(targets.themes[row, column]),
            organ=examples[row].organ,
            language=examples[row].language,
        )
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _slices(examples: Sequence[Example], flips: Sequence[Flip]) -> list[Slice]:
    found = []
    for kind in ("organ", "language"):
        names = sorted({name for example in examples if (name := getattr(example, kind))})
        for name in names:
            inside = [flip for flip in flips if getattr(flip, kind) == name]
            mended = sum(flip.mended for flip in inside)
            size = sum(getattr(example, kind) == name for example in examples)
            found.append(Slice(kind, name, size, mended, len(inside) - mended))
    return found
