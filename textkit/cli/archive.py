"""``textkit archive``: a store of decisions is added to, watched, asked, exported and reported on."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textkit.cli.options import Engine, LanguageOption, ModelOption, OcrOption, PageLanguage, PolicyOption
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.archive import AddReport, Answer

_WIDEST_CELL = 60
_MOST_SHOWN = 1000
_INPUT_EXIT = 3

app = typer.Typer(
    help="Archives of decisions: read once, kept as Parquet, asked with SQL.",
    epilog='Example: textkit archive add päätökset/ --store arkisto && textkit archive status --store arkisto',
    no_args_is_help=True,
    rich_markup_mode=None,
)  # fmt: skip

StoreOption = Annotated[Path, typer.Option("--store", metavar="DIR", help="The folder of the archive.")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", metavar="N", help="Processes that work; one a core if not given.")
]
ClusterOption = Annotated[
    str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.1:8786.")
]
SecondsOption = Annotated[
    float | None,
    typer.Option("--seconds", metavar="N", help="What one document may take, by default 60 (900 with --ocr)."),
]
MegabytesOption = Annotated[int, typer.Option("--megabytes", metavar="N", help="Memory that a worker may take.")]
OutputOption = Annotated[Path, typer.Option("--output", metavar="FILE", help="The file to write.")]


class AnswerFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


class ExportFormat(StrEnum):
    """What a file is."""

    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"
    xlsx = "xlsx"


class Table(StrEnum):
    """What is exported whole."""

    decisions = "decisions"
    paragraphs = "paragraphs"
    tags = "tags"
    alignments = "alignments"
    sources = "sources"
    failures = "failures"
    runs = "runs"


@app.command(
    help="Read what is new in the sources into an archive. Killed at any moment, it goes on when it is run again.",
    epilog='Example: textkit archive add päätökset/ "s3://kaupunki/2024/*.pdf" @lista.txt --store arkisto',
)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, globs, zips, URLs; @FILE is a list of such names."),
    ],
    store: StoreOption,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    policy: PolicyOption = None,
    model: ModelOption = None,
    engine: Annotated[Engine, typer.Option(help="What reads PDFs.")] = Engine.auto,
    ocr: OcrOption = False,
    seconds: SecondsOption = None,
    megabytes: MegabytesOption = 1024,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
) -> int:
    """Adds to a store and says what came of it."""
    from textkit.archive import Options, Store
    from textkit.archive import add as add_to

    options = Options(policy, model, engine.value, workers, cluster, seconds, megabytes, retry, ocr)
    with _Line() as line:
        report = add_to(Store(store, create=True), sources, options, line.show)
    for name in report.superseded:
        _say(f"{name}: changed, the new version supersedes the old")
    _say(_summary(report))
    if report.failures:
        _say(f"see: textkit archive failures --store {store}")
    return _INPUT_EXIT if report.failures else 0


@app.command(
    help="Tag the stored text with another model, without reading the files again.",
    epilog="Example: textkit archive retag --model oma-malli --store arkisto",
)
def retag(
    store: StoreOption,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    policy: PolicyOption = None,
    model: ModelOption = None,
    megabytes: MegabytesOption = 1024,
) -> int:
    """Tags a store anew."""
    from textkit.archive import Options, Store
    from textkit.archive import retag as retag_store

    options = Options(policy=policy, model=model, workers=workers, cluster=cluster, megabytes=megabytes)
    with _Line() as line:
        report = retag_store(Store(store), options, line.show)
    _say(f"{report.decisions:,} decisions tagged in {report.seconds:.0f} s")
    return 0


@app.command(
    help="Say what is in an archive, and how far a run is that is going on.",
    epilog="Example: textkit archive status --store arkisto",
)
def status(store: StoreOption) -> int:
    """Writes counts, the model, and the state of the last run."""
    from textkit.archive import Store
    from textkit.archive.status import status_of

    for name, value in status_of(Store(store)):
        sys.stdout.write(f"{name:<12}{value}\n")
    return 0


@app.command(
    help="List what could not be read, with the stage where it failed and why.",
    epilog="Example: textkit archive failures --store arkisto --format csv > viat.csv",
)
def failures(
    store: StoreOption, form: Annotated[AnswerFormat, typer.Option("--format", help="How.")] = AnswerFormat.table
) -> int:
    """Writes the failures."""
    return _answer(store, "SELECT source, part, stage, reason, advice FROM failures ORDER BY source, part", form)


@app.command(
    help="Ask an archive with one SELECT: decisions, paragraphs, tags, alignments, sources, failures, runs.",
    epilog='Example: textkit archive query "SELECT theme, count(*) FROM tags WHERE tagged GROUP BY theme" --store arkisto',
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A SELECT in DuckDB's SQL.")],
    store: StoreOption,
    form: Annotated[AnswerFormat, typer.Option("--format", help="How to write the answer.")] = AnswerFormat.table,
) -> int:
    """Writes the answer to a question."""
    return _answer(store, sql, form)


@app.command(
    help="Write a table of an archive, or the answer to a question, into a file; its name tells the format.",
    epilog="Example: textkit archive export --table alignments --output teemat.xlsx --store arkisto",
)
def export(
    store: StoreOption,
    output: OutputOption,
    table: Annotated[Table, typer.Option(help="The table.")] = Table.decisions,
    sql: Annotated[str | None, typer.Option("--query", metavar="SQL", help="A SELECT instead of a table.")] = None,
    form: Annotated[ExportFormat | None, typer.Option("--format", help="If the file's name does not say it.")] = None,
) -> int:
    """Exports."""
    from textkit.archive import Store
    from textkit.archive import export as export_answer

    export_answer(Store(store), sql or f"SELECT * FROM {table.value}", output, form.value if form else None)
    return 0


@app.command(
    help="Write a report on an archive: one HTML file with plots, to be read, printed and sent.",
    epilog="Example: textkit archive report --store arkisto --output raportti.html --lang sv",
)
def report(store: StoreOption, output: OutputOption, lang: LanguageOption = PageLanguage.fi) -> int:
    """Writes the page."""
    from textkit.archive import Store
    from textkit.report.archive_page import archive_page

    page = archive_page(Store(store), lang.value)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as exc:
        raise UsageError(f"{output}: cannot be written ({exc.strerror}) – choose another --output") from exc
    return 0


def _answer(store: Path, sql: str, form: AnswerFormat) -> int:
    from textkit.archive import Questions, Store, write_answer

    if form is not AnswerFormat.table:
        write_answer(Store(store), sql, form.value, sys.stdout.buffer)
        return 0
    with Questions(Store(store)) as questions:
        _table(questions.ask(sql))
    return 0


def _table(answer: Answer) -> None:
    """Writes an answer in columns; a long one is cut, and that is said."""
    from itertools import islice

    rows = [[_cell(value) for value in row] for row in islice(answer.rows, _MOST_SHOWN)]
    widths = [max(map(len, column)) for column in zip(answer.columns, *rows, strict=True)]
    for row in (answer.columns, *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")
    if next(answer.rows, None) is not None:
        _say(f"only the first {_MOST_SHOWN:,} rows are shown; --format csv gives all")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(f"{value:.4g}".split() if isinstance(value, float) else str(value).split())
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _summary(report: AddReport) -> str:
    parts = [
        f"{report.files:,} files",
        f"{report.skipped:,} known before" if report.skipped else "",
        f"{report.same:,} known under another name" if report.same else "",
        f"{report.decisions:,} decisions",
        f"{report.pages:,} pages",
        f"{report.failures:,} failures",
    ]
    return ", ".join(part for part in parts if part) + f" in {report.seconds:.0f} s"


class _Line:
    """One line on a terminal that says how far it is; nothing where there is no terminal."""

    def __enter__(self) -> _Line:
        self._shown = False
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def show(self, report: AddReport) -> None:
        """Shows a report."""
        if not sys.stderr.isatty():
            return
        from textkit.archive.status import left

        self._shown = True
        text = f"{report.files:,}/{report.total:,} files, {report.rate:.1f}/s, {report.failures:,} failures"
        sys.stderr.write(f"\r\x1b[K{text}, {left(report.seconds_left)}")
        sys.stderr.flush()


def _say(text: str) -> None:
    from textkit.cli.main import say

    say(text)
