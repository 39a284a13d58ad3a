"""The words of an archive's report, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping

from textkit.report.messages import Language

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "heading": ("Päätökset ja linjaus", "Besluten och riktlinjerna", "The decisions and the policy"),
    "counts": (
        "{decisions} päätöstä, {paragraphs} kappaletta",
        "{decisions} beslut, {paragraphs} stycken",
        "{decisions} decisions, {paragraphs} paragraphs",
    ),
    "model": ("Malli", "Modell", "Model"),
    "themes": ("Teemat", "Teman", "Themes"),
    "themes_note": (
        "Osuus päätöksistä, jotka käsittelevät teemaa.",
        "Andelen beslut som behandlar temat.",
        "The share of decisions that address the theme.",
    ),
    "years": ("Teemat vuosittain", "Teman per år", "Themes by year"),
    "sectors": ("Toimialoittain", "Per sektor", "By sector"),
    "organs": ("Toimielimittäin", "Per organ", "By organ"),
    "organs_note": (
        "Toimielimet, joilla on eniten päätöksiä; päätösten määrä suluissa.",
        "Organen med flest beslut; antalet beslut inom parentes.",
        "The organs with the most decisions; their number in brackets.",
    ),
    "stance": ("Suhtautuminen", "Förhållningssätt", "Stance"),
    "stance_note": (
        "Miten teemaa käsittelevät päätökset suhtautuvat siihen.",
        "Hur besluten som behandlar temat förhåller sig till det.",
        "How the decisions that address a theme stand to it.",
    ),
    "strongest": ("Vahvimmat päätökset", "De starkaste besluten", "The strongest decisions"),
    "changes": (
        "Mikä muuttui mallien välillä",
        "Vad som ändrades mellan modellerna",
        "What changed between the models",
    ),
    "changes_note": (
        "Teeman saaneet kappaleet: {old} → {new}.",
        "Stycken som fått temat: {old} → {new}.",
        "Paragraphs that carry the theme: {old} → {new}.",
    ),
    "theme": ("Teema", "Tema", "Theme"),
    "before": ("Ennen", "Före", "Before"),
    "after": ("Nyt", "Nu", "Now"),
    "lost": ("Poistui", "Försvann", "Gone"),
    "gained": ("Lisää", "Nya", "New"),
    "failures": ("Mitä ei voitu lukea", "Vad som inte kunde läsas", "What could not be read"),
    "stage": ("Vaihe", "Skede", "Stage"),
    "reason": ("Syy", "Orsak", "Reason"),
    "number": ("Määrä", "Antal", "Number"),
    "nothing": ("Ei yhtään.", "Inga.", "None."),
    "education": ("Kasvatus ja koulutus", "Fostran och utbildning", "Education"),
    "urban-environment": ("Kaupunkiympäristö", "Stadsmiljö", "Urban environment"),
    "culture": ("Kulttuuri ja vapaa-aika", "Kultur och fritid", "Culture and leisure"),
    "social-health": (
        "Sosiaali-, terveys- ja pelastustoimi",
        "Social-, hälsovårds- och räddning",
        "Social services, health care and rescue",
    ),
    "central": ("Keskushallinto", "Centralförvaltningen", "Central administration"),
}
_PLACES: Mapping[Language, int] = {"fi": 0, "sv": 1, "en": 2}


def word(key: str, language: Language, **values: object) -> str:
    """A phrase in a language, its ``{…}`` filled in."""
    return _WORDS[key][_PLACES[language]].format(**values)


def percent(share: float, language: Language) -> str:
    """A share as the language writes it: with a space before the sign, and a comma but in English."""
    text = f"{100 * share:.1f}"
    return f"{text}%" if language == "en" else f"{text.replace('.', ',')} %"


def count(value: int, language: Language) -> str:
    """A whole number, its thousands set apart."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")
