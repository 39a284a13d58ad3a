"""The command line as a user types it: results on stdout, everything else on stderr, documented exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import sample_pdf
from textkit.cli.main import main
from textkit.document import decision_from_dict

COMMANDS = [
    "read",
    "tag",
    "check",
    "explain",
    "train",
    "evaluate",
    "policy",
    "policy list",
    "policy show",
    "policy check",
    "policy init",
    "labels check",
    "labels convert",
    "labels agreement",
    "labels suspicious",
    "models list",
    "models show",
    "models compare",
    "models promote",
    "models rollback",
    "suggest",
]
FIRST = str(sample_pdf(1))
ROUTINE = str(sample_pdf(8))


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"Usage: textkit {command}".strip() in shown
    assert "Example: " in shown


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("textkit 0.")


def test_read_writes_a_decision_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", FIRST, ROUTINE, "--format", "jsonl"]) == 0
    decisions = [decision_from_dict(json.loads(line)) for line in capsys.readouterr().out.splitlines()]
    assert [decision.kind for decision in decisions] == ["proposal", "officer"]


def test_read_writes_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", ROUTINE]) == 0
    assert "# Päätös" in capsys.readouterr().out


def test_read_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, Path(FIRST).read_bytes())
    assert main(["read", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["case_id"] == "HEL 2023-004217"


def test_tag_keeps_order_and_ids(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    records = [
        {"id": "a", "text": "Asia jätettiin pöydälle."},
        {"id": "b", "text": "Katolle asennetaan aurinkopaneelit, ja rakennuksen hiilidioksidipäästöt vähenevät."},
    ]
    give(monkeypatch, "\n".join(json.dumps(r) for r in records).encode())
    assert main(["tag"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["id"], [t["theme"] for t in line["themes"]]) for line in lines] == [
        ("a", []),
        ("b", ["climate-responsibility"]),
    ]
    assert lines[1]["language"] == "fi"


def test_tag_all_lists_every_theme(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Asia jätettiin pöydälle."}\n\n', encoding="utf-8")
    assert main(["tag", str(tmp_path / "in.jsonl"), "--all"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert len(json.loads(line)["themes"]) == 7


def test_check_shows_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FIRST, "--lang", "sv"]) == 0
    assert "Beslutet behandlar" in capsys.readouterr().out


def test_check_writes_a_json_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FIRST, ROUTINE, "--format", "json"]) == 0
    assert [a["schema"] for a in json.loads(capsys.readouterr().out)] == ["textkit.alignment/1"] * 2


def test_check_writes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FIRST, "--output", str(tmp_path / "page.txt")]) == 0
    assert "Päätös käsittelee" in (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--require", "climate-responsibility"], 0),
        (["--fail-on", "conflict"], 1),
    ],
)
def test_conditions_decide_the_exit_code(options: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FIRST, *options]) == code
    assert "Päätös käsittelee" in capsys.readouterr().out


def test_a_required_theme_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ROUTINE, "--require", "climate-responsibility"]) == 1
    assert capsys.readouterr().err == ""


def test_explain_shows_sums(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", FIRST, "--format", "json"]) == 0
    for item in json.loads(capsys.readouterr().out):
        total = item["bias"] + item["context"] + sum(weight for _, weight in item["terms"])
        assert total == pytest.approx(item["logit"], abs=1e-3)


def test_policy_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["policy", "list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert "kansainvalinen-toiminta-2022-2025" in listed
    assert main(["policy", "show", "kansainvalinen-toiminta-2022-2025", "--lang", "en"]) == 0
    assert "A pleasant city" in capsys.readouterr().out
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    assert main(["policy", "check", str(tmp_path / "bad.yaml")]) == 4
    assert "not valid YAML" in capsys.readouterr().err


def test_others_are_done_when_one_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "missing.pdf", FIRST]) == 3
    shown = capsys.readouterr()
    assert "Päätös käsittelee" in shown.out
    assert shown.err == "textkit: missing.pdf: no such file – check the name\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["check"],
        ["check", FIRST, "--nothing"],
        ["check", FIRST, "--lang", "de"],
        ["check", FIRST, "--require", "weather"],
        ["check", FIRST, "--output", "/nonexistent/page.txt"],
        ["train", "--labels", "x.jsonl"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("textkit: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", FIRST, "--policy", "nothing"],
        ["check", FIRST, "--model", "nothing"],
        ["tag", "--model", "nothing"],
        ["evaluate", "--labels", "nothing.jsonl"],
        ["policy", "show", "nothing"],
    ],
)
def test_unusable_models_policies_and_labels_are_exit_code_4(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 4
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}'])
def test_tag_names_the_bad_line(line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, f'{{"text": "a"}}\n{line}\n'.encode())
    assert main(["tag"]) == 3
    assert "-:2: " in capsys.readouterr().err


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m textkit read {FIRST} --format jsonl | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")
