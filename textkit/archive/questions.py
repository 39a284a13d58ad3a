"""Questions to an archive in SQL: nothing but reading the store's views is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from textkit.archive.store import Store
from textkit.archive.tables import connect, quoted
from textkit.archive.views import make_views
from textkit.errors import StoreError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names of their columns; ``rows`` can be gone through once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Questions:
    """An open archive as it was at this moment: shards that come later are not seen.

    :param scratch: a folder that results may be written to by :meth:`write_parquet`.
    :raises StoreError: if the store is unusable.
    """

    def __init__(self, store: Store, *, scratch: Path | None = None) -> None:
        import duckdb

        self._con = connect(None)
        try:
            make_views(self._con, store)
            folders = [quoted(str(folder.resolve()) + "/") for folder in (store.folder, scratch) if folder is not None]
            own = quoted(str(store.folder) + "/")
            self._con.execute(f"SET allowed_directories = [{', '.join([own, *folders])}]")
            self._con.execute("SET enable_external_access = false")
            self._con.execute("SET lock_configuration = true")
        except duckdb.Error as exc:
            self._con.close()
            problem = f"the store cannot be read ({_short(exc)})"
            raise StoreError(store.folder, problem, "the file named is not of this archive: mend or remove it") from exc

    def ask(self, sql: str, values: Sequence[Any] = ()) -> Answer:
        """The answer to one SELECT.

        :param values: for the ``?`` in it.
        :raises UsageError: if it is not one, or not valid.
        """
        with _refused():
            self._check(sql)
            cursor = self._con.cursor().execute(sql, list(values))
            columns = tuple(column[0] for column in cursor.description or ())
        return Answer(columns, _rows(cursor))

    def relation(self, sql: str) -> DuckDBPyRelation:
        """The answer as DuckDB's relation, which other libraries read through Arrow.

        :raises UsageError: as :meth:`ask`.
        """
        with _refused():
            self._check(sql)
            return self._con.sql(sql)

    def write_parquet(self, sql: str, target: Path) -> None:
        """Writes the answer as Parquet.

        :raises UsageError: as :meth:`ask`.
        """
        with _refused():
            self._check(sql)
            self._con.execute(f"COPY ({sql.strip().rstrip(';')}) TO {quoted(str(target))} (FORMAT parquet)")

    def close(self) -> None:
        """Closes the database."""
        self._con.close()

    def __enter__(self) -> Questions:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _check(self, sql: str) -> None:
        import duckdb

        statements = self._con.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("a question is one SELECT; its views are described in textkit/archive/README.md")


@contextmanager
def _refused() -> Iterator[None]:
    """What the database does not understand is said in its words."""
    import duckdb

    try:
        yield
    except duckdb.Error as exc:
        raise UsageError(f"the question cannot be answered: {_short(exc)}") from exc


def _rows(cursor: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with _refused():
        while rows := cursor.fetchmany(_BATCH):
            yield from rows


def _short(exc: Exception) -> str:
    return str(exc).split("\n\n")[0]
