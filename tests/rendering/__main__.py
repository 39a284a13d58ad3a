"""Make the PDFs of the sample decisions anew: `python -m tests.rendering [NN...]`."""

from __future__ import annotations

import sys

from tests.rendering import read_source, render
from tests.rendering.source import samples


def main(arguments: list[str]) -> int:
    """Render the samples whose names begin with an argument, or all; 1 if there is none."""
    prefixes = tuple(arguments) or ("",)
    found = [path for path in samples() if path.name.startswith(prefixes)]
    for path in found:
        source = read_source(path)
        render(source, source.producer, path.with_suffix(".pdf"))
        sys.stdout.write(f"{path.stem}: {source.producer}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
