"""How good the shipped model is on real decisions that it was never trained on: ``python -m tests.benchmarks.real_decisions``.

Reads labelled real paragraphs from ``../shared/gold/real-dev.jsonl`` (or from files given as arguments), in the order
in which they stand in their decisions, and prints precision, recall and F1 a theme, micro and macro.
"""

from __future__ import annotations

import sys
from pathlib import Path

import textkit
from textkit.training import evaluate_tagger, measures_table, read_labels

REAL = Path(__file__).parents[2].parent / "shared" / "gold" / "real-dev.jsonl"


def main(files: list[str]) -> int:
    paths = files or [str(REAL)]
    if not files and not REAL.exists():
        print(f"{REAL} is not on this machine; name a file of labelled paragraphs", file=sys.stderr)
        return 1
    tagger = textkit.Tagger(textkit.load_model())
    examples = read_labels(paths, tagger.model.themes)
    print(f"model {tagger.model.name} on {', '.join(paths)}")
    print(measures_table(evaluate_tagger(tagger, examples)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
