"""Every label format is told by its shape, comes back as it was written, and loses no good row to a broken one."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import textkit
from textkit.errors import ResourceError
from textkit.training.formats import FORMATS, Annotation, read_label_file, write_labels
from textkit.training.formats.writing import BARE
from textkit.training.labels import Example, Labels, labels_of
from textkit.training.names import Names

POLICY = textkit.load_policy()
NAMES = Names.of(POLICY)
THEMES = POLICY.theme_ids
NONE = frozenset[str]()
ROUND = [
    Annotation(
        'Puiston "helmi", 3/4" putki; valaistaan.',
        frozenset({"pleasant-city"}),
        unknown=frozenset({"climate-responsibility"}),
        stances={"pleasant-city": "advances"},
        id="a1",
        case_id="HEL 2025-000001",
        title="Puisto, ja muuta",
        heading="Päätös",
        organ="Kaupunkiympäristölautakunta",
        labeller="mk",
        labelled_at="2026-11-01T10:00:00Z",
    ),
    Annotation(
        "Lampor som sparar energi, och glädjer.", frozenset({"climate-responsibility", "pleasant-city"}), id="a2"
    ),
    Annotation("Virka täytetään.", NONE, id="a3", labeller="anna"),
]
SUFFIX = {"xlsx": ".xlsx", "xlsx-list": ".xlsx"}


def examples(labels: Labels) -> list[tuple[str, frozenset[str], frozenset[str], dict[str, str]]]:
    return [(e.text, e.themes, e.unknown, dict(e.stances)) for e in labels.examples]


def plain(annotations: list[Annotation]) -> list[tuple[str, frozenset[str], frozenset[str], dict[str, str]]]:
    return [(a.text, a.themes or NONE, a.unknown_of(THEMES), dict(a.stances)) for a in annotations]


def read(path: Path) -> Labels:
    return labels_of(path, NAMES)


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_comes_back_as_it_was_written(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"labels{SUFFIX.get(form, '.any')}"
    whole = ROUND if form not in BARE else [replace(a, unknown=NONE, stances={}) for a in ROUND]
    assert write_labels(whole, THEMES, form, target) == (3, 0)
    labels = read(target)
    assert labels.file.form == form
    assert not labels.skipped
    assert examples(labels) == plain(whole)
    if form not in BARE:
        first = labels.annotations[0]
        assert (first.case_id, first.title, first.labeller) == ("HEL 2025-000001", "Puisto, ja muuta", "mk")
        assert labels.examples[0].group == "HEL 2025-000001 Puisto, ja muuta"


@pytest.mark.parametrize("form", sorted(BARE))
def test_what_a_format_cannot_say_is_left_out_and_counted(form: str, tmp_path: Path) -> None:
    assert write_labels(ROUND, THEMES, form, tmp_path / "x") == (2, 1)


LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60)
TEXTS = LINES.map(lambda text: " ".join(text.split())).filter(lambda text: text and "__label__" not in text)


@pytest.mark.parametrize("form", [form for form in FORMATS if "folder" not in form])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(TEXTS, st.sets(st.sampled_from(THEMES))), min_size=1, max_size=4, unique_by=lambda r: r[0])
)
def test_any_text_and_labels_come_back(form: str, rows: list[tuple[str, set[str]]], tmp_path: Path) -> None:
    target = tmp_path / "labels"
    written = [Annotation(text, frozenset(themes)) for text, themes in rows]
    write_labels(written, THEMES, form, target)
    if form in BARE and not any(themes for _, themes in rows):
        return  # bare texts without a label in the whole file have no shape that could be told
    assert examples(read(target)) == plain(written)


LABEL_STUDIO = {
    "id": 1,
    "data": {"text": "Päätettiin rakentaa pyörätie.", "doc": "HEL-2025-000001"},
    "annotations": [
        {"id": 9, "completed_by": 1, "was_cancelled": False, "updated_at": "2025-01-02T03:04:05Z",
         "result": [{"type": "choices", "from_name": "t", "to_name": "text", "value": {"choices": ["pleasant-city"]}}]},
        {"id": 10, "completed_by": {"id": 2, "email": "a@hel.fi"}, "was_cancelled": False, "result": []},
        {"id": 11, "completed_by": 3, "was_cancelled": True, "result": []},
    ],
}  # fmt: skip
CASES = [
    ("label-studio", [LABEL_STUDIO], [{"pleasant-city"}, set()]),
    ("label-studio-min", [{"text": "a", "id": 1, "teemat": "Viihtyisä kaupunki", "annotator": 1, "annotation_id": 9}],
     [{"pleasant-city"}]),
    ("label-studio-min", [{"text": "a", "id": 1, "t": {"choices": ["pleasant-city", "work-immigration"]},
                           "annotator": 1, "annotation_id": 9}], [{"pleasant-city", "work-immigration"}]),
    ("argilla", [{"id": "7", "fields": {"text": "a"}, "metadata": {"doc": "d"}, "suggestions": {},
                  "responses": {"themes": [{"value": ["pleasant-city"], "user_id": "u1"},
                                           {"value": [], "user_id": "u2"}]}}], [{"pleasant-city"}, set()]),
    ("argilla-flat", [{"text": "a", "themes.responses": [["pleasant-city"], ["work-immigration"]],
                       "themes.responses.users": ["u1", "u2"],
                       "themes.responses.status": ["submitted", "discarded"]}], [{"pleasant-city"}]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "data", "themes"), CASES)
def test_exports_with_several_labellers(
    form: str, data: list[dict[str, object]], themes: list[set[str]], tmp_path: Path
) -> None:
    path = tmp_path / "export"
    path.write_text(json.dumps(data), encoding="utf-8")
    labels = read(path)
    assert (labels.file.form, [set(e.themes) for e in labels.examples]) == (form, themes)


def only(text: str | bytes, tmp_path: Path) -> Example:
    path = tmp_path / "labels"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    [example] = read(path).examples
    return example


@pytest.mark.parametrize(
    "line",
    [
        '{"id":7,"text":"…","doc":"d","label":["pleasant-city"],"Comments":[]}',
        '{"text":"…","labels":["pleasant-city"],"meta":{"doc":"d"}}',
        'id,text,label,Comments\n7,"…","pleasant-city",""',
        "__label__pleasant-city Päätettiin …",
        '{"document_id":"d","text":"…","subjects":[{"uri":"http://x.fi/yso/pleasant-city"}]}',
        "text\tthemes\n…\tpleasant-city",
        "teksti;teemat\n…;Viihtyisä kaupunki",
        "Päätettiin …\t<http://x.fi/#pleasant-city>",
        "text,subject_uris\n…,<http://x.fi/pleasant-city>",
        gzip.compress(b"x\t<urn:x:pleasant-city>", mtime=0),
        "teksti;teemat\nPäätös;Viihtyisä kaupunki".encode("cp1252"),
        "teksti;teemat\nPäätös;Viihtyisä kaupunki".encode("utf-16"),
        '{\n "text": "…",\n "themes": ["pleasant-city"]\n}\n',
    ],
)
def test_one_paragraph_in_the_shapes_of_other_tools(line: str | bytes, tmp_path: Path) -> None:
    example = only(line, tmp_path)
    assert example.themes == {"pleasant-city"}
    assert not example.unknown


@pytest.mark.parametrize(
    ("line", "themes", "known"),
    [
        ('{"text":"a","label":"pleasant-city","answer":"accept","_view_id":"classification"}', {"pleasant-city"}, 1),
        ('{"text":"a","label":"pleasant-city","answer":"reject"}', set(), 1),
        ('{"text":"a","cats":{"pleasant-city":1.0,"work-immigration":0.0}}', {"pleasant-city"}, 2),
        ('{"text":"a","options":[{"id":"pleasant-city"},{"id":"muu"}],"accept":[],"answer":"accept"}', set(), 1),
        ("text,pleasant-city,work-immigration,international-attraction\na,1,0,", {"pleasant-city"}, 2),
        ("text,pleasant-city,work-immigration\na,x,", {"pleasant-city"}, 2),
        ("text,Viihtyisä kaupunki\na,kyllä", {"pleasant-city"}, 1),
    ],
)
def test_what_was_not_asked_is_unknown(line: str, themes: set[str], known: int, tmp_path: Path) -> None:
    example = only(line, tmp_path)
    assert example.themes == themes
    assert len(example.unknown) == len(THEMES) - known


GOOD = '{"text": "Hyvä.", "themes": ["pleasant-city"]}'


@pytest.mark.parametrize(
    ("text", "taken", "reasons"),
    [
        (f"{GOOD}\n{{broken\n{GOOD}\n[1]\n", 2, ["Expecting property name", "found list"]),
        (f"[{GOOD},\n{{broken}},\n{GOOD}, 7, {GOOD}]", 3, ["Expecting property name", "found int"]),
        (f"[{GOOD},\n{GOOD},\n{{\"text\": \"kat", 2, ["Unterminated string"]),
        ("text,themes\nA,pleasant-city\nB,one,two,three\nC,", 2, ["4 fields where the header has 2"]),
        ('text,themes\n"A, rikki,pleasant-city\n"B","pleasant-city"\n"C\nD",""\n', 2, ["a quote is not closed"]),
        ('text,themes\n"A,x\n"B",""\n"E,x\n"C",""\n', 2, ["a quote is not closed", "a quote is not closed"]),
        ("text,pleasant-city\nA,1\nB,ehkä\nC,0\n", 2, ["expected yes, no or nothing, found 'ehkä'"]),
        ("__label__pleasant-city A\n__label__pleasant-city\nC\n", 2, ["the text is empty"]),
        ("A\t<x:pleasant-city>\nB\tC\t<x:pleasant-city>\nD\t\n", 2, ["found 2 tabs"]),
        ('{"text":"a","label":["pleasant-city"]}\n{"text":"b","label":[[0,3,"x"]]}\n', 1, ["spans inside the text"]),
        (f'{GOOD}\n{{"text": "x", "themes": ["sää"]}}\n', 1, ["unknown theme 'sää'"]),
        ('{"text":"x","cats":{"a":"b"}}\n{"text":"x","cats":{}}', 1, ["could not convert"]),
    ],
)  # fmt: skip
def test_broken_rows_cost_no_good_one(text: str, taken: int, reasons: list[str], tmp_path: Path) -> None:
    path = tmp_path / "labels"
    path.write_text(text, encoding="utf-8")
    labels = read(path)
    assert len(labels.examples) == taken
    assert len(labels.skipped) == len(reasons)
    for skipped, reason in zip(labels.skipped, reasons, strict=True):
        assert reason in skipped.reason
    assert labels.file.rows >= taken


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"hello", "no labelled rows"),
        (b"\0\1\2\xff", "no labelled rows"),
        (b"PK\3\4 not a zip", "workbook cannot be read"),
    ],
)
def test_a_file_that_is_something_else_is_refused(data: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(ResourceError, match=problem):
        read_label_file(tmp_path / "x")


@pytest.mark.parametrize("form", FORMATS)
def test_a_suggestion_is_never_read_as_a_judgement_where_the_format_knows_the_difference(
    form: str, tmp_path: Path
) -> None:
    asked = Annotation("Puisto valaistaan.", None, suggested={"pleasant-city": 0.4}, suggested_by="m", why="uncertain")
    write_labels([asked], THEMES, form, tmp_path / "x")
    labels = read(tmp_path / "x")
    as_labels = {"csv-list", "xlsx-list", "label-studio-min", "label-studio-csv", "doccano", "doccano-csv", "spacy"}
    if form in as_labels | BARE or form.startswith("annif"):
        assert labels.examples[0].themes == {"pleasant-city"}
    else:
        assert not labels.examples
        assert "not labelled yet" in labels.skipped[0].reason


def test_names_are_found_in_any_language_and_the_nearest_is_offered() -> None:
    assert NAMES.id("viihtyisä kaupunki") == NAMES.id("En trivsam stad") == NAMES.id("pleasant_city") == "pleasant-city"
    assert NAMES.nearest("plesant city") == "pleasant-city"
    assert NAMES.nearest("xyz") is None
    assert Names.of(POLICY, {"ilmasto": "climate-responsibility"}).id("Ilmasto") == "climate-responsibility"
