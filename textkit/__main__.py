"""``python -m textkit`` is the command, too."""

from textkit.cli.main import run

run()
