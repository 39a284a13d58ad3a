"""One sample decision as its author wrote it: YAML front matter and a small Markdown body.

The same source is the truth for tests: what a PDF of it should read back as is known word by word.
The Markdown is deliberately tiny (one paragraph a line), so that a parser of forty lines is exact.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import yaml

KINDS = ("proposal", "minutes", "officer")
LANGUAGES = ("fi", "sv")
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "decisions"
PRODUCERS = ("libreoffice", "weasyprint", "chromium", "reportlab")


@dataclass(frozen=True)
class Heading:
    """A section heading; level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A body paragraph."""

    text: str


@dataclass(frozen=True)
class Bullet:
    """One item of a bulleted list."""

    text: str


@dataclass(frozen=True)
class Table:
    """A ruled table; the first row is its heading, all rows have the same number of cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Bullet | Table


@dataclass(frozen=True)
class SampleSource:
    """A decision before it is typeset: what it says, and hints on how it is to look."""

    title: str
    case_id: str
    function_code: str
    organ: str
    date: datetime.date
    kind: str
    document: str
    section_number: int | None = None
    presenter: str | None = None
    language: str = "fi"
    item: str | None = None
    producer: str = "reportlab"
    justified: bool = False
    base14: bool = False
    font_size: float = 10.0
    blocks: tuple[Block, ...] = field(default=())

    def __post_init__(self) -> None:
        """Check here, once, so that no renderer has to."""
        for name, value, allowed in (
            ("kind", self.kind, KINDS),
            ("language", self.language, LANGUAGES),
            ("producer", self.producer, PRODUCERS),
        ):
            if value not in allowed:
                raise ValueError(f"{name} is {value!r}; expected one of {', '.join(allowed)}")
        for block in self.blocks:
            if isinstance(block, Table) and len({len(row) for row in block.rows}) != 1:
                raise ValueError(f"a table's rows differ in length: {block.rows!r}")

    @property
    def document_name(self) -> str:
        """The kind of document as the running header names it, e.g. "Esityslista"."""
        return self.document.split(" ")[0]

    @property
    def document_number(self) -> str:
        """The number after the name, e.g. "14/2023"; empty when the document has none."""
        return self.document.partition(" ")[2]

    @property
    def date_text(self) -> str:
        """The date as the city writes it: 29.8.2022."""
        return f"{self.date.day}.{self.date.month}.{self.date.year}"

    @property
    def case_line(self) -> str:
        """The line under the title: case number and function code."""
        return f"{self.case_id} T {self.function_code}"


def samples() -> list[Path]:
    """The source files of the sample decisions."""
    return sorted(SAMPLES.glob("[0-9]*.md"))


def read_source(path: Path) -> SampleSource:
    """Read one sample file; a mistake in it is a ValueError that names the file."""
    try:
        return parse_source(path.read_text(encoding="utf-8"))
    except (TypeError, ValueError, yaml.YAMLError) as exc:
        raise ValueError(f"{path}: {exc}") from exc


def parse_source(text: str) -> SampleSource:
    """Parse front matter between two lines of `---`, then the body."""
    match text.split("---\n", 2):
        case [before, matter, body] if not before.strip():
            return SampleSource(**yaml.safe_load(matter), blocks=parse_body(body))
    raise ValueError("expected front matter between two lines of ---")


def parse_body(text: str) -> tuple[Block, ...]:
    """Parse the body: every line that is not blank is a block, or a row of the table above it."""
    blocks: list[Block] = []
    in_table = False
    for line in map(str.strip, text.splitlines()):
        is_row = line.startswith("|")
        if is_row and in_table:
            _add_row(blocks, line)
        elif line:
            blocks.append(_block(line))
        in_table = is_row
    return tuple(blocks)


def _block(line: str) -> Block:
    if line.startswith("|"):
        return Table((_cells(line),))
    if line.startswith("## "):
        return Heading(2, line[3:].strip())
    if line.startswith("# "):
        return Heading(1, line[2:].strip())
    if line.startswith("- "):
        return Bullet(line[2:].strip())
    return Text(line)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _add_row(blocks: list[Block], line: str) -> None:
    """Add a row to the table that ends `blocks`, unless it is the rule under the heading row."""
    table = blocks[-1]
    if not isinstance(table, Table) or not line.strip("|-: "):
        return
    blocks[-1] = Table((*table.rows, _cells(line)))
