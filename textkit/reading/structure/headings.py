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
        "ratkaisu",
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
        "yleiset perustelut",
        "määräysten perustelut",
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
    "competence": (
        "toimivalta",
        "toimivaltaperuste",
        "toimivaltaperusteet",
        "sovelletut säännökset",
        "sovellettavat säännökset",
        "sovelletut oikeusohjeet",
        "sovellettavat oikeusohjeet",
        "säädösperusta",
        "befogenhet",
        "behörighet",
        "tillämpade bestämmelser",
    ),
    "appeal": (
        "muutoksenhaku",
        "muutoksenhakuohje",
        "muutoksenhakuohjeet",
        "muutoksenhakukielto",
        "oikaisuvaatimusohje",
        "oikaisuvaatimusohjeet",
        "ohjeet oikaisuvaatimuksen tekemiseksi",
        "ohjeet hankintaoikaisuvaatimuksen tekemiseksi",
        "ohjeet kuntalain mukaisen oikaisuvaatimuksen tekemiseksi",
        "muutoksenhaku ja täytäntöönpano",
        "muutoksenhaku hankintapäätökseen",
        "valitusosoitus",
        "valitusosoitus markkinaoikeudelle",
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
        "tiedoksianto",
        "toimeksi- ja tiedoksiannot",
        "päätöksen perusteena olevat asiakirjat",
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
        "esittelijätiedot",
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
_NUMBER = re.compile(r"^\d{1,2}[.)]? (?=\D)")
_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names}
_LONGEST = max(map(len, _ROLES)) + 10
"""A usual heading with number and colon is no longer; most lines are, and cost nothing so."""
PRESENTER = frozenset({"esittelijä", "esittelijätiedot", "föredragande"})


def role_of(heading: str) -> Role | None:
    """The role that a heading gives its section, or None for a heading that is not one of the usual ones."""
    return _ROLES.get(_key(heading)) if len(heading) <= _LONGEST else None


def is_presenter(heading: str) -> bool:
    """Whether the section names who presents the matter."""
    return _key(heading) in PRESENTER


def _key(heading: str) -> str:
    """A heading as the table has it: without its number, colon or full stop."""
    return _NUMBER.sub("", re.sub(r"\s+", " ", heading).strip(" :.")).casefold()
