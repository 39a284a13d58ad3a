"""How well and how fast scans are read: the samples as pictures, against the samples as they are.

    python -m tests.benchmarks.ocr [--dpi 200] [--turned 0]

Words are counted twice: all on a page, and those that are left when running headers and footers are taken off, which
are the decision. Pages with ruled tables count for time alone: on a picture their cells are lines, in another order.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.reading.drawn import texts
from tests.reading.scans import scan, word_errors
from tests.samples import sample_pdf
from textkit.reading.layout.furniture import strip_furniture
from textkit.reading.pdf.document import read_pdf
from textkit.reading.pdf.line import Page

SAMPLES = range(1, 15)


class Errors(NamedTuple):
    """Wrong words of all words."""

    wrong: int
    words: int

    def __str__(self) -> str:
        return f"{self.wrong:4} of {self.words:5,} {self.wrong / self.words:7.2%}" if self.words else " " * 21 + "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dpi", type=int, default=200, help="what the scanner makes")
    parser.add_argument("--turned", type=float, default=0.0, help="degrees by which the paper lies askew")
    options = parser.parse_args()
    print(f"{'sample':6}  {'pages':>5}  {'all words wrong':>22}  {'words of the text':>22}  s/page")
    rows = [measure(number, options.dpi, options.turned) for number in SAMPLES]
    for number, (pages, whole, text, seconds) in zip(SAMPLES, rows, strict=True):
        print(f"{number:<6}  {pages:5}  {whole!s:>22}  {text!s:>22}  {seconds / pages:6.2f}")
    pages, seconds = sum(row[0] for row in rows), sum(row[3] for row in rows)
    whole, text = total(row[1] for row in rows), total(row[2] for row in rows)
    print(f"{'all':6}  {pages:5}  {whole!s:>22}  {text!s:>22}  {seconds / pages:6.2f}")


def measure(number: int, dpi: int, turned: float) -> tuple[int, Errors, Errors, float]:
    """Pages, errors with and without running headers, and seconds of a sample."""
    data = scan(number, dpi=dpi, turned=turned)
    start = time.perf_counter()
    found = read_pdf(data, "scan.pdf", ocr=True).pages
    seconds = time.perf_counter() - start
    truth = read_pdf(sample_pdf(number).read_bytes(), "x.pdf").pages
    plain = {page.number for page in truth if not page.tables}
    stripped = strip_furniture(found).pages, strip_furniture(truth).pages
    return len(found), errors(found, truth, plain), errors(*stripped, plain), seconds


def errors(found: Sequence[Page], truth: Sequence[Page], counted: set[int]) -> Errors:
    pairs = [(_words(page), _words(true)) for page, true in zip(found, truth, strict=True) if true.number in counted]
    return Errors(sum(word_errors(*pair) for pair in pairs), sum(len(words) for _, words in pairs))


def _words(page: Page) -> list[str]:
    """A picture does not tell a soft hyphen from a hard one."""
    return " ".join(texts(page)).replace("\u00ad", "-").split()


def total(found: Iterable[Errors]) -> Errors:
    every = list(found)
    return Errors(sum(one.wrong for one in every), sum(one.words for one in every))


if __name__ == "__main__":
    main()
