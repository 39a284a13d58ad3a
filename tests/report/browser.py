"""A real browser for pages: opened from a file, watched for errors and for anything that it wants to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = (390, 844)
DESK = (1280, 900)


@dataclass
class Visit:
    """An open page, what it said in the console, and what it asked for beside itself."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe-core finds, by rule and place."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def width(self) -> int:
        """How wide the page is, in CSS pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


@contextmanager
def visit(html: str, folder: Path, size: tuple[int, int] = DESK) -> Iterator[Visit]:
    """Opens a page in Chromium; skips the test where there is none."""
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # axe-core is a script, which our pages forbid.
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
        found = Visit(page)
        page.on("console", lambda message: found.said.append(message.text))
        page.on("pageerror", lambda error: found.said.append(str(error)))
        page.on("request", lambda request: found.asked.append(request.url))
        page.goto(file.as_uri())
        found.asked = [url for url in found.asked if url != file.as_uri() and not url.startswith("data:")]
        try:
            yield found
        finally:
            browser.close()
