"""How fast the shipped model tags, and how soon it is loaded: ``python -m tests.benchmarks.tagging``.

CPU time of one process on one core, features included; the corpus is tagged in the order in which it stands, once
with an empty word cache and once with a warm one. Beside it stands the same model through scikit-learn's own way: a
matrix of all features, multiplied by the weights.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import textkit
from textkit.tagging import Passage
from textkit.training import read_labels

ROOT = Path(__file__).parents[2]


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    loading, model = cpu(textkit.load_model)
    files = [path for path in (ROOT / "models" / model.name).iterdir() if path.suffix in (".npz", ".txt", ".json")]
    size = sum(path.stat().st_size for path in files)
    print(f"model {model.name}: {size / 1e6:.1f} MB, loaded in {loading:.2f} s of CPU")
    examples = read_labels(sorted((ROOT / "corpus" / "labelled").glob("*.jsonl")), model.themes)
    passages = [Passage(e.id, e.text, e.language, e.title) for e in examples]
    tagger = textkit.Tagger(model)
    cold, _ = cpu(lambda: list(tagger.tag(passages)))
    warm, _ = cpu(lambda: list(tagger.tag(passages)))
    matrix, _ = cpu(lambda: model.vocabulary.matrix([p.text for p in passages]) @ model.weights)
    print(f"{'way':<28}{'paragraphs/s':>14}{'ratio':>8}")
    for name, seconds in (("matrix of all features", matrix), ("empty word cache", cold), ("warm word cache", warm)):
        print(f"{name:<28}{len(passages) / seconds:>14,.0f}{matrix / seconds:>8.1f}")


if __name__ == "__main__":
    main()
