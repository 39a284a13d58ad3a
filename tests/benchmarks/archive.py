"""How fast an archive is made, against the pipeline that anyone would write with the same libraries.

The plain pipeline (pdfplumber ``extract_text``, the full Finnish spaCy pipeline, scikit-learn ``predict_proba`` with
the same features and weights) reads a sample of the same files, its imports and models loaded before. textkit's cost
is that of the whole command: starting, walking, hashing, reading, tagging, writing. CPU time of all processes is what
is compared, since it is the same cores that both would use, and others use this machine.

    python -m tests.benchmarks.archive [--decisions 5000] [--distinct 300] [--sample 24] [--scaling]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.archive_plain import agreement, plain_pages
from tests.benchmarks.archive_stages import stage_table
from tests.benchmarks.made_decisions import make_files
from textkit.archive import AddReport, Options, Questions, Store, add

_SMALL_PAGES = 1000
_TURNS = 3


class Cost(NamedTuple):
    """Milliseconds a page."""

    cpu: float
    clock: float


def main(arguments: list[str]) -> int:
    """Makes the archive, reads the sample, and prints everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decisions", type=int, default=5000)
    parser.add_argument("--distinct", type=int, default=300, help="how many different texts they have")
    parser.add_argument("--sample", type=int, default=24, help="decisions that the plain pipeline reads")
    parser.add_argument("--scaling", action="store_true", help="also one worker against two, and memory at two sizes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="textkit-benchmark-") as name:
        folder = Path(name)
        files = make_files(folder / "files", options.decisions, options.distinct)
        cost, report = measure(["@" + str(_listed(files, folder / "all.txt"))], folder / "store", None)
        _say(
            f"{report.decisions:,} decisions, {report.pages:,} pages, {report.failures} failures; {_producers(folder)}"
        )
        plain = plain_cost(_spread(files, options.sample))
        _say(f"\n{'':<34}{'ms/page CPU':>12}{'ms/page clock':>15}{'pages/s':>9}")
        for label, value in (("textkit archive add, all of it", cost), ("plain pipeline, one process", plain)):
            _say(f"{label:<34}{value.cpu:>12.2f}{value.clock:>15.2f}{1000 / value.clock:>9.1f}")
        _say(f"{'ratio of CPU time':<34}{plain.cpu / cost.cpu:>12.1f}\n")
        _say(stage_table(files[: min(len(files), options.distinct)]))
        same, compared = agreement(_spread(files, 4 * options.sample))
        _say(f"\ntags agree on {same} of {compared} paragraphs read the same ({100 * same / compared:.2f} %)")
        _say(f"peak memory of a worker: {report.peak_megabytes:.0f} MB")
        _say(f"store: {_size(folder / 'store') / report.pages / 1024:.2f} kB a page")
        if options.scaling:
            _scaling(files, folder)
    return 0


def measure(sources: list[str], store: Path, workers: int | None) -> tuple[Cost, AddReport]:
    """What adding costs a page."""
    began, used = time.perf_counter(), _cpu()
    report = add(Store(store, create=True), sources, Options(workers=workers))
    return Cost(1000 * (_cpu() - used) / report.pages, 1000 * (time.perf_counter() - began) / report.pages), report


def plain_cost(files: list[Path]) -> Cost:
    """What the plain pipeline costs a page. A first file is read before, so that everything is loaded."""
    run = plain_pages()
    run(files[-1])
    began, used = time.perf_counter(), _cpu()
    pages = sum(run(file) for file in files)
    return Cost(1000 * (_cpu() - used) / pages, 1000 * (time.perf_counter() - began) / pages)


def _scaling(files: list[Path], folder: Path) -> None:
    """The clock of one worker and of two, in turn, the best of each; and the memory of a short run and of the long one."""
    part = "@" + str(_listed(files[: 2 * len(files) // 5], folder / "part.txt"))
    clocks: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(_TURNS):
        for workers in clocks:
            _, report = measure([part], folder / f"store-{workers}-{turn}", workers)
            clocks[workers].append(report.seconds / report.pages)
    one, two = (min(values) for values in clocks.values())
    _say(f"\none worker {1 / one:.1f} pages/s, two {1 / two:.1f} pages/s: {one / two:.2f} times")
    _, short = measure(["@" + str(_listed(files[: _SMALL_PAGES // 3], folder / "short.txt"))], folder / "short", 2)
    _say(f"peak memory of a worker after {short.pages:,} pages: {short.peak_megabytes:.0f} MB")


def _spread(files: list[Path], count: int) -> list[Path]:
    return files[:: max(1, len(files) // count)][:count]


def _listed(files: list[Path], target: Path) -> Path:
    target.write_text("\n".join(map(str, files)), encoding="utf-8")
    return target


def _producers(folder: Path) -> str:
    with Questions(Store(folder / "store")) as questions:
        rows = questions.ask("SELECT producer FROM decisions").rows
        found = Counter((producer or "?").split(" ")[0] for (producer,) in rows)
    return ", ".join(f"{name} {count}" for name, count in found.most_common())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
