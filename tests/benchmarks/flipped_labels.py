"""Are wrong labels found? Flips some of the shipped corpus and looks for them: ``python -m tests.benchmarks.flipped_labels``.

Three ways to go wrong, each in 10 % of what it can strike: of all paragraphs, one judgement is turned round (a theme drawn
at random is added or taken away); of the paragraphs with a theme, one is taken away; of these, one is another than it was.
The share that stands in the first 20 % of the whole list is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

import textkit
from textkit.training import Example, Recipe, train
from textkit.training.labels import text_key
from textkit.training.sources import shipped_corpus
from textkit.training.suspicious import suspicious

POLICY = textkit.load_policy()
FLIPPED, LOOKED_AT, WANTED = 0.1, 0.2, 0.7
Flip = Callable[[Example, np.random.Generator], Example]


def turned(example: Example, random: np.random.Generator) -> Example:
    return replace(example, themes=example.themes ^ {str(random.choice(POLICY.theme_ids))}, stances={})


def dropped(example: Example, random: np.random.Generator) -> Example:
    return replace(example, themes=example.themes - {str(random.choice(sorted(example.themes)))}, stances={})


def exchanged(example: Example, random: np.random.Generator) -> Example:
    others = sorted(set(POLICY.theme_ids) - example.themes)
    left = dropped(example, random)
    return replace(left, themes=left.themes | {str(random.choice(others))})


def found_share(corpus: Sequence[Example], flip: Flip, *, themed: bool, seed: int) -> tuple[int, float]:
    random = np.random.default_rng(seed)
    open_to = [n for n, example in enumerate(corpus) if example.themes or not themed]
    struck = set(random.choice(open_to, int(len(open_to) * FLIPPED), replace=False).tolist())
    examples = [flip(e, random) if n in struck else e for n, e in enumerate(corpus)]
    trained = train(examples, POLICY, "flipped", Recipe(folds=5))
    wrong = {(corpus[n].id, corpus[n].text) for n in struck}
    listed = suspicious(trained, examples)
    first = listed[: int(len(listed) * LOOKED_AT)]
    return len(struck), sum((s.id, s.text) in wrong for s in first) / len(struck)


def run(seeds: int, part: int) -> int:
    corpus = [example for example in shipped_corpus(POLICY) if int(text_key(example.group), 16) % part == 0]
    worst = 1.0
    for seed in range(seeds):
        for flip, themed in ((turned, False), (dropped, True), (exchanged, True)):
            count, share = found_share(corpus, flip, themed=themed, seed=seed)
            worst = min(worst, share) if flip is turned else worst
            print(f"seed {seed}  {flip.__name__:<10} {count:>5} of {len(corpus)}: {share:.1%} found", flush=True)
    return 0 if worst >= WANTED else 1


if __name__ == "__main__":
    seeds, part = (*map(int, sys.argv[1:]), *(1, 1)[len(sys.argv) - 1 :])
    raise SystemExit(run(seeds, part))
