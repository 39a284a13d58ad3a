"""The corpus is made text: no sentence of it stands in the real decisions or in the policy. The name of a law may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import ROOT, SHARED

CORPUS = sorted((ROOT / "corpus" / "labelled").glob("*.jsonl"))
RUN = 8
"""So many words in a row are no chance; shorter sentences are formulae that everybody writes."""
_MARKUP = re.compile(r"<[^>]+>|&\w+;|\\[nrt]|\\u00[0-9a-f]{2}")
_END = re.compile(r"(?<=[.!?:;])\s+")
_WORD = re.compile(r"\w+")


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    found = _WORD.findall(text.lower())
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def real_texts() -> Iterator[str]:
    for path in sorted(Path(SHARED).glob("[agt]*/*")):
        if path.suffix in {".json", ".jsonl", ".html", ".txt"}:
            yield _MARKUP.sub(" ", path.read_text(encoding="utf-8"))


def is_copied(text: str, real: set[tuple[str, ...]]) -> bool:
    """Whether a whole sentence of a text stands in the texts that the runs are of."""
    sentences = [list(runs_of(sentence)) for sentence in _END.split(text)]
    return any(runs and real.issuperset(runs) for runs in sentences)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real decisions are not on this machine")
def test_no_sentence_of_the_corpus_is_a_real_decisions() -> None:
    real = {run for text in real_texts() for run in runs_of(text)}
    assert len(real) > 50_000
    rows = [json.loads(line) for path in CORPUS for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows if is_copied(row["text"], real)] == []


def test_a_whole_sentence_is_seen_and_the_name_of_a_law_is_not() -> None:
    real = set(
        runs_of("Laki kadun ja eräiden yleisten alueiden kunnossa- ja puhtaanapidosta. Lautakunta päätti asian.")
    )
    assert not is_copied(
        "Laki kadun ja eräiden yleisten alueiden kunnossa- ja puhtaanapidosta koskee myös tätä tonttia.", real
    )
    assert is_copied("Tontti on vuokrattu. Laki kadun ja eräiden yleisten alueiden kunnossa- ja puhtaanapidosta.", real)
    assert not is_copied("Lautakunta päätti asian.", real)
