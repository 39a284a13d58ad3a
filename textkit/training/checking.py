"""What is wrong with label files before a model is made of them: contradictions, duplicates, leaks, thin themes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textkit.policy import Policy
from textkit.training.agreement import Dispute, judgements
from textkit.training.duplicates import Pair, duplicates
from textkit.training.labels import Example, Labels, text_key

FEW = 20
"""A theme with fewer examples is learned badly."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two paragraphs that are alike, by id, with the themes that only one of them has."""

    one: str
    other: str
    likeness: float
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """A paragraph of the test files that training knows: the same text, nearly the same, or the same decision."""

    id: str
    why: str
    known: str


@dataclass(frozen=True, slots=True)
class LabelCheck:
    """What was found over all files.

    :param counts: how many examples a theme has; ``thin`` are those with too few.
    :param same: pairs of the same text; ``near`` of nearly the same.
    """

    paragraphs: int
    themeless: int
    counts: tuple[tuple[str, int], ...]
    thin: tuple[str, ...]
    contradictions: tuple[Dispute, ...]
    same: tuple[Likeness, ...]
    near: tuple[Likeness, ...]
    leaks: tuple[Leak, ...]


def check_labels(training: Sequence[Labels], test: Sequence[Labels], policy: Policy) -> LabelCheck:
    """Checks examples of all files together.

    :param test: files that a model is going to be measured by.
    """
    examples = [example for labels in training for example in labels.examples]
    held_out = [example for labels in test for example in labels.examples]
    every = [*examples, *held_out]
    pairs = duplicates([example.text for example in every])
    inside = [pair for pair in pairs if pair.other < len(examples)]
    counts = Counter(theme for example in examples for theme in example.themes)
    same_text = [_is_same(every, pair) for pair in inside]
    return LabelCheck(
        paragraphs=len(examples),
        themeless=sum(not example.themes for example in examples),
        counts=tuple((theme, counts[theme]) for theme in policy.theme_ids),
        thin=tuple(theme for theme in policy.theme_ids if counts[theme] < FEW),
        contradictions=tuple(_contradictions(examples, policy.theme_ids)),
        same=tuple(_likeness(every, pair) for pair, same in zip(inside, same_text, strict=True) if same),
        near=tuple(_likeness(every, pair) for pair, same in zip(inside, same_text, strict=True) if not same),
        leaks=tuple(_leaks(examples, held_out, pairs)),
    )


def _contradictions(examples: Sequence[Example], themes: Sequence[str]) -> list[Dispute]:
    same: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        same[text_key(example.text)].append(example)
    found = []
    for group in same.values():
        for theme in themes if len(group) > 1 else ():
            given = judgements([_named(example, n) for n, example in enumerate(group, 1)], theme)
            yes = tuple(name for name, carried in given.items() if carried)
            no = tuple(name for name, carried in given.items() if not carried)
            if yes and no:
                found.append(Dispute(group[0].id, group[0].text, theme, yes, no))
    return found


def _named(example: Example, number: int) -> Example:
    """With a labeller in any case, and never twice with the same: one may contradict himself."""
    return replace(example, labeller=f"{example.labeller or number} ({example.id})")


def _leaks(training: Sequence[Example], test: Sequence[Example], pairs: Sequence[Pair]) -> list[Leak]:
    every = [*training, *test]
    found: dict[int, Leak] = {}
    for pair in pairs:
        if pair.one < len(training) <= pair.other and pair.other not in found:
            why = "the same text" if _is_same(every, pair) else f"{pair.likeness:.0%} the same text"
            found[pair.other] = Leak(every[pair.other].id, why, every[pair.one].id)
    known = {example.group: example.id for example in reversed(training)}
    for number, example in enumerate(test, len(training)):
        if example.group in known:
            found.setdefault(number, Leak(example.id, "the same decision", known[example.group]))
    return [found[number] for number in sorted(found)]


def _is_same(examples: Sequence[Example], pair: Pair) -> bool:
    return text_key(examples[pair.one].text) == text_key(examples[pair.other].text)


def _likeness(examples: Sequence[Example], pair: Pair) -> Likeness:
    one, other = examples[pair.one], examples[pair.other]
    differing = (one.themes ^ other.themes) - one.unknown - other.unknown
    return Likeness(one.id, other.id, pair.likeness, tuple(sorted(differing)))
