"""What textkit wrote itself is read back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textkit.document import Decision, decision_to_dict
from textkit.errors import InputError
from textkit.reading import read_all, read_bytes, read_file
from textkit.segmentation import segment

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "decisions"


@pytest.fixture(scope="module")
def decisions() -> list[Decision]:
    """Two decisions with everything in them: pages, boxes, tables, languages, sentences."""
    names = ("04-tallinna-hampuri-merikaupungit.pdf", "13-svensk-klubbverksamhet.pdf")
    return [segment(read_file(CORPUS / name)[0]) for name in names]


@pytest.mark.parametrize("layout", ["jsonl", "list", "indented list", "decisions"])
def test_round_trip(decisions: list[Decision], layout: str) -> None:
    values = [decision_to_dict(decision) for decision in decisions]
    text = {
        "jsonl": "\n".join(json.dumps(value) for value in values),
        "list": json.dumps(values, sort_keys=True),
        "indented list": json.dumps(values, indent=2, ensure_ascii=False),
        "decisions": json.dumps({"decisions": values}),
    }[layout]
    assert read_bytes(text.encode(), "x.json") == decisions


def test_one_alone(decisions: list[Decision]) -> None:
    assert read_bytes(json.dumps(decision_to_dict(decisions[0])).encode("utf-8-sig"), "x.json") == decisions[:1]


@pytest.mark.parametrize("field", ["title", "sections", "source"])
def test_a_decision_that_lacks_a_field(decisions: list[Decision], field: str, tmp_path: Path) -> None:
    good = decision_to_dict(decisions[0])
    bad = {name: value for name, value in good.items() if name != field}
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(value) for value in (good, bad, good)), encoding="utf-8")
    found = list(read_all(path))
    assert [type(item) for item in found] == [Decision, InputError, Decision]
    assert str(found[1]).startswith(f"{path}#2: the decision is damaged (not a decision: '{field}')")


@pytest.mark.parametrize("sections", [7, [7], [{"heading": None}], "x"])
def test_fields_of_the_wrong_shape(decisions: list[Decision], sections: object) -> None:
    data = json.dumps(decision_to_dict(decisions[0]) | {"sections": sections})
    with pytest.raises(InputError, match="the decision is damaged"):
        read_bytes(data.encode(), "x.json")
