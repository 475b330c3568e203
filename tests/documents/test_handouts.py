"""Sheets that each begin a page, badges to cut out: what stands on them, how they break, that nothing in them is source."""

import re
import shutil
import subprocess
from datetime import date

import pytest

from kontor.documents.handouts import Badge, Handout, Part, Sheet, SheetColumn, badges, sheets

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is not on this machine"
)
COLUMNS = (SheetColumn("Time", strong=True), SheetColumn("With whom"), SheetColumn("Notes", write=True))
CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0,0H1V1H0z"/></svg>'


def pages_of(paper):
    """The words of each page."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    pages = told.stdout.decode().split("\f")[:-1]
    return [re.sub(r"[\s\u200b]+", " ", page) for page in pages]


def handout(**fields):
    usual = {"title": "Personal schedule", "subject": "Day in Łódź", "dated": "Schedule 3", "as_of": date(2027, 5, 12),
             "language": "en", "words": {"page": "Page {page} of {pages}"}, "empty": "Nobody has a meeting."}  # fmt: skip
    return Handout(**{**usual, **fields})


def sheet(title="Žofie Nováková", rows=3):
    told = tuple(((f"{9 + place}:00",), ("Çağla Ñandú", "Ølmühle"), ()) for place in range(rows))
    return Sheet(
        title, ("Ølmühle · Österreich",), (Part("12 May 2027", COLUMNS, told),), ("Who helps: desk",)
    )


def test_each_sheet_begins_a_page_and_counts_its_own():
    pages = pages_of(sheets(handout(), (sheet("First"), sheet("Second", rows=40), sheet("Third"))))

    assert [re.search(r"Page \d of \d", page)[0] for page in pages] == [
        "Page 1 of 1",
        *(f"Page {place} of {len(pages) - 2}" for place in range(1, len(pages) - 1)),
        "Page 1 of 1",
    ]
    assert len(pages) > 3
    assert [name for page in pages for name in ("First", "Second", "Third") if name in page] == [
        "First", *["Second"] * (len(pages) - 2), "Third",
    ]  # fmt: skip
    assert all("Time" in page for page in pages), "the head of the table is repeated"


def test_letters_of_all_our_languages_are_printed():
    (page,) = pages_of(sheets(handout(), (sheet(),)))

    for words in ("Žofie Nováková", "Çağla Ñandú", "Ølmühle · Österreich", "Day in Łódź"):
        assert words in page


def test_text_is_never_source():
    (page,) = pages_of(sheets(handout(), (Sheet('#panic("no") *bold* @ref'),)))

    assert '#panic("no") *bold* @ref' in page


def test_words_longer_than_their_column_break():
    long = "x" * 400

    (page,) = pages_of(
        sheets(handout(), (Sheet(long, (long,), (Part(long, COLUMNS, (((long,), (long,), ()),)),)),))
    )

    assert page.replace("\n", "").count("x") >= 1600


def test_nobody_is_said():
    (page,) = pages_of(sheets(handout(), ()))
    assert "Nobody has a meeting." in page
    (page,) = pages_of(badges(handout(), ()))
    assert "Nobody has a meeting." in page


@pytest.mark.parametrize(("number", "pages"), [(1, 1), (10, 1), (11, 2)])
def test_ten_badges_stand_on_a_page(number, pages):
    found = tuple(
        Badge(f"Jürgen {one}", ("Ølmühle", "Österreich"), "Visiting", CODE, "opens") for one in range(number)
    )

    told = pages_of(badges(handout(title="Badges"), found))

    assert len(told) == pages
    assert sum(page.count("Jürgen") for page in told) == number
    assert f"Page 1 of {pages}" in told[0]


def test_the_same_handout_gives_the_same_bytes():
    assert sheets(handout(), (sheet(),)) == sheets(handout(), (sheet(),))
