"""What a model is trained on: the shipped corpus, what an earlier model was trained on, and new label files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit import _resources
from textkit.errors import ResourceError
from textkit.policy import DEFAULT_POLICY, Policy
from textkit.tagging.model import Model
from textkit.training.formats import own, read_label_file
from textkit.training.labels import (
    Example,
    Labels,
    annotation_of,
    data_digest,
    labels_of,
    read_labels,
    settled,
    text_key,
)
from textkit.training.names import Names

LABELS = "labels.jsonl"
"""In a model's folder: the examples that it was trained on beside the shipped corpus."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a model is trained on.

    :param corpus: of the shipped corpus; empty if it is not used.
    :param given: of label files, one a paragraph.
    :param files: of each label file its name, SHA-256, and how many rows were taken and skipped.
    """

    corpus: tuple[Example, ...]
    given: tuple[Example, ...]
    files: tuple[dict[str, Any], ...]

    @property
    def examples(self) -> list[Example]:
        """All of them. A paragraph of the corpus that was labelled anew has its new labels only."""
        new = {(example.group, text_key(example.text)) for example in self.given}
        return [e for e in self.corpus if (e.group, text_key(e.text)) not in new] + list(self.given)

    @property
    def background(self) -> list[str]:
        """Ordinary paragraphs to stand beside labels that are not of the shipped corpus."""
        return [] if self.corpus else background_texts()

    def facts(self) -> dict[str, Any]:
        """What a model's manifest says of them."""
        corpus = {"examples": len(self.corpus), "sha256": data_digest(self.corpus)} if self.corpus else None
        given = {"examples": len(self.given), "sha256": data_digest(self.given), "files": list(self.files)}
        return {"corpus": corpus, "labels": given if self.given else None}

    def labels_file(self, policy: Policy) -> dict[str, bytes]:
        """The given examples as a file for the model's folder."""
        if not self.given:
            return {}
        return {LABELS: own.write(map(annotation_of, self.given), policy.theme_ids)}


def shipped_label_files(policy: Policy) -> list[Path]:
    """The label files of the shipped corpus that are of a policy, sorted: those of the first policy lie at the top."""
    folder = _resources.folder("labelled")
    return sorted((folder if policy.id == DEFAULT_POLICY else folder / policy.id).glob("*.jsonl"))


def shipped_corpus(policy: Policy) -> list[Example]:
    """The shipped labelled paragraphs of a policy; there may be none.

    :raises ResourceError: if a file is damaged.
    """
    files = shipped_label_files(policy)
    return read_labels(files, policy.theme_ids) if files else []


def background_texts() -> list[str]:
    """Ordinary decision paragraphs: the texts of the whole shipped corpus, whatever policy they were labelled for."""
    found: dict[str, None] = {}
    for path in sorted(_resources.folder("labelled").rglob("*.jsonl")):
        found |= dict.fromkeys(annotation.text for annotation in read_label_file(path).annotations)
    return list(found)


def sources_of(
    policy: Policy, labels: Sequence[Labels] = (), *, corpus: bool = True, earlier: tuple[Model, Path] | None = None
) -> Sources:
    """What to train on.

    :param corpus: whether the shipped corpus is kept.
    :param earlier: a model and its folder: the labels that it was trained on are kept too.
    :raises ResourceError: if the earlier model's labels are gone, or not what it was trained on.
    """
    given: list[Example] = []
    files: list[dict[str, Any]] = []
    if earlier is not None:
        given, files = _earlier(*earlier, policy)
        corpus = earlier[0].facts.get("corpus", {}) is not None
    # What was labelled last counts: a paragraph that is labelled anew is not settled with its old labels.
    new = settled([example for found in labels for example in found.examples])
    anew = {(example.group, text_key(example.text)) for example in new}
    kept = [example for example in given if (example.group, text_key(example.text)) not in anew]
    files += [_record(found) for found in labels]
    return Sources(tuple(shipped_corpus(policy) if corpus else ()), (*kept, *new), tuple(files))


def trained_on(model: Model, folder: Path, policy: Policy) -> list[Example]:
    """Every example that a model was trained on, as far as it says.

    :raises ResourceError: if its labels are not what it was trained on.
    """
    given, _ = _earlier(model, folder, policy)
    with_corpus = model.facts.get("corpus", {}) is not None and not model.provisional
    return [*(shipped_corpus(policy) if with_corpus else ()), *given]


def _earlier(model: Model, folder: Path, policy: Policy) -> tuple[list[Example], list[dict[str, Any]]]:
    facts = model.facts.get("labels")
    if not facts:
        return [], []
    path = folder / LABELS
    examples = list(labels_of(path, Names.of(policy)).examples)
    if data_digest(examples) != facts["sha256"]:
        raise ResourceError(
            path, "these are not the labels that the model was trained on", "train it from its label files"
        )
    return examples, list(facts["files"])


def _record(labels: Labels) -> dict[str, Any]:
    path = labels.file.path
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return {
        "name": path.name,
        "sha256": _sha256(files),
        "format": labels.file.form,
        "taken": len(labels.examples),
        "skipped": len(labels.skipped),
    }


def _sha256(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()
