"""The gate: a model goes into use only if no theme is worse for it, unless somebody says why it should."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from textkit.errors import ResourceError
from textkit.policy import Policy
from textkit.tagging import Tagger, load_model, model_in_use
from textkit.tagging.model_files import find_model
from textkit.tagging.model_home import Promotion, digest_of, promote
from textkit.training.compare import Comparison, Difference, compare
from textkit.training.labels import Example
from textkit.training.sources import trained_on


def compare_models(first: str, second: str, examples: Sequence[Example], policy: Policy) -> Comparison:
    """Two models by their names, without the paragraphs that either was trained on.

    :raises ResourceError: if a model is unusable, or no paragraph is left.
    """
    taggers = [Tagger(load_model(name)) for name in (first, second)]
    known: list[Example] = []
    for name, tagger in zip((first, second), taggers, strict=True):
        known += trained_on(tagger.model, find_model(name), policy)
    return compare(taggers[0], taggers[1], examples, known)


def compare_with_the_one_in_use(model: str, examples: Sequence[Example], policy: Policy) -> Comparison | None:
    """A model against the one in use; None if there is no other for the policy.

    :raises ResourceError: as :func:`compare_models`.
    """
    try:
        used = model_in_use(policy.id)
    except ResourceError:
        return None
    return compare_models(used, model, examples, policy)


def put_into_use(model: str, policy: Policy, comparison: Comparison | None, why: str | None) -> Promotion:
    """Promotes a model, with what the comparison said.

    :raises ResourceError: if the model is unusable, or the models' home cannot be written.
    """
    folder: Path = find_model(model)
    load_model(folder)
    said = {t.name: f"{t.first:.3f} → {t.second:.3f} [{t.low:+.3f}, {t.high:+.3f}]" for t in _all(comparison)}
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return promote(folder, policy.id, Promotion(None, digest_of(folder), now, why, said))


def _all(comparison: Comparison | None) -> list[Difference]:
    return [] if comparison is None else [*comparison.themes, comparison.micro, comparison.macro]
