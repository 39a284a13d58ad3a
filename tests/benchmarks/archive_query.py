"""How long questions to a large archive take, and how its store grows: a million made-up paragraphs.

The rows are made by DuckDB (no file is read), in shards of the size that ``archive add`` writes; the questions go
through the views as every question does. Opening the archive is counted apart from asking.

    python -m tests.benchmarks.archive_query [--paragraphs 1000000] [--files-a-shard 64]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from textkit.archive import Questions, Store
from textkit.archive.compact import compact
from textkit.archive.store import Current
from textkit.archive.tables import FAILURES, connect, plain_table, quoted
from textkit.tagging import load_model

_PARAGRAPHS_A_DECISION = 20
_ROUNDS = 5
QUESTIONS = {
    "themes by year and organ": """
        SELECT year(date) AS year, organ, theme, count(*) AS paragraphs, count(DISTINCT decision_id) AS decisions
        FROM tags JOIN decisions USING (decision_id) WHERE tagged GROUP BY ALL ORDER BY ALL""",
    "decisions by theme and sector": """
        SELECT sector, theme, count(*), avg(strength) FROM alignments JOIN decisions USING (decision_id)
        WHERE addressed GROUP BY ALL""",
    "a word in the text": """
        SELECT count(*) FROM paragraphs WHERE text LIKE '%päästöjen%'""",
}


def main(arguments: list[str]) -> int:
    """Makes two stores, a tenth and the whole, and asks both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--files-a-shard", type=int, default=64)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="textkit-benchmark-") as name:
        for number in (options.paragraphs // 10, options.paragraphs):
            store = make_store(Path(name) / str(number), number // _PARAGRAPHS_A_DECISION, options.files_a_shard)
            size = sum(path.stat().st_size for path in store.folder.rglob("*.parquet"))
            _say(f"\n{number:,} paragraphs, {len(store.shards()):,} shards, {size / number:.0f} bytes a paragraph")
            _ask(store)
    return 0


def make_store(folder: Path, decisions: int, files_a_shard: int) -> Store:
    """A store of made-up decisions."""
    model = load_model()
    store = Store(folder, create=True)
    fingerprint = f"{model.name}@made"
    store.set_current(Current(model.policy, model.name, fingerprint, model.themes))
    with closing(connect(None)) as con:
        for start in range(0, decisions, files_a_shard):
            stop = min(decisions, start + files_a_shard)
            name = f"{start:010}"
            store.put_tags(
                name, fingerprint, _tables(con, _tag_queries(start, stop, model.themes, fingerprint), folder)
            )
            text = _tables(con, _text_queries(start, stop), folder)
            store.put_shard(name, {**text, "failures": plain_table([], FAILURES, con)})
    with store.locked():
        compact(store)
    return store


def _ask(store: Store) -> None:
    began = time.perf_counter()
    with Questions(store) as questions:
        _say(f"{'opening':<34}{time.perf_counter() - began:>8.3f} s")
        for label, sql in QUESTIONS.items():
            times = []
            for _ in range(_ROUNDS):
                began = time.perf_counter()
                found = len(list(questions.ask(sql).rows))
                times.append(time.perf_counter() - began)
            _say(f"{label:<34}{sorted(times)[len(times) // 2]:>8.3f} s   first {times[0]:.3f} s, {found} rows")


def _text_queries(start: int, stop: int) -> dict[str, str]:
    return {
        "decisions": f"""
            SELECT printf('%020d-1', i) AS decision_id, 'Asia ' || i AS title, 'HEL 2022-' || i AS case_id,
                   '10 03 02' AS function_code, NULL::VARCHAR AS section_number, 'Toimielin ' || (i % 60) AS organ,
                   'sector ' || (i % 5) AS sector, DATE '2021-01-01' + (i % 1460)::INTEGER AS date, 'minutes' AS kind,
                   NULL::VARCHAR AS presenter, 'fi' AS language, '/d/' || i || '.pdf' AS source,
                   sha256(i::VARCHAR) AS sha256, i || '.pdf' AS name, 'application/pdf' AS media_type, 3 AS pages,
                   'x' AS producer FROM range({start}, {stop}) r(i)""",
        "paragraphs": f"""
            SELECT printf('%020d-1', i) AS decision_id, 'p' || j AS paragraph_id, j::INTEGER AS number,
                   1 AS section, 'Perustelut' AS heading, 1 AS level, 'reasons' AS role, 'paragraph' AS kind,
                   (SELECT string_agg(sha256((i * 100 + j * 7 + k)::VARCHAR)[:9], ' ') FROM range(40) w(k)) ||
                   CASE WHEN (i + j) % 50 = 0 THEN ' päästöjen' ELSE '' END AS text,
                   1 AS page, [1.0, 2.0, 3.0, 4.0]::DOUBLE[] AS bbox, 'fi' AS language, [[0, 300]]::INTEGER[][] AS sentences
            FROM range({start}, {stop}) r(i), range(1, {_PARAGRAPHS_A_DECISION + 1}) s(j) ORDER BY i, j""",
        "files": f"""
            SELECT '/d/' || i || '.pdf' AS source, sha256(i::VARCHAR) AS sha256, '1:1' AS stamp, 'read' AS outcome,
                   1 AS decisions, 3 AS pages, 1 AS run FROM range({start}, {stop}) r(i)""",
    }


def _tag_queries(start: int, stop: int, themes: tuple[str, ...], model: str) -> dict[str, str]:
    listed = ", ".join(map(quoted, themes))
    return {
        "tags": f"""
            SELECT *, probability > 0.9 AS tagged, CASE WHEN probability > 0.9 THEN 'advances' END AS stance,
                   {quoted(model)} AS model FROM (
                SELECT printf('%020d-1', i) AS decision_id, 'p' || j AS paragraph_id, theme,
                       (hash(i, j, theme) % 10000 / 10000.0)::FLOAT AS probability
                FROM range({start}, {stop}) r(i), range(1, {_PARAGRAPHS_A_DECISION + 1}) s(j), unnest([{listed}]) t(theme))
            ORDER BY ALL""",
        "alignments": f"""
            SELECT printf('%020d-1', i) AS decision_id, 'made' AS policy, theme, hash(i, theme) % 4 = 0 AS addressed,
                   0.5::FLOAT AS strength, 'advances' AS stance, true AS in_decision_text, false AS uncertain,
                   1 AS paragraphs, 'p1' AS paragraph_id, 1 AS page, 'Lause.' AS quote, 0.9::FLOAT AS probability,
                   0.5::FLOAT AS score, {quoted(model)} AS model
            FROM range({start}, {stop}) r(i), unnest([{listed}]) t(theme) ORDER BY ALL""",
    }


def _tables(con: Any, queries: dict[str, str], folder: Path) -> dict[str, bytes]:
    target = folder / ".made.parquet"
    written = {}
    for name, query in queries.items():
        con.execute(f"COPY ({query}) TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)")
        written[name] = target.read_bytes()
    target.unlink()
    return written


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
