from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
from hypothesis import given
from hypothesis import strategies as st

from kontor.documents.draft import Blank, Clause, Draft, Signature, Strong, manuscript


def small_draft(**changes):
    made = Draft(
        title="Memorandum",
        subject="Memorandum of the harbours",
        as_of=date(2026, 11, 26),
        language="en",
        note="A draft.",
        page="Page {page} of {pages}",
        between="Between",
        parties=((Strong("Harbour of Saints"), ", seated in ", Blank("seat")),),
        recitals=(("They met.",),),
        clauses=(
            Clause("Purpose", (("To work together.",),), (("Joint events",), (Blank("further aims"),))),
        ),
        signatures=(Signature((Strong("Harbour of Saints"),), (Blank("name"),), (Blank("place and day"),)),),
        signing="Signatures",
        columns=("For", "Name", "Place and day", "Signature"),
    )
    return replace(made, **changes)


def opened(draft):
    return docx.Document(BytesIO(manuscript(draft)))


def highlighted(document):
    paragraphs = [
        *document.paragraphs,
        *(one for table in document.tables for cell in table._cells for one in cell.paragraphs),
    ]
    return [run.text for one in paragraphs for run in one.runs if run.font.highlight_color is not None]


def test_draft_has_its_clauses_numbered_in_order():
    headings = [one.text for one in opened(small_draft()).paragraphs if one.style.name.startswith("Heading")]

    assert headings == ["Memorandum", "1. Purpose", "Signatures"]


def test_draft_marks_every_blank_and_nothing_else():
    draft = small_draft()

    assert highlighted(opened(draft)) == ["[seat]", "[further aims]", "[name]", "[place and day]"]
    assert draft.blanks == ("seat", "further aims", "name", "place and day")


def test_draft_gives_each_party_a_row_to_sign_in():
    [table] = opened(small_draft()).tables

    assert [cell.text for cell in table.rows[0].cells] == ["For", "Name", "Place and day", "Signature"]
    assert [cell.text for cell in table.rows[1].cells] == [
        "Harbour of Saints",
        "[name]",
        "[place and day]",
        "",
    ]


def test_same_draft_gives_the_same_bytes():
    assert manuscript(small_draft()) == manuscript(small_draft())


@given(st.text(max_size=80))
def test_draft_takes_any_text(text):
    draft = small_draft(title=text, parties=((Strong(text), text, Blank(text)),))

    assert opened(draft).paragraphs[0].style.name == "Heading 1"
