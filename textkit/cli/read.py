"""``textkit read``: files → decisions as text or JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from textkit.cli.options import Engine, OcrOption

if TYPE_CHECKING:
    from textkit.document import Decision


class Format(StrEnum):
    """How decisions are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "read",
        help="Read decision files: whole paragraphs in sections, with title, case, organ and date.",
        epilog="Example: textkit read paatos.pdf --format jsonl > paatos.jsonl",
    )(read)


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files to read; - is standard input.")],
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.text,
    engine: Annotated[Engine, typer.Option(help="What reads PDFs.")] = Engine.auto,
    ocr: OcrOption = False,
) -> int:
    """Reads files and writes their decisions to stdout."""
    from textkit.cli.inputs import Worst, decisions, print_json
    from textkit.document import decision_to_dict

    worst = Worst()
    found = decisions(files, worst, engine.value, ocr=ocr)
    if form is Format.json:
        print_json([decision_to_dict(decision) for decision in found])
    elif form is Format.jsonl:
        for decision in found:
            print_json(decision_to_dict(decision), indent=None)
    else:
        sys.stdout.writelines(_as_text(decision) for decision in found)
    return worst.code


def _as_text(decision: Decision) -> str:
    lines = [decision.title or decision.source.name, ""]
    facts = (decision.case_id, decision.function_code, decision.organ, decision.date)
    lines += [" · ".join(fact for fact in facts if fact), ""]
    for section in decision.sections:
        if section.heading:
            lines += [f"{'#' * section.level} {section.heading}", ""]
        for paragraph in section.paragraphs:
            lines += [("• " if paragraph.kind == "bullet" else "") + paragraph.text, ""]
    for table in decision.tables:
        lines += [*(" | ".join(row) for row in table.rows), ""]
    return "\n".join(lines) + "\n"
