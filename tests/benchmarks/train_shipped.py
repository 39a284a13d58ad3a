"""Trains the shipped model on the whole corpus: ``python -m tests.benchmarks.train_shipped``."""

from __future__ import annotations

import time
from pathlib import Path

from textkit.cli.main import main

ROOT = Path(__file__).parents[2]


def run() -> int:
    start = time.perf_counter()
    code = main(["train", "--output", str(ROOT / "models" / "helsinki")])
    print(f"{time.perf_counter() - start:.0f} s")
    return code


if __name__ == "__main__":
    raise SystemExit(run())
