from __future__ import annotations

import pytest

from textkit.segmentation import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kaupunginhallitus päätti hyväksyä esityksen liitteen mukaisesti.", "fi"),
        ("Nämnden beslutade godkänna planen och konstatera att den är ändamålsenlig.", "sv"),
        ("The city joined the network in order to share its experience of harbour districts.", "en"),
        ("Stadsstyrelsen antecknade ärendet för kännedom.", "sv"),
        ("Helsingin kaupunki ja Esbo stad ovat tehneet sopimuksen, jonka mukaan kulut jaetaan.", "fi"),
    ],
)
def test_language_of_a_paragraph(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "HEL 2023-004217", "12 345,00", "Oy Ab"])
def test_too_short_to_tell(text: str) -> None:
    assert language_of(text) is None
