"""Do labellers agree? Cohen's kappa (1960) and Krippendorff's alpha (nominal, 2004) a theme, and where they do not.

Both are 1 for full agreement and 0 for what chance would give. Kappa is the mean over pairs of labellers, weighted by
the paragraphs that both judged; alpha takes any number of labellers and missing judgements at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from textkit.training.labels import Example, text_key

Judgements = Mapping[str, bool]
"""By labeller, whether a paragraph carries a theme."""


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """Agreement on one theme. ``kappa`` and ``alpha`` are None where there is nothing to tell apart.

    :param paragraphs: that at least two labellers judged.
    :param disputed: of these, those on which they differ.
    """

    theme: str
    paragraphs: int
    disputed: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A paragraph and theme on which labellers differ."""

    id: str
    text: str
    theme: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement a theme, and every dispute in the order of the files."""

    labellers: tuple[str, ...]
    themes: tuple[ThemeAgreement, ...]
    disputes: tuple[Dispute, ...]


def agreement(examples: Sequence[Example], themes: Sequence[str]) -> Agreement:
    """Agreement of examples with a ``labeller`` each; a paragraph is known again by its text."""
    same: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        same[text_key(example.text)].append(example)
    shared = [found for found in same.values() if len({e.labeller for e in found}) > 1]
    measured, disputes = [], []
    for theme in themes:
        judged = [(found[0], judgements(found, theme)) for found in shared]
        judged = [(example, given) for example, given in judged if len(given) > 1]
        split = [(example, given) for example, given in judged if len(set(given.values())) > 1]
        units = [given for _, given in judged]
        measured.append(ThemeAgreement(theme, len(judged), len(split), mean_kappa(units), alpha(units)))
        disputes += [_dispute(example, theme, given) for example, given in split]
    order = {key: n for n, key in enumerate(same)}
    disputes.sort(key=lambda dispute: order[text_key(dispute.text)])
    names = sorted({example.labeller for example in examples if example.labeller})
    return Agreement(tuple(names), tuple(measured), tuple(disputes))


def judgements(examples: Sequence[Example], theme: str) -> dict[str, bool]:
    """What each labeller says last of one paragraph and theme; who does not know says nothing."""
    return {e.labeller or "": theme in e.themes for e in examples if theme not in e.unknown}


def mean_kappa(units: Sequence[Judgements]) -> float | None:
    """Cohen's kappa over pairs of labellers, weighted by the paragraphs that both judged."""
    pairs: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for given in units:
        for one, other in combinations(sorted(given), 2):
            pairs[one, other].append((given[one], given[other]))
    found = [(len(answers), value) for answers in pairs.values() if (value := kappa(answers)) is not None]
    total = sum(size for size, _ in found)
    return sum(size * value for size, value in found) / total if total else None


def kappa(answers: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of two labellers' answers; None if both always say the same one thing."""
    size = len(answers)
    if not size:
        return None
    observed = sum(one == other for one, other in answers) / size
    first, second = sum(one for one, _ in answers) / size, sum(other for _, other in answers) / size
    expected = first * second + (1 - first) * (1 - second)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Sequence[Judgements]) -> float | None:
    """Krippendorff's alpha of nominal data; None if only one thing was ever said."""
    disagreements = 0.0
    yes = no = 0
    for given in units:
        if len(given) > 1:
            carried = sum(given.values())
            yes, no = yes + carried, no + len(given) - carried
            disagreements += 2 * carried * (len(given) - carried) / (len(given) - 1)
    total = yes + no
    expected = 2 * yes * no / (total - 1) if total > 1 else 0.0
    return 1 - disagreements / expected if expected else None


def _dispute(example: Example, theme: str, given: Judgements) -> Dispute:
    sides = [tuple(sorted(name for name, answer in given.items() if answer is side)) for side in (True, False)]
    return Dispute(example.id, example.text, theme, sides[0], sides[1])
