"""Questions in SQL, answers in every form, and nothing but reading."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.archive.archives import copy_pdfs, rows
from textkit.archive import Options, Questions, Store, add, export, write_answer
from textkit.archive.tables import ALIGNMENTS, DECISIONS, PARAGRAPHS, TAGS
from textkit.archive.views import VIEWS
from textkit.errors import StoreError, UsageError


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("questions")
    made = Store(folder / "store", create=True)
    add(made, [str(copy_pdfs(folder / "pdfs", 4))], Options(workers=2))
    return made


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_asked_also_in_an_empty_store(view: str, tmp_path: Path) -> None:
    assert rows(Store(tmp_path / "empty", create=True), f"SELECT * FROM {view}") == []


@pytest.mark.parametrize(
    ("view", "columns"),
    [("decisions", DECISIONS), ("paragraphs", PARAGRAPHS), ("tags", TAGS), ("alignments", ALIGNMENTS)],
)
def test_columns_are_the_documented_ones(store: Store, view: str, columns: dict[str, str]) -> None:
    with Questions(store) as questions:
        assert questions.ask(f"SELECT * FROM {view}").columns == tuple(columns)


def test_themes_by_year_and_organ(store: Store) -> None:
    found = rows(
        store,
        "SELECT year(date), organ, theme, count(*) FROM tags JOIN decisions USING (decision_id)"
        " WHERE tagged GROUP BY ALL ORDER BY ALL",
    )
    assert found
    assert all(number > 0 for *_, number in found)


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{store}/x.csv'",
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET enable_external_access = true",
        "SELECT nothing FROM decisions",
        "SELEC 1",
        "",
    ],
)
def test_what_is_no_question_to_the_archive_is_refused(store: Store, sql: str) -> None:
    before = sorted(store.folder.rglob("*"))
    with pytest.raises(UsageError), Questions(store) as questions:
        list(questions.ask(sql.format(store=store.folder)).rows)
    assert sorted(store.folder.rglob("*")) == before


def test_answers_in_text_formats_are_the_same(store: Store) -> None:
    sql = "SELECT decision_id, title, pages FROM decisions ORDER BY 1"
    expected = [[str(value) for value in row] for row in rows(store, sql)]
    written = {}
    for form in ("csv", "json", "jsonl"):
        out = io.BytesIO()
        write_answer(store, sql, form, out)
        written[form] = out.getvalue().decode()
    assert list(csv.reader(io.StringIO(written["csv"])))[1:] == expected
    values = [[str(value) for value in row.values()] for row in json.loads(written["json"])]
    assert values == expected
    assert [json.loads(line) for line in written["jsonl"].splitlines()] == json.loads(written["json"])


def test_parquet_is_read_back(store: Store, tmp_path: Path) -> None:
    import duckdb

    export(store, "SELECT * FROM paragraphs", tmp_path / "p.parquet")
    with duckdb.connect() as con:
        again = con.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [str(tmp_path / "p.parquet")]).fetchall()
    assert again == rows(store, "SELECT * FROM paragraphs ORDER BY ALL")


def test_excel_keeps_a_text_that_looks_like_a_formula(store: Store, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    export(store, "SELECT '=1+1' AS text, 3 AS number, chr(7) || 'x' AS control, [1, 2] AS list", tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    heading, row = list(sheet.iter_rows())
    assert [cell.value for cell in heading] == ["text", "number", "control", "list"]
    assert [cell.value for cell in row] == ["=1+1", 3, " x", "[1, 2]"]
    assert row[0].data_type == "s"


def test_a_wrong_format_or_place_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected one of csv"):
        export(store, "SELECT 1", tmp_path / "x.doc")
    with pytest.raises(UsageError, match="cannot be written"):
        export(store, "SELECT 1", tmp_path / "no folder" / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    made = Store(tmp_path / "store", create=True)
    add(made, [str(copy_pdfs(tmp_path / "pdfs", 1))], Options(workers=1))
    [shard] = made.shards()
    made.text_file(shard, "files").write_bytes(b"nothing")
    with pytest.raises(StoreError, match=r"files\.parquet"):
        Questions(made)
