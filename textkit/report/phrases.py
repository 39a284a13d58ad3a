"""The words of pages, comments and comparisons, in Finnish, Swedish and English; ``messages`` hands them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Phrases = Mapping[str, Mapping[Literal["fi", "sv", "en"], str]]

PAGE: Phrases = {
    "themes": {"fi": "Teemat", "sv": "Teman", "en": "Themes"},
    "document_text": {"fi": "Asiakirjan teksti", "sv": "Handlingens text", "en": "The document"},
    "score_short": {"fi": "Yhteensopivuus", "sv": "Överensstämmelse", "en": "Alignment"},
    "score_scale": {"fi": "asteikko −1…1", "sv": "skala −1…1", "en": "scale −1…1"},
    "strength": {"fi": "vahvuus", "sv": "styrka", "en": "strength"},
    "weight": {"fi": "paino {n}", "sv": "vikt {n}", "en": "weight {n}"},
    "words": {"fi": "Ratkaisevat sanat", "sv": "Avgörande ord", "en": "Words that decided"},
    "evidence": {"fi": "Kohdat", "sv": "Ställen", "en": "Places"},
    "place": {"fi": "kohta {n}", "sv": "ställe {n}", "en": "place {n}"},
    "questions": {"fi": "Kysymyksiä valmistelijalle", "sv": "Frågor till beredaren", "en": "Questions to ask"},
    "expected": {
        "fi": "Tällaiset päätökset käsittelevät usein teemaa {theme} ({share} % {n} lähimmästä). Kuuluisiko se tähänkin?",
        "sv": "Sådana beslut behandlar ofta temat {theme} ({share} % av de {n} närmaste). Hör det hemma här också?",
        "en": "Decisions like this one often address {theme} ({share} % of the {n} nearest). Does it belong here, too?",
    },
    "examples": {"fi": "Lähimmät esimerkit", "sv": "De närmaste exemplen", "en": "The nearest examples"},
    "sums": {"fi": "Näin luvut syntyvät", "sv": "Så här räknas talen", "en": "How the figures come about"},
    "sums_how": {
        "fi": "Teeman vahvuus on 1 − Π (1 − osan paino × todennäköisyys). Yhteensopivuus on käsiteltyjen teemojen "
        "keskiarvo: edistävä lasketaan sellaisenaan, maininta puolikkaana, ristiriita miinuksena.",
        "sv": "Ett temas styrka är 1 − Π (1 − delens vikt × sannolikheten). Överensstämmelsen är medeltalet av de "
        "behandlade temana: främjande räknas helt, omnämnande till hälften, konflikt som minus.",
        "en": "A theme's strength is 1 − Π (1 − weight of the section × probability). Alignment is the mean over the "
        "themes addressed: advancing counts in full, mentioning by half, a conflict as minus.",
    },
    "theme": {"fi": "Teema", "sv": "Tema", "en": "Theme"},
    "sum": {"fi": "Lasku", "sv": "Räkning", "en": "Sum"},
    "direction": {"fi": "Suunta", "sv": "Riktning", "en": "Direction"},
    "look_why": {
        "fi": "todennäköisyys on lähellä rajaa",
        "sv": "sannolikheten är nära gränsen",
        "en": "the probability is near the threshold",
    },
    "near": {"fi": "lähimpänä rajaa", "sv": "närmast gränsen", "en": "nearest to the threshold"},
    "model": {"fi": "Malli", "sv": "Modell", "en": "Model"},
    "caution": {
        "fi": "Kone on lukenut tekstin. Se osoittaa, mihin katsoa; arvion tekee ihminen.",
        "sv": "En maskin har läst texten. Den visar var man ska se; bedömningen gör en människa.",
        "en": "A machine has read the text. It shows where to look; the judgement is a person's.",
    },
    "summary": {"fi": "Yhteenveto", "sv": "Sammandrag", "en": "Summary"},
    "decision": {"fi": "Päätös", "sv": "Beslut", "en": "Decision"},
    "none": {"fi": "ei teemoja", "sv": "inga teman", "en": "no themes"},
    "decisions": {"fi": "{n} päätöstä", "sv": "{n} beslut", "en": "{n} decisions"},
    "legend": {"fi": "Merkit", "sv": "Tecken", "en": "Marks"},
}

COMPARISON: Phrases = {
    "comparison": {"fi": "Luonnos ja päätös", "sv": "Utkast och beslut", "en": "Draft and decision"},
    "kept": {"fi": "ennallaan", "sv": "oförändrade", "en": "kept"},
    "changed": {"fi": "muutettu", "sv": "ändrade", "en": "changed"},
    "added": {"fi": "lisätty", "sv": "tillagda", "en": "added"},
    "dropped": {"fi": "poistettu", "sv": "strukna", "en": "dropped"},
    "moved": {"fi": "siirretty", "sv": "flyttad", "en": "moved"},
    "alignment_moved": {
        "fi": "Näin yhteensopivuus muuttui",
        "sv": "Så här ändrades överensstämmelsen",
        "en": "How alignment moved",
    },
    "not_moved": {
        "fi": "Yhteensopivuus ei muuttunut.",
        "sv": "Överensstämmelsen ändrades inte.",
        "en": "Alignment did not move.",
    },
    "what_changed": {"fi": "Mikä muuttui", "sv": "Vad som ändrades", "en": "What changed"},
    "nothing_changed": {
        "fi": "Teksti on sama.",
        "sv": "Texten är densamma.",
        "en": "The text is the same.",
    },
    "draft": {"fi": "Luonnos", "sv": "Utkast", "en": "Draft"},
    "outcome": {"fi": "Päätös", "sv": "Beslut", "en": "Decision"},
    "paragraphs_counted": {"fi": "Kappaleet", "sv": "Stycken", "en": "Paragraphs"},
    "gained": {"fi": "uusi teema", "sv": "nytt tema", "en": "theme gained"},
    "lost": {"fi": "teema jäi pois", "sv": "tema föll bort", "en": "theme lost"},
    "absent": {"fi": "ei käsitelty", "sv": "behandlas inte", "en": "not addressed"},
    "borrowed_proposal": {
        "fi": "Luonnoksen mukaan päätös on ehdotuksen mukainen: ehdotuksen teksti on otettu päätöksestä.",
        "sv": "Enligt utkastet är beslutet enligt förslaget: förslagets text har tagits ur beslutet.",
        "en": "The draft says that the decision is as proposed: the proposal's text was taken from the decision.",
    },
    "borrowed_reasons": {
        "fi": "Päätös ei toista perusteluja: niitä on pidetty samoina.",
        "sv": "Beslutet upprepar inte motiveringen: den har hållits för oförändrad.",
        "en": "The decision does not repeat the reasons: they were taken as unchanged.",
    },
    "taken_out": {"fi": "poistettu:", "sv": "struket:", "en": "taken out:"},
    "put_in": {"fi": "lisätty:", "sv": "tillagt:", "en": "put in:"},
}

EXPLANATION: Phrases = {
    "explanation": {
        "fi": "Miksi nämä teemat",
        "sv": "Varför dessa teman",
        "en": "Why these themes",
    },
    "explanation_how": {
        "fi": "Jokainen sana lisää tai vähentää teeman logaritmista vetosuhdetta. Summa on tarkka, ja siitä seuraa "
        "todennäköisyys.",
        "sv": "Varje ord ökar eller minskar temats log-odds. Summan är exakt och ger sannolikheten.",
        "en": "Each word adds to a theme's log odds, or takes from them. The sum is exact and gives the probability.",
    },
    "word": {"fi": "Sana", "sv": "Ord", "en": "Word"},
    "adds": {"fi": "Lisää", "sv": "Bidrag", "en": "Adds"},
    "total": {"fi": "yhteensä", "sv": "totalt", "en": "in all"},
    "probability": {"fi": "todennäköisyys", "sv": "sannolikhet", "en": "probability"},
    "no_tags": {
        "fi": "Missään kappaleessa ei ole näitä teemoja.",
        "sv": "Inget stycke har dessa teman.",
        "en": "No paragraph carries these themes.",
    },
}
