"""The document's text as HTML, its telling sentences marked by colour, by a line and by a named sign behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from textkit.alignment import ROLE_WEIGHTS, Alignment
from textkit.document import TAGGED_ROLES, Paragraph, Section
from textkit.report.context import Context
from textkit.report.marks import Mark, marks_of, pieces
from textkit.report.messages import MARKS

_DEEPEST = 6


def document_html(alignment: Alignment, context: Context, prefix: str, level: int) -> str:
    """The sections of a decision.

    :param prefix: of all element ids, so that several decisions fit on a page.
    :param level: of the headings of main sections.
    """
    marks = marks_of(alignment)
    writer = _Writer(context, prefix, marks)
    return "\n".join(part for section in alignment.decision.sections for part in writer.section(section, level))


class _Writer:
    def __init__(self, context: Context, prefix: str, marks: Mapping[str, Sequence[Mark]]) -> None:
        self._context = context
        self._prefix = prefix
        self._marks = marks

    def section(self, section: Section, level: int) -> Iterator[str]:
        """A heading with what its text weighs, and the paragraphs under it."""
        tells = section.role in TAGGED_ROLES
        yield f'<div class="part{"" if tells else " quiet"}">'
        if section.heading:
            tag = f"h{min(level + section.level - 1, _DEEPEST)}"
            weight = self._weight(section) if section.level == 1 else ""
            yield f"<{tag}>{escape(section.heading)}{weight}</{tag}>"
        yield from self._paragraphs(section.paragraphs)
        yield "</div>"

    def _weight(self, section: Section) -> str:
        said = self._context.say("weight", n=self._context.number(ROLE_WEIGHTS[section.role], 1))
        return f' <small class="weight">{escape(said)}</small>'

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        in_list = False
        for paragraph in paragraphs:
            is_item = paragraph.kind == "bullet"
            if is_item != in_list:
                yield "<ul>" if is_item else "</ul>"
            in_list = is_item
            tag = "li" if is_item else "p"
            yield f'<{tag} id="{self._prefix}{paragraph.id}"{_lang(paragraph)}>{self._text(paragraph)}</{tag}>'
        if in_list:
            yield "</ul>"

    def _text(self, paragraph: Paragraph) -> str:
        found = pieces(paragraph.text, self._marks.get(paragraph.id, ()))
        return "".join(escape(text) if mark is None else self._marked(text, mark) for text, mark in found)

    def _marked(self, text: str, mark: Mark) -> str:
        words = {word for finding in mark.findings for word, _ in finding.terms}
        look = " unsure" if mark.uncertain else ""
        tags = "".join(self._tag(mark, n) for n in range(len(mark.findings)))
        return f'<mark class="{mark.stance}{look}">{with_words(text, words)}</mark>{tags}'

    def _tag(self, mark: Mark, n: int) -> str:
        finding = mark.findings[n]
        stance = finding.stance or "mentions"
        said = f"{self._context.names[finding.theme]} · {self._context.say(stance)}"
        look = f" · {self._context.say('look')}" if finding.uncertain else ""
        anchor = f"{self._prefix}{finding.paragraph}-{finding.theme}"
        return (
            f' <a class="tag {stance}" id="{anchor}" href="#{self._prefix}{finding.theme}">'
            f'<span aria-hidden="true">{MARKS[stance]}</span> {escape(said + look)}</a>'
        )


def with_words(text: str, words: set[str]) -> str:
    """A text with these words set apart, each where it stands first."""
    if not words:
        return escape(text)
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    parts: list[str] = []
    seen: set[str] = set()
    at = 0
    for match in pattern.finditer(text):
        if (word := match.group().casefold()) not in seen:
            seen.add(word)
            parts.append(f"{escape(text[at : match.start()])}<b>{escape(match.group())}</b>")
            at = match.end()
    return "".join(parts) + escape(text[at:])


def _lang(paragraph: Paragraph) -> str:
    return f' lang="{escape(paragraph.language)}"' if paragraph.language else ""
