"""What Tesseract misreads in every decision, set right where what stands around it leaves no doubt.

Its Finnish does not know ``§`` and hardly knows ``@``; only figures and names that a decision is found by matter here,
words are left as they are.
"""

from __future__ import annotations

import re

_MENDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"—"), "–"),
    (re.compile(r"–-|-–"), "–"),
    (re.compile(r"^–(?=\w)"), "– "),
    (re.compile(r"\b(HEL \d{4}-\d{6})T\b"), r"\1 T"),
    (re.compile(r"(?<=\d )[8S&$](?=:(?:n|ssä|ää|stä|ään)\b)"), "§"),
    (re.compile(r"((?:luvun|lain|kap\.|lagen) \d{1,3} )[58S&$](?![\w:])"), r"\1§"),
    (re.compile(r"(\b\d{1,2}\.\d{1,2}\.\d{4}, \d{1,4} )[8S&$](?![\w:])"), r"\1§"),
    (re.compile(r"(?<=[a-zåäö]) ?(?:&|\(O|O[bd)]?|[(QG©]) ?(?=hel\.fi\b)"), "@"),
    (re.compile(r"\bkirjaamo (?=hel\.fi\b)"), "kirjaamo@"),
)
_NUMBER = re.compile(r"^[8S&$] (?=\d{1,4}$)")
_BOLD_NUMBER = re.compile(r"^[8S&$] ?(?=\d{1,4}$)")


def mend(text: str, *, alone: bool, bold: bool) -> str:
    """A run of words with its usual misreadings set right.

    :param alone: whether it is all that stands in its line: a number there is that of the decision, ``8 15`` for
        ``§ 15`` and, in bold, ``815``.
    """
    for pattern, right in _MENDED:
        text = pattern.sub(right, text)
    if not alone:
        return text
    return (_BOLD_NUMBER if bold else _NUMBER).sub("§ ", text)
