"""How many labels a good model needs, drawn at random or suggested.

``python -m tests.benchmarks.suggest_curve [SEEDS [SHARE]]``: the shipped corpus plays the archive. Far more of its
paragraphs carry a theme than of an archive's, so of those that do only so many are kept, drawn at random, that they are
SHARE percent, as in real decisions; with 0 all are kept. A quarter of the decisions are held out to measure, the labels of
the others are handed out as they are asked for. Suggestions begin with the zero-label model and go on with the model of
the labels so far. Macro-F1 is over all themes of the policy; one with too few labels to be learned counts 0.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

import textkit
from textkit.policy import Policy
from textkit.tagging import Tagger
from textkit.training import Example, Recipe, evaluate_tagger, train
from textkit.training.labels import annotation_of, themes_short_of
from textkit.training.sources import shipped_corpus
from textkit.training.suggesting import suggest
from textkit.training.zero import zero_label_model

POLICY = textkit.load_policy()
RECIPE = Recipe(folds=3, least=2)
STEPS = (50, 100, 150, 200, 250, 500)
SHARE = 5
"""Percent of paragraphs that carry a theme, as of 682 real ones in which 31 do."""


def run(seeds: int, share: int) -> int:
    whole = shipped_corpus(POLICY)
    curves: dict[str, list[list[float]]] = {"random": [], "suggested": []}
    for seed in range(seeds):
        pool, test = split(thinned(whole, share, seed), seed)
        zero = Tagger(zero_label_model(POLICY, "zero", texts_of(pool)))
        curves["random"].append(random_curve(pool, test, seed))
        curves["suggested"].append(suggested_curve(pool, test, zero, seed))
        for name, rows in curves.items():
            print(f"seed {seed}  {name:<10}", *(f"{value:.3f}" for value in rows[-1]), flush=True)
    print(f"{'labels':<18}", *(f"{step:>5}" for step in STEPS))
    means = {name: np.mean(rows, axis=0) for name, rows in curves.items()}
    for name, row in means.items():
        print(f"{name:<18}", *(f"{value:.3f}" for value in row))
    reached = next((s for s, v in zip(STEPS, means["suggested"], strict=True) if v >= means["random"][-1]), None)
    print(f"random with {STEPS[-1]}: {means['random'][-1]:.3f}; suggested labels reach it with {reached}")
    return 0 if reached is not None and reached * 2 <= STEPS[-1] else 1


def thinned(corpus: Sequence[Example], share: int, seed: int) -> list[Example]:
    """The corpus with so many of its themed paragraphs that they are a share (percent) of it, if any is given."""
    themed = [place for place, example in enumerate(corpus) if example.themes]
    kept = round((len(corpus) - len(themed)) * share / (100 - share)) if share else len(themed)
    dropped = set(np.random.default_rng(seed + 2000).permutation(themed)[kept:].tolist())
    return [example for place, example in enumerate(corpus) if place not in dropped]


def split(corpus: Sequence[Example], seed: int) -> tuple[list[Example], list[Example]]:
    groups = sorted({example.group for example in corpus})
    held_out = set(np.random.default_rng(seed).permutation(groups)[: len(groups) // 4].tolist())
    return [e for e in corpus if e.group not in held_out], [e for e in corpus if e.group in held_out]


def random_curve(pool: Sequence[Example], test: Sequence[Example], seed: int) -> list[float]:
    order = np.random.default_rng(seed + 1000).permutation(len(pool))
    return [macro_f1(*learn([pool[n] for n in order[:step]], texts_of(pool)), test) for step in STEPS]


def suggested_curve(pool: Sequence[Example], test: Sequence[Example], zero: Tagger, seed: int) -> list[float]:
    labels = {example.text: example for example in reversed(pool)}
    paragraphs = [annotation_of(example) for example in pool]
    known: list[Example] = []
    tagger, learned = zero, POLICY
    curve = []
    for step in STEPS:
        wanted = step - len(known)
        rest = [theme for theme in POLICY.theme_ids if theme not in learned.theme_ids]
        share = wanted * len(rest) // len(POLICY.themes)
        texts = [example.text for example in known]
        chosen = suggest(paragraphs, zero, POLICY, share, themes=rest, known=texts, seed=seed) if share else []
        texts += [annotation.text for annotation in chosen]
        chosen += suggest(paragraphs, tagger, learned, wanted - len(chosen), known=texts, seed=seed)
        known += [labels[annotation.text] for annotation in chosen]
        found, learned = learn(known, texts_of(pool))
        curve.append(macro_f1(found, learned, test))
        tagger, learned = (zero, POLICY) if found is None else (found, learned)
    return curve


def texts_of(pool: Sequence[Example]) -> list[str]:
    return list(dict.fromkeys(example.text for example in pool))


def learn(examples: Sequence[Example], background: Sequence[str]) -> tuple[Tagger | None, Policy]:
    """A tagger for the themes that have labels enough."""
    short = {theme for theme, _ in themes_short_of(examples, POLICY, RECIPE.folds)}
    learned = replace(POLICY, themes=tuple(theme for theme in POLICY.themes if theme.id not in short))
    if not learned.themes:
        return None, learned
    kept = [replace(e, themes=e.themes - short, unknown=e.unknown - short) for e in examples]
    return Tagger(train(kept, learned, "curve", RECIPE, background=background).model), learned


def macro_f1(tagger: Tagger | None, learned: Policy, test: Sequence[Example]) -> float:
    if tagger is None:
        return 0.0
    measures = evaluate_tagger(tagger, test)
    return measures.macro_f1 * len(learned.themes) / len(POLICY.themes)


if __name__ == "__main__":
    seeds, share = (*map(int, sys.argv[1:]), *(3, SHARE)[len(sys.argv) - 1 :])
    raise SystemExit(run(seeds, share))
