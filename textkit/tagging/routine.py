"""Paragraphs that carry no theme whatever they name, told by their wording.

The guide calls them procedure: a line of a list of members, a competence clause that cites the administrative regulation,
that minutes are held for everybody to see. Where a section's heading says so already, its role does.
"""

from __future__ import annotations

import re

_MOST_WORDS = 16
_NAME = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöéü]+)*"
_MEMBER = re.compile(rf"(?:[a-zåäö-]+ ){{0,3}}{_NAME}(?: {_NAME}){{1,3}}, [^\d.!?;:]+")
"""Perhaps a title, two to four capitalised words, a comma, and neither a figure nor the end of a sentence."""

_BEGINNING = 120
_COMPETENCE = re.compile(
    r"hallintosäännön \d+\.? luvun"
    r"|\d+ (?:kap\.?|kapitlet) (?:\d+ § )?(?:(?:\d+ )?mom(?:ent\w*|\.) )?i (?:\w+ )?förvaltningsstadga",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"pöytäkirja (?:pidetään|asetetaan|on) (?:yleisesti )?nähtävä|protokoll\w* (?:hålls|läggs|är) (?:allmänt )?framlag",
    re.IGNORECASE,
)


def is_routine(text: str) -> bool:
    """Whether a paragraph is procedure by its wording.

    >>> is_routine("Hallintosäännön 12 luvun 1 §:n mukaan kansliapäällikkö päättää ilmasto-ohjelman seurannasta.")
    True
    """
    beginning = text[:_BEGINNING]
    return names_a_member(text) or _COMPETENCE.search(beginning) is not None or _MINUTES.search(beginning) is not None


def names_a_member(text: str) -> bool:
    """Whether a paragraph is a person's name and where the person works.

    >>> names_a_member("projektipäällikkö Aino Esimerkki, kaupunginkanslia, elinkeino-osasto")
    True
    >>> names_a_member("Aino Esimerkki, joka johtaa hanketta, esitteli sen lautakunnalle.")
    False
    """
    return _MEMBER.fullmatch(text) is not None and len(text.split()) <= _MOST_WORDS
