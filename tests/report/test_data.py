"""The JSON that other programs rely on."""

from __future__ import annotations

import json

import pytest

import textkit
from tests.samples import sample_pdf
from textkit.document import decision_from_dict, decision_to_dict
from textkit.report.data import alignment_to_dict, tags_to_dict
from textkit.report.explanation import explanation_text


def test_an_alignment_has_the_fields_of_the_contract() -> None:
    [alignment] = textkit.check(sample_pdf(1))
    data = json.loads(json.dumps(alignment_to_dict(alignment)))
    assert data["schema"] == "textkit.alignment/1"
    assert {"policy", "model", "decision", "themes", "score", "untagged_paragraphs"} <= set(data)
    assert data["decision"]["case_id"] == "HEL 2023-004217"
    assert [item["theme"] for item in data["themes"]] == list(textkit.load_policy().theme_ids)
    for item in data["themes"]:
        assert {"addressed", "strength", "stance", "in_decision_text", "paragraphs", "evidence"} <= set(item)
        assert item["addressed"] == bool(item["evidence"]) == (item["paragraphs"] > 0)
        for evidence in item["evidence"]:
            assert evidence["quote"]
            assert evidence["terms"] == sorted(evidence["terms"], key=lambda term: -term[1])


@pytest.mark.parametrize("number", range(1, 15))
def test_a_decision_survives_json(number: int) -> None:
    [decision] = textkit.read(sample_pdf(number))
    assert decision_from_dict(json.loads(json.dumps(decision_to_dict(decision)))) == decision


@pytest.mark.parametrize("data", [{}, {"schema": "other/1"}, {"schema": "textkit.decision/1"}])
def test_what_is_no_decision_is_refused(data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"expected schema|not a decision"):
        decision_from_dict(data)


def test_tags_list_what_is_tagged_or_everything() -> None:
    passage = textkit.Passage("7", "Katolle asennetaan aurinkopaneelit, ja hiilidioksidipäästöt vähenevät.", "fi")
    [tags] = textkit.tag([passage])
    few, every = tags_to_dict(passage, tags, every=False), tags_to_dict(passage, tags, every=True)
    assert few["id"] == "7"
    assert [theme["theme"] for theme in few["themes"]] == ["climate-responsibility"]
    assert len(every["themes"]) == 7
    assert all(theme["stance"] is None for theme in every["themes"] if not theme["tagged"])


def test_an_explanation_in_text_adds_up() -> None:
    [decision] = textkit.read(sample_pdf(4))
    paragraph, explanation = next(iter(textkit.explain(decision)))
    text = explanation_text(paragraph, explanation, textkit.load_policy(), "en")
    parts = [line.split()[0] for line in text.splitlines() if line.strip()[:1] in "+−"]
    total = float(text.splitlines()[-1].split("=")[1].replace("−", "-"))
    assert sum(float(part.replace("−", "-")) for part in parts) == pytest.approx(total, abs=0.06)
