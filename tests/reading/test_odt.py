"""OpenDocument drafts."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.reading.outline import metadata, outline
from textkit.document import Decision
from textkit.errors import InputError
from textkit.reading import read_bytes

MIMETYPE = "application/vnd.oasis.opendocument.text"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("draw", "drawing"),
    )
)
STYLES = """
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
"""


def package(body: str, header: str = "") -> bytes:
    """An OpenDocument text with that body and running header."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page><style:header>{header}"
        "</style:header></style:master-page></office:master-styles></office:document-styles>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
    return buffer.getvalue()


def read(body: str, header: str = "") -> Decision:
    """The one decision in such a text."""
    (decision,) = read_bytes(package(body, header), "luonnos.odt")
    return decision


def test_a_draft_says_what_it_is() -> None:
    decision = read(
        '<text:p text:style-name="P1">Rantasaunan kunnostaminen</text:p>'
        "<text:p>HEL 2024-000123<text:s/>T 10 06 00</text:p>"
        '<text:h text:outline-level="1">Päätösehdotus</text:h><text:p>Sauna kunnostetaan.</text:p>'
        '<text:p text:style-name="P2">Esittelijä</text:p><text:p>kulttuurijohtaja</text:p>'
        "<text:p>Aino Rantala</text:p>",
        "<text:p>Helsingin kaupunki<text:tab/>Esityslista 3/2024</text:p><text:p>Kulttuurilautakunta</text:p>"
        "<text:p>5.2.2024</text:p>",
    )
    assert metadata(decision) == {
        "title": "Rantasaunan kunnostaminen",
        "case_id": "HEL 2024-000123",
        "function_code": "10 06 00",
        "section_number": None,
        "organ": "Kulttuurilautakunta",
        "date": "2024-02-05",
        "kind": "proposal",
        "presenter": "kulttuurijohtaja Aino Rantala",
    }
    assert outline(decision)[:2] == ["# Päätösehdotus", "Sauna kunnostetaan."]
    assert decision.source.media_type == MIMETYPE


def test_what_is_left_out_and_what_is_kept() -> None:
    decision = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>poistettu</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Sauna<text:note><text:note-body><text:p>viite</text:p></text:note-body></text:note> <text:span>on"
        "</text:span><text:line-break/>suljettu.<draw:frame><draw:text-box><text:p>laatikko</text:p></draw:text-box>"
        "</draw:frame></text:p>"
        "<text:list><text:list-item><text:p>katto</text:p><text:list><text:list-item><text:p>pelti</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:section><text:p>Lopuksi.</text:p></text:section>"
    )
    assert outline(decision) == ["Sauna on suljettu.", "- katto", "- pelti", "Lopuksi."]


def test_tables() -> None:
    decision = read(
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Työ</text:p></table:table-cell>"
        "<table:covered-table-cell/><table:table-cell><text:p>Hinta</text:p><text:p>euroa</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>Katto</text:p>"
        "</table:table-cell><table:table-cell/><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row>"
        "</table:table><table:table><table:table-row><table:table-cell><text:p>Kehys.</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert decision.tables[0].rows == (("Työ", "", "Hinta euroa"), ("Katto", "", "7"))
    assert outline(decision) == ["Kehys."]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (package("<text:p/>"), "there is no text in the document"),
        (package("<text:p>"), "XML is broken"),
        (package("<text:p>a</text:p>")[:-40], "cut off or damaged"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x.odt")
    assert problem in caught.value.problem
