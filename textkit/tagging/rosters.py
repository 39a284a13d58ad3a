"""Lines of a list of members: a person's name and where the person works. They carry no theme, whatever the unit is called."""

from __future__ import annotations

import re

_MOST_WORDS = 16
_NAME = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöéü]+)*"
_MEMBER = re.compile(rf"(?:[a-zåäö-]+ ){{0,3}}{_NAME}(?: {_NAME}){{1,3}}, [^\d.!?;:]+")
"""Perhaps a title, two to four capitalised words, a comma, and neither a figure nor the end of a sentence."""


def names_a_member(text: str) -> bool:
    """Whether a paragraph is such a line.

    >>> names_a_member("projektipäällikkö Aino Esimerkki, kaupunginkanslia, elinkeino-osasto")
    True
    >>> names_a_member("Aino Esimerkki, joka johtaa hanketta, esitteli sen lautakunnalle.")
    False
    """
    return _MEMBER.fullmatch(text) is not None and len(text.split()) <= _MOST_WORDS
