"""The plots of an archive's report, from its numbers: the same on the page and in a notebook."""

from __future__ import annotations

from textkit.archive.summary import STANCES, Summary
from textkit.report.archive_messages import percent, word
from textkit.report.archive_svg import Plot, bars, lines, stacked
from textkit.report.messages import Language, message


def theme_plot(summary: Summary, names: dict[str, str], language: Language) -> Plot:
    """How large a share of all decisions addresses each theme."""
    shares = {share.theme: share.value for share in summary.total}
    rows = [(name, shares.get(theme, 0.0)) for theme, name in names.items()]
    return bars(word("themes", language), rows, [percent(value, language) for _, value in rows])


def year_plot(summary: Summary, names: dict[str, str], language: Language) -> Plot:
    """The same share year by year, a small plot a theme."""
    years = list(dict.fromkeys(share.group for share in summary.years))
    shares = {(share.group, share.theme): share.value for share in summary.years}
    rows = [(name, [shares.get((year, theme), 0.0) for year in years]) for theme, name in names.items()]
    top = max((share.value for share in summary.years), default=0.0)
    return lines(word("years", language), years, rows, percent(top, language) if top < 1 else "100 %")


def stance_plot(summary: Summary, names: dict[str, str], language: Language) -> Plot:
    """How the decisions that address a theme stand to it."""
    counts = {(theme, stance): n for theme, stance, n in summary.stances}
    rows = [(name, [counts.get((theme, stance), 0) for stance in STANCES]) for theme, name in names.items()]
    return stacked(word("stance", language), rows, [message(stance, language) for stance in STANCES])
