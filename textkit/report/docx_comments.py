"""The draft with a comment at each sentence that carries a theme: Word's own comments, in a copy of the draft.

The document is changed in its XML alone (ECMA-376 17.13.4), so that everything else in it stays as it was, down to the
byte in all parts that are not touched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textkit.alignment import Alignment, ExpectedTheme
from textkit.policy import Policy
from textkit.reading.office.package import Package
from textkit.reading.office.xmltree import child, children
from textkit.report.context import Context
from textkit.report.docx_places import Letters
from textkit.report.marks import marks_of, note
from textkit.report.messages import Language

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

AUTHOR, INITIALS = "textkit", "tk"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_COMMENTS = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"


class Comment(NamedTuple):
    """Letters of the document (their numbers, end excluded), and what is said of them."""

    start: int
    end: int
    text: str


def commented_docx(
    data: bytes,
    name: str,
    alignments: Sequence[Alignment],
    policy: Policy,
    language: Language = "fi",
    expected: Sequence[Sequence[ExpectedTheme]] = (),
) -> bytes:
    """A copy of a Word document with comments: one a finding, and one at the beginning with the whole in short.

    :param data: of the file that the decisions were read from.
    :param name: what to call the file in an error.
    :param alignments: of all decisions in it.
    :param expected: for each alignment, in order; empty where no archive was asked.
    :raises InputError: if the file is damaged.
    """
    package = Package(data, name)
    parts = _Parts(data, package.main)
    document = parts.xml(package.main)
    body = child(document, "body")
    if body is not None:
        letters = Letters(body)
        context = Context(policy, language)
        asked = expected or [()] * len(alignments)
        found = [
            comment
            for alignment, questions in zip(alignments, asked, strict=True)
            for comment in _comments(alignment, context, letters, questions)
        ]
        parts.add_comments(letters, found)
    return parts.packed()


def _comments(
    alignment: Alignment, context: Context, letters: Letters, questions: Sequence[ExpectedTheme]
) -> Iterator[Comment]:
    """The comments on one decision. A sentence that cannot be found in the document is said at its beginning."""
    marks = marks_of(alignment)
    cursor = 0
    first: tuple[int, int] | None = None
    title = letters.find(alignment.decision.title or "")
    homeless: list[str] = []
    for _, paragraph in alignment.decision.paragraphs():
        whole = letters.find(paragraph.text, cursor)
        first = first or whole
        cursor = whole[1] if whole else cursor
        for mark in marks.get(paragraph.id, ()):
            start = whole[0] if whole else cursor
            place = letters.find(paragraph.text[mark.start : mark.end], start)
            for finding in mark.findings:
                said = note(finding, context.policy, context.language)
                if place:
                    yield Comment(*place, said)
                else:
                    homeless.append(f"{said}\n”{finding.quote}”")
    at = title or first or (0, len(letters))
    yield Comment(*at, "\n".join([*_in_short(alignment, context, questions), *homeless]))


def _in_short(alignment: Alignment, context: Context, questions: Sequence[ExpectedTheme]) -> Iterator[str]:
    if alignment.addressed:
        yield context.say("score", score=context.number(alignment.score))
        for theme in alignment.addressed:
            look = f" ({context.say('look')})" if theme.uncertain else ""
            yield f"{context.names[theme.theme]} {context.number(theme.strength)}: {context.how(theme)}{look}"
    else:
        yield context.say("nothing")
    if alignment.addressed and alignment.unaddressed:
        names = ", ".join(context.names[theme.theme] for theme in alignment.unaddressed)
        yield f"{context.say('unaddressed')}: {names}"
    for item in questions:
        name = context.names.get(item.theme, item.theme)
        yield context.say("expected", theme=name, share=round(100 * item.share), n=item.asked)
        yield f"{context.say('examples')}: {'; '.join(e.title or e.identifier for e in item.examples)}"


class _Parts:
    """The parts of the file: those that are changed are parsed, all others are copied."""

    def __init__(self, data: bytes, main: str) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, Element] = {}
        self._main = main

    def xml(self, part: str) -> Element:
        """The root of a part, to be changed in place."""
        from lxml import etree

        if part not in self._changed:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._changed[part] = etree.fromstring(self._zip.read(part), parser)
        return self._changed[part]

    def add_comments(self, letters: Letters, comments: Sequence[Comment]) -> None:
        """Writes comments into the comments part, and their places into the document."""
        if not len(letters) or not comments:
            return
        root = self._comments_part()
        namespace = _namespace(root)
        used = [int(_attribute(comment, "id") or 0) for comment in children(root, "comment")]
        number = max(used, default=-1) + 1
        letters.cut([(comment.start, comment.end) for comment in comments])
        for identifier, comment in enumerate(sorted(comments, key=lambda c: (c.start, -c.end)), number):
            root.append(_comment(namespace, identifier, comment.text))
            _anchor(namespace, letters.run(comment.start), letters.run(comment.end - 1), identifier)

    def packed(self) -> bytes:
        """The bytes of the whole file."""
        from lxml import etree

        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._zip.infolist():
                if info.filename not in self._changed:
                    archive.writestr(info, self._zip.read(info))
            for part, root in self._changed.items():
                info = zipfile.ZipInfo(part)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
        return target.getvalue()

    def _comments_part(self) -> Element:
        from lxml import etree

        folder, base = posixpath.split(self._main)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        names = set(self._zip.namelist())
        root = self.xml(relations) if relations in names else None
        if root is None:
            root = self._changed[relations] = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for relation in children(root, "Relationship"):
            if relation.get("Type", "").endswith("/comments"):
                target = posixpath.join("/", folder, relation.get("Target", "")).lstrip("/")
                return self.xml(posixpath.normpath(target))
        part = _free(posixpath.join(folder, "comments"), names)
        taken = {relation.get("Id") for relation in children(root, "Relationship")}
        namespace = _namespace(self.xml(self._main))
        kind = _STRICT_COMMENTS if namespace.startswith("http://purl.oclc.org/") else _COMMENTS
        identifier = next(f"rIdComments{n}" for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
        etree.SubElement(
            root, f"{{{_RELATIONS}}}Relationship", Id=identifier, Type=kind, Target=posixpath.basename(part)
        )
        types = self.xml("[Content_Types].xml")
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_CONTENT_TYPE)
        self._changed[part] = etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})
        return self._changed[part]


def _free(stem: str, names: set[str]) -> str:
    return next(name for n in range(len(names) + 1) if (name := f"{stem}{n or ''}.xml") not in names)


def _anchor(namespace: str, first: Element, last: Element, identifier: int) -> None:
    """Puts a comment's range around the runs from ``first`` to ``last``, and its reference after them."""
    from lxml import etree

    number = {f"{{{namespace}}}id": str(identifier)}
    first.addprevious(etree.Element(f"{{{namespace}}}commentRangeStart", number))
    reference = etree.Element(f"{{{namespace}}}r")
    etree.SubElement(reference, f"{{{namespace}}}commentReference", number)
    last.addnext(reference)
    last.addnext(etree.Element(f"{{{namespace}}}commentRangeEnd", number))


def _comment(namespace: str, identifier: int, text: str) -> Element:
    from lxml import etree

    def w(name: str) -> str:
        return f"{{{namespace}}}{name}"

    comment = etree.Element(w("comment"), {w("id"): str(identifier), w("author"): AUTHOR, w("initials"): INITIALS})
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
        etree.SubElement(run, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = line
    return comment


def _namespace(root: Element) -> str:
    return str(root.tag).partition("}")[0].lstrip("{")


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)
