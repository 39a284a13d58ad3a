"""How long a check takes: warm, for a draft of four pages, and cold, beside the bare imports of what it is made of.

    python -m tests.benchmarks.check [ROUNDS]

Warm is one process that checks the same file again and again, after a first check that loads everything. Cold is a new
process of ``textkit check`` beside a new process of ``python -c "import spacy, sklearn, pdfplumber"``, in turns; CPU
time of user and system, since the machine may have other work to do. Medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import textkit
from tests.samples import sample_pdf
from textkit.report.docx_comments import commented_docx
from textkit.report.docx_new import new_docx
from textkit.report.html import html_report
from textkit.report.pdf_highlights import highlighted_pdf

ROUNDS = 7
WARM_TARGET = 0.25
"""Seconds."""
COLD_TARGET = 1.3
DRAFT = sample_pdf(1)
IMPORTS = [sys.executable, "-c", "import spacy, sklearn, pdfplumber"]
CHECK = [sys.executable, "-m", "textkit", "check", str(DRAFT)]


def warm(rounds: int) -> tuple[list[float], list[float]]:
    """Wall-clock and CPU seconds of checks."""
    textkit.check(DRAFT)
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        textkit.check(DRAFT)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return walls, cpus


def reports() -> dict[str, float]:
    """CPU seconds of each report that is made of a check."""
    policy = textkit.load_policy()
    [alignment] = textkit.check(DRAFT)
    data, word = DRAFT.read_bytes(), new_docx([alignment.decision])
    makers: dict[str, Callable[[], object]] = {
        "html": lambda: html_report([alignment], policy),
        "docx": lambda: commented_docx(word, "x.docx", [alignment], policy),
        "pdf": lambda: highlighted_pdf(data, [alignment], policy),
    }
    found = {}
    for name, make in makers.items():
        make()
        start = time.process_time()
        make()
        found[name] = time.process_time() - start
    return found


def cpu_of(command: Sequence[str]) -> float:
    """CPU seconds of a process and its children."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    walls, cpus = warm(rounds)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(f"warm check of {DRAFT.name} (4 pages)   wall {wall:.3f} s, CPU {cpu:.3f} s   target {WARM_TARGET} s")
    for name, seconds in reports().items():
        print(f"  and its {name} report             CPU {seconds:.3f} s")
    pairs = [(cpu_of(IMPORTS), cpu_of(CHECK)) for _ in range(rounds)]
    bare = statistics.median(imports for imports, _ in pairs)
    whole = statistics.median(checks for _, checks in pairs)
    print(f"bare imports                          CPU {bare:.2f} s")
    print(f"cold textkit check                    CPU {whole:.2f} s   ratio {whole / bare:.2f}, target {COLD_TARGET}")


if __name__ == "__main__":
    main()
