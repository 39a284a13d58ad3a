"""What typesetting needs of the machine. Where it is missing, the test that wanted it is skipped and says what to install."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation")


def liberation_fonts() -> Path:
    """The folder of the fonts that every producer sets."""
    if not (FONT_FOLDER / "LiberationSans-Regular.ttf").exists():
        pytest.skip("the Liberation fonts are missing: apt install fonts-liberation", allow_module_level=True)
    return FONT_FOLDER


def weasyprint() -> Any:
    """WeasyPrint, if the libraries that it loads are there."""
    liberation_fonts()
    try:
        import weasyprint
    except OSError:
        pytest.skip("WeasyPrint finds no Pango: apt install libpango-1.0-0 libpangoft2-1.0-0", allow_module_level=True)
    return weasyprint
