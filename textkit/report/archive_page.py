"""A report on an archive: one HTML file with everything in it, for the screen and for paper, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from textkit.archive import Store
from textkit.archive.summary import Share, Strong, Summary, summarize
from textkit.errors import ResourceError
from textkit.policy import load_policy
from textkit.report.archive_messages import count, percent, word
from textkit.report.archive_plots import stance_plot, theme_plot, year_plot
from textkit.report.messages import Language, date, message, number

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.2rem; border-bottom: 2px solid #0000bf; }
h3 { font-size: 1.05rem; margin-bottom: .3rem; }
svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { padding: .25rem .5rem; border: 1px solid #ccc; text-align: right; }
th { background: #f4f4f4; } th[scope=row], td.text { text-align: left; font-weight: normal; }
blockquote { margin: .2rem 0 .2rem 1rem; padding-left: .7rem; border-left: 3px solid #9fc9eb; }
.faint { color: #595959; font-size: .88rem; overflow-wrap: anywhere; }
li { margin-bottom: .7rem; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; }
  h2 { break-after: avoid; } li, tr, svg { break-inside: avoid; } * { print-color-adjust: exact; }
}
"""


def archive_page(store: Store, language: Language = "fi") -> str:
    """The report on an archive as an HTML page.

    :raises StoreError: if the store is unusable, or nothing was added yet.
    """
    summary = summarize(store)
    return summary_page(summary, theme_names(summary, language), language)


def theme_names(summary: Summary, language: Language) -> dict[str, str]:
    """Names of the themes; their ids where the policy's file is not at hand."""
    ids = dict.fromkeys(share.theme for share in summary.total)
    try:
        known = {theme.id: theme.name(language) for theme in load_policy(summary.policy).themes}
    except ResourceError:
        known = {}
    return {theme: known.get(theme, theme) for theme in ids}


def summary_page(summary: Summary, names: dict[str, str], language: Language) -> str:
    """The report as an HTML page, from its numbers.

    :param names: of the themes, in their order.
    """
    title = escape(word("heading", language))
    body = "\n".join(_body(summary, names, language))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n"
        "</main>\n</body>\n</html>\n"
    )


def _body(summary: Summary, names: dict[str, str], language: Language) -> Iterator[str]:
    yield _head(summary, language)
    yield _section("themes", language, "themes_note")
    yield theme_plot(summary, names, language).svg
    if summary.years:
        yield _section("years", language, "themes_note")
        yield year_plot(summary, names, language).svg
        yield _shares_table(summary.years, names, language)
    if summary.sectors:
        yield _section("sectors", language, "themes_note")
        yield _shares_table(summary.sectors, names, language, sectors=True)
    if summary.organs:
        yield _section("organs", language, "organs_note")
        yield _shares_table(summary.organs, names, language)
    yield _section("stance", language, "stance_note")
    yield stance_plot(summary, names, language).svg
    yield _section("strongest", language)
    yield from _strongest(summary.strongest, names, language)
    if summary.older_model is not None:
        yield _section("changes", language)
        yield _changes(summary, names, language)
    yield _section("failures", language)
    yield _failures(summary, language)


def _head(summary: Summary, language: Language) -> str:
    counts = word(
        "counts",
        language,
        decisions=count(summary.decisions, language),
        paragraphs=count(summary.paragraphs, language),
    )
    span = ""
    if summary.first and summary.last:
        span = f", {date(summary.first, language)} – {date(summary.last, language)}"
    try:
        policy = load_policy(summary.policy).name(language)
    except ResourceError:
        policy = summary.policy
    return (
        f"<p>{escape(counts + span)}</p>\n<p class=faint>{escape(message('policy', language))}: {escape(policy)}<br>"
        f"{escape(word('model', language))}: {escape(summary.model)}</p>"
    )


def _section(key: str, language: Language, note: str | None = None) -> str:
    text = f"<h2>{escape(word(key, language))}</h2>"
    return text if note is None else f"{text}\n<p class=faint>{escape(word(note, language))}</p>"


def _shares_table(shares: Sequence[Share], names: dict[str, str], language: Language, *, sectors: bool = False) -> str:
    """Groups down, themes across; the greater the share, the darker the cell."""
    top = max((share.value for share in shares), default=0) or 1.0
    by_group: dict[str, list[Share]] = {}
    for share in shares:
        by_group.setdefault(share.group, []).append(share)
    rows = []
    for group, found in by_group.items():
        label = word(group, language) if sectors else group
        cells = "".join(_shaded(share.value, top, percent(share.value, language)) for share in found)
        rows.append(f"<tr><th scope=row>{escape(label)} ({count(found[0].decisions, language)})</th>{cells}</tr>")
    heads = "".join(f"<th scope=col>{escape(name)}</th>" for name in names.values())
    return (
        f"<div class=scroll><table><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _shaded(value: float, top: float, text: str) -> str:
    """A cell as light as black text needs."""
    return f'<td style="background:rgba(0,0,191,{0.35 * value / top:.3f})">{escape(text)}</td>'


def _strongest(found: Sequence[Strong], names: dict[str, str], language: Language) -> Iterator[str]:
    for theme, name in names.items():
        items = [_strong(item, language) for item in found if item.theme == theme]
        yield f"<h3>{escape(name)}</h3>"
        yield f"<ol>{''.join(items)}</ol>" if items else f"<p>{escape(word('nothing', language))}</p>"


def _strong(item: Strong, language: Language) -> str:
    facts = [
        item.organ,
        date(item.date, language) if item.date else None,
        item.case_id,
        message(item.stance, language),
        number(item.strength, language),
        message("page", language, n=item.page) if item.page else None,
    ]
    title = item.title or message("untitled", language)
    return (
        f"<li><strong>{escape(title)}</strong><br><span class=faint>{escape(' · '.join(filter(None, facts)))}</span>"
        f"<blockquote>{escape(item.quote)}</blockquote><span class=faint>{escape(item.source)}</span></li>"
    )


def _changes(summary: Summary, names: dict[str, str], language: Language) -> str:
    note = word("changes_note", language, old=summary.older_model, new=summary.model)
    keys = ("theme", "before", "after", "lost", "gained")
    rows = [
        (names.get(c.theme, c.theme), *(count(n, language) for n in (c.before, c.after, c.only_before, c.only_after)))
        for c in summary.changes
    ]
    return f"<p class=faint>{escape(note)}</p>\n{_table([word(key, language) for key in keys], rows)}"


def _failures(summary: Summary, language: Language) -> str:
    if not summary.failures:
        return f"<p>{escape(word('nothing', language))}</p>"
    rows = [(stage, reason, count(n, language)) for stage, reason, n in summary.failures]
    return _table([word(key, language) for key in ("stage", "reason", "number")], rows)


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
    body = "".join(
        f"<tr><th scope=row>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    return f"<div class=scroll><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
