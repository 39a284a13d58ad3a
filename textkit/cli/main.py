"""The ``textkit`` command: its groups put together, and errors turned into one line and an exit code.

0  done
1  done, and a condition that was asked for did not hold
2  wrong usage
3  an input could not be read
4  a model, policy or label file is unusable
5  the store of an archive is unusable
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from textkit import __version__
from textkit.cli import archive, check, explain, labels, models, policy, read, suggest, tag, train
from textkit.errors import TextkitError

app = typer.Typer(
    name="textkit",
    help="Finds out whether what a city decides lines up with what it promised.",
    epilog="Example: textkit check paatos.pdf",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (read, tag, check, explain, train, suggest):
    module.register(app)
app.add_typer(archive.app, name="archive")
app.add_typer(labels.app, name="labels")
app.add_typer(models.app, name="models")
app.add_typer(policy.app, name="policy")


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"textkit {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> int:
    """Runs a command line and returns its exit code; nothing is raised that is the user's doing."""
    try:
        result: Any = app(arguments, prog_name="textkit", standalone_mode=False)
    except TextkitError as exc:
        say(str(exc))
        return exc.exit_code
    except Exception as exc:
        return _usage_error(exc)
    return result if isinstance(result, int) else 0


def run() -> None:
    """The entry point of the installed command."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has had enough (``| head``): not an error, and nothing must be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        say("stopped")
        code = 130
    raise SystemExit(code)


def say(text: str) -> None:
    """Tells the user something on stderr, in one line."""
    sys.stderr.write(f"textkit: {' '.join(text.split())}\n")


def _usage_error(exc: Exception) -> int:
    """The command-line parser's complaint as one line; what is not one of its own is a bug of ours and is raised."""
    show = getattr(exc, "format_message", None)
    code = getattr(exc, "exit_code", None)
    if show is None or code is None:
        raise exc
    context = getattr(exc, "ctx", None)
    command = context.command_path if context else "textkit"
    say(f"{show()} (see {command} --help)")
    return int(code)
