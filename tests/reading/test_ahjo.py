"""The city's API and its pages: both generations of markup, drafts and decisions. All texts are invented."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.reading.outline import metadata, outline, roles
from textkit.document import Decision
from textkit.errors import InputError
from textkit.reading import read_all, read_bytes, read_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "ahjo"
MONTH = SHARED / "decisions-2022-01.json"

HEAD = """
<div class="Otsikonviite"></div><div class="Asiapykala">§ 62</div>
<h1 class="AsiaOtsikko">Rantasaunan kunnostaminen</h1>
<div class="DnroTmuoto">HEL 2024-000123 T 10 06 00</div><div class="Viite">Hankenumero 17</div>
"""
LEGACY = f"""
<html lang="fi"><head><title>Rantasaunan kunnostaminen</title></head><body><div class="paatos">{HEAD}
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Päätös</h3>
<div><p>Lautakunta päätti kunnostaa saunan.</p></div></div>
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Käsittely</h3><p>Asiasta äänestettiin.</p>
<h4>1 äänestys</h4><p>Ehdotus voitti.</p></div>
<div class="SahkoinenAllekirjoitusSektio"><p>Sähköisesti allekirjoitettu.<div>Veikko Tamminen</div></p></div>
<h3 class="EsittelijaTiedot">Esittelijä</h3><div>kulttuurijohtaja</div><div>Aino Rantala</div>
<h3 class="LisatiedotOtsikko">Lisätiedot</h3><p>Pekka Koivu, rakennuttaja, puhelin: 09 310 1234
<div>pekka.koivu@example.org</div></p>
<h3 class="LiitteetOtsikko">Liitteet</h3><div>1 Piirustukset</div><div>2 Kustannusarvio</div>
<h3 class="MuutoksenhakuOtsikko">Muutoksenhaku</h3><h4>OIKAISUVAATIMUS</h4><p>Päätökseen voi hakea oikaisua.</p>
<h3>OHJEET</h3><p>Oikaisua haetaan kirjallisesti.</p>
<h3 class="OtteetOtsikko">Otteet</h3><table><thead><tr><th>Ote</th><th>Otteen liitteet</th></tr></thead>
<tbody><tr><td>Hakija</td><td><div>Esitysteksti</div><div>Liite 1</div></td></tr></tbody></table>
</div></body></html>
"""
NEW = f"""
<!DOCTYPE HTML><html lang="fi"><body><div class="paatos"><section class="OtsikkoSektio">{HEAD}</section>
<section class="SisaltoSektioToisto">
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Päätös</h3>
<div><p>Lautakunta päätti kunnostaa saunan.</p></div></div>
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Käsittely</h3><div class="ehdotukset"><p>Asiasta äänestettiin.</p>
<h4>1 äänestys</h4><p>Ehdotus voitti.</p></div></div></section>
<section class="SahkoinenAllekirjoitusSektio"><p>Sähköisesti allekirjoitettu.</p>
<p><div class="Puheenjohtajanimi">Veikko Tamminen</div></p></section>
<section class="EsittelijaTiedot"><h3 class="EsittelijaTiedot">Esittelijä</h3><div>kulttuurijohtaja</div>
<div>Aino Rantala</div></section>
<section class="Lisatiedot"><h3 class="LisatiedotOtsikko">Lisätiedot</h3><p><span class="LisatiedonantajanNimi">Pekka
Koivu</span>, <span>rakennuttaja</span>, <span>puhelin: </span><span>09 310 1234</span></p>
<p>pekka.koivu@example.org</p></section>
<section class="LiitteetOptio"><h3 class="LiitteetOtsikko">Liitteet</h3><div>1 Piirustukset</div>
<div>2 Kustannusarvio</div></section>
<section class="MuutoksenhakuohjeetSektio"><h3 class="MuutoksenhakuohjeetOtsikko">Muutoksenhaku</h3>
<h4>OIKAISUVAATIMUS</h4><p>Päätökseen voi hakea oikaisua.</p><h4>OHJEET</h4>
<p>Oikaisua haetaan kirjallisesti.</p></section>
<section><h3 class="OtteetOtsikko">Otteet</h3><table><tr><th>Ote</th><th>Otteen liitteet</th></tr>
<tr><td>Hakija</td><td><div>Esitysteksti</div><div>Liite 1</div></td></tr></table></section>
</div></body></html>
"""
MOTION = """
<html><body><div class="esitys">
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Päätösehdotus</h3>
<p>Lautakunta päättää kunnostaa saunan.</p></div>
<div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Esittelijän perustelut</h3><p>Sauna on suljettu.</p></div>
<h3 class="EsittelijaTiedot">Esittelijä</h3><div>kulttuurijohtaja</div><div>Aino Rantala</div>
</div></body></html>
"""
RECORD = {
    "NativeId": "{AA11-22}",
    "Title": "Rantasaunan kunnostaminen Kaivopuistossa",
    "CaseIDLabel": "HEL 2024-000123",
    "CaseID": "HEL-2024-000123",
    "Section": "62",
    "Content": LEGACY,
    "Motion": MOTION,
    "ClassificationCode": "10 06 00",
    "Organization": {"Name": "Kulttuurilautakunta", "TypeId": "5", "Type": "Lautakunta"},
    "Meeting": {"DateMeeting": "2024-02-05T16:00:00.000"},
}
"""A record of the API, as far as it is read."""


def record(**changes: Any) -> bytes:
    """The API's answer with one record, some of its fields changed."""
    return json.dumps({"decisions": [RECORD | changes]}).encode()


def page(content: str) -> Decision:
    """A decision with that content under *Päätös*, read as a page of HTML."""
    html = f'<div class="paatos"><div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Päätös</h3>{content}</div></div>'
    (decision,) = read_bytes(html.encode(), "x.html")
    return decision


@pytest.mark.parametrize("html", [LEGACY, NEW], ids=["legacy", "new"])
def test_both_generations_of_markup_read_the_same(html: str) -> None:
    (decision,) = read_bytes(html.encode(), "päätös.html")
    assert outline(decision) == [
        "# Päätös",
        "Lautakunta päätti kunnostaa saunan.",
        "# Käsittely",
        "Asiasta äänestettiin.",
        "## 1 äänestys",
        "Ehdotus voitti.",
        "# Esittelijä",
        "kulttuurijohtaja",
        "Aino Rantala",
        "# Lisätiedot",
        "Pekka Koivu, rakennuttaja, puhelin: 09 310 1234",
        "pekka.koivu@example.org",
        "# Liitteet",
        "1 Piirustukset",
        "2 Kustannusarvio",
        "# Muutoksenhaku",
        "## OIKAISUVAATIMUS",
        "Päätökseen voi hakea oikaisua.",
        "## OHJEET",
        "Oikaisua haetaan kirjallisesti.",
        "# Otteet",
    ]
    assert roles(decision) == {
        "Päätös": "decision",
        "Käsittely": "handling",
        "1 äänestys": "handling",
        "Esittelijä": "contact",
        "Lisätiedot": "contact",
        "Liitteet": "attachments",
        "Muutoksenhaku": "appeal",
        "OIKAISUVAATIMUS": "appeal",
        "OHJEET": "appeal",
        "Otteet": "attachments",
    }
    assert decision.tables[0].rows == (("Ote", "Otteen liitteet"), ("Hakija", "Esitysteksti Liite 1"))
    assert metadata(decision) | {"organ": None} == {
        "title": "Rantasaunan kunnostaminen",
        "case_id": "HEL 2024-000123",
        "function_code": "10 06 00",
        "section_number": "62",
        "organ": None,
        "date": None,
        "kind": "minutes",
        "presenter": "kulttuurijohtaja Aino Rantala",
    }


def test_a_record_gives_its_draft_and_its_decision() -> None:
    draft, decision = read_bytes(record(), "answer.json")
    assert (draft.source.name, decision.source.name) == (
        "answer.json#{AA11-22}/Motion",
        "answer.json#{AA11-22}/Content",
    )
    assert (draft.kind, decision.kind) == ("proposal", "minutes")
    assert draft.sections[0].heading == "Päätösehdotus"
    assert decision.sections[0].heading == "Päätös"
    said = {
        "title": "Rantasaunan kunnostaminen Kaivopuistossa",
        "case_id": "HEL 2024-000123",
        "function_code": "10 06 00",
        "section_number": "62",
        "organ": "Kulttuurilautakunta",
        "date": "2024-02-05",
        "presenter": "kulttuurijohtaja Aino Rantala",
    }
    assert metadata(draft) == said | {"kind": "proposal"}
    assert metadata(decision) == said | {"kind": "minutes"}
    assert decision.source.media_type == "application/json"


@pytest.mark.parametrize(
    ("type_id", "name", "kind"),
    [
        ("12", "Yksikön päällikkö", "officer"),
        ("19", "Pormestari", "officer"),
        ("1", "Kaupunginvaltuusto", "minutes"),
        ("4", "Konsernijaosto", "minutes"),
        (None, "Kulttuurilautakunta", "minutes"),
        (None, "Tilapäällikkö", "officer"),
    ],
)
def test_kind_by_organization(type_id: str | None, name: str, kind: str) -> None:
    organization = {"Name": name, "TypeId": type_id}
    (decision,) = read_bytes(record(Motion="", Organization=organization, Meeting=None), "x.json")
    assert (decision.kind, decision.organ, decision.date) == (kind, name, None)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (LEGACY.replace("§ 62", "62 §"), "officer"),
        (LEGACY.replace('class="paatos"', 'class="viranhaltijapaatos"'), "officer"),
        (MOTION, "proposal"),
    ],
)
def test_kind_of_a_page_alone(html: str, kind: str) -> None:
    (decision,) = read_bytes(html.encode(), "x.html")
    assert decision.kind == kind


def test_the_date_of_an_officers_decision() -> None:
    data = record(Motion="", Meeting=None, DateDecision="2024-03-01T10:15:00.000")
    assert read_bytes(data, "x.json")[0].date == "2024-03-01"


@pytest.mark.parametrize("empty", [None, "", "<html><body><div class='esitys'></div></body></html>"])
def test_a_confidential_record_gives_its_title_alone(empty: str | None) -> None:
    content = (
        '<div class="viranhaltijapaatos"><div class="Asiapykala">1 §</div><h1 class="JulkinenOtsikko">Salainen</h1>'
        '<p class="Julkisuus SalassapidonPerustelut">Salassa pidettävä</p></div>'
    )
    for html in (content, None):
        (decision,) = read_bytes(record(Title="Salassa pidettävä", Content=html, Motion=empty), "x.json")
        assert (decision.title, decision.sections, decision.tables) == ("Salassa pidettävä", (), ())
        assert decision.source.name == "x.json#{AA11-22}/Content"
        assert decision.kind == "minutes"


def test_a_draft_without_a_decision_yet() -> None:
    (draft,) = read_bytes(record(Content=None), "x.json")
    assert draft.kind == "proposal"


def test_swedish() -> None:
    content = """
    <div class="paatos"><div class="Asiapykala">§ 9</div><h1 class="AsiaOtsikko">Ungdomsgårdens öppettider</h1>
    <div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Beslut</h3>
    <p>Nämnden beslutade förlänga öppettiderna.</p></div>
    <div class="SisaltoSektio"><h3 class="SisaltoOtsikko">Behandling</h3><p>Enhälligt.</p></div>
    <h3 class="EsittelijaTiedot">Föredragande</h3><div>kulturchef</div><div>Sven Strand</div>
    <h3 class="MuutoksenhakuOtsikko">Sökande av ändring</h3><p>Ändring får inte sökas.</p>
    <h3 class="TiedoksiOtsikko">Till kännedom åt</h3><p>Ungdomsgården</p></div>
    """
    (decision,) = read_bytes(record(Content=content, Motion=""), "x.json")
    assert decision.presenter == "kulturchef Sven Strand"
    assert list(roles(decision).values()) == ["decision", "handling", "contact", "appeal", "attachments"]


def test_line_breaks_in_a_paragraph() -> None:
    decision = page(
        "<p>Hinnat ovat<br>kohtuullisia.<br><br>Tarjoukset:<br>- Oy Ensimmäinen Ab<br>- Toinen Oy, joka<br>"
        "toimittaa kaiken<br>-halvin tarjous</p>"
    )
    assert outline(decision)[1:] == [
        "Hinnat ovat kohtuullisia.",
        "Tarjoukset:",
        "- Oy Ensimmäinen Ab",
        "- Toinen Oy, joka toimittaa kaiken",
        "- halvin tarjous",
    ]


def test_lists() -> None:
    decision = page(
        "<p>Lautakunta päätti, että</p><div><ul><li>sauna <div>kunnostetaan</div></li><li><div>ranta</div>"
        "<ol><li>siivotaan</li><li>istutetaan</li></ol>ja hoidetaan</li></ul></div><p>• laituri uusitaan</p>"
        "<p>**********</p>"
    )
    assert outline(decision)[1:] == [
        "Lautakunta päätti, että",
        "- sauna kunnostetaan",
        "- ranta",
        "- siivotaan",
        "- istutetaan",
        "ja hoidetaan",
        "- laituri uusitaan",
        "**********",
    ]


def test_broken_and_empty_markup() -> None:
    decision = page(
        '<p>Ensimmäinen <div>toinen</div> kolmas</p><p></p><p>&nbsp;</p><img src="data:image/png;base64,iVBORw0KGgo=">'
        "<div>suoraan div-elementissä<!-- huomautus --> jatkuu</div><b>lihava</b> jäännös"
    )
    assert outline(decision)[1:] == [
        "Ensimmäinen",
        "toinen",
        "kolmas",
        "suoraan div-elementissä jatkuu",
        "lihava jäännös",
    ]


def test_tables() -> None:
    decision = page(
        "<p>Hinnat:</p><table><caption>Taulukko 1</caption><tr><th colspan='2'>Työ</th><th>Hinta</th></tr>"
        "<tr><td rowspan='2'>Katto</td><td>pelti<br>ja puu</td><td></td></tr><tr><td>tiili</td><td>7</td></tr></table>"
        "<table><tr><td><p>Kehyksen teksti.</p></td></tr></table>"
    )
    assert outline(decision)[1:] == ["Hinnat:", "Taulukko 1", "Kehyksen teksti."]
    assert decision.tables[0].rows == (("Työ", "", "Hinta"), ("Katto", "pelti ja puu", ""), ("", "tiili", "7"))


def test_a_heading_inside_a_section_has_the_role_of_the_section() -> None:
    decision = page("<p>Päätetään.</p><h3>Toimivalta</h3><p>Laki.</p><h3>Hinnat</h3><h4>Katto</h4><p>Seitsemän.</p>")
    assert [(s.heading, s.level, s.role) for s in decision.sections] == [
        ("Päätös", 1, "decision"),
        ("Toimivalta", 2, "competence"),
        ("Hinnat", 2, "decision"),
        ("Katto", 3, "decision"),
    ]


def test_several_decisions_on_one_page() -> None:
    decisions = read_bytes((LEGACY + MOTION).encode(), "x.html")
    assert [(d.source.name, d.kind) for d in decisions] == [("x.html#1", "minutes"), ("x.html#2", "proposal")]


@pytest.mark.parametrize(
    "shape",
    [
        lambda records: {"decisions": records},
        lambda records: records,
    ],
    ids=["object", "list"],
)
def test_shapes_of_json(shape: Any) -> None:
    records = [RECORD | {"Motion": "", "NativeId": f"{{{n}}}"} for n in range(3)]
    names = [d.source.name for d in read_bytes(json.dumps(shape(records)).encode(), "x.json")]
    assert names == ["x.json#{0}/Content", "x.json#{1}/Content", "x.json#{2}/Content"]


def test_one_record_alone_and_json_lines(tmp_path: Path) -> None:
    line = json.dumps(RECORD | {"Motion": ""})
    assert len(read_bytes(line.encode(), "x.json")) == 1
    path = tmp_path / "x.jsonl"
    path.write_text(f"{line}\n\n{line[:-9]}\n{line}\n")
    found = list(read_all(path))
    assert [type(item) for item in found] == [Decision, InputError, Decision]
    assert str(found[1]) == f"{path}#3: this line is no JSON – get the file again"
    assert len(read_file(path)) == 2


def test_an_answer_without_decisions_is_no_error() -> None:
    assert read_bytes(b'{"decisions": []}', "x.json") == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"decisions": [', "the JSON is damaged: Expecting value"),
        (b'{"decisions": [{"Title": "x"', "the JSON is damaged"),
        (b'{"cases": [{"Title": "x"}]}', "JSON without decisions"),
        (b"[[1, 2], [3]]", "JSON without decisions"),
        (b"[" * 100_000, "the JSON is damaged"),
        (b'{"decisions": [{"Title": "x", "Content": "\xff\xfe"}]}', "the JSON is damaged"),
        (b'{"Title": "x", "Content": "' + b"<div>" * 5000 + b'"}', "nested too deeply"),
    ],
)
def test_bad_json(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x.json")
    assert problem in caught.value.problem


def test_values_of_the_wrong_type_are_as_good_as_none() -> None:
    data = record(Content=[1], Motion={}, Organization="x", Meeting=7, Section=62, ClassificationCode=None)
    (decision,) = read_bytes(data, "x.json")
    assert metadata(decision) == {
        "title": "Rantasaunan kunnostaminen Kaivopuistossa",
        "case_id": "HEL 2024-000123",
        "function_code": None,
        "section_number": "62",
        "organ": None,
        "date": None,
        "kind": None,
        "presenter": None,
    }


class VisibleWords(HTMLParser):
    """An independent walk over the city's HTML: the words of a decision below its title block."""

    HEAD = frozenset({"Asiapykala", "AsiaOtsikko", "DnroTmuoto", "Viite", "Otsikonviite", "Otsikonviite2"})
    INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "sub", "sup", "u"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._depth = self._root = 0
        self._above: str | None = None
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = frozenset((dict(attrs).get("class") or "").split())
        self._space(tag)
        if tag == "div":
            self._depth += 1
            if names & {"paatos", "esitys", "viranhaltijapaatos"}:
                self._root = self._depth
        if names & self.HEAD:
            self._above = tag

    def handle_endtag(self, tag: str) -> None:
        self._space(tag)
        if tag == self._above:
            self._above = None
        if tag == "div":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._root and self._depth >= self._root and self._above is None:
            self._text.append(data)

    def counts(self) -> Counter[str]:
        return words("".join(self._text))

    def _space(self, tag: str) -> None:
        if tag not in self.INLINE:
            self._text.append(" ")


def words(text: str) -> Counter[str]:
    """How often each word occurs."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", re.sub("[\u00ad\u200b]", "", text))))


def words_of(decision: Decision) -> Counter[str]:
    """How often each word was read: in headings, paragraphs and tables."""
    cells = [cell for table in decision.tables for row in table.rows for cell in row]
    headings = [section.heading or "" for section in decision.sections]
    return words(" ".join([*headings, *(paragraph.text for _, paragraph in decision.paragraphs()), *cells]))


def test_the_walk_that_counts_words_sees_what_a_reader_does() -> None:
    (decision,) = read_bytes(LEGACY.encode(), "x.html")
    counted = VisibleWords(LEGACY).counts()
    assert counted - words_of(decision) == words("Sähköisesti allekirjoitettu. Veikko Tamminen")
    assert not words_of(decision) - counted


@pytest.mark.skipif(not MONTH.exists(), reason="the real decisions are not here")
def test_every_word_of_190_real_decisions_is_read_exactly_once() -> None:
    records = json.loads(MONTH.read_bytes())["decisions"]
    read = {decision.source.name: decision for decision in read_file(MONTH)}
    parts = [(r, part) for r in records for part in ("Content", "Motion") if r[part]]
    assert len(records) == 190
    assert len(parts) == len(read) == 219
    for r, part in parts:
        decision = read[f"{MONTH.name}#{r['NativeId']}/{part}"]
        assert words_of(decision) == VisibleWords(r[part]).counts(), r["Title"]
        assert all(section.role != "other" for section in decision.sections if section.level == 1), r["Title"]


@pytest.mark.skipif(not SHARED.exists(), reason="the city's fixtures are not here")
@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("decision-content.html", ["Päätös", "Käsittely", "Esittelijä", "Lisätiedot", "Liitteet", "Muutoksenhaku"]),
        (
            "decision-content-new.html",
            ["Päätös", "Käsittely", "Esittelijä", "Lisätiedot", "Liitteet", "MUUTOKSENHAKUOHJEET"],
        ),
        ("confidential-decision-content.html", []),
        ("meeting.html", ["Esitys", "Käsittely", "Esittelijä", "Otteet"]),
    ],
)
def test_the_citys_own_fixtures(name: str, headings: list[str]) -> None:
    (decision,) = read_file(SHARED / name)
    assert [section.heading for section in decision.sections if section.level == 1] == headings
    assert decision.title
    assert decision.section_number
