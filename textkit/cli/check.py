"""``textkit check``: how decisions line up with a policy, as a page or as JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textkit.cli.options import LanguageOption, ModelOption, PageLanguage, PolicyOption
from textkit.errors import EXIT_CONDITION, UsageError

if TYPE_CHECKING:
    from textkit.alignment import Alignment
    from textkit.policy import Policy
    from textkit.report.text import Line

_WIDEST = 100
_STYLES = {
    "title": "bold",
    "faint": "dim",
    "heading": "bold underline",
    "theme": "bold",
    "advances": "green",
    "mentions": "cyan",
    "conflicts": "bold red",
    "quote": "italic",
    "warning": "yellow",
}


class Format(StrEnum):
    """How alignments are written."""

    text = "text"
    json = "json"


class Failure(StrEnum):
    """What makes the command end with exit code 1."""

    conflict = "conflict"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "check",
        help="Check decisions against a policy: which themes they carry, how strongly, where and why, and which not.",
        epilog="Example: textkit check paatos.pdf --lang sv",
    )(check)


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Decisions; - is standard input.")],
    policy: PolicyOption = None,
    model: ModelOption = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    lang: LanguageOption = PageLanguage.fi,
    output: Annotated[Path | None, typer.Option(help="A file to write to instead of stdout.")] = None,
    require: Annotated[list[str] | None, typer.Option(metavar="THEME", help="Exit 1 unless it is addressed.")] = None,
    fail_on: Annotated[Failure | None, typer.Option(help="Exit 1 if there is one.")] = None,
) -> int:
    """Checks files and writes a page or JSON for each."""
    from textkit.cli.inputs import Worst, decisions
    from textkit.pipeline import check_decision, load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import DEFAULT_MODEL

    chosen = load_policy(policy or DEFAULT_POLICY)
    if unknown := sorted(set(require or ()) - set(chosen.theme_ids)):
        raise UsageError(f"--require {unknown[0]}: the policy has no such theme; it has {', '.join(chosen.theme_ids)}")
    tagger = load_tagger(model or DEFAULT_MODEL)
    worst = Worst()
    found = [check_decision(decision, policy=chosen, model=tagger) for decision in decisions(files, worst)]
    _write(found, chosen, form, lang, output)
    broken = any(_breaks(alignment, require or [], fail_on) for alignment in found)
    return max(worst.code, EXIT_CONDITION if broken else 0)


def _breaks(alignment: Alignment, require: list[str], fail_on: Failure | None) -> bool:
    addressed = {theme.theme for theme in alignment.addressed}
    conflict = any(theme.conflicts for theme in alignment.themes)
    return bool(set(require) - addressed) or (fail_on is Failure.conflict and conflict)


def _write(found: list[Alignment], policy: Policy, form: Format, lang: PageLanguage, output: Path | None) -> None:
    import json

    from textkit.report.data import alignment_to_dict
    from textkit.report.text import report_lines, text_report

    if form is Format.json:
        text = json.dumps([alignment_to_dict(a) for a in found], ensure_ascii=False, indent=2) + "\n"
    elif output is None:
        _show([list(report_lines(a, policy, lang.value, _width())) for a in found])
        return
    else:
        text = "\n\n\n".join(text_report(a, policy, lang.value, _WIDEST) for a in found) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        _save(output, text)


def _save(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise UsageError(f"{output}: cannot be written ({exc.strerror}) – choose another --output") from exc


def _width() -> int:
    import shutil

    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)


def _show(pages: list[list[Line]]) -> None:
    """Prints pages: in colours on a terminal, plain elsewhere."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for number, page in enumerate(pages):
        if number:
            console.print("\n")
        for line in page:
            console.print(Text.assemble(*((span.text, _STYLES.get(span.style, "")) for span in line)))
