"""Options that several commands have, said once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Engine(StrEnum):
    """What reads PDFs."""

    auto = "auto"
    pdfplumber = "pdfplumber"
    pdfium = "pdfium"


class PageLanguage(StrEnum):
    """The language of what is shown."""

    fi = "fi"
    sv = "sv"
    en = "en"


PolicyOption = Annotated[
    str | None, typer.Option("--policy", help="The policy, by its id or the path of its YAML file.")
]
ModelOption = Annotated[str | None, typer.Option("--model", help="The model, by its name or its folder.")]
OcrOption = Annotated[
    bool,
    typer.Option("--ocr", help="Read pages of PDFs that are pictures with Tesseract (which must be installed)."),
]
LanguageOption = Annotated[PageLanguage, typer.Option("--lang", help="The language of the page.")]
