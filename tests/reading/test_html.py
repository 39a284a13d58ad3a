"""Any page of HTML that is not the city's own."""

from __future__ import annotations

import pytest

from tests.reading.outline import metadata, outline, roles
from textkit.document import Decision
from textkit.errors import InputError
from textkit.reading import read_bytes

PAGE = """
<!DOCTYPE html>
<html lang="fi"><head><meta charset="utf-8"><title>Rantasaunan kunnostaminen | Kaupunki</title>
<style>p { color: red }</style><script>var text = "<p>koodia</p>";</script></head>
<body>
<header><a href="/">Etusivu</a></header>
<nav><ul><li>Päätökset</li><li>Yhteystiedot</li></ul></nav>
<main>
<header><h1>Rantasaunan kunnostaminen</h1></header>
<p>HEL 2024-000123 T 10 06 00</p>
<h2>Päätös</h2>
<p>Lautakunta päätti kunnostaa <em>rantasaunan</em>.<script>seuraa()</script></p>
<ul><li>Katto uusitaan.</li><li>Laituri korjataan.</li></ul>
<h2>Perustelut</h2>
<h3>Lähtökohdat</h3>
<p>Sauna on suljettu.</p>
<table><tr><th>Työ</th><th>Hinta</th></tr><tr><td>Katto</td><td>7</td></tr></table>
<p hidden>Piilotettu.</p>
</main>
<footer>© Kaupunki</footer>
</body></html>
"""


def read(html: str | bytes) -> Decision:
    """The one decision in a page."""
    (decision,) = read_bytes(html.encode() if isinstance(html, str) else html, "sivu.html")
    return decision


def test_a_page_is_read_by_its_headings() -> None:
    decision = read(PAGE)
    assert decision.title == "Rantasaunan kunnostaminen"
    assert decision.case_id == "HEL 2024-000123"
    assert outline(decision) == [
        "# Päätös",
        "Lautakunta päätti kunnostaa rantasaunan.",
        "- Katto uusitaan.",
        "- Laituri korjataan.",
        "# Perustelut",
        "## Lähtökohdat",
        "Sauna on suljettu.",
    ]
    assert roles(decision) == {"Päätös": "decision", "Perustelut": "reasons", "Lähtökohdat": "reasons"}
    assert decision.tables[0].rows == (("Työ", "Hinta"), ("Katto", "7"))
    assert decision.source.media_type == "text/html"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Sauna | Kaupunki</title><h1>Yksi</h1><p>a</p><h1>Kaksi</h1><p>b</p>", "Sauna"),
        ("<title>Sauna</title><h1>Päätös</h1><p>Hyväksytään.</p>", "Sauna"),
        ("<title>Sauna</title><p>Sauna</p><p>Hyväksytään.</p>", "Sauna"),
        ("<h1>Sauna</h1><h2>Päätös</h2><p>Hyväksytään.</p>", "Sauna"),
        ("<p>Hyväksytään.</p>", None),
    ],
)
def test_the_title_of_a_page(html: str, title: str | None) -> None:
    decision = read(html)
    assert decision.title == title
    assert title not in outline(decision)


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>t</title><main><p>Teksti.</p></main></html>",
        "<html><body><p>Teksti.</p></body></html>",
        "<form><div>Teksti.</div></form>",
        "<table><tr><td><p>Teksti.</p></td></tr></table>",
        "<div>" * 1500 + "Teksti." + "</div>" * 1500,
        "<main></main><p>Teksti.",
        "<p style='display: none'>Ei.</p><p aria-hidden='true'>Ei.</p><div role='navigation'>Ei.</div><p>Teksti.</p>",
    ],
)
def test_text_is_found_wherever_it_stands(html: str) -> None:
    assert outline(read(html)) == ["Teksti."]


def test_text_after_the_end_of_the_page_is_read() -> None:
    assert outline(read("<p>Ensin.</p></body></html>\n<p>Sitten.</p>")) == ["Ensin.", "Sitten."]


def test_a_document_saved_as_html_by_an_office_program() -> None:
    decision = read(
        "<html><head><title>Rantasauna</title></head><body><div title='header'><p>Helsingin kaupunki Esityslista 3/2024"
        " 1 (1)</p><p>Kulttuurilautakunta Asia/3</p><p>5.2.2024</p></div><p>Rantasauna</p><p><b>Päätösehdotus</b></p>"
        "<p>Sauna kunnostetaan.</p><div title='footer'><p>Postiosoite</p></div></body></html>"
    )
    assert outline(decision) == ["# Päätösehdotus", "Sauna kunnostetaan."]
    said = metadata(decision)
    assert (said["organ"], said["date"], said["kind"]) == ("Kulttuurilautakunta", "2024-02-05", "proposal")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("utf-8", "nonsense"), ("cp1252", "windows-1252"), ("cp1252", ""), ("utf-16", "utf-16")],
)
def test_the_encoding_of_a_page(encoding: str, declared: str) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><p>Päätös hyväksyttiin.</p></body></html>'
    assert outline(read(html.encode(encoding))) == ["Päätös hyväksyttiin."]


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<html></html>", "there is no text in the page"),
        ("<!doctype html><script>koodia()</script>", "there is no text in the page"),
        ("<div>" * 5000, "nested too deeply"),
    ],
)
def test_pages_that_cannot_be_read(html: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(html.encode(), "x.html")
    assert problem in caught.value.problem
