"""Scans in an archive: a failure that says what to do, and decisions when they are read again with OCR."""

from __future__ import annotations

from pathlib import Path

from tests.archive.archives import rows
from tests.reading.scans import mixed, needs_finnish, scan
from textkit.archive import Options, Store, add
from textkit.archive.tables import connect


@needs_finnish
def test_a_scan_fails_without_ocr_and_is_read_with_it(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(14, pages=1))
    store = Store(tmp_path / "store", create=True)
    assert add(store, [str(path)], Options(workers=1)).failures == 1
    [(reason, advice)] = rows(store, "SELECT reason, advice FROM failures")
    assert "no text layer" in reason
    assert "--ocr" in advice
    assert add(store, [str(path)], Options(workers=1, retry=True, ocr=True)).decisions == 1
    assert rows(store, "SELECT case_id FROM decisions") == [("HEL 2024-004460",)]
    assert rows(store, "SELECT * FROM failures") == []


def test_pages_that_were_not_read_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(mixed(14))
    store = Store(tmp_path / "store", create=True)
    add(store, [str(path)], Options(workers=1))
    assert rows(store, "SELECT pages, ocr_pages, picture_pages FROM sources") == [(2, 0, 1)]


@needs_finnish
def test_pages_that_were_recognised_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(mixed(14))
    store = Store(tmp_path / "store", create=True)
    add(store, [str(path)], Options(workers=1, ocr=True))
    assert rows(store, "SELECT pages, ocr_pages, picture_pages FROM sources") == [(2, 1, 0)]


def test_a_store_from_before_they_were_counted_is_added_to(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", create=True)
    for name in ("before", "after"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Päätös\n\nLautakunta päätti kunnostaa saunan ({name}).\n", encoding="utf-8")
        add(store, [str(path)], Options(workers=1))
        if name == "before":
            [shard] = store.shards()
            table = str(store.text_file(shard, "files"))
            with connect() as con:
                con.execute(f"CREATE TABLE old AS SELECT * EXCLUDE (ocr_pages, picture_pages) FROM '{table}'")
                con.execute(f"COPY old TO '{table}' (FORMAT parquet)")
            assert rows(store, "SELECT ocr_pages FROM sources") == [(None,)]
    assert rows(store, "SELECT ocr_pages FROM sources ORDER BY run") == [(None,), (0,)]
    assert rows(store, "SELECT count(*) FROM decisions") == [(2,)]


def test_scans_have_more_time() -> None:
    assert Options(ocr=True).limit > Options().limit
    assert Options(ocr=True, seconds=20).limit == Options(seconds=20).limit == 20
