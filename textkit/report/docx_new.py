"""A decision as a Word document, for drafts that came as something else: headings, paragraphs and lists, no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from textkit.document import Decision

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DEEPEST = 4
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI"}

_TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>"""
_RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
_OF_DOCUMENT = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>"""
_NUMBERING = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def new_docx(decisions: Sequence[Decision]) -> bytes:
    """A Word document of decisions, each on a new page."""
    language = _LOCALES.get(decisions[0].language or "fi", "fi-FI") if decisions else "fi-FI"
    paragraphs = "\n".join(part for n, decision in enumerate(decisions) for part in _decision(decision, n > 0))
    document = (
        f"<w:document {_W}><w:body>{paragraphs}<w:sectPr>"
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1701" w:bottom="1417" w:left="1417"'
        ' w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _OF_DOCUMENT,
        "word/styles.xml": _styles(language),
        "word/numbering.xml": _NUMBERING,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _HEAD + text)
    return target.getvalue()


def _decision(decision: Decision, on_new_page: bool) -> Iterator[str]:
    if decision.title:
        yield _paragraph("Title", decision.title, "<w:pageBreakBefore/>" if on_new_page else "")
    known = (decision.case_id, decision.organ, decision.date)
    if facts := " · ".join(fact for fact in known if fact):
        yield _paragraph("Facts", facts)
    for section in decision.sections:
        if section.heading:
            yield _paragraph(f"Heading{min(section.level, _DEEPEST)}", section.heading)
        for paragraph in section.paragraphs:
            is_item = paragraph.kind == "bullet"
            numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if is_item else ""
            yield _paragraph("Item" if is_item else "Normal", paragraph.text, numbering)


def _paragraph(style: str, text: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _styles(language: str) -> str:
    headings = "".join(
        _style(f"Heading{n}", f"heading {n}", f'<w:keepNext/><w:spacing w:before="{480 - 80 * n}" w:after="80"/>'
               f'<w:outlineLvl w:val="{n - 1}"/>', f'<w:b/><w:sz w:val="{30 - 2 * n}"/>')
        for n in range(1, _DEEPEST + 1)
    )  # fmt: skip
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
        f'<w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:style>'
        + _style("Title", "Title", '<w:spacing w:after="160"/>', '<w:b/><w:sz w:val="36"/>')
        + _style("Facts", "Facts", '<w:spacing w:after="280"/>', '<w:color w:val="58636B"/>')
        + _style("Item", "List Bullet", '<w:spacing w:after="80"/>', "")
        + headings
        + "</w:styles>"
    )


def _style(identifier: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
