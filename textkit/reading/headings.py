"""The headings that city decisions use, in Finnish and Swedish, and the role of what stands under them."""

from __future__ import annotations

import re

from textkit.document import Role

_NAMES: dict[Role, tuple[str, ...]] = {
    "decision": (
        "päätös",
        "päätösehdotus",
        "esitys",
        "esitysehdotus",
        "ehdotus",
        "beslut",
        "beslutsförslag",
        "framställning",
        "förslag till framställning",
        "förslag",
    ),
    "summary": ("tiivistelmä", "sammandrag", "sammanfattning"),
    "reasons": (
        "perustelut",
        "päätöksen perustelut",
        "esittelijän perustelut",
        "päätösehdotuksen perustelut",
        "motivering",
        "motiveringar",
        "skäl",
        "föredragandens motivering",
        "föredragandens motiveringar",
        "beslutsmotivering",
        "motivering till beslutet",
        "motivering av beslutet",
        "motiveringar till beslutet",
    ),
    "handling": ("käsittely", "äänestys", "äänestykset", "behandling", "handläggning", "omröstning"),
    "statement": (
        "lausunto",
        "lausuntoehdotus",
        "lausunnot",
        "annetut lausunnot",
        "utlåtande",
        "utlåtanden",
        "förslag till utlåtande",
        "utlåtandeförslag",
    ),
    "competence": ("toimivalta", "toimivaltaperusteet", "sovelletut säännökset", "befogenhet", "behörighet"),
    "appeal": (
        "muutoksenhaku",
        "muutoksenhakuohje",
        "muutoksenhakuohjeet",
        "muutoksenhakukielto",
        "oikaisuvaatimusohje",
        "oikaisuvaatimusohjeet",
        "valitusosoitus",
        "sökande av ändring",
        "ändringssökande",
        "anvisningar för sökande av ändring",
        "anvisning om rättelseyrkande",
        "besvärsanvisning",
        "förbud mot sökande av ändring",
    ),
    "attachments": (
        "liitteet",
        "liite",
        "liitteenä",
        "oheismateriaali",
        "otteet",
        "ote",
        "tiedoksi",
        "päätöshistoria",
        "bilagor",
        "bilaga",
        "bilagematerial",
        "utdrag",
        "för kännedom",
        "beslutshistoria",
    ),
    "contact": (
        "esittelijä",
        "lisätiedot",
        "lisätietojen antaja",
        "yhteystiedot",
        "föredragande",
        "upplysningar",
        "ytterligare upplysningar",
        "mer information",
        "ytterligare information",
        "kontaktuppgifter",
    ),
}
_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names}
PRESENTER = frozenset({"esittelijä", "föredragande"})


def role_of(heading: str) -> Role | None:
    """The role that a heading gives its section, or None for a heading that is not one of the usual ones."""
    return _ROLES.get(_key(heading))


def is_presenter(heading: str) -> bool:
    """Whether the section names who presents the matter."""
    return _key(heading) in PRESENTER


def _key(heading: str) -> str:
    return re.sub(r"\s+", " ", heading).strip(" :.").casefold()
