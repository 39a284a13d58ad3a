"""The columns of the store's tables, and rows → Parquet.

Rows come as lines of JSON and are unfolded by DuckDB, which takes a third of the time of any way through Python
objects and needs no other library. Opening a database takes longer than writing a small table, so whoever writes
several gives one that is open. One thread and the order of the rows make the bytes depend on nothing but the rows.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Columns = Mapping[str, str]

DECISIONS: Columns = {
    "decision_id": "VARCHAR", "title": "VARCHAR", "case_id": "VARCHAR", "function_code": "VARCHAR",
    "section_number": "VARCHAR", "organ": "VARCHAR", "sector": "VARCHAR", "date": "DATE", "kind": "VARCHAR",
    "presenter": "VARCHAR", "language": "VARCHAR", "source": "VARCHAR", "sha256": "VARCHAR", "name": "VARCHAR",
    "media_type": "VARCHAR", "pages": "INTEGER", "producer": "VARCHAR",
}  # fmt: skip
PARAGRAPHS: Columns = {
    "decision_id": "VARCHAR", "paragraph_id": "VARCHAR", "number": "INTEGER", "section": "INTEGER",
    "heading": "VARCHAR", "level": "INTEGER", "role": "VARCHAR", "kind": "VARCHAR", "text": "VARCHAR",
    "page": "INTEGER", "bbox": "DOUBLE[]", "language": "VARCHAR", "sentences": "INTEGER[][]",
}  # fmt: skip
TAGS: Columns = {
    "decision_id": "VARCHAR", "paragraph_id": "VARCHAR", "theme": "VARCHAR", "probability": "FLOAT",
    "tagged": "BOOLEAN", "stance": "VARCHAR", "model": "VARCHAR",
}  # fmt: skip
ALIGNMENTS: Columns = {
    "decision_id": "VARCHAR", "policy": "VARCHAR", "theme": "VARCHAR", "addressed": "BOOLEAN", "strength": "FLOAT",
    "stance": "VARCHAR", "in_decision_text": "BOOLEAN", "uncertain": "BOOLEAN", "paragraphs": "INTEGER",
    "paragraph_id": "VARCHAR", "page": "INTEGER", "quote": "VARCHAR", "probability": "FLOAT", "score": "FLOAT",
    "model": "VARCHAR",
}  # fmt: skip
FILES: Columns = {
    "source": "VARCHAR", "sha256": "VARCHAR", "stamp": "VARCHAR", "outcome": "VARCHAR", "decisions": "INTEGER",
    "pages": "INTEGER", "ocr_pages": "INTEGER", "picture_pages": "INTEGER", "run": "INTEGER",
}  # fmt: skip
FAILURES: Columns = {
    "source": "VARCHAR", "sha256": "VARCHAR", "part": "VARCHAR", "stage": "VARCHAR", "reason": "VARCHAR",
    "advice": "VARCHAR", "run": "INTEGER",
}  # fmt: skip
RUNS: Columns = {
    "run": "INTEGER", "command": "VARCHAR", "state": "VARCHAR", "started": "TIMESTAMP", "ended": "TIMESTAMP",
    "model": "VARCHAR", "policy": "VARCHAR", "where": "VARCHAR", "sources": "VARCHAR[]", "files": "BIGINT",
    "skipped": "BIGINT", "same": "BIGINT", "changed": "BIGINT", "failures": "BIGINT", "decisions": "BIGINT",
    "pages": "BIGINT",
}  # fmt: skip

_LONGEST_LINE = 2**30
_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def text_tables(records: Iterable[bytes], con: DuckDBPyConnection) -> dict[str, bytes]:
    """The tables ``decisions`` and ``paragraphs`` of records, as Parquet."""
    columns = {"decision": f"STRUCT({_fields(_undated(DECISIONS))})", "paragraphs": f"STRUCT({_nested(PARAGRAPHS)})[]"}
    queries = {
        "decisions": "SELECT * REPLACE (try_cast(date AS DATE) AS date) FROM (SELECT unnest(decision) FROM records)",
        "paragraphs": "SELECT decision_id, unnest(item) FROM"
        " (SELECT decision.decision_id AS decision_id, unnest(paragraphs) AS item FROM records)",
    }
    return _written(records, columns, queries, con)


def tag_tables(
    records: Iterable[bytes], themes: Sequence[str], model: str, con: DuckDBPyConnection
) -> dict[str, bytes]:
    """The tables ``tags`` and ``alignments`` of records, as Parquet."""
    alignments = {name: kind for name, kind in ALIGNMENTS.items() if name not in ("decision_id", "model")}
    columns = {
        "decision": "STRUCT(decision_id VARCHAR)",
        "tags": "STRUCT(paragraph_id VARCHAR, probabilities FLOAT[], stances VARCHAR[])[]",
        "alignments": f"STRUCT({_fields(alignments)})[]",
    }
    listed = ", ".join(map(quoted, themes))
    queries = {
        "tags": f"SELECT * EXCLUDE (stance), stance IS NOT NULL AS tagged, stance, {quoted(model)} AS model FROM"
        f" (SELECT decision_id, item.paragraph_id AS paragraph_id, unnest([{listed}]) AS theme,"
        " unnest(item.probabilities) AS probability, unnest(item.stances) AS stance FROM"
        " (SELECT decision.decision_id AS decision_id, unnest(tags) AS item FROM records))",
        "alignments": f"SELECT decision_id, unnest(item), {quoted(model)} AS model FROM"
        " (SELECT decision.decision_id AS decision_id, unnest(alignments) AS item FROM records)",
    }
    return _written(records, columns, queries, con)


def plain_table(rows: Iterable[Mapping[str, Any]], columns: Columns, con: DuckDBPyConnection) -> bytes:
    """Rows of one table, as Parquet."""
    lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    return _written(lines, columns, {"table": "SELECT * FROM records"}, con)["table"]


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def connect(threads: int | None = 1) -> DuckDBPyConnection:
    """A database in memory that never looks for extensions on the network."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(config=config)


def _written(
    records: Iterable[bytes], columns: Columns, queries: Mapping[str, str], con: DuckDBPyConnection
) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="textkit-") as name:
        folder = Path(name)
        lines = folder / "records.jsonl"
        with lines.open("wb") as out:
            out.writelines(records)
        spec = ", ".join(f"{quoted(column)}: {quoted(kind)}" for column, kind in columns.items())
        con.execute(
            f"CREATE OR REPLACE TABLE records AS SELECT * FROM read_json({quoted(str(lines))}, format='newline_delimited',"
            f" maximum_object_size={_LONGEST_LINE}, columns={{{spec}}})"
        )
        written = {}
        for table, query in queries.items():
            target = folder / f"{table}.parquet"
            con.execute(f"COPY ({query}) TO {quoted(str(target))} {_PARQUET}")
            written[table] = target.read_bytes()
        return written


def _undated(columns: Columns) -> Columns:
    """Dates as texts: one that is none costs the date, not the shard."""
    return {name: "VARCHAR" if kind == "DATE" else kind for name, kind in columns.items()}


def _nested(columns: Columns) -> str:
    return _fields({name: kind for name, kind in columns.items() if name != "decision_id"})


def _fields(columns: Columns) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
