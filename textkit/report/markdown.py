"""The report in Markdown, for a wiki, a merge request or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textkit.alignment import ROLE_WEIGHTS, STANCE_DIRECTIONS, Alignment, ExpectedTheme, Finding, ThemeAlignment
from textkit.policy import Policy
from textkit.report.context import Context
from textkit.report.messages import MARKS, Language
from textkit.report.summary import MANY, summary_markdown

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown_report(
    alignments: Sequence[Alignment],
    policy: Policy,
    language: Language = "fi",
    expected: Sequence[Sequence[ExpectedTheme]] = (),
) -> str:
    """One section a decision; before many, a table of all.

    :param expected: for each alignment, in order; empty where no archive was asked.
    """
    context = Context(policy, language)
    parts = []
    if len(alignments) >= MANY:
        parts.append(f"# {context.say('summary')}\n\n{summary_markdown(alignments, context)}\n")
    asked = expected or [()] * len(alignments)
    for alignment, questions in zip(alignments, asked, strict=True):
        parts.append("\n".join(_decision(alignment, context, questions)) + "\n")
    return "\n".join(parts)


def escaped(text: str) -> str:
    """Text that Markdown leaves alone."""
    return _SPECIAL.sub(r"\\\1", text)


def _decision(alignment: Alignment, context: Context, questions: Sequence[ExpectedTheme]) -> Iterator[str]:
    decision = alignment.decision
    yield f"# {escaped(context.title(decision))}"
    yield ""
    yield escaped(" · ".join(context.facts(decision)))
    yield ""
    yield f"{context.say('policy')}: {escaped(context.policy.name(context.language))}"
    yield ""
    if alignment.addressed:
        yield f"**{context.say('score', score=context.number(alignment.score))}**"
        for theme in alignment.addressed:
            yield from _theme(theme, context)
    else:
        yield f"**{context.say('nothing')}**"
    yield from _questions(questions, context)
    yield from _unaddressed(alignment, context)
    yield from _sums(alignment, context)
    yield ""
    yield context.untagged(alignment.untagged_paragraphs)


def _theme(theme: ThemeAlignment, context: Context) -> Iterator[str]:
    stance = theme.stance or "mentions"
    look = f" _({context.say('look')})_" if theme.uncertain else ""
    best, *against = theme.quoted
    yield ""
    yield f"## {MARKS[stance]} {escaped(context.names[theme.theme])} {context.number(theme.strength)}{look}"
    yield ""
    yield context.how(theme)
    yield from _quote(best, context)
    for finding in against:
        yield ""
        yield f"**{MARKS['conflicts']} {context.say('against')}:**"
        yield from _quote(finding, context)


def _quote(finding: Finding, context: Context) -> Iterator[str]:
    page = f" ({context.say('page', n=finding.page)})" if finding.page is not None else ""
    yield ""
    yield f"> {escaped(finding.quote)}{page}"
    if finding.terms:
        yield ""
        yield f"{context.say('words')}: {escaped(', '.join(word for word, _ in finding.terms))}"


def _questions(questions: Sequence[ExpectedTheme], context: Context) -> Iterator[str]:
    if questions:
        yield ""
        yield f"## {context.say('questions')}"
        yield ""
    for item in questions:
        name = context.names.get(item.theme, item.theme)
        yield f"- {context.say('expected', theme=name, share=round(100 * item.share), n=item.asked)}"
        yield from (f"  - {escaped(example.title or example.identifier)}" for example in item.examples)


def _unaddressed(alignment: Alignment, context: Context) -> Iterator[str]:
    if alignment.unaddressed:
        yield ""
        yield f"## {context.say('unaddressed')}"
        yield ""
    for theme in alignment.unaddressed:
        look = f" _({context.say('look')})_" if theme.uncertain else ""
        yield f"- {escaped(context.names[theme.theme])}{look}"


def _sums(alignment: Alignment, context: Context) -> Iterator[str]:
    if not alignment.addressed:
        return
    yield ""
    yield f"## {context.say('sums')}"
    yield ""
    yield context.say("sums_how")
    yield ""
    yield f"| {context.say('theme')} | {context.say('sum')} | {context.say('direction')} |"
    yield "|---|---|---:|"
    for theme in alignment.addressed:
        factors = " ".join(_factor(finding, context) for finding in theme.evidence)
        direction = context.number(STANCE_DIRECTIONS[theme.stance or "mentions"], 1)
        name = escaped(context.names[theme.theme])
        yield f"| {name} | 1 − {factors} = {context.number(theme.strength)} | × {direction} |"


def _factor(finding: Finding, context: Context) -> str:
    return f"(1 − {context.number(ROLE_WEIGHTS[finding.role], 1)} · {context.number(finding.probability, 3)})"
