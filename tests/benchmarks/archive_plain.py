"""The plain pipeline: pdfplumber, all of spaCy's Finnish components, scikit-learn; as its manuals show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber

from textkit import read
from textkit.pipeline import passages_of
from textkit.tagging import Model, Tagger, load_model
from textkit.tagging.model import context_of, logits, probabilities

_PARAGRAPH_END = re.compile(r"(?<=[.;:])\n|\n\s*\n")


def plain_pages() -> Callable[[Path], int]:
    """The pipeline: reads a file, parses and classifies its paragraphs, and gives the number of its pages."""
    import spacy_fi_experimental_web_md  # type: ignore[import-untyped]

    model = load_model()
    nlp = spacy_fi_experimental_web_md.load()
    classifiers = _classifiers(model)

    def run(file: Path) -> int:
        with pdfplumber.open(file) as pdf:
            texts = [text for page in pdf.pages for text in _PARAGRAPH_END.split(page.extract_text()) if text.strip()]
            pages = len(pdf.pages)
        words = [" ".join(token.text for token in doc) for doc in nlp.pipe(texts)]
        matrix = model.vocabulary.matrix(words)
        for classifier in classifiers:
            classifier.predict_proba(matrix)
        return pages

    return run


def agreement(files: list[Path]) -> tuple[int, int]:
    """On how many paragraphs that both read the same (our text stands so in pdfplumber's) all tags agree; of how many.

    The scores are scikit-learn's, calibrated like ours.
    """
    model, tagger = load_model(), Tagger(load_model())
    classifiers = _classifiers(model)
    same = compared = 0
    for file in files:
        plain = _squeezed(file)
        for decision in read(file):
            passages = [passage for _, _, passage in passages_of(decision)]
            if len(passages) < 2:
                continue
            matrix = model.vocabulary.matrix([passage.text for passage in passages])
            scores = np.column_stack([classifier.decision_function(matrix) for classifier in classifiers])
            table = probabilities(logits(scores, context_of(scores), model.calibration))
            for passage, row, tags in zip(passages, table, tagger.tag(passages), strict=True):
                if re.sub(r"\s+", "", passage.text) in plain:
                    compared += 1
                    same += [bool(value) for value in row >= model.thresholds] == [tag.tagged for tag in tags]
    return same, compared


def _squeezed(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


def _classifiers(model: Model) -> list[Any]:
    """scikit-learn's classifiers with our weights, one a theme."""
    from sklearn.linear_model import LogisticRegression

    made = []
    for column in range(len(model.themes)):
        classifier = LogisticRegression()
        classifier.classes_ = np.array([0, 1])
        classifier.coef_ = np.ascontiguousarray(model.weights[:, column : column + 1].T)
        classifier.intercept_ = model.intercepts[column : column + 1]
        classifier.n_features_in_ = len(model.weights)
        made.append(classifier)
    return made
