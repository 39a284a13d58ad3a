"""What the labelled corpus is made of: ``python -m tests.benchmarks.corpus [--write]``.

Prints the figures of its card as Markdown tables; ``--write`` puts them into corpus/labelled/README.md. Words are
counted in lower case with their digits masked, so that other sums and years make no text look new.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import textkit
from textkit.segmentation import sentence_spans
from textkit.tagging.model import STANCES
from textkit.tagging.words import words

FOLDER = Path(__file__).parents[2] / "corpus" / "labelled"
CARD = FOLDER / "README.md"
START, END = "<!-- made by: python -m tests.benchmarks.corpus --write -->", "<!-- end of what is made -->"
LIKE = 0.5
"""The Jaccard likeness of word triples over which two paragraphs are near duplicates."""
LONG = (65, 120)
"""Words over which a paragraph is long, and very long."""
LEAST_WORDS = 4
"""A shorter sentence, such as a bare closing, may well be said twice."""
NO_STOCK_PHRASE = 12
"""From so many words on, two paragraphs that are alike are no formula that every meeting uses."""
PLAIN = {
    "work-immigration": ("työperäi", "osaaji"),
    "sustainable-economy": ("tuottavuu", "velkaan"),
    "climate-responsibility": ("hiilineutraal", "päästö"),
    "pleasant-city": ("viihtyis", "kaupunkikuva"),
    "segregation-prevention": ("segregaat", "eriarvo"),
    "international-partnerships": ("kumppanuu", "kaupunkiverkosto"),
    "international-attraction": ("matkailu", "vetovoim"),
}
"""Beginnings of words that say a theme plainly. Who avoids them teaches that they mean nothing."""
Row = dict[str, Any]


class Alike(NamedTuple):
    """Two texts by their numbers, the first being the smaller, and their likeness."""

    one: int
    other: int
    likeness: float


class Growth(NamedTuple):
    """How the vocabulary grows with the text.

    :param points: running words and the distinct forms among them, after each quarter.
    :param exponent: β of Heaps' law, V = K·n^β.
    """

    points: tuple[tuple[int, int], ...]
    exponent: float


def main(arguments: Sequence[str]) -> int:
    figures = report(read_rows(FOLDER))
    print(figures)
    if "--write" in arguments:
        CARD.write_text(with_figures(CARD.read_text(encoding="utf-8"), figures), encoding="utf-8")
    return 0


def read_rows(folder: Path) -> list[Row]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def with_figures(card: str, figures: str) -> str:
    """A card with its made part replaced.

    :raises ValueError: if the card lacks the comments between which it stands.
    """
    before, start, rest = card.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"the card needs the lines {START} and {END}")
    return f"{before}{START}\n\n{figures}\n\n{END}{after}"


def near_duplicates(texts: Sequence[str], like: float = LIKE) -> list[Alike]:
    """Every pair of texts whose word triples have a Jaccard likeness over ``like``, most alike first.

    Prefix filtering (Bayardo, Ma and Srikant, 2007): such a pair shares one of the rarest triples of each, so only
    these are in the inverted index, and no common phrase makes everything a candidate.
    """
    triples = [_triples(text) for text in texts]
    spread = Counter(triple for found in triples for triple in found)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs = []
    for number, found in enumerate(triples):
        rarest = sorted(found, key=lambda triple: (spread[triple], triple))
        prefix = rarest[: len(found) - math.floor(like * len(found))]
        for earlier in sorted({other for triple in prefix for other in index[triple]}):
            likeness = len(found & triples[earlier]) / len(found | triples[earlier])
            if likeness > like:
                pairs.append(Alike(earlier, number, likeness))
        for triple in prefix:
            index[triple].append(number)
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def vocabulary_growth(texts: Iterable[str], steps: int = 20) -> Growth:
    """Distinct word forms among the first running words; the exponent by least squares over ``steps`` equal steps."""
    seen: set[str] = set()
    distinct = []
    for form in (word.form for text in texts for word in words(text)):
        seen.add(form)
        distinct.append(len(seen))
    at = [max(1, len(distinct) * step // steps) for step in range(1, steps + 1)]
    slope = np.polyfit(np.log(at), np.log([distinct[n - 1] for n in at]), 1)[0]
    quarters = [max(1, len(distinct) * quarter // 4) for quarter in (1, 2, 3, 4)]
    return Growth(tuple((n, distinct[n - 1]) for n in quarters), float(slope))


def repeated_sentences(rows: Iterable[Row]) -> tuple[int, int, int]:
    """Sentences of at least four words: how many, how many distinct ones stand more than once, and how often these."""
    said: Counter[tuple[str, ...]] = Counter()
    for text, language in ((row["text"], row["language"]) for row in rows):
        for start, end in sentence_spans(text, language):
            forms = tuple(word.form for word in words(text[start:end]))
            said[forms] += len(forms) >= LEAST_WORDS
    repeated = [count for count in said.values() if count > 1]
    return said.total(), len(repeated), sum(repeated)


def shuffled(rows: Iterable[Row]) -> list[Row]:
    """Rows in an order that is always the same and has nothing to do with who wrote them or of what."""
    return sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).digest())


def report(rows: Sequence[Row]) -> str:
    """The figures as Markdown tables."""
    parts = [
        table(("figure", "value"), [*_sizes(rows), *_likeness(rows)]),
        table(("theme", "paragraphs", *STANCES), _themes(rows)),
        table(("plain word", "theme", "paragraphs", "of these with the theme"), _plain_words(rows)),
        table(("function code", "paragraphs", "decisions"), _by(rows, lambda row: row["function_code"][:2], None)),
        table(("kind of decision", "paragraphs", "decisions"), _by(rows, lambda row: row["decision_kind"], None)),
        table(("heading", "paragraphs", "decisions"), _by(rows, lambda row: row["heading"], 12)),
    ]
    return "\n\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _sizes(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    lengths = np.sort([len(row["text"].split()) for row in rows])
    yield "paragraphs", f"{len(rows):,}"
    yield "decisions", f"{len({_decision(row) for row in rows}):,}"
    yield "paragraphs without a theme", _share(sum(not row["themes"] for row in rows), len(rows))
    yield "paragraphs with two themes or more", _share(sum(len(row["themes"]) > 1 for row in rows), len(rows))
    yield "labels", f"{sum(len(row['themes']) for row in rows):,}"
    yield "Swedish paragraphs", _share(sum(row["language"] == "sv" for row in rows), len(rows))
    yield "bullets", _share(sum(row["kind"] == "bullet" for row in rows), len(rows))
    yield "running words", f"{lengths.sum():,}"
    median, ninth = (int(np.quantile(lengths, q, method="higher")) for q in (0.5, 0.9))
    yield "words a paragraph: median, 90th percentile, longest", f"{median}, {ninth}, {lengths[-1]}"
    for limit in LONG:
        yield f"paragraphs over {limit} words", _share(int((lengths > limit).sum()), len(rows))
    yield "distinct headings", f"{len({row['heading'] for row in rows}):,}"


def _likeness(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    growth = vocabulary_growth(row["text"] for row in shuffled(rows))
    forms = ", ".join(f"{distinct:,}" for _, distinct in growth.points)
    yield "distinct word forms after 25, 50, 75, 100 % of the words, shuffled", forms
    yield "Heaps exponent", f"{growth.exponent:.3f}"
    pairs = near_duplicates([row["text"] for row in rows])
    same = sum(pair.likeness == 1 for pair in pairs)
    yield (
        f"pairs of near duplicates (word triples, Jaccard over {LIKE})",
        f"{len(pairs)}, {same} of them the same words",
    )
    yield "the most alike", _worst(rows, pairs)
    longer = [pair for pair in pairs if len(rows[pair.one]["text"].split()) >= NO_STOCK_PHRASE]
    yield f"pairs of near duplicates of {NO_STOCK_PHRASE} words or more", str(len(longer))
    yield "the most alike of these", _worst(rows, longer)
    total, distinct, repeated = repeated_sentences(rows)
    yield f"sentences of {LEAST_WORDS} words or more", f"{total:,}"
    yield "of these said more than once", f"{distinct:,} sentences, {_share(repeated, total)} of all"


def _worst(rows: Sequence[Row], pairs: Sequence[Alike]) -> str:
    named = (f"{rows[one]['id']} and {rows[other]['id']} ({likeness:.2f})" for one, other, likeness in pairs[:3])
    return "; ".join(named) or "none"


def _themes(rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    stances = Counter((theme, row["stances"].get(theme)) for row in rows for theme in row["themes"])
    for theme in textkit.load_policy().theme_ids:
        counts = [stances[theme, stance] for stance in STANCES]
        yield f"`{theme}`", sum(counts), *counts


def _plain_words(rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    texts = [(row["text"].casefold(), row) for row in rows]
    for theme, stems in PLAIN.items():
        for stem in stems:
            found = [row for text, row in texts if stem in text and theme not in row["unknown"]]
            yield f"{stem}…", f"`{theme}`", len(found), _share(sum(theme in row["themes"] for row in found), len(found))


def _by(rows: Sequence[Row], key: Callable[[Row], str], most: int | None) -> Iterator[tuple[str, int, int]]:
    paragraphs = Counter(map(key, rows))
    decisions = Counter(value for value, _ in {(key(row), _decision(row)) for row in rows})
    ranked = sorted(paragraphs, key=lambda value: (-paragraphs[value], value))[:most]
    for value in sorted(ranked) if most is None else ranked:
        yield value, paragraphs[value], decisions[value]


def _decision(row: Row) -> tuple[str, str]:
    return row["source"]["case_id"], row["title"]


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({100 * part / whole:.1f} %)"


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    """The word triples of a text; the whole of it, if it is shorter."""
    forms = tuple(word.form for word in words(text))
    return frozenset(forms[at : at + 3] for at in range(max(1, len(forms) - 2)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
