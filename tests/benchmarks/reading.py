"""How fast PDFs are read: the same files by each route, in interleaved rounds, CPU time.

CPU time (of this process and of those it starts) and not the clock's, since machines are shared; interleaved, so that
what slows one route slows all. Imports and the lexicon are loaded before the first round, as in a long run.

    python -m tests.benchmarks.reading [--rounds N] [--only NAME]
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import resource
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pdfplumber
import pypdfium2

from textkit.reading import read_bytes
from textkit.reading.pdf.document import read_pdf
from textkit.reading.pdf.pdfium.calls import address
from textkit.reading.pdf.pdfium.page import opened_page, opened_text
from textkit.reading.pdf.pdfium.paths import paths

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared" / "pdf"
REFERENCE = "pdfplumber extract_text_lines"
LIMIT = "pypdfium2 plain text (the limit)"
LIMIT_OF_PYTHON = "where lines begin and end, and paths (limit of Python)"


class Sample(NamedTuple):
    """A file, its bytes and how many pages it has."""

    path: Path
    data: bytes
    pages: int


Route = Callable[[Sample], object]


def main(arguments: list[str]) -> int:
    """Runs all routes and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="routes with this in their name, beside the reference")
    options = parser.parse_args(arguments)
    samples = [
        _sample(path) for path in (*sorted(CHECKOUT.glob("corpus/decisions/*.pdf")), *sorted(SHARED.glob("*.pdf")))
    ]
    routes = {name: route for name, route in _routes().items() if options.only in name or name == REFERENCE}
    if not samples:
        sys.stdout.write("no PDF found in corpus/decisions\n")
        return 1
    sys.stdout.write(_table(_measure(samples, routes, options.rounds), samples))
    return 0


def _sample(path: Path) -> Sample:
    data = path.read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        return Sample(path, data, len(document))


def _routes() -> dict[str, Route]:
    routes: dict[str, Route] = {
        "pdfplumber extract_text": _extract_text,
        REFERENCE: _extract_text_lines,
        LIMIT: _plain_text,
        LIMIT_OF_PYTHON: _ends_of_lines,
        "textkit lines and tables, auto": lambda sample: read_pdf(sample.data, sample.path.name),
        "textkit lines and tables, pdfplumber": lambda sample: read_pdf(sample.data, sample.path.name, "pdfplumber"),
        "textkit whole decision (read_bytes), auto": lambda sample: read_bytes(sample.data, sample.path.name),
    }
    if shutil.which("pdftotext"):
        routes["poppler pdftotext -bbox-layout (a process a file)"] = _pdftotext
    return routes


def _extract_text(sample: Sample) -> object:
    with pdfplumber.open(io.BytesIO(sample.data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def _extract_text_lines(sample: Sample) -> object:
    with pdfplumber.open(io.BytesIO(sample.data)) as pdf:
        return [page.extract_text_lines() for page in pdf.pages]


def _plain_text(sample: Sample) -> object:
    with pypdfium2.PdfDocument(sample.data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _ends_of_lines(sample: Sample) -> object:
    """The least that reading lines and rules asks of pdfium, through the same calls as textkit's: nothing is checked,
    put in order or made a line of."""
    found: list[object] = []
    with pypdfium2.PdfDocument(sample.data) as document:
        for number in range(len(document)):
            with opened_page(document, number) as page, opened_text(page) as text:
                spans = [match.span() for match in re.finditer(r"\S[^\r\n]*", text.text)]
                firsts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
                found.append((text.origins(firsts), text.origins(lasts), text.objects(firsts)))
                found.append((list(text.font_sizes(firsts)), text.shapes(firsts), list(paths(address(page)))))
    return found


def _pdftotext(sample: Sample) -> object:
    command = ["pdftotext", "-bbox-layout", str(sample.path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _measure(samples: list[Sample], routes: dict[str, Route], rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds a page of each route, one value a round. The first round only warms up."""
    pages = sum(sample.pages for sample in samples)
    times: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        spent: defaultdict[str, float] = defaultdict(float)
        for sample in samples:
            for name, route in routes.items():
                if number == 0 and name != REFERENCE:
                    route(sample)
                elif number > 0:
                    spent[name] += _cpu_seconds(route, sample)
        for name, seconds in spent.items():
            times[name].append(1000 * seconds / pages)
    return dict(times)


def _cpu_seconds(route: Route, sample: Sample) -> float:
    gc.collect()
    start = _used()
    route(sample)
    return _used() - start


def _used() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _table(times: dict[str, list[float]], samples: list[Sample]) -> str:
    reference = times[REFERENCE]
    lines = [
        f"{len(samples)} files, {sum(sample.pages for sample in samples)} pages, {len(reference)} interleaved rounds;"
        " CPU time; imports and the lexicon are loaded before.",
        f"{'route':<55}{'ms/page':>9}{'fastest':>9}{'× faster':>10}",
    ]
    for name, values in times.items():
        ratio = median(slow / fast for slow, fast in zip(reference, values, strict=True))
        lines.append(f"{name:<55}{median(values):>9.2f}{min(values):>9.2f}{ratio:>10.1f}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
