"""A policy document → a draft of its policy file: what it lists and numbers are candidates for themes.

Four ways of naming themes are known, and the first that gives two or more is taken: numbered titles; other headings
that are not those of every decision; numbers inside a sentence, ``(1) … (2) …``, with what follows *ovat* or *är* taken
apart at its commas; and bullets. It is a beginning for somebody who knows the policy, not a judgement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from textkit.document import Decision, Paragraph, Section
from textkit.reading.structure.headings import role_of

FEWEST = 2
_LONGEST_NAME = 80
_MOST_SEEDS = 5
_NUMBERED_TITLE = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)])\s+(?=[^\W\d_])")
_NUMBER = re.compile(r"\((\d+)\)")
_WHICH_ARE = re.compile(r"\b(?:ovat|on|är|are)\b:?\s+")
_LAST_AND = re.compile(r"\s+(?:sekä|ja|samt|och)\s*$")
_ASCII = str.maketrans("äöåéüšž", "aoaeusz")
_FRONT = frozenset(
    {"johdanto", "tausta", "sisällys", "tiivistelmä", "seuranta", "inledning", "bakgrund", "innehåll", "uppföljning"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a theme: its name, what the document says of it, and in which section."""

    name: str
    definition: str
    section: str
    seeds: tuple[str, ...] = ()


def theme_candidates(decision: Decision) -> list[Candidate]:
    """Candidates in the order of the document; empty if it lists and numbers nothing."""
    for way in (_numbered_titles, _headings, _inline_numbers, _bullets):
        found = list(_distinct(way(decision)))
        if len(found) >= FEWEST:
            return found
    return []


def policy_yaml(decision: Decision, candidates: Sequence[Candidate]) -> str:
    """A policy file, valid as it is, with notes on what to do with it."""
    name = decision.title or _first_line(decision) or decision.source.name.rsplit(".", 1)[0]
    lines = [
        f"# A draft made of {decision.source.name}. For each theme: mend the name and the definition, give a few seed",
        "# phrases that decisions would use, and take out what is no theme. Then: textkit policy check FILE",
        f"id: {slug(name)}",
        *([f"case_id: {_quoted(decision.case_id)}"] if decision.case_id else []),
        *_texts("name", name, decision.language, ""),
        "themes:",
    ]
    used: set[str] = set()
    for candidate in candidates:
        lines += _theme(candidate, _unused(slug(candidate.name), used), decision.language)
    return "\n".join(lines) + "\n"


def slug(name: str) -> str:
    """Lower-case words joined by hyphens, without accents."""
    words = re.findall(r"[a-z0-9]+", name.lower().translate(_ASCII))
    found = "-".join(words[:6])
    return found if re.search("[a-z]", found) else f"no-{found}".rstrip("-")


def _numbered_titles(decision: Decision) -> Iterator[Candidate]:
    """Numbered headings, and short numbered lines that a plain text has in their place, with what stands below."""
    name = ""
    body: list[Paragraph] = []
    for line, paragraph in _lines(decision):
        if _NUMBERED_TITLE.match(line) and len(line) <= _LONGEST_NAME and line[-1] not in ".;:,":
            yield from _candidate(name, body)
            name, body = line, []
        elif paragraph is None or line.lower() in _FRONT:
            yield from _candidate(name, body)
            name, body = "", []
        else:
            body.append(paragraph)
    yield from _candidate(name, body)


def _headings(decision: Decision) -> Iterator[Candidate]:
    for section in decision.sections:
        if section.heading and _is_own(section):
            yield from _candidate(section.heading, section.paragraphs)


def _lines(decision: Decision) -> Iterator[tuple[str, Paragraph | None]]:
    """Headings, without a paragraph, and paragraphs, in reading order."""
    for section in decision.sections:
        if section.heading:
            yield section.heading.strip(), None
        yield from ((paragraph.text.strip(), paragraph) for paragraph in section.paragraphs)


def _candidate(heading: str, body: Sequence[Paragraph]) -> Iterator[Candidate]:
    name = _NUMBERED_TITLE.sub("", heading).strip()
    whole = [paragraph.text for paragraph in body if paragraph.kind == "paragraph"] or [p.text for p in body]
    seeds = [paragraph.text.rstrip(";.,") for paragraph in body if paragraph.kind == "bullet"]
    if name and whole and name.lower() not in _FRONT:
        yield Candidate(name, whole[0], heading, tuple(seeds[:_MOST_SEEDS]))


def _first_line(decision: Decision) -> str | None:
    """What a document without a title begins with, if it looks like one."""
    line = next((line for line, _ in _lines(decision)), "")
    return line if line and len(line) <= _LONGEST_NAME and line[-1] not in ".;:," else None


def _is_own(section: Section) -> bool:
    """Whether a heading is this document's own, and not one that every decision has."""
    return role_of(section.heading or "") is None


def _inline_numbers(decision: Decision) -> Iterator[Candidate]:
    for section, paragraph in _telling(decision):
        parts = _NUMBER.split(paragraph.text)
        for text in parts[2::2]:
            for name in _listed(text):
                yield Candidate(name, name, section.heading or "")


def _listed(text: str) -> Iterator[str]:
    """The names in the text behind a number: what it says the things *are*, or itself."""
    which = _WHICH_ARE.search(text)
    names = re.split(r"[,;]", text[which.end() :]) if which else [text.split(";")[0]]
    for name in names:
        plain = _LAST_AND.sub("", name).strip(" .,;:")
        if plain and len(plain) <= _LONGEST_NAME:
            yield plain[0].upper() + plain[1:]


def _bullets(decision: Decision) -> Iterator[Candidate]:
    for section, paragraph in _telling(decision):
        if paragraph.kind == "bullet":
            name = re.split(r"[.:;,–]\s|[.;:]$", paragraph.text)[0].strip()
            if name and len(name) <= _LONGEST_NAME:
                yield Candidate(name[0].upper() + name[1:], paragraph.text, section.heading or "")


def _telling(decision: Decision) -> Iterator[tuple[Section, Paragraph]]:
    for section, paragraph in decision.paragraphs():
        if section.role in ("decision", "summary", "reasons", "other"):
            yield section, paragraph


def _distinct(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for candidate in candidates:
        if slug(candidate.name) not in seen:
            seen.add(slug(candidate.name))
            yield candidate


def _theme(candidate: Candidate, identifier: str, language: str | None) -> Iterator[str]:
    yield f"  - id: {identifier}"
    yield from _texts("name", candidate.name, language, "    ")
    yield from _texts("definition", candidate.definition, language, "    ")
    yield "    passages:"
    yield f"      - {{section: {_quoted(candidate.section)}, words: {_quoted(candidate.name)}}}"
    if candidate.seeds:
        yield "    seeds:"
        yield from (f"      - {_quoted(seed)}" for seed in candidate.seeds)
    else:
        yield "    seeds: []"


def _texts(key: str, text: str, language: str | None, indent: str) -> Iterator[str]:
    """A text by language. A policy needs Finnish, so a Swedish text stands there too until it is translated."""
    yield f"{indent}{key}:"
    yield f"{indent}  fi: {_quoted(text)}"
    if language == "sv":
        yield f"{indent}  sv: {_quoted(text)}"


def _quoted(text: str) -> str:
    """A text as YAML, of which JSON is a part."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _unused(identifier: str, used: set[str]) -> str:
    name, number = identifier, 2
    while name in used:
        name, number = f"{identifier}-{number}", number + 1
    used.add(name)
    return name
