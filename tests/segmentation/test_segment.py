from __future__ import annotations

import textkit
from tests.samples import sample_pdf
from textkit.segmentation import docs


def test_every_paragraph_gets_a_language_and_sentences() -> None:
    [decision] = textkit.read(sample_pdf(1))
    for _, paragraph in decision.paragraphs():
        assert paragraph.language == "fi"
        assert paragraph.sentences
        assert paragraph.sentences[0][0] == 0
        assert paragraph.sentences[-1][1] == len(paragraph.text)


def test_a_swedish_decision_is_swedish() -> None:
    [decision] = textkit.read(sample_pdf(12))
    assert decision.language == "sv"


def test_spacy_documents_have_the_same_sentences() -> None:
    [decision] = textkit.read(sample_pdf(4))
    paragraphs = [paragraph for _, paragraph in decision.paragraphs()]
    for paragraph, doc in zip(paragraphs, docs(paragraphs), strict=True):
        assert tuple((s.start_char, s.end_char) for s in doc.sents) == paragraph.sentences
