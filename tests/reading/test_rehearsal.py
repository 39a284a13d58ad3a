"""Any folder of PDFs, such as the test files of PDF libraries: nothing crashes and nothing hangs.

TEXTKIT_PDF_REHEARSAL=/path/to/pdfs pytest tests/reading/test_rehearsal.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import ROOT
from textkit.reading.pdf.document import ENGINES

FOLDER = os.environ.get("TEXTKIT_PDF_REHEARSAL", "")
PDFS = sorted(Path(FOLDER).rglob("*.pdf")) if FOLDER else []
LONGEST_SECONDS = 60
READ = """
import sys
from textkit.errors import InputError
from textkit.reading import read_file
try:
    print(len(read_file(sys.argv[1], engine=sys.argv[2])), "decisions")
except InputError as exc:
    print(exc)
"""


@pytest.mark.skipif(not FOLDER, reason="TEXTKIT_PDF_REHEARSAL does not name a folder of PDFs")
def test_there_is_something_to_rehearse() -> None:
    assert PDFS


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_a_file_is_read_or_refused(path: Path, engine: str) -> None:
    command = [sys.executable, "-W", "error", "-c", READ, str(path), engine]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, env=environment)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert not done.stderr
