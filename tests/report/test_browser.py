"""Pages in a real browser: no error, nothing fetched, nothing that axe-core finds, nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.browser import DESK, PHONE, visit
from tests.report.pages import KINDS, page
from textkit.report.messages import Language


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_page_is_quiet_accessible_and_fits(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    with visit(page(kind), tmp_path, size) as found:
        assert found.said == []
        assert found.asked == []
        assert found.violations() == []
        assert found.width() <= size[0]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_in_other_languages_are_accessible(language: Language, tmp_path: Path) -> None:
    with visit(page("one", language), tmp_path) as found:
        assert found.violations() == []
        assert found.page.evaluate("document.documentElement.lang") == language


def test_links_lead_to_their_places(tmp_path: Path) -> None:
    with visit(page("agenda"), tmp_path) as found:
        lost = found.page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        twice = found.page.evaluate(
            "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            " return ids.filter((id, n) => ids.indexOf(id) !== n) })()"
        )
        assert lost == []
        assert twice == []


def test_it_prints_on_paper(tmp_path: Path) -> None:
    import pypdfium2

    with visit(page("one"), tmp_path) as found:
        document = pypdfium2.PdfDocument(found.page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    text = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    assert (round(width), round(height)) == (595, 842)
    assert "Näin luvut syntyvät" in text
    assert "Päätösehdotus" in text
