"""The one way through the house: file → Decision → tags → Alignment. What notebooks and the command line call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.alignment import Alignment, Alignments, Finding, align
from textkit.document import TAGGED_ROLES, Decision, Paragraph, Section
from textkit.errors import InputError, ResourceError
from textkit.policy import DEFAULT_POLICY, Policy, load_policy

if TYPE_CHECKING:
    from textkit.tagging import Explanation, Passage, Tag, Tagger

_TERMS = 5
"""How many words of a quote are given as its evidence."""


def read(source: str | Path, *, engine: str = "auto", ocr: bool = False) -> list[Decision]:
    """The decisions of a file: whole paragraphs in sections with roles, with languages and sentences.

    :param engine: what reads PDFs: ``auto``, ``pdfplumber`` or ``pdfium``.
    :param ocr: whether Tesseract, which must be installed, reads the pages of PDFs that have no text.
    :raises InputError: if the file cannot be read.
    """
    from textkit.reading import read_file
    from textkit.segmentation import segment

    return [segment(decision) for decision in read_file(source, engine=engine, ocr=ocr)]


def read_each(source: str | Path, *, engine: str = "auto", ocr: bool = False) -> Iterator[Decision | InputError]:
    """As :func:`read`, one by one, with an error in the place of each part that cannot be read."""
    from textkit.reading import read_all
    from textkit.segmentation import segment

    for item in read_all(source, engine=engine, ocr=ocr):
        yield segment(item) if isinstance(item, Decision) else item


def read_stream(data: bytes, name: str, *, engine: str = "auto", ocr: bool = False) -> Iterator[Decision | InputError]:
    """As :func:`read_each`, from the bytes of a file, such as standard input."""
    from textkit.reading import read_bytes
    from textkit.segmentation import segment

    try:
        found = read_bytes(data, name, engine=engine, ocr=ocr)
    except InputError as exc:
        yield exc
        return
    for decision in found:
        yield segment(decision)


def tag(
    texts: Iterable[str | Passage | Mapping[str, object]], *, model: str | Path | Tagger | None = None
) -> list[tuple[Tag, ...]]:
    """Tags of texts, in order; for each every theme of the model's policy.

    :param texts: plain texts, passages, or mappings with ``text`` and, where known, ``id``, ``heading``, ``title``.
        Texts that follow each other with the same title are read as one decision.
    :raises ResourceError: if the model is unusable.
    """
    from textkit.tagging import passage_from

    return list(_tagger(model).tag(passage_from(text, n) for n, text in enumerate(texts, 1)))


def check(
    source: str | Path | Decision,
    *,
    policy: str | Path | Policy = DEFAULT_POLICY,
    model: str | Path | Tagger | None = None,
    ocr: bool = False,
) -> Alignments:
    """How the decisions of a file (or one that was read) line up with a policy; a notebook shows them as a page.

    :param ocr: as for :func:`read`.
    :raises InputError: if the file cannot be read.
    :raises ResourceError: if the policy or the model is unusable, or they do not belong together.
    """
    decisions = [source] if isinstance(source, Decision) else read(source, ocr=ocr)
    return Alignments(check_decision(decision, policy=policy, model=model) for decision in decisions)


def check_decision(
    decision: Decision, *, policy: str | Path | Policy = DEFAULT_POLICY, model: str | Path | Tagger | None = None
) -> Alignment:
    """How one decision lines up with a policy.

    :raises ResourceError: as :func:`check`.
    """
    policy = policy if isinstance(policy, Policy) else load_policy(policy)
    tagger = _tagger(model, policy.id)
    if set(tagger.model.themes) != set(policy.theme_ids):
        raise ResourceError(
            tagger.model.name,
            f"the model was trained for {tagger.model.policy}, not for {policy.id}",
            "name another with --model",
        )
    return align(decision, policy, list(_findings(decision, tagger)), tagger.model.name)


def passages_of(decision: Decision) -> list[tuple[Section, Paragraph, Passage]]:
    """The paragraphs of a decision that say something about policy, as passages to tag."""
    from textkit.tagging import Passage

    group = decision.title or decision.source.name
    return [
        (section, paragraph, Passage(paragraph.id, paragraph.text, paragraph.language, group))
        for section, paragraph in decision.paragraphs()
        if section.role in TAGGED_ROLES
    ]


def explain(decision: Decision, *, model: str | Path | Tagger | None = None) -> Iterator[tuple[Paragraph, Explanation]]:
    """Why each tag of a decision: for every tagged paragraph and theme the words that carried it, in reading order."""
    tagger = _tagger(model)
    items = passages_of(decision)
    passages = [passage for _, _, passage in items]
    tagged = _tagged(tagger.tag(passages))
    for (at, _), explanation in zip(tagged, tagger.explain_each(passages, tagged), strict=True):
        yield items[at][1], explanation


def _tagged(tags: Iterable[Sequence[Tag]]) -> list[tuple[int, str]]:
    return [(at, tag.theme) for at, found in enumerate(tags) for tag in found if tag.tagged]


def _findings(decision: Decision, tagger: Tagger) -> Iterator[Finding]:
    items = passages_of(decision)
    passages = [passage for _, _, passage in items]
    thresholds = dict(zip(tagger.model.themes, tagger.model.thresholds, strict=True))
    every = list(tagger.tag(passages))
    explanations = tagger.explain_each(passages, _tagged(every))
    for (section, paragraph, _), tags in zip(items, every, strict=True):
        for found in tags:
            span, terms = _evidence(next(explanations), paragraph) if found.tagged else (None, ())
            yield Finding(
                theme=found.theme,
                paragraph=paragraph.id,
                page=paragraph.page,
                role=section.role,
                probability=found.probability,
                threshold=float(thresholds[found.theme]),
                tagged=found.tagged,
                stance=found.stance,
                quote=paragraph.text[slice(*span)] if span else "",
                terms=terms,
                span=span,
            )


def _evidence(explanation: Explanation, paragraph: Paragraph) -> tuple[tuple[int, int], tuple[tuple[str, float], ...]]:
    """Where the sentence stands that carries a theme most, and its strongest words."""
    from textkit.tagging import strongest_span

    start, end = strongest_span(explanation, paragraph.text, paragraph.sentences)
    inside = [term for term in explanation.terms if term.weight > 0 and start <= term.start < end]
    return (start, end), tuple((term.text, term.weight) for term in inside[:_TERMS])


def _tagger(model: str | Path | Tagger | None, policy: str = DEFAULT_POLICY) -> Tagger:
    from textkit.tagging import Tagger, model_in_use

    return model if isinstance(model, Tagger) else load_tagger(str(model or model_in_use(policy)))


@lru_cache(4)
def load_tagger(model: str) -> Tagger:
    """A tagger with a shipped model or one from a folder, loaded once a process.

    :raises ResourceError: if there is no such model, or it is unusable.
    """
    from textkit.tagging import Tagger, load_model

    return Tagger(load_model(model))
