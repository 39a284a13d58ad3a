"""Comments in a Word draft: every one at its sentence, in Word's own terms and in LibreOffice's eyes."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import docx
import pytest
from lxml import etree

import textkit
from tests.rendering.docx_pdf import to_docx
from tests.samples import SAMPLES, read_source, sample_pdf
from textkit.document import Decision
from textkit.pipeline import read_stream
from textkit.report.docx_comments import commented_docx
from textkit.report.docx_new import new_docx
from textkit.report.marks import marks_of
from textkit.report.pdf_places import key_of

POLICY = textkit.load_policy()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def draft(number: int) -> bytes:
    """A sample as its writer's Word draft."""
    target = io.BytesIO()
    to_docx(read_source(SAMPLES[number - 1])).save(target)
    return target.getvalue()


def aligned(data: bytes) -> textkit.Alignment:
    [decision] = read_stream(data, "luonnos.docx")
    assert isinstance(decision, Decision)
    [found] = textkit.check(decision)
    return found


def wanted(alignment: textkit.Alignment) -> list[str]:
    """The marked sentence of each finding, as letters."""
    texts = {paragraph.id: paragraph.text for _, paragraph in alignment.decision.paragraphs()}
    return sorted(
        key_of(texts[identifier][mark.start : mark.end])
        for identifier, marks in marks_of(alignment).items()
        for mark in marks
        for _ in mark.findings
    )


def ranges(data: bytes) -> Iterator[tuple[str, str]]:
    """The id of each comment with the text between its marks in the document."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    open_ranges: dict[str, str] = {}
    for element in root.iter():
        identifier = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_ranges[identifier] = ""
        elif element.tag == f"{W}commentRangeEnd":
            yield identifier, open_ranges.pop(identifier)
        elif element.tag == f"{W}t":
            open_ranges = {key: text + (element.text or "") for key, text in open_ranges.items()}


@pytest.mark.parametrize("number", [1, 4, 5, 12])
def test_every_comment_is_at_its_sentence(number: int) -> None:
    data = draft(number)
    alignment = aligned(data)
    commented = commented_docx(data, "luonnos.docx", [alignment], POLICY)
    found = dict(ranges(commented))
    comments = {str(c.comment_id): c.text for c in docx.Document(io.BytesIO(commented)).comments}
    assert found.keys() == comments.keys()
    overview = [
        identifier for identifier, text in found.items() if key_of(text) == key_of(alignment.decision.title or "")
    ]
    assert len(overview) == 1
    assert sorted(key_of(text) for identifier, text in found.items() if identifier not in overview) == wanted(alignment)


def test_the_draft_reads_the_same() -> None:
    data = draft(4)
    alignment = aligned(data)
    [again] = read_stream(commented_docx(data, "luonnos.docx", [alignment], POLICY), "luonnos.docx")
    assert isinstance(again, Decision)
    assert again.sections == alignment.decision.sections


def test_other_parts_keep_their_bytes() -> None:
    data = draft(4)
    before = zipfile.ZipFile(io.BytesIO(data))
    after = zipfile.ZipFile(io.BytesIO(commented_docx(data, "luonnos.docx", [aligned(data)], POLICY)))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}


def test_comments_that_are_there_stay() -> None:
    document = docx.Document(io.BytesIO(draft(4)))
    paragraph = next(p for p in document.paragraphs if p.runs)
    document.add_comment(paragraph.runs, text="Tarkista tämä vielä.", author="Maija", initials="M")
    target = io.BytesIO()
    document.save(target)
    commented = commented_docx(target.getvalue(), "luonnos.docx", [aligned(target.getvalue())], POLICY)
    comments = list(docx.Document(io.BytesIO(commented)).comments)
    assert [c.text for c in comments if c.author == "Maija"] == ["Tarkista tämä vielä."]
    assert len({c.comment_id for c in comments}) == len(comments) > 5


def test_a_sentence_in_several_runs_has_its_comment() -> None:
    document = docx.Document(io.BytesIO(draft(4)))
    paragraph = next(p for p in document.paragraphs if "kolmivuotisen" in p.text)
    text = paragraph.text
    for run in paragraph.runs[1:]:
        run._element.getparent().remove(run._element)
    paragraph.runs[0].text = text[:20]
    paragraph.add_run(text[20:60]).bold = True
    paragraph.add_run(text[60:])
    target = io.BytesIO()
    document.save(target)
    alignment = aligned(target.getvalue())
    found = [key_of(t) for _, t in ranges(commented_docx(target.getvalue(), "x.docx", [alignment], POLICY))]
    assert all(sentence in found for sentence in wanted(alignment))


def test_a_pdf_becomes_a_new_document_with_comments() -> None:
    [alignment] = textkit.check(sample_pdf(12))
    made = new_docx([alignment.decision])
    commented = commented_docx(made, "uusi.docx", [alignment], POLICY, "sv")
    assert sorted(key_of(text) for _, text in ranges(commented))
    [again] = read_stream(commented, "uusi.docx")
    assert isinstance(again, Decision)
    assert [p.text for _, p in again.paragraphs()] == [p.text for _, p in alignment.decision.paragraphs()]
    assert [s.role for s in again.sections] == [s.role for s in alignment.decision.sections]


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("made_of", ["draft", "pdf"])
def test_libreoffice_opens_it_with_every_comment_at_its_paragraph(made_of: str, tmp_path: Path) -> None:
    if made_of == "draft":
        data = draft(1)
        alignment = aligned(data)
    else:
        [alignment] = textkit.check(sample_pdf(5))
        data = new_docx([alignment.decision])
    (tmp_path / "draft.docx").write_bytes(commented_docx(data, "draft.docx", [alignment], POLICY))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "draft.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    root = etree.parse(tmp_path / "draft.fodt").getroot()
    texts = {paragraph.id: paragraph.text for _, paragraph in alignment.decision.paragraphs()}
    places = [key_of(_own_text(note.getparent())) for note in root.iter(f"{OFFICE}annotation")]
    expected = [key_of(texts[identifier]) for identifier, marks in marks_of(alignment).items()
                for mark in marks for _ in mark.findings]  # fmt: skip
    assert sorted(places) == sorted([*expected, key_of(alignment.decision.title or "")])


def _own_text(element: etree._Element) -> str:
    """A paragraph's text without that of its comments."""
    parts = [element.text or ""]
    for inner in element:
        if inner.tag != f"{OFFICE}annotation":
            parts.append(_own_text(inner))
        parts.append(inner.tail or "")
    return "".join(parts)
