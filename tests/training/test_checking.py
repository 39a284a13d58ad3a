"""Label files are checked before a model is made of them: duplicates, contradictions, leaks, thin themes."""

from __future__ import annotations

import json
from pathlib import Path

import textkit
from textkit.training import Labels, labels_of
from textkit.training.checking import check_labels
from textkit.training.duplicates import duplicates, groups_of
from textkit.training.labels import Example, data_digest, settled
from textkit.training.names import Names

POLICY = textkit.load_policy()
NAMES = Names.of(POLICY)
LONG = "Puistoon istutetaan kaksikymmentä puuta ja rakennetaan uusi leikkipaikka, jossa on keinut ja liukumäki."


def labels(path: Path, *rows: dict[str, object]) -> Labels:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return labels_of(path, NAMES)


def test_the_same_and_nearly_the_same_texts_are_found() -> None:
    texts = [LONG, "Aivan muuta.", LONG.upper(), LONG.replace("kaksikymmentä", "30"), LONG[:40]]
    pairs = [(pair.one, pair.other) for pair in duplicates(texts)]
    assert (0, 2) in pairs
    assert all({1, 4}.isdisjoint(pair) for pair in pairs)


def test_sums_alone_do_not_make_a_text_another() -> None:
    texts = [f"Avustusta myönnetään hakijalle {sum_} euroa vuodelle 2024." for sum_ in (100, 200, 950)]
    assert groups_of(duplicates(texts)) == [[0, 1, 2]]


def test_many_like_texts_do_not_cost_the_square_of_their_number() -> None:
    assert len(duplicates([LONG] * 2000)) < 2000 * 60


def test_a_check_tells_everything(tmp_path: Path) -> None:
    training = labels(
        tmp_path / "training.jsonl",
        {"id": "1", "text": LONG, "themes": ["pleasant-city"], "labeller": "anna", "title": "Puisto"},
        {"id": "2", "text": LONG.upper(), "themes": [], "labeller": "mikko", "title": "Puisto"},
        {"id": "3", "text": LONG.replace("uusi", "suuri uusi"), "themes": ["pleasant-city"]},
        {"id": "4", "text": "Virka täytetään.", "themes": []},
    )
    test = labels(
        tmp_path / "test.jsonl",
        {"id": "t1", "text": "Virka täytetään.", "themes": []},
        {"id": "t2", "text": "Aloite hylätään.", "themes": [], "title": "Puisto"},
        {"id": "t3", "text": "Kokonaan toinen asia.", "themes": []},
    )
    found = check_labels([training], [test], POLICY)
    assert (found.paragraphs, found.themeless, dict(found.counts)["pleasant-city"]) == (4, 2, 2)
    assert set(found.thin) == set(POLICY.theme_ids)
    assert [(d.theme, d.yes, d.no) for d in found.contradictions] == [("pleasant-city", ("anna (1)",), ("mikko (2)",))]
    assert [(pair.one, pair.other, pair.differing) for pair in found.same] == [("1", "2", ("pleasant-city",))]
    assert {(pair.one, pair.other) for pair in found.near} <= {("1", "3"), ("2", "3")}
    assert [(leak.id, leak.why, leak.known) for leak in found.leaks] == [
        ("t1", "the same text", "4"),
        ("t2", "the same decision", "1"),
    ]


def test_several_labellers_are_settled_by_majority_and_a_draw_is_unknown() -> None:
    def one(labeller: str, *themes: str) -> Example:
        return Example("1", LONG, "g", frozenset(themes), {t: "advances" for t in themes}, labeller=labeller)

    [example] = settled([one("x", "pleasant-city", "climate-responsibility"), one("y", "pleasant-city")])
    assert example.themes == {"pleasant-city"}
    assert example.unknown == {"climate-responsibility"}
    assert (dict(example.stances), example.labeller) == ({"pleasant-city": "advances"}, "x+y")


def test_the_digest_of_data_sees_every_change() -> None:
    plain = Example("1", LONG, "g", frozenset({"pleasant-city"}))
    others = [
        Example("1", LONG + "!", "g", plain.themes),
        Example("1", LONG, "h", plain.themes),
        Example("1", LONG, "g", frozenset()),
        Example("1", LONG, "g", plain.themes, unknown=frozenset({"work-immigration"})),
        Example("1", LONG, "g", plain.themes, {"pleasant-city": "mentions"}),
    ]
    assert len({data_digest([example]) for example in [plain, *others]}) == 6
