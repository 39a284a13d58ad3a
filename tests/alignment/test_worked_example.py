"""The score can be worked out by hand: from the JSON of every sample, and from the table in the README."""

from __future__ import annotations

import json
import re
from math import prod
from pathlib import Path

import pytest

import textkit
from tests.samples import ROOT, sample_pdf
from textkit.alignment import ROLE_WEIGHTS, STANCE_DIRECTIONS
from textkit.report.data import alignment_to_dict

README = Path(ROOT, "textkit", "alignment", "README.md").read_text(encoding="utf-8")
ROUNDED = 2e-4
"""Probabilities in the JSON have four digits."""


def by_hand(factors: list[tuple[float, float]]) -> float:
    return 1 - prod(1 - weight * probability for weight, probability in factors)


@pytest.mark.parametrize("number", range(1, 15))
def test_the_json_is_enough_to_work_out_the_score(number: int) -> None:
    [alignment] = textkit.check(sample_pdf(number))
    data = json.loads(json.dumps(alignment_to_dict(alignment)))
    directed = []
    for theme in data["themes"]:
        factors = [(item["role_weight"], item["probability"]) for item in theme["evidence"]]
        assert theme["strength"] == pytest.approx(by_hand(factors), abs=ROUNDED)
        if theme["addressed"]:
            directed.append(theme["direction"] * by_hand(factors))
            sums = {s: sum(i["role_weight"] * i["probability"] for i in theme["evidence"] if i["stance"] == s)
                    for s in STANCE_DIRECTIONS}  # fmt: skip
            assert sums[theme["stance"]] == pytest.approx(max(sums.values()), abs=ROUNDED)
    assert data["score"] == pytest.approx(sum(directed) / len(directed) if directed else 0, abs=ROUNDED)


def test_the_worked_example_of_the_readme_adds_up() -> None:
    rows = re.findall(
        r"^\| ([a-z-]+) \| ((?:[\d.]+ · [\d.]+(?:, )?)+) \| ([\d.]+) \| (\w+) \| (−?[\d.]+) \|$", README, re.M
    )
    assert len(rows) == 3
    directed = []
    for theme, evidence, strength, stance, direction in rows:
        assert theme in textkit.load_policy().theme_ids
        factors = [tuple(map(float, item.split(" · "))) for item in evidence.split(", ")]
        assert by_hand([(weight, probability) for weight, probability in factors]) == pytest.approx(
            float(strength), abs=5e-5
        )
        assert STANCE_DIRECTIONS[stance] == float(direction)
        directed.append(float(strength) * float(direction))
    [score] = re.findall(r"score +\(.*\) / 3 = ([\d.]+)", README)
    assert sum(directed) / 3 == pytest.approx(float(score), abs=5e-5)


def test_the_numbers_of_the_readme_are_those_of_the_code() -> None:
    [line] = [line for line in README.splitlines() if line.startswith("| role weights")]
    said = {name: float(weight) for names, weight in re.findall(r"([a-z, ]+) ([\d.]+)", line.split("|")[2])
            for name in names.strip().split(", ")}  # fmt: skip
    assert said == dict(ROLE_WEIGHTS)
