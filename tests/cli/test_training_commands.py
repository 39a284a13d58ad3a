"""Labels in, a model out, the gate, and what to label next, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import textkit
from tests.samples import ROOT
from textkit.cli.main import main
from textkit.training import read_labels
from textkit.training.formats import write_labels
from textkit.training.labels import Example, annotation_of

POLICY = textkit.load_policy()
CORPUS = ROOT / "corpus" / "labelled"
CLIMATE = "ilmasto-ja-luonto-ohjelma-2026-2030"
ROUND = CORPUS / CLIMATE / "round-1.jsonl"


def corpus_part(size: int, offset: int = 0) -> list[Example]:
    files = sorted(CORPUS.glob("*.jsonl"))[:6]
    return [e for path in files for e in read_labels([path], POLICY.theme_ids)[offset : offset + size]]


def write(path: Path, examples: list[Example], form: str = "textkit") -> str:
    write_labels(map(annotation_of, examples), POLICY.theme_ids, form, path)
    return str(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("training")


@pytest.fixture(scope="module")
def labels(folder: Path) -> str:
    return write(folder / "labels.csv", corpus_part(120), "csv")


@pytest.fixture(scope="module")
def model(folder: Path, labels: str) -> Path:
    assert main(["train", "--only", "--labels", labels, "--folds", "3", "--output", str(folder / "small")]) == 0
    return folder / "small"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTKIT_MODELS", str(tmp_path / "home"))


def test_a_model_is_trained_from_a_sheet_and_rebuilt_byte_by_byte(model: Path, tmp_path: Path) -> None:
    facts = json.loads((model / "manifest.json").read_text(encoding="utf-8"))["facts"]
    assert facts["corpus"] is None
    assert [(file["name"], file["format"]) for file in facts["labels"]["files"]] == [("labels.csv", "csv")]
    again = tmp_path / "small"
    assert main(["train", "--init-from", str(model), "--output", str(again)]) == 0
    for path in model.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_new_labels_are_added_to_what_a_model_was_trained_on(model: Path, tmp_path: Path) -> None:
    new = corpus_part(5, offset=300)
    new = [Example(**{**{n: getattr(new[0], n) for n in Example.__slots__}, "id": f"n{n}", "text": f"{new[0].text} {n}"})
           for n in range(3)]  # fmt: skip
    given = write(tmp_path / "new.jsonl", new)
    assert main(["train", "--init-from", str(model), "--labels", given, "--output", str(tmp_path / "more")]) == 0
    old, more = (json.loads((p / "manifest.json").read_text())["facts"] for p in (model, tmp_path / "more"))
    assert more["examples"] == old["examples"] + 3
    assert more["recipe"] == old["recipe"]


def test_changed_labels_of_a_model_are_refused(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(model, copy)
    (copy / "labels.jsonl").write_text("", encoding="utf-8")
    assert main(["train", "--init-from", str(copy), "--output", str(tmp_path / "x")]) == 4
    assert "labels.jsonl is not the file" in capsys.readouterr().err


def test_show_tells_what_a_model_was_made_of(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "show", str(model)]) == 0
    shown = capsys.readouterr().out
    assert "labels.csv  csv, " in shown
    assert "folds 3" in shown
    assert f"textkit train --init-from {model}" in shown
    assert main(["models", "show", str(model), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["recipe"]["folds"] == 3


def test_the_gate_refuses_a_worse_model_lets_it_through_by_force_and_takes_it_back(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held_out = write(tmp_path / "held-out.jsonl", [])
    examples = read_labels([CORPUS / "theme-attraction.jsonl"], POLICY.theme_ids)[:300]
    # As if of other decisions: the shipped model was trained on these very paragraphs.
    Path(held_out).write_bytes(b"")
    fresh = [Example(f"h{n}", f"{e.text} Asia {n}.", f"h{n}", e.themes) for n, e in enumerate(examples)]
    write(Path(held_out), fresh)
    assert main(["models", "promote", str(model), "--labels", held_out]) == 1
    out, err = capsys.readouterr()
    assert "worse" in out
    assert "is refused" in err
    assert main(["models", "promote", str(model), "--labels", held_out, "--force", "kokeilu"]) == 0
    assert "in use for kansainvalinen-toiminta-2022-2025: small-" in capsys.readouterr().out
    assert main(["models", "list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed if line.endswith("in use")] == [listed[-1].split()[0]]
    assert textkit.tag(["Katolle asennetaan aurinkopaneelit."])
    assert main(["models", "rollback"]) == 0
    assert "in use for kansainvalinen-toiminta-2022-2025: helsinki" in capsys.readouterr().out
    assert main(["models", "rollback"]) == 4


def test_a_promoted_model_that_was_tampered_with_is_refused(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "promote", str(model), "--force", "ensimmäinen"]) == 0
    [manifest] = (tmp_path / "home").glob("*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"name": "small"', '"name": "other"'))
    capsys.readouterr()
    assert main(["evaluate", "--labels", str(CORPUS / "theme-attraction.jsonl")]) == 4
    assert "was changed after it was promoted" in capsys.readouterr().err


def test_compare_needs_paragraphs_that_no_model_knows(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "compare", "helsinki", str(model), "--labels", str(CORPUS / "finance.jsonl")]) == 4
    assert "hold some labels out" in capsys.readouterr().err
    assert main(["models", "compare", "helsinki", str(model)]) == 2


def test_labels_check_tells_and_says_what_an_unknown_name_may_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vienti.csv"
    path.write_text("text,themes\nPuisto valaistaan.,plesant-city\nVirka täytetään.,\nrikki,a,b\n", encoding="utf-8")
    assert main(["labels", "check", str(path), "missing.csv"]) == 4
    out, err = capsys.readouterr()
    assert "csv-list, 3 rows, 1 labels taken, 2 skipped" in out
    assert "--rename plesant-city=pleasant-city" in out
    assert "4: 3 fields where the header has 2" in out
    assert "missing.csv: no such label file" in err
    assert main(["labels", "check", str(path), "--rename", "plesant-city=pleasant-city", "--format", "json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert (checked["paragraphs"], checked["files"][0]["taken"]) == (2, 2)


def test_labels_convert_and_pre_label(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "Katolle asennetaan aurinkopaneelit päästöjen vähentämiseksi."}\n', encoding="utf-8")
    target = tmp_path / "tasks.json"
    assert main(["labels", "convert", str(path), "--pre-label", "--to", "label-studio", "--output", str(target)]) == 0
    [task] = json.loads(target.read_text(encoding="utf-8"))
    assert task["predictions"][0]["result"][0]["value"] == {"choices": ["climate-responsibility"]}
    assert main(["labels", "convert", str(path), "--to", "csv", "--output", str(target)]) == 4
    assert (
        main(["labels", "convert", str(ROUND), "--to", "nonsense", "--output", str(target), "--policy", CLIMATE]) == 2
    )
    assert "none of textkit, csv" in capsys.readouterr().err


def test_agreement_of_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, second in (("anna", "pleasant-city"), ("mikko", "")):
        (tmp_path / f"{name}.csv").write_text(
            f"text,themes\nPuisto valaistaan.,pleasant-city\nKatu korjataan.,{second}\nVirka.,\n", encoding="utf-8"
        )
    files = [str(tmp_path / "anna.csv"), str(tmp_path / "mikko.csv")]
    assert main(["labels", "agreement", *files]) == 0
    out = capsys.readouterr().out
    assert "labellers: anna, mikko" in out
    assert "pleasant-city: yes anna; no mikko  ”Katu korjataan.”" in out
    assert main(["labels", "agreement", files[0]]) == 4


def test_a_second_policy_from_its_words_to_a_trained_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    provisional = tmp_path / "alku"
    assert main(["train", "--only", "--policy", CLIMATE, "--output", str(provisional)]) == 0
    assert "provisional" in capsys.readouterr().out
    assert json.loads((provisional / "manifest.json").read_text())["name"] == "alku-provisional"
    asked = tmp_path / "asked.jsonl"
    pool = str(CORPUS / "theme-climate.jsonl")
    arguments = ["suggest", pool, "--policy", CLIMATE, "--model", str(provisional), "--count", "12"]
    assert main([*arguments, "--output", str(asked)]) == 0
    rows = [json.loads(line) for line in asked.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 12
    assert all("themes" not in row and row["why"] for row in rows)
    trained = tmp_path / "malli"
    labels = ["--labels", str(ROUND), "--folds", "3"]
    assert main(["train", "--only", "--policy", CLIMATE, *labels, "--output", str(trained)]) == 0
    assert json.loads((trained / "manifest.json").read_text())["facts"]["examples"] == 100
    assert main(["models", "promote", str(trained), "--force", "ensimmäinen"]) == 0
    [alignment] = textkit.check(ROOT / "corpus" / "decisions" / "11-life-hanke-lammonvarastointi.pdf", policy=CLIMATE)
    assert alignment.model == "malli"


def test_an_archive_is_asked_what_to_label_and_how_two_models_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, target = str(tmp_path / "store"), tmp_path / "tasks.json"
    decision = str(ROOT / "corpus" / "decisions" / "06-vuosaaren-taidepuisto.pdf")
    assert main(["archive", "add", decision, "--store", store, "--workers", "1"]) == 0
    arguments = ["suggest", "--store", store, "--count", "3", "--to", "label-studio", "--output", str(target)]
    assert main(arguments) == 0
    tasks = json.loads(target.read_text(encoding="utf-8"))
    assert len(tasks) == 3
    assert all(task["data"]["id"].endswith("/" + task["data"]["paragraph"]) and task["data"]["why"] for task in tasks)
    capsys.readouterr()
    assert main(["models", "compare", "helsinki", "helsinki", "--store", store]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert {row[0] for row in rows} == set(POLICY.theme_ids)
    assert all(row[3:] == ["0", "0"] for row in rows)


def test_suspicious_labels_are_listed(labels: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["labels", "suspicious", labels, "--only", "--most", "5", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    confidences = [suspicion["confidence"] for suspicion in found]
    assert len(found) == 5
    assert confidences == sorted(confidences)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["train", "--only", "--init-from", "helsinki", "--output", "x"], 2, "give one of them"),
        (["models", "promote", "helsinki"], 2, "give held-out labels"),
        (["suggest", "--output", "x"], 2, "where from"),
        (["suggest", str(ROUND), "--theme", "sää", "--output", "x"], 2, "no such theme"),
        (["suggest", str(ROUND), "--store", "nowhere", "--output", "x"], 5, "there is no archive"),
        (["train", "--only", "--labels", str(ROUND), "--output", "x"], 4, "at least 5 are needed"),
        (["labels", "check", str(ROUND), "--rename", "x"], 2, "expected NAME=THEME"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert message in capsys.readouterr().err.splitlines()[-1]
