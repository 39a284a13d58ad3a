"""The words of reports, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from textkit.report.phrases import COMPARISON, EXPLANATION, PAGE

Language = Literal["fi", "sv", "en"]

_MESSAGES: Mapping[str, Mapping[Language, str]] = {
    "policy": {"fi": "Linjaus", "sv": "Riktlinjer", "en": "Policy"},
    "addressed": {"fi": "Päätös käsittelee", "sv": "Beslutet behandlar", "en": "The decision addresses"},
    "unaddressed": {"fi": "Päätös ei käsittele", "sv": "Beslutet behandlar inte", "en": "Not addressed"},
    "nothing": {
        "fi": "Päätös ei käsittele yhtään linjauksen teemaa.",
        "sv": "Beslutet behandlar inget av riktlinjernas teman.",
        "en": "The decision addresses none of the policy's themes.",
    },
    "advances": {"fi": "edistää", "sv": "främjar", "en": "advances"},
    "mentions": {"fi": "mainitsee", "sv": "nämner", "en": "mentions"},
    "conflicts": {"fi": "ristiriidassa", "sv": "i konflikt", "en": "conflicts"},
    "in_decision": {"fi": "päätöstekstissä", "sv": "i beslutstexten", "en": "in the decision text"},
    "in_reasons": {"fi": "vain perusteluissa", "sv": "bara i motiveringen", "en": "only in the reasons"},
    "paragraph": {"fi": "1 kappale", "sv": "1 stycke", "en": "1 paragraph"},
    "paragraphs": {"fi": "{n} kappaletta", "sv": "{n} stycken", "en": "{n} paragraphs"},
    "page": {"fi": "s. {n}", "sv": "s. {n}", "en": "p. {n}"},
    "against": {
        "fi": "ristiriita myös muun tekstin seassa",
        "sv": "en konflikt finns också i texten",
        "en": "a conflict stands in the text, too",
    },
    "look": {"fi": "katso itse", "sv": "se själv", "en": "look yourself"},
    "score": {
        "fi": "Yhteensopivuus {score} (asteikko −1…1): käsiteltyjen teemojen keskiarvo, ristiriidat miinuksena.",
        "sv": "Överensstämmelse {score} (skala −1…1): medeltal av de behandlade temana, konflikter som minus.",
        "en": "Alignment {score} (scale −1…1): the mean of the themes addressed, conflicts counted as minus.",
    },
    "untagged": {
        "fi": "{n} kappaletta ei sisällä teemoja.",
        "sv": "{n} stycken saknar teman.",
        "en": "{n} paragraphs carry no theme.",
    },
    "untagged_one": {
        "fi": "1 kappale ei sisällä teemoja.",
        "sv": "1 stycke saknar teman.",
        "en": "1 paragraph carries no theme.",
    },
    "untitled": {"fi": "Nimetön asiakirja", "sv": "Handling utan rubrik", "en": "Untitled document"},
    "proposal": {"fi": "esitys", "sv": "förslag", "en": "proposal"},
    "minutes": {"fi": "päätös", "sv": "beslut", "en": "decision"},
    "officer": {"fi": "viranhaltijapäätös", "sv": "tjänsteinnehavarbeslut", "en": "officer's decision"},
    "context": {"fi": "päätöksen muu teksti", "sv": "beslutets övriga text", "en": "the rest of the decision"},
    "bias": {"fi": "lähtötaso", "sv": "utgångsnivå", "en": "base level"},
    "other_words": {"fi": "muut sanat", "sv": "övriga ord", "en": "other words"},
    **PAGE,
    **COMPARISON,
    **EXPLANATION,
}

MARKS: Mapping[str, str] = {"advances": "▲", "mentions": "●", "conflicts": "▼"}
"""A sign for each stance, so that nothing is told by colour alone."""


def message(key: str, language: Language, **values: object) -> str:
    """A phrase in a language, its ``{…}`` filled in."""
    return _MESSAGES[key][language].format(**values)


def number(value: float, language: Language, digits: int = 2) -> str:
    """A number as the language writes it: with a comma in Finnish and Swedish, and a true minus sign."""
    text = f"{value:.{digits}f}".replace("-", "−")
    return text if language == "en" else text.replace(".", ",")


def date(iso: str, language: Language) -> str:
    """An ISO date as the language writes it."""
    if language == "en":
        return iso
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"
