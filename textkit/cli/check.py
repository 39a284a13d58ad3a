"""``textkit check``: how decisions line up with a policy, as a page, as data, or in the draft itself."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textkit.cli.options import LanguageOption, ModelOption, OcrOption, PageLanguage, PolicyOption
from textkit.errors import EXIT_CONDITION, UsageError

if TYPE_CHECKING:
    from textkit.alignment import Alignment
    from textkit.cli.check_output import Writer
    from textkit.cli.checking import Checker


class Format(StrEnum):
    """How alignments are written."""

    text = "text"
    json = "json"
    markdown = "markdown"
    md = "md"
    html = "html"
    docx = "docx"
    pdf = "pdf"


class Failure(StrEnum):
    """What makes the command end with exit code 1."""

    conflict = "conflict"


FilesArgument = Annotated[list[str] | None, typer.Argument(metavar="FILE...", help="Decisions; - is standard input.")]
FormatOption = Annotated[
    Format,
    typer.Option("--format", help="How to write it; docx comments the draft, pdf highlights in the original."),
]
OutputOption = Annotated[
    Path | None, typer.Option(help="A file to write to instead of stdout; of several inputs a folder.")
]
RequireOption = Annotated[list[str] | None, typer.Option(metavar="THEME", help="Exit 1 unless it is addressed.")]
FailOption = Annotated[Failure | None, typer.Option(help="Exit 1 if there is one.")]
AgainstOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="The decisions that came of the drafts: what was kept, changed, added, dropped."),
]
WatchOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A folder: check what is new or changed in it, until Ctrl-C.")
]
StoreOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="An archive: ask what decisions like these usually address.")
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "check",
        help="Check decisions against a policy: which themes they carry, how strongly, where and why, and which not.",
        epilog="Example: textkit check paatos.pdf --lang sv; textkit check luonnos.docx --format docx --output "
        "kommentoitu.docx; textkit check luonnos.docx --against paatos.pdf",
    )(check)


def check(
    files: FilesArgument = None,
    policy: PolicyOption = None,
    model: ModelOption = None,
    form: FormatOption = Format.text,
    lang: LanguageOption = PageLanguage.fi,
    output: OutputOption = None,
    require: RequireOption = None,
    fail_on: FailOption = None,
    against: AgainstOption = None,
    watch: WatchOption = None,
    store: StoreOption = None,
    ocr: OcrOption = False,
) -> int:
    """Checks files and writes a page, data or a marked copy for each."""
    from textkit.cli.check_output import Writer
    from textkit.cli.checking import Checker

    names = files or []
    if bool(names) == (watch is not None):
        raise UsageError("expected either files to check, or a folder to --watch (see textkit check --help)")
    if watch is not None and against is not None:
        raise UsageError("--watch and --against do not go together: one draft has one decision")
    checker = Checker(policy, model, store, ocr=ocr)
    _demand_known(require or [], checker)
    writer = Writer(checker.policy, "markdown" if form is Format.md else form.value, lang.value, output)
    if watch is not None:
        from textkit.cli.watch import watch_folder

        return watch_folder(watch, checker, writer)
    found = _check(names, checker, writer) if against is None else _compare(names, against, checker, writer)
    broken = any(_breaks(alignment, require or [], fail_on) for alignment in found)
    return max(checker.worst.code, EXIT_CONDITION if broken else 0)


def _check(names: list[str], checker: Checker, writer: Writer) -> list[Alignment]:
    writer.expect(len(names))
    checked = [checker.check(name) for name in names]
    writer.write(checked, checker.worst)
    return [alignment for one in checked for alignment in one.alignments]


def _compare(names: list[str], against: str, checker: Checker, writer: Writer) -> list[Alignment]:
    """Compares drafts with decisions; conditions are those of the drafts."""
    comparisons = checker.compare(names, against)
    writer.write_comparisons(comparisons)
    return [comparison.before for comparison in comparisons]


def _demand_known(require: list[str], checker: Checker) -> None:
    known = checker.policy.theme_ids
    if unknown := sorted(set(require) - set(known)):
        raise UsageError(f"--require {unknown[0]}: the policy has no such theme; it has {', '.join(known)}")


def _breaks(alignment: Alignment, require: list[str], fail_on: Failure | None) -> bool:
    addressed = {theme.theme for theme in alignment.addressed}
    conflict = any(theme.conflicts for theme in alignment.themes)
    return bool(set(require) - addressed) or (fail_on is Failure.conflict and conflict)
