"""How many line-end hyphens are undone rightly: the project's own texts, broken at several widths.

The truth is known by construction. Lines are filled greedily, as a typesetter does, and broken at spaces, at the
hyphens that words have anyway (``EU-``, ``Itä-``, ``2022-2025``, ``maa- ja``) and at syllables and compound borders
(`tests.rendering.hyphenation`); so every kind of hyphen is as frequent as it is at real line ends. Documents are
split in two halves, so that rules made on one can be tried on the other.

    python -m tests.benchmarks.hyphens [FILE.jsonl ...] [--errors N]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time

from tests.rendering.hyphenation import SOFT_HYPHEN, soft_hyphenate
from tests.rendering.source import Bullet, Text, read_source, samples
from textkit.reading.hyphens import Dehyphenator, vocabulary
from textkit.reading.lexicon import finnish_lexicon

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WIDTHS = (38, 47, 58, 69, 80, 96)
"""Line lengths in characters: from a narrow column to a full page."""
KINDS = ("join", "keep", "space")
_BREAKS = re.compile(rf"{SOFT_HYPHEN}|(?<=[-–])(?=\w)")


@dataclass(frozen=True)
class Document:
    """The paragraphs of one decision in one language."""

    name: str
    language: str
    paragraphs: tuple[str, ...]

    @property
    def half(self) -> int:
        """Which half of the documents it belongs to: by its name, so that it stays there when others are added."""
        return zlib.crc32(self.name.encode()) % 2


@dataclass(frozen=True)
class Line:
    """A line as it is shown, and what of it stands in the text up to the next line: the break is a hyphen or not."""

    shown: str
    text: str


@dataclass(frozen=True)
class Case:
    """One line end with a hyphen and what should become of it: ``join``, ``keep`` or ``space``."""

    upper: str
    lower: str
    kind: str
    truth: str


@dataclass
class Score:
    """Cases of one language and half, and those that came out wrong, by kind."""

    cases: Counter[str]
    wrong: Counter[str]
    examples: Counter[str]
    seconds: float = 0.0

    @property
    def right(self) -> float:
        """The share of hyphens undone rightly, each as often as it occurs."""
        return 1 - self.wrong.total() / max(1, self.cases.total())


def documents(files: Sequence[Path]) -> list[Document]:
    """The sample decisions and the labelled paragraphs, these grouped by their case."""
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in samples():
        source = read_source(path)
        grouped[path.stem, source.language] += [b.text for b in source.blocks if isinstance(b, Text | Bullet)]
    for path in files:
        for number, row in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines())):
            name = (row.get("source") or {}).get("case_id") or f"{path.name}:{number}"
            grouped[name, row["language"]].append(row["text"])
    return [Document(name, language, tuple(texts)) for (name, language), texts in grouped.items()]


def wrap(text: str, language: str, width: int) -> list[Line]:
    """The lines of a text, none longer than ``width`` characters unless a piece of a word alone is."""
    lines = [Line("", "")]
    for word in soft_hyphenate(text, language).split():
        pieces = _pieces(word)
        if lines[-1].text:
            lines[-1] = Line(lines[-1].shown, lines[-1].text + " ")
        while pieces:
            line = lines[-1]
            taken = _fitting(pieces, width - len(line.text))
            if not taken and line.text:
                lines.append(Line("", ""))
                continue
            added = "".join(piece.rstrip(SOFT_HYPHEN) for piece in pieces[: taken or 1])
            soft = pieces[(taken or 1) - 1].endswith(SOFT_HYPHEN)
            lines[-1] = Line(line.text + added + ("-" if soft else ""), line.text + added)
            pieces = pieces[taken or 1 :]
            if pieces:
                lines.append(Line("", ""))
    return lines


def _pieces(word: str) -> list[str]:
    """What a line break can leave together, a soft hyphen still there where the break would show one."""
    cuts = [match.start() for match in _BREAKS.finditer(word)]
    borders = [0, *(cut + 1 if word[cut] == SOFT_HYPHEN else cut for cut in cuts), len(word)]
    return [word[a:b] for a, b in pairwise(borders) if b > a]


def _fitting(pieces: Sequence[str], room: int) -> int:
    """How many pieces of a word there is room for, the hyphen after the last one counted."""
    best = length = 0
    for number, piece in enumerate(pieces, 1):
        length += len(piece.rstrip(SOFT_HYPHEN))
        if length + piece.endswith(SOFT_HYPHEN) <= room:
            best = number
    return best


def cases(lines: Sequence[Line]) -> Iterator[Case]:
    """The line ends with a hyphen."""
    for upper, lower in pairwise(lines):
        if not upper.shown.endswith("-"):
            continue
        kind = "space" if upper.text.endswith(" ") else "keep" if upper.text.endswith("-") else "join"
        yield Case(upper.shown, lower.shown, kind, upper.text + lower.shown)


def score(found: Sequence[Document], widths: Sequence[int] = WIDTHS) -> Score:
    """Breaks every document at every width and undoes its hyphens with the words that the document uses unbroken."""
    result = Score(Counter(), Counter(), Counter())
    for document in found:
        for width in widths:
            wrapped = [wrap(text, document.language, width) for text in document.paragraphs]
            start = process_time()
            join = Dehyphenator(finnish_lexicon(), vocabulary(line.shown for lines in wrapped for line in lines))
            result.seconds += process_time() - start
            for case in (case for lines in wrapped for case in cases(lines)):
                start = process_time()
                got = join.join([case.upper, case.lower])
                result.seconds += process_time() - start
                result.cases[case.kind] += 1
                if got != case.truth:
                    result.wrong[case.kind] += 1
                    result.examples[_example(case)] += 1
    return result


def _example(case: Case) -> str:
    upper, lower = case.upper.rsplit(" ", 1)[-1], " ".join(case.lower.split(" ")[:2])
    return f"{case.kind:5} {upper} / {lower}"


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 1 if there was nothing to break."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="label files (default: corpus/labelled/*.jsonl)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N most frequent errors")
    options = parser.parse_args(arguments)
    finnish_lexicon()
    found = documents(options.files or sorted((CORPUS / "labelled").glob("*.jsonl")))
    print(f"{len(found)} documents, widths {', '.join(map(str, WIDTHS))}\n")
    print(f"{'':9}{'cases':>9}" + "".join(f"{kind:>9} {'wrong':>6}" for kind in KINDS) + f"{'right':>9}{'µs/case':>9}")
    total = 0
    for language in ("fi", "sv"):
        for half in (0, 1):
            result = score([d for d in found if d.language == language and d.half == half])
            total += result.cases.total()
            print(_row(f"{language} half {half + 1}", result))
            for example, count in result.examples.most_common(options.errors):
                print(f"    {count:4} {example}")
    return 0 if total else 1


def _row(name: str, result: Score) -> str:
    kinds = "".join(f"{result.cases[kind]:9,} {result.wrong[kind]:6}" for kind in KINDS)
    micros = result.seconds / max(1, result.cases.total()) * 1e6
    return f"{name:9}{result.cases.total():9,}{kinds}{result.right:9.2%}{micros:9.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
