"""Samples typeset by four producers, so that reading is tested on what cities really publish.

`render` takes any `SampleSource`, also one that a property test made up. LibreOffice and Chromium
write the time (and an id made of it) into a file; both are overwritten in place, with as many
bytes so that the file's offsets stay right, and only real changes show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.rendering.docx_pdf import render_libreoffice
from tests.rendering.html_pdf import render_chromium, render_weasyprint
from tests.rendering.reportlab_pdf import render_reportlab
from tests.rendering.source import SampleSource, read_source

__all__ = ["SampleSource", "read_source", "render"]

_RENDERERS: dict[str, Callable[[SampleSource, Path], None]] = {
    "libreoffice": render_libreoffice,
    "weasyprint": render_weasyprint,
    "chromium": render_chromium,
    "reportlab": render_reportlab,
}
_DATE = re.compile(rb"(?<=Date\(D:)\d{14}|(?<=Date \(D:)\d{14}")
_LIBREOFFICE_ID = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def render(source: SampleSource, producer: str, target: Path) -> None:
    """Typeset `source` with `producer` and write the PDF to `target`."""
    if producer not in _RENDERERS:
        raise ValueError(f"producer is {producer!r}; expected one of {', '.join(_RENDERERS)}")
    _RENDERERS[producer](source, target)
    pinned = _DATE.sub(f"{source.date:%Y%m%d}120000".encode(), target.read_bytes())
    if producer == "libreoffice":
        pinned = _LIBREOFFICE_ID.sub(b"0" * 32, pinned)
    target.write_bytes(pinned)
