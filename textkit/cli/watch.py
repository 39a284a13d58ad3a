"""``textkit check --watch``: a folder asked twice a second what is new, which needs no library and works on any disk."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.cli.check_output import MADE
from textkit.errors import UsageError

if TYPE_CHECKING:
    from textkit.cli.check_output import Writer
    from textkit.cli.checking import Checker

_SECONDS = 0.5
"""Between two looks. A file is taken when two looks in a row find it the same, so that none is read half written."""
_SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".html", ".htm", ".json", ".jsonl", ".txt", ".md", ".zip"})

Stamp = tuple[int, int]
"""When a file was changed (in ns) and its size."""


def watch_folder(folder: Path, checker: Checker, writer: Writer) -> int:
    """Checks each file that is new or changed in a folder, until Ctrl-C. Files that are there already are known.

    :raises UsageError: if there is no such folder.
    """
    from textkit.cli.main import say

    if not folder.is_dir():
        raise UsageError(f"--watch {folder}: no such folder")
    try:
        known = look(folder)
        say(f"watching {folder} ({len(known)} files known); Ctrl-C ends it")
        for path in _changes(folder, known):
            writer.expect(1)
            writer.write([checker.check(str(path))], checker.worst)
            sys.stdout.write("\n\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
    return checker.worst.code


def look(folder: Path) -> dict[Path, Stamp]:
    """The files in a folder and in those under it that may be decisions; hidden ones and our own are left out."""
    found: dict[Path, Stamp] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in _SUFFIXES or path.stem.endswith(MADE):
            continue
        try:
            status = path.stat()
        except OSError:
            # Gone between two calls: whoever took it away will not miss it.
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found


def settled(known: Mapping[Path, Stamp], last: Mapping[Path, Stamp], now: Mapping[Path, Stamp]) -> list[Path]:
    """The files that are new or changed since they were known, and the same in the last two looks."""
    return [path for path, stamp in now.items() if stamp[1] and known.get(path) != stamp and last.get(path) == stamp]


def _changes(folder: Path, known: dict[Path, Stamp]) -> Iterator[Path]:
    last = known
    while True:
        time.sleep(_SECONDS)
        now = look(folder)
        for path in settled(known, last, now):
            known = {**known, path: now[path]}
            yield path
        last = now
