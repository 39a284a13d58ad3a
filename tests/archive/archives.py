"""What the archive's tests share: folders of decisions, and an archive's content as rows that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.samples import SAMPLES
from textkit.archive import Questions, Store

Rows = list[tuple[Any, ...]]
CONTENT = {
    "decisions": "SELECT * FROM decisions ORDER BY ALL",
    "paragraphs": "SELECT * FROM paragraphs ORDER BY ALL",
    "tags": "SELECT * FROM tags ORDER BY ALL",
    "alignments": "SELECT * FROM alignments ORDER BY ALL",
    "failures": "SELECT * EXCLUDE (run) FROM failures ORDER BY ALL",
    "sources": "SELECT DISTINCT source, sha256 FROM sources WHERE NOT superseded ORDER BY ALL",
}


def text_of_sample(number: int) -> str:
    """The text of a sample decision, without its front matter."""
    return SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8").split("---\n", 2)[2]


def write_texts(folder: Path, count: int) -> Path:
    """A folder of so many different text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"Asia numero {number}\n\n{text_of_sample(number)}"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def copy_pdfs(folder: Path, count: int) -> Path:
    """A folder of sample PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in SAMPLES[:count]:
        (folder / f"{path.stem}.pdf").write_bytes(path.with_suffix(".pdf").read_bytes())
    return folder


def rows(store: Store, sql: str) -> Rows:
    """The rows of an answer."""
    with Questions(store) as questions:
        return list(questions.ask(sql).rows)


def content(store: Store) -> dict[str, Rows]:
    """Everything in an archive that does not depend on when it was read."""
    with Questions(store) as questions:
        return {name: list(questions.ask(sql).rows) for name, sql in CONTENT.items()}
