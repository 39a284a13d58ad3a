"""Scans in an archive: a failure that says what to do, and decisions when they are read again with OCR."""

from __future__ import annotations

from pathlib import Path

from tests.archive.archives import rows
from tests.reading.scans import needs_finnish, scan
from textkit.archive import Options, Store, add


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
