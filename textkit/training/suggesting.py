"""Which paragraphs to label next: those that a model would learn most from, of every theme in turn, none like another.

For each theme there are three queues. In *likely* stand the paragraphs that rank highest, about half as many as are
thought to carry the theme, shuffled: a theme is rare, so a model of few labels needs examples above all, and the very
likeliest are all of one kind. In *uncertain* stand those whose probability lies nearest the threshold (uncertainty
sampling; Lewis & Gale, 1994); it is drawn from the more often, the more labels the model has seen. In *words* stand those
that use the words of the theme's definition and seed phrases and were not tagged, where the policy and the model disagree.
Every eighth paragraph is drawn at random, so that nothing is out of reach. A paragraph that is much like a chosen one, or
of a decision that gave enough, waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from textkit.policy import Policy
from textkit.tagging import Passage, Tagger, passage_from
from textkit.tagging.model import Model, probabilities
from textkit.tagging.words import forms
from textkit.training.calibrating import contextual_logits
from textkit.training.formats import Annotation
from textkit.training.labels import text_key
from textkit.training.zero import theme_directions

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

RANDOM_EVERY = 8
WORDS_EVERY = 4
"""For so many likely and uncertain paragraphs of a theme comes one with its words."""
FEWEST_WORDS = 4
MOST_OF_A_DECISION = 3
TOO_ALIKE = 0.6
"""The cosine from which a paragraph is too much like a chosen one."""
_WORDS_SHARE = 0.05
"""The share of paragraphs that are said to use a theme's words."""
_YOUNG = 500
"""With so many labels a model's uncertain paragraphs come as often as its likely ones."""
_LIKELY_SHARE = 0.5
"""Of the paragraphs that are thought to carry a theme, the share that ranks highest is likely."""
_FEWEST_LIKELY, _SCARCE, _PLENTY = 20, 0.004, 0.03
"""The fewest likely paragraphs of a theme, and the least and the largest share of all."""
_UNTAUGHT = 0.01
"""The share of likely ones for a model that has seen no label, and so does not know how frequent a theme is."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Pool:
    """Paragraphs that may be chosen, with what is known of each.

    :param margins: log odds above the theme's threshold, *shape* ``(n_paragraphs, n_themes)``.
    :param words: likeness to each theme's own phrases, of the same shape.
    :param rows: feature vectors of length 1.
    """

    annotations: tuple[Annotation, ...]
    probabilities: NDArray[np.float64]
    margins: NDArray[np.float64]
    words: NDArray[np.float64]
    rows: csr_matrix


def suggest(
    paragraphs: Sequence[Annotation],
    tagger: Tagger,
    policy: Policy,
    count: int,
    *,
    themes: Sequence[str] = (),
    known: Sequence[str] = (),
    seed: int = 0,
) -> list[Annotation]:
    """The paragraphs to label next, best first, with the model's suggestions and why each was chosen.

    :param themes: only these themes have a turn; every one if empty.
    :param known: texts that are labelled already.
    """
    pool = pool_of(paragraphs, tagger, policy, known)
    if not pool.annotations:
        return []
    turns = [tagger.model.themes.index(theme) for theme in themes] or list(range(len(tagger.model.themes)))
    chosen = _Chosen(pool)
    for place, why in _order(pool, tagger.model, turns, seed):
        if chosen.take(place, why) and len(chosen.places) == count:
            break
    return [_suggestion(pool, tagger, place, why) for place, why in chosen.places]


def pool_of(paragraphs: Sequence[Annotation], tagger: Tagger, policy: Policy, known: Sequence[str] = ()) -> Pool:
    """What may be chosen: whole sentences that are no procedure, each once, and none that is labelled already."""
    seen = {text_key(text) for text in known}
    kept: list[Annotation] = []
    for annotation, passage in zip(paragraphs, _passages(paragraphs), strict=True):
        key = text_key(" ".join(forms(annotation.text)))
        plain = text_key(annotation.text)
        if passage.is_telling and not {key, plain} & seen and len(forms(annotation.text)) >= FEWEST_WORDS:
            seen |= {key, plain}
            kept.append(annotation)
    model = tagger.model
    rows = model.vocabulary.matrix([annotation.text for annotation in kept])
    width = len(model.themes)
    scores = np.asarray(rows @ model.weights[:, :width] + model.intercepts[:width], np.float32)
    log_odds = contextual_logits(scores, _groups(kept), model.calibration)
    thresholds = np.clip(model.thresholds, _EPSILON, 1 - _EPSILON)
    words = np.asarray(rows @ theme_directions(policy, model.vocabulary, model.themes, rows))
    margins = log_odds - np.log(thresholds / (1 - thresholds))
    return Pool(tuple(kept), probabilities(log_odds), margins, words, rows)


def with_suggestions(annotations: Sequence[Annotation], tagger: Tagger) -> list[Annotation]:
    """The same paragraphs with the themes that a model tags them with, and their probabilities."""
    found = tagger.tag(_passages(annotations))
    return [
        replace(
            a, suggested={t.theme: round(t.probability, 4) for t in tags if t.tagged}, suggested_by=tagger.model.name
        )
        for a, tags in zip(annotations, found, strict=True)
    ]


class _Chosen:
    """What was chosen so far, and whether one more is different enough."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.places: list[tuple[int, str]] = []
        self._taken: set[int] = set()
        self._of_decision: dict[str, int] = {}

    def take(self, place: int, why: str) -> bool:
        annotation = self.pool.annotations[place]
        decision = " ".join(filter(None, (annotation.case_id, annotation.title)))
        if place in self._taken or (decision and self._of_decision.get(decision, 0) >= MOST_OF_A_DECISION):
            return False
        self._taken.add(place)
        if self._is_like_another(place):
            return False
        self._of_decision[decision] = self._of_decision.get(decision, 0) + 1
        self.places.append((place, why))
        return True

    def _is_like_another(self, place: int) -> bool:
        row = self.pool.rows[place]
        taken = [other for other, _ in self.places]
        return bool(taken) and (self.pool.rows[taken] @ row.T).max() >= TOO_ALIKE


def _order(pool: Pool, model: Model, turns: Sequence[int], seed: int) -> Iterator[tuple[int, str]]:
    """Places in the order in which they are offered, each with why; a place may come more than once."""
    random = np.random.default_rng(seed)
    chance = iter(random.permutation(len(pool.annotations)).tolist())
    queues = [_of_theme(pool, model, theme, random) for theme in turns]
    for turn, queue in enumerate(cycle(queues), 1):
        yield next(queue)
        if turn % RANDOM_EVERY == 0:
            place = next(chance, None)
            if place is None:
                return
            yield place, "random"


def _of_theme(pool: Pool, model: Model, theme: int, random: np.random.Generator) -> Iterator[tuple[int, str]]:
    """The paragraphs of one theme, from its queues in turn, each with why. The uncertain have no end: they begin again."""
    name = model.themes[theme]
    labels = 0 if model.provisional else int(model.facts.get("examples", 0))
    waiting = {
        "likely": iter(_likely(pool, model, theme, random)),
        "uncertain": _uncertain(pool, theme),
        "words": iter([] if model.provisional else _untagged_with_words(pool, theme)),
    }
    rates = {"likely": _YOUNG / (_YOUNG + labels), "uncertain": labels / (_YOUNG + labels), "words": 1 / WORDS_EVERY}
    due = dict.fromkeys(rates, 0.0)
    while True:
        for kind, rate in rates.items():
            due[kind] += rate
        kind = max(rates, key=due.__getitem__)
        due[kind] -= sum(rates.values())
        place = next(waiting[kind], None)
        if place is not None:
            yield place, f"{kind}: {name}" + ("" if kind == "words" else f" {pool.probabilities[place, theme]:.2f}")
        elif kind != "uncertain":
            del rates[kind]
        else:
            waiting[kind] = _uncertain(pool, theme)


def _likely(pool: Pool, model: Model, theme: int, random: np.random.Generator) -> list[int]:
    count = len(pool.annotations)
    share = _UNTAUGHT if model.provisional else _LIKELY_SHARE * float(pool.probabilities[:, theme].mean())
    most = max(_FEWEST_LIKELY, round(count * min(max(share, _SCARCE), _PLENTY)))
    ranked = np.argsort(-pool.margins[:, theme], kind="stable")[:most]
    return [int(place) for place in random.permutation(ranked)]


def _uncertain(pool: Pool, theme: int) -> Iterator[int]:
    yield from map(int, np.argsort(np.abs(pool.margins[:, theme]), kind="stable"))


def _untagged_with_words(pool: Pool, theme: int) -> list[int]:
    values = pool.words[:, theme]
    order = np.argsort(-values, kind="stable")[: max(1, int(len(values) * _WORDS_SHARE))]
    return [int(place) for place in order if pool.margins[place, theme] < 0]


def _suggestion(pool: Pool, tagger: Tagger, place: int, why: str) -> Annotation:
    model = tagger.model
    tagged = {
        theme: round(float(pool.probabilities[place, n]), 4)
        for n, theme in enumerate(model.themes)
        if pool.margins[place, n] >= 0
    }
    return replace(pool.annotations[place], themes=None, suggested=tagged, suggested_by=model.name, why=why)


def _passages(annotations: Sequence[Annotation]) -> list[Passage]:
    return [
        passage_from({"text": a.text, "heading": a.heading, "title": a.title, "id": a.id}, number)
        for number, a in enumerate(annotations, 1)
    ]


def _groups(annotations: Sequence[Annotation]) -> NDArray[np.int64]:
    """The number of the decision that each paragraph is of; one that does not say is a decision of its own."""
    numbers: dict[object, int] = {}
    keys = (" ".join(filter(None, (a.case_id, a.title))) or n for n, a in enumerate(annotations))
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
