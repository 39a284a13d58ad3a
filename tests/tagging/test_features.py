"""Features are linear in words, and scoring by looked-up words equals scoring by matrix."""

from __future__ import annotations

import numpy as np
import pytest

import textkit
from textkit.tagging import Tagger
from textkit.tagging.features import divisor, learn_vocabulary, word_features
from textkit.tagging.words import forms, normal_form, words

TEXTS = ["Katolle asennetaan 120 aurinkopaneelia.", "Katto korjataan vuonna 2024.", "Puistoon istutetaan puita."]


def test_digits_are_masked_and_case_is_not_seen() -> None:
    assert normal_form("Vuonna") == "vuonna"
    assert normal_form("2024") == normal_form("1999") == "0000"
    assert forms("EU-hanke, eu-hanke ja EU-HANKE") == ["eu-hanke", "ja"]


def test_words_know_where_they_stand() -> None:
    text = "Hallintosäännön 8 luvun 2 §:n mukaan"
    assert [text[w.start : w.end].lower() for w in words(text)][:3] == ["hallintosäännön", "8", "luvun"]


def test_a_word_is_its_ngrams_and_itself() -> None:
    assert word_features("katu") == {" kat": 1, "katu": 1, "atu ": 1, " katu": 1, "katu ": 1, " katu ": 1, "=katu": 1}


def test_rare_features_are_left_out() -> None:
    vocabulary = learn_vocabulary(TEXTS, least=2)
    assert " kat" in vocabulary.features
    assert " puu" not in vocabulary.features


def test_a_text_of_unknown_words_is_an_empty_row() -> None:
    vocabulary = learn_vocabulary(TEXTS, least=1)
    matrix = vocabulary.matrix(["xyzzy", TEXTS[0], ""])
    assert matrix.shape == (3, len(vocabulary.features))
    assert [matrix[n].nnz > 0 for n in range(3)] == [False, True, False]


def test_the_median_paragraph_has_length_one() -> None:
    vocabulary = learn_vocabulary(TEXTS, least=1)
    squares = [sum(float(v @ v) for _, v in map(vocabulary.vector, forms(text))) for text in TEXTS]
    assert np.median(squares) == pytest.approx(1.0, rel=1e-5)


def test_a_paragraph_of_four_times_the_words_is_divided_by_less_than_its_length() -> None:
    assert divisor(1.0) == 1.0
    assert 1.5 < divisor(4.0) < 2.0
    assert divisor(0.0) == 1.0, "a paragraph without a known word"


def test_looking_words_up_gives_what_the_matrix_gives() -> None:
    model = textkit.load_model()
    texts = [*TEXTS, "Kaupunginhallitus päätti jättää asian pöydälle.", ""]
    by_matrix = model.vocabulary.matrix(texts) @ model.weights + model.intercepts
    themes, stances = Tagger(model).scorer.themes_and_stances(texts)
    np.testing.assert_allclose(np.hstack([themes, stances]), by_matrix, atol=1e-4)
