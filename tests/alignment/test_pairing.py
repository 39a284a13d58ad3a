"""Which decision came of which draft, and both made whole."""

from __future__ import annotations

from dataclasses import replace

from textkit.alignment import complete, pair
from textkit.document import Decision, Paragraph, Section, Source

BLANK = Decision(Source("x.pdf", "0", "application/pdf"), None, None, None, None, None, None, None, None, None, ())


def decision(name: str, title: str | None = None, case: str | None = None) -> Decision:
    return replace(BLANK, source=replace(BLANK.source, name=name), title=title, case_id=case)


def section(role: str, *texts: str) -> Section:
    paragraphs = tuple(Paragraph(f"p{n}", "paragraph", text) for n, text in enumerate(texts, 1))
    return Section("Otsikko", role, 1, paragraphs)  # type: ignore[arg-type]


def test_one_belongs_to_one() -> None:
    draft, outcome = decision("luonnos.docx", "Toinen"), decision("päätös.pdf", "Ihan muu")
    assert pair([draft], [outcome]) == [(draft, outcome)]


def test_an_api_record_holds_both() -> None:
    both = [decision(f"a.json#{{{n}}}/{part}") for n in (1, 2) for part in ("Motion", "Content")]
    officer = decision("a.json#{3}/Content")
    assert pair([*both, officer], [*both, officer]) == [(both[0], both[1]), (both[2], both[3])]


def test_cases_and_titles_tell() -> None:
    one, other = decision("1", "Puiston nimi", "HEL 2024-000001"), decision("2", "Puiston valaistus", "HEL 2024-000001")
    third = decision("3", "Sillan korjaaminen Vantaanjoella")
    drafts = [decision("b", "Puiston valaistus", "HEL 2024-000001"), decision("c", "Sillan korjaaminen Vantaanjoella"),
              decision("d", "Jotain aivan muuta")]  # fmt: skip
    assert [found for _, found in pair(drafts, [one, other, third])] == [other, third, None]


def test_a_draft_that_points_to_the_decision_is_given_its_text() -> None:
    draft = replace(
        BLANK, sections=(section("decision", "Päätös on ehdotuksen mukainen."), section("reasons", "Koska."))
    )
    outcome = replace(BLANK, sections=(section("decision", "Lautakunta päätti rakentaa sillan."),))
    whole_draft, whole_outcome, borrowed = complete(draft, outcome)
    assert borrowed == ("proposal", "reasons")
    assert [p.text for _, p in whole_draft.paragraphs()] == ["Lautakunta päätti rakentaa sillan.", "Koska."]
    assert [p.text for _, p in whole_outcome.paragraphs()] == ["Lautakunta päätti rakentaa sillan.", "Koska."]
    ids = [p.id for _, p in whole_draft.paragraphs()]
    assert len(set(ids)) == len(ids)


def test_what_is_whole_stays_as_it_is() -> None:
    draft = replace(BLANK, sections=(section("decision", "Lautakunta päättää rakentaa sillan."),))
    assert complete(draft, draft) == (draft, draft, ())


def test_an_empty_draft_is_no_pointer() -> None:
    assert complete(BLANK, BLANK)[2] == ()
