"""What is added is there once, under every name, in its newest version; and what cannot be read is one row."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest

import textkit
from tests.archive.archives import content, copy_pdfs, rows, text_of_sample, write_texts
from textkit.archive import Options, Store, add
from textkit.errors import StoreError

TWO = Options(workers=2)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", create=True)


def test_decisions_are_kept_as_they_are_read_and_checked(tmp_path: Path, store: Store) -> None:
    folder = copy_pdfs(tmp_path / "pdfs", 3)
    report = add(store, [str(folder)], TWO)
    assert (report.files, report.decisions, report.failures) == (3, 3, 0)
    for path in sorted(folder.iterdir()):
        [decision] = textkit.read(path)
        [alignment] = textkit.check(decision)
        [stored] = rows(
            store, f"SELECT decision_id, title, date::VARCHAR, organ FROM decisions WHERE source = '{path}'"
        )
        assert stored[1:] == (decision.title, decision.date, decision.organ)
        texts = rows(store, f"SELECT text FROM paragraphs WHERE decision_id = '{stored[0]}' ORDER BY number")
        assert [text for (text,) in texts] == [paragraph.text for _, paragraph in decision.paragraphs()]
        themes = rows(
            store, f"SELECT theme, addressed, stance, quote FROM alignments WHERE decision_id = '{stored[0]}'"
        )
        assert set(themes) == {
            (t.theme, t.addressed, t.stance, t.evidence[0].quote if t.evidence else None) for t in alignment.themes
        }


def test_adding_again_reads_nothing(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 5)
    add(store, [str(folder)], TWO)
    before = content(store)
    again = add(store, [str(folder)], TWO)
    assert (again.files, again.skipped, again.decisions) == (5, 5, 0)
    assert content(store) == before


def test_a_file_under_two_names_is_one_decision_with_two_sources(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 2)
    (folder / "toinen nimi.txt").write_bytes((folder / "0000.txt").read_bytes())
    report = add(store, [str(folder)], TWO)
    assert (report.files, report.same, report.decisions) == (3, 1, 2)
    assert len(rows(store, "SELECT * FROM decisions")) == 2
    [(names,)] = rows(store, "SELECT list(source ORDER BY source) FROM sources GROUP BY sha256 HAVING count(*) > 1")
    assert [Path(name).name for name in names] == ["0000.txt", "toinen nimi.txt"]


def test_a_changed_file_supersedes_the_old_version(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 2)
    add(store, [str(folder)], TWO)
    changed = folder / "0001.txt"
    changed.write_text(f"Uusi versio\n\n{text_of_sample(5)}", encoding="utf-8")
    report = add(store, [str(folder)], TWO)
    assert report.superseded == (str(changed),)
    assert len(rows(store, "SELECT * FROM decisions")) == 2
    [(text,)] = rows(store, f"SELECT text FROM decisions JOIN paragraphs USING (decision_id)"
                            f" WHERE source = '{changed}' AND number = 1")  # fmt: skip
    assert text.startswith("Uusi versio") or "Asia numero" not in text
    tagged = rows(store, "SELECT DISTINCT decision_id FROM tags ORDER BY 1")
    assert tagged == rows(store, "SELECT decision_id FROM decisions ORDER BY 1")


def test_a_file_that_changes_back_is_current_again(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 1)
    file = folder / "0000.txt"
    first = file.read_text(encoding="utf-8")
    add(store, [str(folder)], TWO)
    before = content(store)
    file.write_text(text_of_sample(7), encoding="utf-8")
    add(store, [str(folder)], TWO)
    file.write_text(first, encoding="utf-8")
    report = add(store, [str(folder)], TWO)
    assert (report.changed, report.same, report.decisions) == (1, 1, 0)
    assert content(store) == before


def test_one_bad_file_is_one_row_and_stops_nothing(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 3)
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4\nkatkennut")
    (folder / "tyhjä.txt").write_bytes(b"")
    report = add(store, [str(folder)], TWO)
    assert (report.decisions, report.failures) == (3, 2)
    found = {
        Path(s).name: (stage, reason) for s, stage, reason in rows(store, "SELECT source, stage, reason FROM failures")
    }
    assert found["rikki.pdf"] == ("read", "the PDF is cut off: its end is missing")
    assert found["tyhjä.txt"] == ("read", "the file is empty")


def test_what_failed_is_only_tried_again_when_asked(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 1)
    add(store, [str(folder)], Options(workers=1, seconds=0.000001))
    assert [r[0] for r in rows(store, "SELECT reason FROM failures")] == ["over the time limit of 1e-06 s"]
    assert add(store, [str(folder)], TWO).skipped == 1
    report = add(store, [str(folder)], Options(workers=1, retry=True))
    assert (report.decisions, report.failures) == (1, 0)
    assert rows(store, "SELECT * FROM failures") == []


def test_a_missing_source_is_a_row_until_it_is_there(tmp_path: Path, store: Store) -> None:
    missing = tmp_path / "tulossa"
    for _ in range(2):
        add(store, [str(missing)], TWO)
        assert rows(store, "SELECT stage, reason FROM failures") == [("open", "no such file, or nothing in it")]
    missing.write_text(text_of_sample(2), encoding="utf-8")
    add(store, [str(missing)], TWO)
    assert rows(store, "SELECT * FROM failures") == []


def test_zips_lists_globs_and_the_api_are_sources(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 4)
    with zipfile.ZipFile(tmp_path / "kaikki.zip", "w") as archive:
        archive.writestr("a/1.txt", "Paketissa\n\n" + text_of_sample(1))
        archive.writestr("a/2.txt", "")
    decision = asdict(textkit.read(folder / "0003.txt")[0])
    lines = [{"schema": "textkit.decision/1", **decision, "title": f"Otsikko {n}"} for n in range(3)]
    (tmp_path / "kolme.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "lista.txt").write_text(f"# lista\n{folder}/000[12].txt\n{tmp_path}/kolme.jsonl\n", encoding="utf-8")
    report = add(store, [f"@{tmp_path}/lista.txt", str(tmp_path / "kaikki.zip"), str(folder / "0000.txt")], TWO)
    assert (report.files, report.decisions, report.failures) == (6, 7, 1)
    assert rows(store, "SELECT count(DISTINCT decision_id) FROM decisions") == [(7,)]
    assert len(rows(store, "SELECT * FROM decisions WHERE source LIKE '%kaikki.zip!/a/1.txt'")) == 1
    assert add(store, [f"@{tmp_path}/lista.txt", str(tmp_path / "kaikki.zip")], TWO).skipped == 5


def test_sources_in_memory_are_read_through_fsspec(store: Store) -> None:
    import fsspec

    fs = fsspec.filesystem("memory")
    fs.pipe_file("/archive-test/x.txt", text_of_sample(3).encode())
    assert add(store, ["memory://archive-test"], TWO).decisions == 1
    [(source,)] = rows(store, "SELECT source FROM decisions")
    assert source == "memory:///archive-test/x.txt"


def test_any_number_of_workers_gives_the_same(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts", 30)
    stores = [Store(tmp_path / f"store{n}", create=True) for n in (1, 3)]
    for store, workers in zip(stores, (1, 3), strict=True):
        add(store, [str(folder)], Options(workers=workers))
    assert content(stores[0]) == content(stores[1])


def test_two_runs_at_a_time_are_refused(tmp_path: Path, store: Store) -> None:
    folder = write_texts(tmp_path / "texts", 1)
    with store.locked(), pytest.raises(StoreError, match="another run is going on"):
        add(Store(store.folder), [str(folder)], TWO)


def test_a_folder_with_other_things_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "kirje.txt").write_text("Hei", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty"):
        Store(tmp_path, create=True)
    with pytest.raises(StoreError, match="there is no archive"):
        Store(tmp_path / "puuttuu")
