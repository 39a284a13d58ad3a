"""Where the results of ``textkit check`` go: stdout, one file, or one file an input into a folder."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.cli.inputs import STDIN, Worst
from textkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from textkit.alignment import Comparison
    from textkit.cli.checking import Checked
    from textkit.policy import Policy
    from textkit.report.messages import Language
    from textkit.report.text import Line

_WIDEST = 100
_SUFFIXES = {"text": "txt", "json": "json", "markdown": "md", "html": "html", "docx": "docx", "pdf": "pdf"}
_COPIES = frozenset({"docx", "pdf"})
"""Formats that are marked copies of an input, so that each has a file of its own."""
MADE = ".check"
"""Stands before the suffix of files that are made in a folder, so that none takes the place of an input."""
_STYLES = {
    "title": "bold",
    "faint": "dim",
    "heading": "bold underline",
    "theme": "bold",
    "advances": "green",
    "mentions": "cyan",
    "conflicts": "bold red",
    "quote": "italic",
    "warning": "yellow",
}


class Writer:
    """Writes results in one format and language.

    :param output: a file, a folder (one that is there, or a name without a suffix where several files are to be
        written), or None for stdout.
    """

    def __init__(self, policy: Policy, form: str, language: Language, output: Path | None) -> None:
        self._policy = policy
        self._form = form
        self._language = language
        self.output = output
        self._folder = output is not None and output.is_dir()

    def expect(self, inputs: int) -> None:
        """Says how many inputs come, which decides whether the output is a folder.

        :raises UsageError: if the output does not fit.
        """
        if self.output is None:
            if self._form in _COPIES and (inputs > 1 or sys.stdout.isatty()):
                raise UsageError(f"--format {self._form} writes files: say where with --output")
        elif inputs > 1 and not self._folder and (self._form in _COPIES or not self.output.suffix):
            if self.output.suffix:
                raise UsageError(f"{self.output}: of several inputs {self._form} makes several files: name a folder")
            self._make_folder()

    def write(self, checked: Sequence[Checked], worst: Worst) -> None:
        """Writes the results of all inputs."""
        if not self._folder:
            whole = [one for one in checked if one.alignments]
            if whole or self._form == "json":
                self._put(self.output, self._rendered(whole, worst), checked)
            return
        taken: set[str] = set()
        for one in checked:
            if one.alignments:
                self._put(self._target(one, taken), self._rendered([one], worst), [one])

    def write_comparisons(self, comparisons: Sequence[Comparison]) -> None:
        """Writes how decisions differ from their drafts.

        :raises UsageError: if the format has no form for that.
        """
        from textkit.report.comparison import comparison_lines, comparison_markdown, comparison_to_dict
        from textkit.report.comparison_page import comparison_html
        from textkit.report.context import Context

        context = Context(self._policy, self._language)
        if self._form in _COPIES or self._folder:
            raise UsageError("--against writes one report: text, json, markdown or html, to stdout or a file")
        if self._form == "json":
            text = _json([comparison_to_dict(comparison) for comparison in comparisons])
        elif self._form == "html":
            text = comparison_html(comparisons, self._policy, self._language) if comparisons else ""
        elif self._form == "markdown":
            text = "\n".join(comparison_markdown(comparison, context) for comparison in comparisons)
        else:
            pages = ("\n".join(comparison_lines(comparison, context, _width())) for comparison in comparisons)
            text = "".join(f"{page}\n" for page in "\n\n\n".join(pages).splitlines())
        self._put(self.output, text.encode(), ())

    def _rendered(self, checked: Sequence[Checked], worst: Worst) -> bytes | None:
        """The bytes of a report; None where there can be none, which is said."""
        alignments = [alignment for one in checked for alignment in one.alignments]
        expected = [questions for one in checked for questions in one.expected]
        if self._form in _COPIES:
            return self._copy(checked[0], worst) if checked else None
        if self._form == "json":
            from textkit.report.data import alignment_to_dict

            if not expected:
                return _json([alignment_to_dict(alignment) for alignment in alignments]).encode()
            return _json([alignment_to_dict(a, e) for a, e in zip(alignments, expected, strict=True)]).encode()
        if self._form == "html":
            from textkit.report.html import html_report

            return html_report(alignments, self._policy, self._language, dict(enumerate(expected))).encode()
        if self._form == "markdown":
            from textkit.report.markdown import markdown_report

            return markdown_report(alignments, self._policy, self._language, expected).encode()
        return self._page(checked)

    def _page(self, checked: Sequence[Checked]) -> bytes | None:
        """Plain text; on stdout it is shown at once, in colours where that is a terminal."""
        from textkit.report.text import page_lines

        alignments = [alignment for one in checked for alignment in one.alignments]
        expected = [questions for one in checked for questions in one.expected]
        width = _WIDEST if self.output else _width()
        lines = page_lines(alignments, self._policy, self._language, width, expected)
        if self.output is None:
            _show(lines)
            return None
        return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines).encode()

    def _copy(self, one: Checked, worst: Worst) -> bytes | None:
        try:
            return self._highlighted(one) if self._form == "pdf" else self._commented(one)
        except InputError as exc:
            worst.error(exc)
            return None

    def _highlighted(self, one: Checked) -> bytes:
        from textkit.report.pdf_highlights import highlighted_pdf

        data = one.read()
        if not all(a.decision.source.media_type == "application/pdf" for a in one.alignments) or _is_zip(data):
            raise InputError(one.name, "only a PDF can be highlighted", "use --format docx or html for this file")
        return highlighted_pdf(data, one.alignments, self._policy, self._language)

    def _commented(self, one: Checked) -> bytes:
        from textkit.report.docx_comments import commented_docx
        from textkit.report.docx_new import new_docx

        names = {Path(one.name).name, STDIN}
        is_word = all(
            a.decision.source.media_type.endswith(".wordprocessingml.document") and a.decision.source.name in names
            for a in one.alignments
        )
        data = one.read() if is_word else new_docx([alignment.decision for alignment in one.alignments])
        return commented_docx(data, one.name, one.alignments, self._policy, self._language, one.expected)

    def _target(self, one: Checked, taken: set[str]) -> Path:
        stem = "stdin" if one.name == STDIN else Path(one.name).stem
        free = next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n}" if n > 1 else stem) not in taken)
        taken.add(free)
        return (self.output or Path()) / f"{free}{MADE}.{_SUFFIXES[self._form]}"

    def _make_folder(self) -> None:
        assert self.output is not None
        try:
            self.output.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise UsageError(f"{self.output}: the folder cannot be made ({exc.strerror})") from exc
        self._folder = True

    def _put(self, target: Path | None, data: bytes | None, inputs: Iterable[Checked]) -> None:
        if data is None:
            return
        if target is None:
            sys.stdout.flush()
            _to_stdout(data)
            return
        if any(one.name != STDIN and target.resolve() == Path(one.name).resolve() for one in inputs):
            raise UsageError(f"{target}: this is the input itself; name another --output")
        try:
            target.write_bytes(data)
        except OSError as exc:
            raise UsageError(f"{target}: cannot be written ({exc.strerror}) – choose another --output") from exc


def _to_stdout(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.write(text)


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK")


def _json(values: list[dict[str, object]]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)


def _show(lines: Iterable[Line]) -> None:
    """Prints a page: in colours on a terminal, plain elsewhere."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((span.text, _STYLES.get(span.style, "")) for span in line)))
