"""``textkit tag``: paragraphs as JSON Lines → the same with themes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from textkit.cli.options import ModelOption, PolicyOption
from textkit.errors import InputError, ResourceError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "tag",
        help="Tag paragraphs with policy themes: JSON Lines with a text each in, the same with themes out, in order.",
        epilog="""Example: echo '{"text": "Katolle asennetaan aurinkopaneelit."}' | textkit tag""",
    )(tag)


def tag(
    file: Annotated[str, typer.Argument(metavar="[FILE.jsonl|-]", help="JSON Lines; - is standard input.")] = "-",
    policy: PolicyOption = None,
    model: ModelOption = None,
    every: Annotated[bool, typer.Option("--all", help="List themes that are not tagged, too.")] = False,
) -> int:
    """Tags records and writes a JSON object a line to stdout."""
    from textkit.cli.inputs import print_json, text_of
    from textkit.pipeline import load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.report.data import tags_to_dict
    from textkit.segmentation import language_of
    from textkit.tagging import model_in_use, passage_from

    chosen = load_policy(policy or DEFAULT_POLICY)
    tagger = load_tagger(model or model_in_use(chosen.id))
    if policy is not None and chosen.id != tagger.model.policy:
        problem = f"the model was trained for {tagger.model.policy}"
        raise ResourceError(tagger.model.name, problem, "name another with --model")
    records = ({"language": language_of(record["text"]), **record} for record in _records(text_of(file), file))
    passages = [passage_from(record, number) for number, record in enumerate(records, 1)]
    for passage, tags in zip(passages, tagger.tag(passages), strict=True):
        print_json(tags_to_dict(passage, tags, every=every), indent=None)
    return 0


def _records(text: str, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as exc:
            raise InputError(f"{name}:{number}", "not a JSON object", "give one object a line, with a text") from exc
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise InputError(f"{name}:{number}", "there is no text in it", 'give one object a line: {"text": "…"}')
        yield {key: value for key, value in record.items() if value is not None}
