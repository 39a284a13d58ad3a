"""The figures of the corpus's card: near duplicates found without comparing all with all, and vocabulary growth."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.corpus import (
    END,
    START,
    near_duplicates,
    repeated_sentences,
    vocabulary_growth,
    with_figures,
)
from textkit.tagging.words import words

LEASE = "Tontti vuokrataan yhtiölle kolmeksikymmeneksi vuodeksi, ja vuosivuokra on 12 400 euroa."


def test_a_line_with_other_sums_and_one_other_word_is_a_near_duplicate() -> None:
    texts = [LEASE, "Pöytäkirja tarkastetaan torstaina.", LEASE.replace("12 400", "98 700").replace("euroa", "markkaa")]
    [pair] = near_duplicates(texts)
    assert (pair.one, pair.other) == (0, 2)
    assert pair.likeness == pytest.approx(8 / 10)


def test_texts_that_share_a_phrase_are_no_near_duplicates() -> None:
    assert (
        near_duplicates([LEASE, "Tontti vuokrataan yhtiölle kolmeksi vuodeksi varastoalueeksi ilman kilpailua."]) == []
    )


def test_short_texts_are_compared_whole() -> None:
    assert [pair[:2] for pair in near_duplicates(["Ei lausuntoa", "Ei mitään", "ei lausuntoa"])] == [(0, 2)]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9).map(" ".join), max_size=8))
def test_the_index_finds_what_comparing_all_with_all_finds(texts: list[str]) -> None:
    found = {(pair.one, pair.other) for pair in near_duplicates(texts)}
    assert found == {(a, b) for a, b in combinations(range(len(texts)), 2) if likeness(texts[a], texts[b]) > 0.5}


def likeness(one: str, other: str) -> float:
    first, second = ({tuple(f[n : n + 3]) for n in range(max(1, len(f) - 2))} for f in map(forms, (one, other)))
    return len(first & second) / len(first | second)


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def test_words_that_never_return_grow_the_vocabulary_in_step() -> None:
    letters = "abcdefghijklmnopqrst"
    growth = vocabulary_growth(a + b for a in letters for b in letters)
    assert growth.points == ((100, 100), (200, 200), (300, 300), (400, 400))
    assert growth.exponent == pytest.approx(1.0)


def test_words_that_always_return_do_not() -> None:
    growth = vocabulary_growth(["Päätös ei muutu, päätös ei muutu"] * 20)
    assert growth.points[0] == (30, 3)
    assert growth.points[-1] == (120, 3)
    assert growth.exponent == pytest.approx(0.0)


def test_a_sentence_counts_as_repeated_whatever_its_year() -> None:
    said = [
        "Lautakunta kokoontui 3.4.2024 ja totesi asian. Muuta ei ollut.",
        "Lautakunta kokoontui 5.6.2025 ja totesi asian.",
    ]
    assert repeated_sentences({"text": text, "language": "fi"} for text in said) == (2, 1, 2)


def test_the_made_part_of_the_card_is_replaced_and_the_rest_kept() -> None:
    card = f"# Card\n\n{START}\n\nold\n\n{END}\n\nafter\n"
    assert with_figures(card, "new") == card.replace("old", "new")
    with pytest.raises(ValueError, match="needs the lines"):
        with_figures("# Card\n", "new")
