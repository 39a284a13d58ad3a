"""``textkit models``: which models there are, what is known of one, whether one is better, and which is in use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textkit.cli.labels import Form, FormOption
from textkit.cli.options import PolicyOption
from textkit.errors import EXIT_CONDITION, UsageError
from textkit.policy import DEFAULT_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textkit.policy import Policy
    from textkit.training import Example
    from textkit.training.compare import Comparison

_SHOWN_FLIPS = 10
_TEXT_WIDTH = 80

app = typer.Typer(
    help="List, show and compare models, and choose which one is in use.",
    epilog="Example: textkit models promote oma-malli --labels koe.jsonl",
    no_args_is_help=True,
    rich_markup_mode=None,
)

HeldOutOption = Annotated[
    list[str] | None, typer.Option("--labels", metavar="FILE", help="Held-out labels of any format; may be repeated.")
]


@app.command("list", help="List the shipped models and your own.", epilog="Example: textkit models list")
def list_() -> int:
    """Writes a line a model: its name, policy, how many paragraphs it was trained on, and whether it is in use."""
    from textkit.errors import ResourceError
    from textkit.tagging import list_models, load_model, model_in_use
    from textkit.tagging.model_home import own_models

    for name in [*list_models(), *(path.name for path in own_models())]:
        model = load_model(name)
        try:
            used = Path(model_in_use(model.policy)).name == name
        except ResourceError:
            used = False
        trained = "provisional" if model.provisional else f"{model.facts.get('examples', '?')} paragraphs"
        sys.stdout.write(f"{name}  {model.policy}  {trained}{'  in use' if used else ''}\n")
    return 0


@app.command(
    help="Show what a model was made of: data, recipe, versions, thresholds, and how to make it again.",
    epilog="Example: textkit models show helsinki",
)
def show(
    model: Annotated[str, typer.Argument(metavar="NAME|DIR", help="The model.")], form: FormOption = Form.text
) -> int:
    """Writes a model's facts."""
    from textkit.cli.inputs import print_json
    from textkit.tagging import load_model
    from textkit.tagging.model_files import find_model
    from textkit.tagging.model_home import digest_of

    found = load_model(model)
    folder = find_model(model)
    thresholds = {theme: round(float(t), 4) for theme, t in zip(found.themes, found.thresholds, strict=True)}
    again = f"textkit train --init-from {model} --output {'NEW/' + found.name}"
    if form is Form.json:
        facts = {
            "name": found.name,
            "policy": found.policy,
            "folder": str(folder),
            "manifest_sha256": digest_of(folder),
        }
        print_json({**facts, "thresholds": thresholds, **found.facts, "again": again})
        return 0
    lines = [f"{found.name}  ({folder})", f"policy       {found.policy}", f"manifest     SHA-256 {digest_of(folder)}"]
    if found.provisional:
        lines.append("provisional  made of the policy's definitions and seed phrases, without labels, never measured")
    lines += [f"{key:<13}{_fact(value)}" for key, value in found.facts.items() if key != "labels"]
    for file in (found.facts.get("labels") or {}).get("files", ()):
        lines.append(f"labels       {file['name']}  {file['format']}, {file['taken']} taken, SHA-256 {file['sha256']}")
    lines += [f"threshold    {theme} {value}" for theme, value in thresholds.items()]
    sys.stdout.write("\n".join([*lines, f"again        {again}"]) + "\n")
    return 0


@app.command(
    help="Compare two models on held-out labels: F1 a theme with 95 % intervals, what flips, and for whom.",
    epilog="Example: textkit models compare helsinki oma-malli --labels koe.jsonl",
)
def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A model.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    labels: HeldOutOption = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="An archive that both have tagged: what differs in it."),
    ] = None,
    policy: PolicyOption = None,
    form: FormOption = Form.text,
) -> int:
    """Writes the comparison."""
    from textkit.cli.inputs import print_json
    from textkit.training.gate import compare_models

    if not labels and store is None:
        raise UsageError("what to compare on: give --labels, or --store of an archive that both have tagged")
    if labels:
        chosen = _policy_of(first, policy)
        found = compare_models(first, second, _held_out(labels, chosen), chosen)
        if form is Form.json:
            print_json(_comparison_dict(found))
        else:
            sys.stdout.write("\n".join(_comparison_lines(found)) + "\n")
    if store is not None:
        _write_store_difference(first, second, store)
    return 0


@app.command(
    help="Put a model into use if no theme is worse beyond the interval than with the one in use; exit 1 if one is.",
    epilog='Example: textkit models promote oma-malli --labels koe.jsonl --force "uusi ohje, vanhat luokat väärin"',
)
def promote(
    model: Annotated[str, typer.Argument(metavar="NAME|DIR", help="The model.")],
    labels: HeldOutOption = None,
    policy: PolicyOption = None,
    force: Annotated[str | None, typer.Option(metavar="WHY", help="Promote whatever the comparison says.")] = None,
) -> int:
    """Compares with the model in use, and promotes or refuses."""
    from textkit.cli.main import say
    from textkit.training.gate import compare_with_the_one_in_use, put_into_use

    if not labels and not force:
        raise UsageError('give held-out labels with --labels, or a reason with --force "why"')
    chosen = _policy_of(model, policy)
    found = compare_with_the_one_in_use(model, _held_out(labels, chosen), chosen) if labels else None
    if found is not None:
        sys.stdout.write("\n".join(_comparison_lines(found)) + "\n")
        if found.worse and not force:
            worse = ", ".join(f"{t.name} by {-t.high:.3f} to {-t.low:.3f}" for t in found.worse)
            say(f'{model} is refused: worse in {worse} – label more of it, or give a reason: --force "why"')
            return EXIT_CONDITION
    done = put_into_use(model, chosen, found, force)
    sys.stdout.write(f"in use for {chosen.id}: {done.model}\n")
    return 0


@app.command(
    help="Bring the model back that was in use before the last promotion.", epilog="Example: textkit models rollback"
)
def rollback(
    policy: Annotated[str, typer.Option(help="The policy, by its id or the path of its YAML file.")] = DEFAULT_POLICY,
) -> int:
    """Takes the last promotion back."""
    from textkit.errors import ResourceError
    from textkit.policy import load_policy
    from textkit.tagging import model_in_use
    from textkit.tagging.model_home import roll_back

    identifier = load_policy(policy).id if Path(policy).suffix else policy
    taken = roll_back(identifier)
    try:
        used = Path(model_in_use(identifier)).name
    except ResourceError:
        used = "none"
    sys.stdout.write(f"taken back: {taken.model}\nin use for {identifier}: {used}\n")
    return 0


def _policy_of(model: str, policy: str | None) -> Policy:
    """The policy of a model: the one given, the shipped one, or at least its theme ids."""
    from textkit.policy import Policy, Theme, list_policies, load_policy
    from textkit.tagging import load_model

    found = load_model(model)
    if policy is not None or found.policy in list_policies():
        return load_policy(policy or found.policy)
    themes = tuple(Theme(theme, {"fi": theme}, {"fi": theme}, ()) for theme in found.themes)
    return Policy(found.policy, {"fi": found.policy}, None, themes)


def _held_out(files: list[str], policy: Policy) -> list[Example]:
    from textkit.cli.train import usable
    from textkit.training.labels import settled
    from textkit.training.names import Names

    return settled([example for found in usable(files, Names.of(policy)) for example in found.examples])


def _comparison_lines(found: Comparison) -> Iterator[str]:
    out = f" ({found.left_out} that a model was trained on left out)" if found.left_out else ""
    yield f"{found.first} → {found.second} on {found.paragraphs} paragraphs{out}"
    yield f"{'':<30}{'F1':>7}{'F1':>7}{'change':>9}  95 % interval"
    for row in (*found.themes, found.micro, found.macro):
        verdict = "  worse" if row.worse else "  better" if row.better else ""
        change = f"{row.second - row.first:+.3f}"
        yield f"{row.name:<30}{row.first:>7.3f}{row.second:>7.3f}{change:>9}  {row.low:+.3f} … {row.high:+.3f}{verdict}"
    mended = sum(flip.mended for flip in found.flips)
    yield f"{len(found.flips)} judgements flip: {mended} mended, {len(found.flips) - mended} broken"
    for part in found.slices:
        if part.mended or part.broken:
            yield f"  {part.name} ({part.paragraphs}): {part.mended} mended, {part.broken} broken"
    broken = [flip for flip in found.flips if not flip.mended]
    for flip in broken[:_SHOWN_FLIPS]:
        says = flip.theme if flip.carried else f"not {flip.theme}"
        yield f"  broken: {flip.id} is {says}  ”{flip.text[:_TEXT_WIDTH]}”"


def _comparison_dict(found: Comparison) -> dict[str, Any]:
    from dataclasses import asdict

    data = asdict(found)
    del data["measures"]
    return {**data, "worse": [theme.name for theme in found.worse]}


def _write_store_difference(first: str, second: str, store: Path) -> None:
    """How many tags two models differ in, over a store that both have tagged."""
    from textkit.archive import Questions, Store
    from textkit.archive.fingerprint import fingerprint
    from textkit.tagging import load_model

    values = [fingerprint(load_model(name)) for name in (first, second)]
    with Questions(Store(store)) as questions:
        rows = list(questions.ask(_DIFFERENCE, values).rows)
    if not rows:
        names = " and ".join(values)
        raise UsageError(
            f"{store}: it is not tagged by {names} – tag it: textkit archive retag --store {store} --model …"
        )
    sys.stdout.write("\n".join(_difference_lines(rows)) + "\n")


_DIFFERENCE = """
SELECT a.theme, count(*) FILTER (a.tagged), count(*) FILTER (b.tagged),
       count(*) FILTER (b.tagged AND NOT a.tagged), count(*) FILTER (a.tagged AND NOT b.tagged)
FROM all_tags a JOIN all_tags b USING (decision_id, paragraph_id, theme)
WHERE a.model = ? AND b.model = ? GROUP BY a.theme ORDER BY a.theme
"""


def _difference_lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    yield f"{'tags in the archive':<30}{'A':>9}{'B':>9}{'new':>9}{'gone':>9}"
    for theme, first, second, new, gone in rows:
        yield f"{theme:<30}{first:>9}{second:>9}{new:>9}{gone:>9}"


def _fact(value: Any) -> str:
    return ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
