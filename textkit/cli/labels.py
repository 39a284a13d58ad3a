"""``textkit labels``: label files are checked, converted, compared between labellers, and searched for mistakes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textkit.cli.options import ModelOption, PolicyOption
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.training import Example, Labels
    from textkit.training.agreement import Agreement
    from textkit.training.checking import LabelCheck
    from textkit.training.formats import Annotation
    from textkit.training.names import Names

_SHOWN = 10
_TEXT_WIDTH = 90

app = typer.Typer(
    help="Check, convert and compare label files of any format.",
    epilog="Example: textkit labels check vienti.json omat.xlsx --test koe.jsonl",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FilesArgument = Annotated[list[str], typer.Argument(metavar="FILE...", help="Label files of any format.")]
RenameOption = Annotated[
    list[str] | None, typer.Option("--rename", metavar="NAME=THEME", help="What a name in the files means.")
]


class Form(StrEnum):
    """How a result is written."""

    text = "text"
    json = "json"


FormOption = Annotated[Form, typer.Option("--format", help="How to write it.")]


@app.command(
    help="Say for each file what is taken, what is skipped and why; and over all files what contradicts itself, "
    "is there twice, leaks into the test files, or is too rare.",
    epilog="Example: textkit labels check vienti.json omat.xlsx --test koe.jsonl",
)
def check(
    files: FilesArgument,
    test: Annotated[list[str] | None, typer.Option(metavar="FILE", help="Held-out labels; may be repeated.")] = None,
    policy: PolicyOption = None,
    rename: RenameOption = None,
    form: FormOption = Form.text,
) -> int:
    """Checks label files; the exit code is 4 if a file gives nothing at all."""
    from textkit.cli.inputs import Worst, print_json
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.training.checking import check_labels
    from textkit.training.names import Names

    chosen = load_policy(policy or DEFAULT_POLICY)
    names = Names.of(chosen, _renames(rename))
    worst = Worst()
    training, held_out = _read(files, names, worst), _read(test or [], names, worst)
    found = check_labels(training, held_out, chosen)
    if form is Form.json:
        print_json({"files": [_file_dict(labels, names) for labels in (*training, *held_out)], **_plain(found)})
    else:
        for labels in (*training, *held_out):
            _write_file(labels, names)
        _write_check(found)
    return worst.code


@app.command(
    help="Write labels in another format; --pre-label adds what a model suggests.",
    epilog="Example: textkit labels convert vienti.json --to csv --output taulukko.csv",
)
def convert(
    files: FilesArgument,
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file (for some formats: the folder) to write.")],
    to: Annotated[str, typer.Option(metavar="FORMAT", help="The format; see textkit/training/README.md.")] = "textkit",
    policy: PolicyOption = None,
    rename: RenameOption = None,
    pre_label: Annotated[bool, typer.Option("--pre-label", help="Add a model's suggestions.")] = False,
    model: ModelOption = None,
) -> int:
    """Converts label files. Paragraphs without labels are taken only with ``--pre-label``."""
    from textkit.cli.main import say
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.training.formats import write_labels
    from textkit.training.names import Names

    chosen = load_policy(policy or DEFAULT_POLICY)
    annotations = _annotations(files, Names.of(chosen, _renames(rename)), unlabelled=pre_label)
    if pre_label:
        annotations = _pre_labelled(annotations, chosen.id, model)
    written = write_labels(annotations, chosen.theme_ids, to, output)
    say(f"{output}: {written.written} paragraphs")
    if written.left_out:
        say(f"{written.left_out} left out: {to} cannot say that a theme is unknown")
    return 0


@app.command(
    help="Do labellers agree? Cohen's kappa and Krippendorff's alpha a theme, and every disputed paragraph.",
    epilog="Example: textkit labels agreement anna.csv mikko.csv",
)
def agreement(
    files: FilesArgument, policy: PolicyOption = None, rename: RenameOption = None, form: FormOption = Form.text
) -> int:
    """Measures agreement. A file whose rows name no labeller is one labeller's, named like the file."""
    from dataclasses import replace

    from textkit.cli.inputs import Worst, print_json
    from textkit.errors import ResourceError
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.training.agreement import agreement as agreement_of
    from textkit.training.names import Names

    chosen = load_policy(policy or DEFAULT_POLICY)
    worst = Worst()
    examples: list[Example] = []
    for labels in _read(files, Names.of(chosen, _renames(rename)), worst):
        examples += [replace(e, labeller=e.labeller or labels.file.path.stem) for e in labels.examples]
    found = agreement_of(examples, chosen.theme_ids)
    if len(found.labellers) < 2:
        raise ResourceError("labels", "they are of one labeller", "give the files of two or more")
    if form is Form.json:
        print_json(_plain(found))
    else:
        _write_agreement(found)
    return worst.code


@app.command(
    help="List labels that are likely wrong, worst first: what a model that did not see the decision believes least.",
    epilog="Example: textkit labels suspicious omat.jsonl --most 50",
)
def suspicious(
    files: FilesArgument,
    policy: PolicyOption = None,
    rename: RenameOption = None,
    only: Annotated[bool, typer.Option("--only", help="Learn from these labels alone.")] = False,
    most: Annotated[int, typer.Option(min=1, help="How many to list.")] = 50,
    form: FormOption = Form.text,
) -> int:
    """Cross-validates on the labels (and the shipped corpus) and lists the least credible of the files' labels."""
    from textkit.cli.inputs import print_json
    from textkit.cli.train import show_progress, usable
    from textkit.errors import ResourceError
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.training import sources_of, train
    from textkit.training.names import Names
    from textkit.training.suspicious import suspicious as suspicious_of

    chosen = load_policy(policy or DEFAULT_POLICY)
    sources = sources_of(chosen, usable(files, Names.of(chosen, _renames(rename))), corpus=not only)
    try:
        trained = train(sources.examples, chosen, "suspicious", progress=show_progress, background=sources.background)
    except ValueError as exc:
        raise ResourceError("labels", str(exc), "label more, or leave --only out") from exc
    show_progress("")
    own = {(example.id, example.text) for example in sources.given}
    found = [s for s in suspicious_of(trained, sources.examples) if (s.id, s.text) in own][:most]
    if form is Form.json:
        print_json([_plain(suspicion) for suspicion in found])
        return 0
    for suspicion in found:
        says = suspicion.theme if suspicion.carried else f"not {suspicion.theme}"
        sys.stdout.write(f"{suspicion.confidence:.3f}  {suspicion.id}  {says}  ”{_short(suspicion.text)}”\n")
    return 0


def _read(files: Sequence[str], names: Names, worst: Any) -> list[Labels]:
    """Label files one by one; what is unusable is said and remembered."""
    from textkit.errors import ResourceError
    from textkit.training import labels_of

    found = []
    for file in files:
        try:
            labels = labels_of(file, names)
        except ResourceError as exc:
            worst.error(exc)
            continue
        found.append(labels)
        if not labels.examples:
            worst.error(ResourceError(file, "there is not one labelled paragraph in it", "see what was skipped"))
    return found


def _annotations(files: Sequence[str], names: Names, *, unlabelled: bool) -> list[Annotation]:
    from textkit.cli.train import usable
    from textkit.training.formats.unlabelled import unlabelled_paragraphs

    if not unlabelled:
        return [annotation for labels in usable(list(files), names) for annotation in labels.annotations]
    return [annotation for file in files for annotation in unlabelled_paragraphs(file, names.known)]


def _pre_labelled(annotations: Sequence[Annotation], policy: str, model: str | None) -> list[Annotation]:
    from textkit.pipeline import load_tagger
    from textkit.tagging import model_in_use
    from textkit.training.suggesting import with_suggestions

    return with_suggestions(annotations, load_tagger(model or model_in_use(policy)))


def _renames(given: Sequence[str] | None) -> dict[str, str]:
    pairs = [item.partition("=") for item in given or ()]
    if wrong := [name for name, equals, theme in pairs if not (name and equals and theme)]:
        raise UsageError(f"--rename {wrong[0]}: expected NAME=THEME")
    return {name.strip(): theme.strip() for name, _, theme in pairs}


def _write_file(labels: Labels, names: Names) -> None:
    file = labels.file
    taken = len(labels.examples)
    sys.stdout.write(
        f"{file.path}: {file.form}, {file.rows} rows, {taken} labels taken, {len(labels.skipped)} skipped\n"
    )
    for note in file.notes:
        sys.stdout.write(f"  {note}\n")
    for name, count in labels.unknown_names.most_common():
        near = names.nearest(name)
        meant = f"; did you mean {near}? --rename {name}={near}" if near else ""
        sys.stdout.write(f"  no theme is called {name!r} ({count} rows{meant})\n")
    rest = [skipped for skipped in labels.skipped if not skipped.reason.startswith("unknown theme")]
    for skipped in rest[:_SHOWN]:
        sys.stdout.write(f"  {skipped.place}: {skipped.reason}\n")
    if len(rest) > _SHOWN:
        sys.stdout.write(f"  and {len(rest) - _SHOWN} more; --format json lists all\n")


def _write_check(found: LabelCheck) -> None:
    sys.stdout.write(f"\n{found.paragraphs} labelled paragraphs, {found.themeless} with no theme\n")
    for theme, count in found.counts:
        sys.stdout.write(f"  {theme:<30}{count:>6}{'   too few' if theme in found.thin else ''}\n")
    _section("contradictions", found.contradictions, _dispute_line)
    _section("the same text twice", found.same, _likeness_line)
    _section("nearly the same text", found.near, _likeness_line)
    _section("leaks into the test files", found.leaks, lambda leak: f"{leak.id}: {leak.why} as {leak.known}")


def _section(title: str, items: Sequence[Any], line: Any) -> None:
    sys.stdout.write(f"\n{title}: {len(items)}\n")
    for item in islice(items, _SHOWN):
        sys.stdout.write(f"  {line(item)}\n")
    if len(items) > _SHOWN:
        sys.stdout.write(f"  and {len(items) - _SHOWN} more; --format json lists all\n")


def _dispute_line(dispute: Any) -> str:
    return f"{dispute.theme}: yes {', '.join(dispute.yes)}; no {', '.join(dispute.no)}  ”{_short(dispute.text)}”"


def _likeness_line(found: Any) -> str:
    differing = f"; labels differ in {', '.join(found.differing)}" if found.differing else ""
    return f"{found.one}, {found.other} ({found.likeness:.0%}){differing}"


def _write_agreement(found: Agreement) -> None:
    sys.stdout.write(f"labellers: {', '.join(found.labellers)}\n\n")
    sys.stdout.write(f"{'':<30}{'paragraphs':>11}{'disputed':>10}{'kappa':>8}{'alpha':>8}\n")
    for theme in found.themes:
        shown = ["–" if value is None else f"{value:.3f}" for value in (theme.kappa, theme.alpha)]
        sys.stdout.write(f"{theme.theme:<30}{theme.paragraphs:>11}{theme.disputed:>10}{shown[0]:>8}{shown[1]:>8}\n")
    sys.stdout.write(f"\ndisputed: {len(found.disputes)}\n")
    for dispute in found.disputes:
        sys.stdout.write(f"  {dispute.id}  {_dispute_line(dispute)}\n")


def _file_dict(labels: Labels, names: Names) -> dict[str, Any]:
    unknown = {name: {"rows": count, "nearest": names.nearest(name)} for name, count in labels.unknown_names.items()}
    return {
        "file": str(labels.file.path),
        "format": labels.file.form,
        "rows": labels.file.rows,
        "taken": len(labels.examples),
        "skipped": [skipped._asdict() for skipped in labels.skipped],
        "unknown_themes": unknown,
        "notes": list(labels.file.notes),
    }


def _plain(found: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(found)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_WIDTH else line[: _TEXT_WIDTH - 1] + "…"
