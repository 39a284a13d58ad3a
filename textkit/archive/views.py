"""The views that questions are asked of, as SQL over the shards.

What counts is what the files say now: content that no name has any more is superseded, and a failure that was
mended is gone. In a store where nothing was superseded the views are the files themselves, and cost nothing.

    decisions    one row a decision                  sources     one row a file name, with its content's SHA-256
    paragraphs   one row a paragraph                 failures    what could not be read, with stage and reason
    tags         one row a paragraph and theme       runs        one row a run
    alignments   one row a decision and theme
    all_tags, all_alignments                         the same of every model that has tagged the whole store
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.archive.tables import (
    ALIGNMENTS,
    DECISIONS,
    FAILURES,
    FILES,
    PARAGRAPHS,
    RUNS,
    TAGS,
    Columns,
    quoted,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from textkit.archive.store import Store

VIEWS = ("decisions", "paragraphs", "tags", "alignments", "sources", "failures", "runs", "all_tags", "all_alignments")

_LATEST = """
CREATE TABLE latest AS
SELECT source, arg_max(sha256, run) AS sha256, max(run) AS run FROM files GROUP BY source
"""
_SOURCES = """
CREATE VIEW sources AS
SELECT source, sha256, outcome, decisions, pages, ocr_pages, picture_pages, run,
       sha256 NOT IN (SELECT sha256 FROM latest) AS superseded
FROM files
"""
_IS_PLAIN = """
SELECT count(*) = count(DISTINCT sha256) AND count(DISTINCT sha256) = (SELECT count(DISTINCT sha256) FROM latest)
       AND count(DISTINCT source) = (SELECT count(*) FROM latest)
FROM files WHERE outcome <> 'same'
"""
_DECISIONS = """
CREATE VIEW decisions AS
SELECT d.* REPLACE (coalesce(l.source, d.source) AS source)
FROM stored_decisions d JOIN (SELECT sha256, min(source) AS source FROM latest GROUP BY sha256) l USING (sha256)
"""
_FAILURES = """
CREATE VIEW failures AS
SELECT f.* FROM stored_failures f
LEFT JOIN (SELECT sha256, max(run) AS run FROM files WHERE outcome <> 'same' GROUP BY sha256) c USING (sha256)
LEFT JOIN (SELECT source, max(run) AS run FROM stored_failures WHERE sha256 IS NULL GROUP BY source) o
  ON o.source = f.source
LEFT JOIN latest l ON l.source = f.source
WHERE CASE WHEN f.sha256 IS NULL THEN f.run = o.run AND coalesce(l.run, 0) < f.run
           ELSE f.run = c.run AND f.sha256 IN (SELECT sha256 FROM latest) END
"""


def make_views(con: DuckDBPyConnection, store: Store) -> None:
    """Makes the views in a database."""
    shards = store.shards()
    _text_views(con, store, shards)
    current = store.current
    plain = con.execute(_IS_PLAIN).fetchone() == (True,)
    con.execute("CREATE VIEW decisions AS SELECT * FROM stored_decisions" if plain else _DECISIONS)
    con.execute(_FAILURES)
    _files_view(con, "runs", RUNS, store.run_files())
    for table, columns in (("tags", TAGS), ("alignments", ALIGNMENTS)):
        models = [current.fingerprint] if current else []
        _files_view(con, f"stored_{table}", columns, _tag_files(store, shards, models, table))
        every = _tag_files(store, shards, store.models(), table)
        _files_view(con, f"stored_all_{table}", columns, every)
        _counting(con, table, plain=plain)
        _counting(con, f"all_{table}", plain=plain)
    _counting(con, "paragraphs", plain=plain)


def _text_views(con: DuckDBPyConnection, store: Store, shards: list[str]) -> None:
    def files_of(table: str) -> list[Path]:
        return [store.text_file(shard, table) for shard in shards]

    _files_view(con, "stored_files", FILES, files_of("files"), grown=True)
    con.execute("CREATE TABLE files AS SELECT * FROM stored_files")
    con.execute(_LATEST)
    con.execute(_SOURCES)
    for table, columns in (("decisions", DECISIONS), ("paragraphs", PARAGRAPHS), ("failures", FAILURES)):
        _files_view(con, f"stored_{table}", columns, files_of(table))


def _tag_files(store: Store, shards: Iterable[str], models: Iterable[str], table: str) -> list[Path]:
    return [store.tag_file(shard, model, table) for model in models for shard in shards]


def _files_view(
    con: DuckDBPyConnection, name: str, columns: Columns, files: list[Path], *, grown: bool = False
) -> None:
    """:param grown: whether the table got columns over time, which files of older versions lack."""
    queries = []
    if grown or not files:
        nothing = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in columns.items())
        queries.append(f"SELECT {nothing} WHERE false")
    if files:
        listed = ", ".join(quoted(str(file)) for file in files)
        queries.append(f"SELECT * FROM read_parquet([{listed}], union_by_name = {grown})")
    con.execute(f"CREATE VIEW {name} AS {' UNION ALL BY NAME '.join(queries)}")


def _counting(con: DuckDBPyConnection, table: str, *, plain: bool) -> None:
    """A view of the rows whose decisions count."""
    where = "" if plain else " WHERE decision_id IN (SELECT decision_id FROM decisions)"
    con.execute(f"CREATE VIEW {table} AS SELECT * FROM stored_{table}{where}")
