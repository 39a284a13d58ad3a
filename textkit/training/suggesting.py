"""Which paragraphs to label next: those that a model would learn most from, of every theme in turn, none like another.

For each theme two queues are drawn from. In one stand the paragraphs whose probability lies nearest the threshold
(uncertainty sampling; Lewis & Gale, 1994); in the other those that use the words of the theme's definition and seed
phrases and were not tagged, where the policy and the model disagree. A model of few labels knows less than the policy's
words, so these have a say in where its threshold lies, the smaller the more labels it has. A provisional model knows
nothing else: of it the likeliest come. Every eighth paragraph is drawn at random, so that labels keep the look of an
archive. A paragraph that is much like a chosen one, or of a decision that gave enough, waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from textkit.policy import Policy
from textkit.tagging import Passage, Tagger, passage_from
from textkit.tagging.model import Model, probabilities
from textkit.tagging.words import forms
from textkit.training.fit import contextual_logits
from textkit.training.formats import Annotation
from textkit.training.labels import text_key
from textkit.training.zero import log_odds_scale, theme_directions

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

RANDOM_EVERY = 8
WORDS_EVERY = 4
"""Every fourth time a theme's turn comes, it is the queue of its words."""
FEWEST_WORDS = 4
MOST_OF_A_DECISION = 3
TOO_ALIKE = 0.6
"""The cosine from which a paragraph is too much like a chosen one."""
_WORDS_SHARE = 0.05
"""The share of paragraphs that are said to use a theme's words."""
_WORDS_SAY, _YOUNG = 0.5, 500
"""How much the policy's words say of a theme beside a model of no labels, and with how many labels they say half of it."""
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
        if not passage.procedural and not {key, plain} & seen and len(forms(annotation.text)) >= FEWEST_WORDS:
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


def _leaning(pool: Pool, examples: int) -> NDArray[np.float64]:
    """Margins with what the policy's words say, *shape* ``(n_paragraphs, n_themes)``.

    :param examples: how many labelled paragraphs the model has seen.
    """
    bias, slope = log_odds_scale(pool.words)
    return pool.margins + _WORDS_SAY * _YOUNG / (_YOUNG + examples) * (bias + slope * pool.words)


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
    names, provisional = model.themes, model.provisional
    # Where a model was never taught a threshold there is nothing to be uncertain about: then the likeliest come first.
    rank = -pool.margins if provisional else np.abs(_leaning(pool, int(model.facts.get("examples", 0))))
    nearest = {theme: iter(np.argsort(rank[:, theme], kind="stable").tolist()) for theme in turns}
    worded = {theme: iter([] if provisional else _untagged_with_words(pool, theme)) for theme in turns}
    chance = iter(np.random.default_rng(seed).permutation(len(pool.annotations)).tolist())
    turn = 0
    while True:
        for theme in turns:
            turn += 1
            name = names[theme]
            place = next(worded[theme], None) if turn // len(turns) % WORDS_EVERY == WORDS_EVERY - 1 else None
            if place is not None:
                yield place, f"words: {name}"
            elif (place := next(nearest[theme], None)) is not None:
                yield (
                    place,
                    f"{'likely' if provisional else 'uncertain'}: {name} {pool.probabilities[place, theme]:.2f}",
                )
            if turn % RANDOM_EVERY == 0:
                place = next(chance, None)
                if place is None:
                    return
                yield place, "random"


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
