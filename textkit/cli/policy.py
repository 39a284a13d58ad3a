"""``textkit policy``: which policies there are, what one says, whether a file is a valid one, and a draft of a new one."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from textkit.cli.options import LanguageOption, PageLanguage

_WIDTH = 100

app = typer.Typer(
    help="Show policies and check policy files.",
    epilog="Example: textkit policy show kansainvalinen-toiminta-2022-2025",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list", help="List the policies that textkit brings.", epilog="Example: textkit policy list")
def list_(lang: LanguageOption = PageLanguage.fi) -> int:
    """Writes id and name of every shipped policy, a line each."""
    from textkit.policy import list_policies, load_policy

    for identifier in list_policies():
        sys.stdout.write(f"{identifier}  {load_policy(identifier).name(lang.value)}\n")
    return 0


@app.command(help="Show a policy's themes and their definitions.", epilog="Example: textkit policy show oma.yaml")
def show(
    policy: Annotated[str, typer.Argument(metavar="ID|FILE", help="A policy's id, or its YAML file.")],
    lang: LanguageOption = PageLanguage.fi,
) -> int:
    """Writes names, definitions and passages of a policy."""
    from textkit.policy import load_policy

    found = load_policy(policy)
    lines = [found.name(lang.value), " · ".join(filter(None, (found.id, found.case_id))), ""]
    for theme in found.themes:
        lines.append(f"{theme.name(lang.value)}  ({theme.id})")
        definition = theme.definitions.get(lang.value) or theme.definitions["fi"]
        lines += textwrap.wrap(definition, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += [f"  – {passage.section}: ”{passage.words}”" for passage in theme.passages]
        lines.append("")
    sys.stdout.write("\n".join(lines))
    return 0


@app.command(help="Check that policy files are valid.", epilog="Example: textkit policy check oma.yaml")
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Policy files (YAML).")],
) -> int:
    """Says for each file whether it is a policy, and of how many themes."""
    from textkit.cli.inputs import Worst
    from textkit.errors import ResourceError
    from textkit.policy import load_policy

    worst = Worst()
    for file in files:
        try:
            policy = load_policy(file)
        except ResourceError as exc:
            worst.error(exc)
        else:
            sys.stdout.write(f"{file}: {policy.id}, {len(policy.themes)} themes\n")
    return worst.code


@app.command(
    help="Draft a policy file from a policy document: what it lists and numbers become candidates for themes.",
    epilog="Example: textkit policy init ohjelma.pdf --output ohjelma.yaml",
)
def init(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The document: PDF, Word, HTML or text.")],
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="A file to write to instead of stdout.")] = None,
) -> int:
    """Writes the draft."""
    from textkit.errors import InputError, UsageError
    from textkit.pipeline import read
    from textkit.training.policy_draft import policy_yaml, theme_candidates

    for decision in read(file):
        candidates = theme_candidates(decision)
        if candidates:
            break
    else:
        advice = "write the policy by hand; see corpus/policies/README.md"
        raise InputError(file, "nothing is listed or numbered in it that could be a theme", advice)
    draft = policy_yaml(decision, candidates)
    if output is None:
        sys.stdout.write(draft)
        return 0
    try:
        with output.open("x", encoding="utf-8") as out:
            out.write(draft)
    except FileExistsError as exc:
        raise UsageError(f"{output}: it is there already, and may be your work – choose another --output") from exc
    except OSError as exc:
        raise UsageError(f"{output}: cannot be written ({exc.strerror}) – choose another --output") from exc
    sys.stdout.write(f"{output}: {len(candidates)} candidates\n")
    return 0
