"""Word drafts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from tests.reading.outline import metadata, metadata_of_source, outline, outline_of_source, roles, tables_of_source
from tests.rendering.docx_pdf import to_docx
from tests.rendering.source import read_source
from textkit.document import Decision
from textkit.errors import InputError
from textkit.reading import read_bytes

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "decisions").glob("*.md"))
W = nsdecls("w")
CONTENT_TYPES = "[Content_Types].xml"


def saved(document: Document) -> bytes:
    """The file of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document: Document) -> Decision:
    """The one decision in a document."""
    (decision,) = read_bytes(saved(document), "luonnos.docx")
    return decision


def paragraph(document: Document, inner: str, style: str | None = None) -> Paragraph:
    """Adds a paragraph of raw WordprocessingML."""
    added = document.add_paragraph(style=style)
    for child in parse_xml(f"<w:p {W}>{inner}</w:p>"):
        added._p.append(child)
    return added


def run(text: str, properties: str = "") -> str:
    """A run of raw WordprocessingML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_read_as_their_authors_wrote_them(path: Path) -> None:
    source = read_source(path)
    decision = read(to_docx(source))
    assert outline(decision) == outline_of_source(source)
    assert [table.rows for table in decision.tables] == tables_of_source(source)
    assert metadata(decision) == metadata_of_source(source)
    assert all((p.page, p.bbox) == (None, None) for _, p in decision.paragraphs())
    assert decision.source.media_type.endswith("wordprocessingml.document")


def test_headings_by_style_and_by_outline_level() -> None:
    document = docx.Document()
    document.add_heading("Rantasaunan kunnostaminen", 0)
    document.add_heading("Esittelijän perustelut", 1)
    document.add_heading("Lähtökohdat", 2)
    paragraph(document, f'<w:pPr><w:outlineLvl w:val="2"/></w:pPr>{run("Hinnat")}')
    document.add_paragraph("Kattaminen maksaa.")
    decision = read(document)
    assert decision.title == "Rantasaunan kunnostaminen"
    assert outline(decision) == ["# Esittelijän perustelut", "## Lähtökohdat", "### Hinnat", "Kattaminen maksaa."]
    assert set(roles(decision).values()) == {"reasons"}


def test_the_only_heading_of_the_first_level_is_the_title() -> None:
    document = docx.Document()
    document.add_heading("Rantasaunan kunnostaminen", 1)
    document.add_heading("Päätösehdotus", 2)
    document.add_paragraph("Sauna kunnostetaan.")
    decision = read(document)
    assert decision.title == "Rantasaunan kunnostaminen"
    assert outline(decision) == ["# Päätösehdotus", "Sauna kunnostetaan."]


def test_headings_set_by_hand() -> None:
    document = docx.Document()
    document.add_paragraph("§ 17")
    document.add_paragraph().add_run("Rantasaunan kunnostaminen").bold = True
    document.add_paragraph("HEL 2024-000123 T 10 06 00")
    document.add_paragraph().add_run("Päätösehdotus").bold = True
    document.add_paragraph("Lautakunta päättää kunnostaa saunan.")
    document.add_paragraph("Perustelut")
    document.add_paragraph().add_run("Lähtökohdat").bold = True
    document.add_paragraph().add_run("Koko lause on lihavoitu, mutta se ei ole otsikko.").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("Hinta").bold = True
    mixed.add_run(" on kohtuullinen")
    decision = read(document)
    assert metadata(decision) | {"organ": None} == {
        "title": "Rantasaunan kunnostaminen",
        "case_id": "HEL 2024-000123",
        "function_code": "10 06 00",
        "section_number": "17",
        "organ": None,
        "date": None,
        "kind": "proposal",
        "presenter": None,
    }
    assert outline(decision) == [
        "# Päätösehdotus",
        "Lautakunta päättää kunnostaa saunan.",
        "# Perustelut",
        "## Lähtökohdat",
        "Koko lause on lihavoitu, mutta se ei ole otsikko.",
        "Hinta on kohtuullinen",
    ]


def test_lists() -> None:
    document = docx.Document()
    document.add_paragraph("Lautakunta päätti, että")
    document.add_paragraph("sauna kunnostetaan", style="List Bullet")
    document.add_paragraph("katto ensin", style="List Bullet 2")
    document.add_paragraph("ranta siivotaan", style="List Number")
    document.add_paragraph("•\tlaituri uusitaan")
    document.add_paragraph("-\ttalkoot pidetään")
    out_of_list = document.add_paragraph("Tämä ei ole luettelossa.", style="List Bullet")
    out_of_list._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'))
    assert outline(read(document)) == [
        "Lautakunta päätti, että",
        "- sauna kunnostetaan",
        "- katto ensin",
        "- ranta siivotaan",
        "- laituri uusitaan",
        "- talkoot pidetään",
        "Tämä ei ole luettelossa.",
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    change = 'w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z"'
    paragraph(
        document,
        f"{run('Lautakunta ')}<w:del {change}><w:r><w:delText>hylkäsi</w:delText></w:r></w:del>"
        f"<w:ins {change}>{run('hyväksyi')}</w:ins>{run(' esityksen')}"
        f"<w:moveFrom {change}>{run(' yksimielisesti')}</w:moveFrom>"
        f"<w:moveTo {change}>{run(' heti')}</w:moveTo>{run('.')}",
    )
    paragraph(document, f"<w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>{run('Kappaleen loppu ')}")
    paragraph(document, run("on poistettu."))
    paragraph(document, f"<w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>{run('Taulukon yllä.')}")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "a", "b", "poistettu"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} {change}/>"))
    decision = read(document)
    assert outline(decision) == [
        "Lautakunta hyväksyi esityksen heti.",
        "Kappaleen loppu on poistettu.",
        "Taulukon yllä.",
    ]
    assert decision.tables[0].rows == (("a", "b"),)


def test_fields_links_and_special_characters() -> None:
    document = docx.Document()
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    paragraph(
        document,
        f"{run('Sivu ')}{field.format('begin')}<w:r><w:instrText> REF x </w:instrText><w:t>koodia</w:t></w:r>"
        f"{field.format('separate')}{run('7')}{field.format('end')}{run(', ks. ')}"
        f"<w:hyperlink>{run('kaupungin sivu')}</w:hyperlink>"
        f"<w:fldSimple w:instr='DATE'>{run(' 5.2.2024')}</w:fldSimple>"
        "<w:sdt><w:sdtContent>" + run(" ja kenttä") + "</w:sdtContent></w:sdt>",
    )
    paragraph(
        document,
        "<w:r><w:t>EU</w:t><w:noBreakHyphen/><w:t>hanke maan</w:t><w:softHyphen/><w:t>vuok\u00adraus</w:t><w:tab/>"
        "<w:t>rivi</w:t><w:br/><w:t>toinen</w:t><w:footnoteReference w:id='2'/></w:r>" + run("piilossa", "<w:vanish/>"),
    )
    assert outline(read(document)) == [
        "Sivu 7, ks. kaupungin sivu 5.2.2024 ja kenttä",
        "EU-hanke maanvuokraus rivi toinen",
    ]


def test_text_boxes_footnotes_and_contents_are_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Päätös ........ 1", style="toc 1")
    box = f"<w:pict><w:txbxContent><w:p>{run('laatikko')}</w:p></w:txbxContent></w:pict>"
    paragraph(document, f"{run('Teksti.')}<w:r>{box}</w:r>")
    assert outline(read(document)) == ["Teksti."]


def test_tables() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(table.rows, (("Työ", "", "Hinta"), ("Katto", "pelti", "7"), ("", "tiili", "9")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).add_paragraph("ja puu")
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "euroa"
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "Kehyksen teksti."
    decision = read(document)
    assert outline(decision) == ["Kehyksen teksti."]
    assert decision.tables[0].rows == (("Työ", "", "Hinta"), ("Katto", "pelti ja puu", "7"), ("", "tiili", "9 euroa"))


def test_the_running_header_tells_organ_date_and_kind() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Helsingin kaupunki\tEsityslista 3/2024\t2 (2)"
    section.header.add_paragraph("Kulttuurilautakunta\tAsia/3")
    section.first_page_header.paragraphs[0].text = ""
    section.header.add_paragraph("5.2.2024")
    section.footer.paragraphs[0].text = "Postiosoite PL 1"
    document.add_paragraph("Teksti.")
    decision = read(document)
    assert (decision.organ, decision.date, decision.kind) == ("Kulttuurilautakunta", "2024-02-05", "proposal")
    assert outline(decision) == ["Teksti."]


def test_a_header_in_a_table_and_one_typed_into_the_text() -> None:
    document = docx.Document()
    table = document.sections[0].header.add_table(2, 2, docx.shared.Cm(15))
    table.cell(0, 0).text, table.cell(0, 1).text = "Helsingfors stad", "Protokoll 5/2024"
    table.cell(1, 0).text, table.cell(1, 1).text = "Ungdomssektionen", "12.3.2024"
    document.add_paragraph("Text.")
    decision = read(document)
    assert (decision.organ, decision.date, decision.kind) == ("Ungdomssektionen", "2024-03-12", "minutes")

    typed = docx.Document()
    for line in ("Helsingin kaupunki  Pöytäkirja 5/2024", "Nuorisojaosto", "12.3.2024", "Teksti."):
        typed.add_paragraph(line)
    decision = read(typed)
    assert (decision.organ, decision.date, decision.kind) == ("Nuorisojaosto", "2024-03-12", "minutes")
    assert outline(decision) == ["Teksti."]


def test_the_strict_edition_of_the_standard() -> None:
    main = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>Teksti.</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/main.xml"/>'
        "</Relationships>"
    )
    data = packed({CONTENT_TYPES: "<Types/>", "_rels/.rels": relations, "word/main.xml": main})
    (decision,) = read_bytes(data, "x.docx")
    assert outline(decision) == ["Teksti."]


def test_an_agenda_gives_a_decision_an_item_with_its_tables() -> None:
    document = docx.Document()
    for number, title in enumerate(("Rantasaunan kunnostaminen", "Museon aukioloajat"), 1):
        document.add_heading(f"{number} {title}", 1)
        document.add_paragraph(f"HEL 2024-00012{number} T 10 06 00")
        document.add_heading("Päätösehdotus", 2)
        document.add_paragraph(f"Lautakunta päättää asian {number}.")
        document.add_table(1, 2).cell(0, 0).text = title
    decisions = read_bytes(saved(document), "lista.docx")
    assert [(d.title, d.case_id, d.tables[0].rows[0][0]) for d in decisions] == [
        ("Rantasaunan kunnostaminen", "HEL 2024-000121", "Rantasaunan kunnostaminen"),
        ("Museon aukioloajat", "HEL 2024-000122", "Museon aukioloajat"),
    ]


def test_entities_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "kissa"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:body><w:p><w:r>'
        "<w:t>Teksti&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    (decision,) = read_bytes(packed({CONTENT_TYPES: "<Types/>", "word/document.xml": bomb}), "x.docx")
    assert outline(decision) == ["Teksti"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (saved(docx.Document())[:4000], "cut off or damaged"),
        (saved(docx.Document())[:-30], "cut off or damaged"),
        (saved(docx.Document()), "there is no text in the document"),
        (packed({CONTENT_TYPES: "<Types/>", "word/styles.xml": "<a/>"}), "lacks its part word/document.xml"),
        (packed({CONTENT_TYPES: "<Types/>", "word/document.xml": "<w:document"}), "XML is broken"),
        (packed({CONTENT_TYPES: "<Types/>", "word/document.xml": b" " * 2**26}), "over a limit: it unpacks to 64 MB"),
        (packed({CONTENT_TYPES: "<Types/>", "word/document.xml": "<a>" * 9000 + "</a>" * 9000}), "over a limit"),
    ],
    ids=["half", "no directory", "empty", "no main part", "bad XML", "bomb", "nested"],
)
def test_files_that_cannot_be_read(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x.docx")
    assert problem in caught.value.problem
    assert str(caught.value).startswith("x.docx: ")
