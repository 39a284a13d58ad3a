"""A policy document becomes a draft of a policy file, and a policy without labels a provisional model."""

from __future__ import annotations

from pathlib import Path

import pytest

import textkit
from tests.samples import ROOT, SHARED
from textkit.cli.main import main
from textkit.tagging import Tagger
from textkit.training.policy_draft import policy_yaml, slug, theme_candidates
from textkit.training.zero import zero_label_model

PROGRAMME = ROOT / "corpus" / "policies" / "ilmasto-ja-luonto-ohjelma-2026-2030.txt"
REAL = SHARED / "pdf" / "policy-linjaukset-2022-2025.pdf"


def names(path: Path) -> list[str]:
    [decision] = textkit.read(path)
    return [candidate.name for candidate in theme_candidates(decision)]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ohjelma.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_numbered_titles_are_themes_and_their_bullets_seeds(tmp_path: Path) -> None:
    [decision] = textkit.read(PROGRAMME)
    candidates = theme_candidates(decision)
    assert [candidate.name for candidate in candidates] == [
        "Energiaviisas rakennuskanta",
        "Vähäpäästöinen liikkuminen",
        "Kiertotalous ja vähähiilinen rakentaminen",
        "Sopeutuminen ilmastonmuutokseen",
        "Luonnon monimuotoisuus",
    ]
    assert candidates[0].seeds[0] == "aurinkopaneelit asennetaan jokaiseen sopivaan kattoon"
    path = tmp_path / "draft.yaml"
    path.write_text(policy_yaml(decision, candidates), encoding="utf-8")
    policy = textkit.load_policy(path)
    assert policy.id == "ilmasto-ja-luonto-ohjelma-2026-2030"
    assert policy.themes[3].definitions["fi"].startswith("Kaupunki varautuu rankkasateisiin")


def test_numbers_inside_a_sentence_are_taken_apart(tmp_path: Path) -> None:
    text = (
        "Linjauksissa määritellään teemat: (1) avoin hallinto sekä (2) kolme kokonaisuutta, jotka ovat toimiva arki, "
        "turvallinen katu ja sekä rohkea kulttuuri; ne ohjaavat työtä.\n"
    )
    assert names(written(tmp_path, text))[:3] == [
        "Avoin hallinto",
        "Toimiva arki",
        "Turvallinen katu ja sekä rohkea kulttuuri",
    ]


@pytest.mark.skipif(not REAL.exists(), reason="the real policy is not on this machine")
def test_the_real_policy_names_its_five_themes() -> None:
    shipped = textkit.load_policy()
    assert names(REAL) == [theme.name("fi") for theme in shipped.themes[:5]]


def test_slugs_are_valid_ids() -> None:
    assert slug("Älykäs, Öinen & Åbo-henkinen kaupunki") == "alykas-oinen-abo-henkinen-kaupunki"
    assert slug("2030") == "no-2030"


def test_a_document_that_lists_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "Tämä on vain yksi kappale ilman mitään luetteloa.\n")
    assert main(["policy", "init", str(path)]) == 3
    assert "nothing is listed or numbered" in capsys.readouterr().err


def test_a_draft_never_overwrites_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "oma.yaml"
    assert main(["policy", "init", str(PROGRAMME), "--output", str(target)]) == 0
    assert main(["policy", "check", str(target)]) == 0
    assert main(["policy", "init", str(PROGRAMME), "--output", str(target)]) == 2
    assert "it is there already" in capsys.readouterr().err


def test_a_provisional_model_finds_the_policy_in_its_own_words() -> None:
    policy = textkit.load_policy(PROGRAMME.with_suffix(".yaml"))
    model = zero_label_model(policy, "ilmasto")
    assert (model.name, model.provisional) == ("ilmasto-provisional", True)
    texts = [
        "Koulun katolle asennetaan aurinkopaneelit ja öljylämmitys vaihdetaan maalämpöön.",
        "Hulevedet viivytetään tontilla ja tulvariski otetaan huomioon.",
        "Virkaan valittiin hakija, jolla on pitkä kokemus.",
    ]
    tagged = [{tag.theme for tag in tags if tag.tagged} for tags in textkit.tag(texts, model=Tagger(model))]
    assert "energy-wise-buildings" in tagged[0]
    assert "climate-adaptation" in tagged[1]
    assert tagged[2] == set()
