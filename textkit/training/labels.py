"""Labelled paragraphs of any format → examples with a policy's theme ids, checked once at the border."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from textkit.errors import ResourceError
from textkit.policy import Policy
from textkit.tagging.model import STANCES
from textkit.training.formats import Annotation, LabelFile, Skipped, read_label_file
from textkit.training.formats.annotation import Skip
from textkit.training.formats.files import FORM
from textkit.training.names import Names


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled paragraph.

    ``group`` is the decision that it comes from, so that no decision is on both sides of a split. A theme in neither
    ``themes`` nor ``unknown`` is an explicit negative.
    """

    id: str
    text: str
    group: str
    themes: frozenset[str]
    stances: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    language: str | None = None
    heading: str | None = None
    title: str | None = None
    organ: str | None = None
    labeller: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """What a label file gave: its examples, and every row that was not used, with the reason."""

    file: LabelFile
    examples: tuple[Example, ...]
    annotations: tuple[Annotation, ...]
    """The judgements that the examples were made of, with theme ids, in the same order."""
    skipped: tuple[Skipped, ...]
    unknown_names: Counter[str]


def read_labels(paths: Iterable[str | Path], known_themes: Iterable[str]) -> list[Example]:
    """Examples of all files, in the order given, which have to be whole.

    :raises ResourceError: if a file is missing, empty, or has a row that is not a labelled paragraph.
    """
    names = Names(known_themes)
    examples: list[Example] = []
    for path in paths:
        labels = labels_of(path, names)
        if labels.skipped:
            place, reason = labels.skipped[0]
            problem = reason if reason.startswith("not a labelled") else f"not a labelled paragraph ({reason})"
            raise ResourceError(f"{path}:{place}", problem, FORM)
        examples += labels.examples
    if not examples:
        raise ResourceError("labels", "there is not one labelled paragraph", FORM)
    return examples


def labels_of(path: str | Path, names: Names) -> Labels:
    """Examples of a file, and what could not be used of it.

    :raises ResourceError: if it is missing, cannot be read, or no format recognises it.
    """
    file = read_label_file(path, names.known)
    examples: list[Example] = []
    kept: list[Annotation] = []
    skipped = list(file.skipped)
    unknown: Counter[str] = Counter()
    for annotation in file.annotations:
        try:
            resolved = _resolved(annotation, names, unknown)
        except Skip as exc:
            skipped.append(Skipped(annotation.place, str(exc)))
        else:
            kept.append(resolved)
            examples.append(example_of(resolved, names.ids, f"{file.path.stem}:{annotation.place}"))
    skipped.sort(key=lambda item: (not item.place.isdigit(), int(item.place) if item.place.isdigit() else 0))
    return Labels(file, tuple(examples), tuple(kept), tuple(skipped), unknown)


def example_of(annotation: Annotation, themes: Iterable[str], place: str) -> Example:
    """A judgement with theme ids as an example.

    :param place: its id, if it has none.
    """
    return Example(
        id=annotation.id or place,
        text=annotation.text,
        group=" ".join(filter(None, (annotation.case_id, annotation.title))) or text_key(annotation.text),
        themes=annotation.themes or frozenset(),
        stances=annotation.stances,
        unknown=annotation.unknown_of(themes),
        language=annotation.language,
        heading=annotation.heading,
        title=annotation.title,
        organ=annotation.organ,
        labeller=annotation.labeller,
    )


def annotation_of(example: Example) -> Annotation:
    """The inverse of :func:`example_of`; the group becomes the case."""
    plain = {name: getattr(example, name) for name in ("language", "heading", "title", "organ", "labeller")}
    case = example.group.removesuffix(example.title or "").strip()
    return Annotation(
        example.text,
        example.themes,
        unknown=example.unknown,
        stances=example.stances,
        id=example.id,
        case_id=case or None,
        **plain,
    )


def text_key(text: str) -> str:
    """A short key that texts share when they differ in case and blanks at most."""
    return hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()[:16]


def settled(examples: Sequence[Example]) -> list[Example]:
    """One example a paragraph: what most labellers say; where they are evenly divided the theme is unknown."""
    same: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        same[example.group, text_key(example.text)].append(example)
    return [found[0] if len(found) == 1 else _settle(found) for found in same.values()]


def data_digest(examples: Iterable[Example]) -> str:
    """SHA-256 of everything in examples that training depends on, their order too."""
    found = hashlib.sha256()
    for e in examples:
        parts = [e.text, e.group, sorted(e.themes), sorted(e.stances.items()), sorted(e.unknown)]
        found.update(json.dumps(parts).encode() + b"\n")
    return found.hexdigest()


def themes_short_of(examples: Iterable[Example], policy: Policy, least: int) -> list[tuple[str, int]]:
    """Themes with fewer examples than ``least``, with how many they have."""
    counts = Counter(theme for example in examples for theme in example.themes)
    return [(theme, counts[theme]) for theme in policy.theme_ids if counts[theme] < least]


def _resolved(annotation: Annotation, names: Names, unknown: Counter[str]) -> Annotation:
    stances = {_id(theme, names, unknown): stance for theme, stance in annotation.stances.items() if stance}
    if wrong := sorted(set(map(str, stances.values())) - set(STANCES)):
        raise Skip(f"unknown stance {wrong[0]!r}")
    return replace(
        annotation,
        themes=frozenset(_id(name, names, unknown) for name in sorted(annotation.themes or ())),
        # What a policy has no name for cannot be missing from a paragraph: foreign options are no error.
        negatives=None
        if annotation.negatives is None
        else frozenset(filter(None, map(names.id, annotation.negatives))),
        unknown=frozenset(_id(name, names, unknown) for name in sorted(annotation.unknown)),
        stances=stances,
    )


def _id(name: str, names: Names, unknown: Counter[str]) -> str:
    found = names.id(name)
    if found is None:
        unknown[name] += 1
        raise Skip(f"unknown theme {name!r}")
    return found


def _settle(examples: Sequence[Example]) -> Example:
    themes, unknown = set(), set()
    stances: dict[str, str] = {}
    for theme in sorted({theme for example in examples for theme in (*example.themes, *example.unknown)}):
        yes = sum(theme in example.themes for example in examples)
        no = sum(theme not in example.themes and theme not in example.unknown for example in examples)
        if yes > no:
            themes.add(theme)
            given = Counter(example.stances[theme] for example in examples if theme in example.stances)
            if given:
                stances[theme] = given.most_common(1)[0][0]
        elif yes == no:
            unknown.add(theme)
    return replace(
        examples[0], themes=frozenset(themes), unknown=frozenset(unknown), stances=stances, labeller=_both(examples)
    )


def _both(examples: Iterable[Example]) -> str | None:
    names: Iterator[str] = (example.labeller for example in examples if example.labeller)
    return "+".join(dict.fromkeys(names)) or None
