"""The sector of the city that an organ belongs to, told from its name: what analysts group by first.

Names change with every reorganization, their stems hardly do. An organ that none fits has no sector.
"""

from __future__ import annotations

import re

_STEMS = (
    ("education", r"kasvatu|koulutu|opetu|varhaiskasvatu|fostran|utbildning"),
    ("urban-environment", r"kaupunkiympäristö|ympäristö- ja lupa|kaupunkisuunnittelu|asuntotuotan|liikelaitos stara"
     r"|rakennusvalvon|rakentamispalvelu|stadsmiljö|byggnads|miljö"),
    ("culture", r"kulttuuri|liikunta|nuoriso|vapaa-ai|kirjasto|museo|kultur|fritid|idrott|ungdom"),
    ("social-health", r"sosiaali|tervey|pelastu|sote|social|hälsovård|räddning"),
    ("central", r"kaupunginhallitu|kaupunginvaltuusto|kaupunginkanslia|kansliapäällik|pormestari|elinkeino|konserni"
     r"|tarkastuslautakun|keskushallin|henkilöstö|taloushallin|stadsstyrelse|stadsfullmäktige|stadskansli"
     r"|borgmästar|kanslichef|näringslivs|koncern|revisionsnämnd"),
)  # fmt: skip
SECTORS = tuple(name for name, _ in _STEMS)
_PATTERNS = tuple((name, re.compile(stems)) for name, stems in _STEMS)


def sector_of(organ: str | None) -> str | None:
    """One of ``SECTORS``, or None."""
    if organ is None:
        return None
    lowered = organ.lower()
    return next((name for name, pattern in _PATTERNS if pattern.search(lowered)), None)
