"""The ``tesseract`` program: a grey picture → words with their boxes. A program and no binding, so nothing to install
with pip, and a page that takes it down or keeps it busy costs that page's document alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from textkit.errors import InputError

INSTALL = "apt install tesseract-ocr tesseract-ocr-fin (and tesseract-ocr-swe for Swedish)"
_PROGRAM = "tesseract"
FINNISH, SWEDISH = "fin", "swe"
_SECONDS = 180
"""What one page may take; with text from edge to edge it takes a tenth of it."""
_WORD_LEVEL = "5"
_NO_TEXT = "the PDF has pages without a text layer"


class Word(NamedTuple):
    """A word as recognised. Box in pixels from the upper left corner, ``confidence`` from 0 to 100.

    Words with the same ``line`` stand in one line; of two columns each has its own lines. ``stroke`` is the width of
    its strokes in pixels, 0 where it was not measured.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]
    stroke: float = 0.0


class Tesseract:
    """The program, with Finnish and, where it is installed, Swedish.

    One language at a time: asked for several, Tesseract reads each word by the first that is sure of it, and Finnish
    is sure of ``pä`` where it says ``på``.

    :param name: what to call the file in an error.
    :raises InputError: if the program or its Finnish is not there.
    """

    def __init__(self, name: str) -> None:
        found = shutil.which(_PROGRAM)
        if found is None:
            raise InputError(name, f"{_NO_TEXT}, and Tesseract, which could read them, is not installed", INSTALL)
        self._program = found
        self._name = name
        installed = self._run(["--list-langs"], b"", "listing its languages").split()
        if FINNISH not in installed:
            raise InputError(name, f"{_NO_TEXT}, and Tesseract is installed without its Finnish", INSTALL)
        self.has_swedish = SWEDISH in installed

    def words(self, image: bytes, language: str, dpi: int, number: int) -> list[Word]:
        """The words of a page, in Tesseract's reading order.

        :param image: in a format that Leptonica reads, such as PGM.
        :param language: ``FINNISH`` or ``SWEDISH``.
        :param number: of the page, for an error.
        :raises InputError: if Tesseract fails or takes too long.
        """
        return list(_words(self._run(["-", "-", "-l", language, "--dpi", str(dpi), "tsv"], image, f"page {number}")))

    def _run(self, arguments: list[str], data: bytes, doing: str) -> str:
        # Its own threads wait for each other so much that a page takes four times as long with two of them.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        command = [self._program, *arguments]
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=_SECONDS, env=environment, check=False
            )
        except subprocess.TimeoutExpired as exc:
            problem = f"Tesseract took over {_SECONDS} s ({doing})"
            raise InputError(self._name, problem, "split the PDF, or scan it again") from exc
        except OSError as exc:
            raise InputError(self._name, f"Tesseract cannot be started ({exc.strerror})", INSTALL) from exc
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
            raise InputError(self._name, f"Tesseract failed ({doing}): {said[-1]}", "try tesseract on its own")
        return done.stdout.decode(errors="replace")


def _words(table: str) -> Iterator[Word]:
    """Rows of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    for row in table.splitlines():
        level, *cells = row.split("\t", 11)
        if level != _WORD_LEVEL or not cells[-1].strip():
            continue
        _, block, paragraph, line, _, left, top, width, height = map(int, cells[:9])
        place = block, paragraph, line
        yield Word(cells[10].strip(), left, top, left + width, top + height, float(cells[9]), place)
