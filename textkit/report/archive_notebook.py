"""An archive in a notebook: questions answered as DataFrames, and the plots of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from textkit.archive import AddReport, Options, Questions, Store
from textkit.archive import add as add_to
from textkit.archive import export as export_answer
from textkit.archive import retag as retag_store
from textkit.archive.summary import summarize
from textkit.archive.views import VIEWS
from textkit.errors import UsageError
from textkit.report.archive_page import archive_page, theme_names
from textkit.report.archive_plots import stance_plot, theme_plot, year_plot
from textkit.report.archive_svg import Plot
from textkit.report.messages import Language

Library = Literal["pandas", "polars"]
_PLOTS = {"themes": theme_plot, "years": year_plot, "stance": stance_plot}


class Archive:
    """The archive in a folder.

    :param create: whether it is made if it is not there.
    :param library: what DataFrames are of: ``pandas`` or ``polars``.
    :raises StoreError: if there is none, or it is unusable.
    """

    def __init__(self, folder: str | Path, *, create: bool = False, library: Library = "pandas") -> None:
        self.store = Store(folder, create=create)
        self.library = library

    def add(self, *sources: str | Path, **options: Any) -> AddReport:
        """Reads what is new in the sources; ``options`` are the fields of :class:`textkit.archive.Options`.

        :raises StoreError: if the store is in use, cannot be written, or was tagged by another model.
        :raises UsageError: if a source or an option is wrong.
        """
        return add_to(self.store, [str(source) for source in sources], Options(**options))

    def retag(self, model: str | Path, **options: Any) -> AddReport:
        """Tags the stored text with another model.

        :raises ResourceError: if the model is unusable.
        """
        return retag_store(self.store, Options(model=str(model), **options))

    def query(self, sql: str) -> Any:
        """The answer to a SELECT as a DataFrame.

        :raises UsageError: if it is not one, not valid, or the library is not installed.
        """
        with Questions(self.store) as questions:
            return _frame(questions, sql, self.library)

    def table(self, name: str) -> Any:
        """A whole view (``decisions``, ``paragraphs``, ``tags`` …) as a DataFrame.

        :raises UsageError: if there is no such view.
        """
        if name not in VIEWS:
            raise UsageError(f"there is no view {name!r}; expected one of {', '.join(VIEWS)}")
        return self.query(f"SELECT * FROM {name}")

    def plot(self, kind: str = "themes", language: Language = "fi") -> Plot:
        """A plot of the report: ``themes``, ``years`` or ``stance``.

        :raises UsageError: if there is no such plot.
        """
        if kind not in _PLOTS:
            raise UsageError(f"there is no plot {kind!r}; expected one of {', '.join(_PLOTS)}")
        summary = summarize(self.store)
        return _PLOTS[kind](summary, theme_names(summary, language), language)

    def report(self, target: str | Path, language: Language = "fi") -> None:
        """Writes the report as an HTML file."""
        Path(target).write_text(archive_page(self.store, language), encoding="utf-8")

    def export(self, sql: str, target: str | Path) -> None:
        """Writes an answer into a file; its name tells the format (.csv, .json, .jsonl, .parquet, .xlsx).

        :raises UsageError: if the question or the format is wrong.
        """
        export_answer(self.store, sql, Path(target))

    def views(self) -> Sequence[str]:
        """Names of the views."""
        return VIEWS


def _frame(questions: Questions, sql: str, library: Library) -> Any:
    relation = questions.relation(sql)
    try:
        if library == "polars":
            import polars

            return polars.DataFrame(relation)
        import pandas  # noqa: F401
    except ImportError as exc:
        raise UsageError(f"{library} is not installed – pip install {library}, or name the other library") from exc
    return relation.df()
