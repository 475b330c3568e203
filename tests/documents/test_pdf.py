import re
import shutil
import subprocess
from functools import lru_cache

import pytest

from kontor.documents import write
from kontor.documents.blocks import Column, Heading, Paragraph, Table
from kontor.documents.pdf import printable
from tests.factories.reports import sample_report, small_report

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is not on this machine"
)


def text_of(paper):
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True
    ).stdout
    return re.sub(r"[\s\u200b]+", " ", shown.decode())


def pages_of(paper):
    shown = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout
    return shown.decode().count("\f")


@lru_cache
def sample():
    return write(sample_report(), "pdf")


def test_paper_declares_pdf_ua():
    assert sample().startswith(b"%PDF-")
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", sample())


def test_all_letters_are_inter():
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z]+)", sample()))

    assert fonts == {b"Inter"}


@needs_poppler
def test_pages_are_numbered_and_dated():
    text = text_of(sample())
    pages = pages_of(sample())

    assert f"Page {pages} of {pages}" in text
    assert text.count("Records as of 21 Nov 2026") == pages


@needs_poppler
def test_each_presentation_has_its_page():
    without, with_twenty = (write(sample_report(count, drawings=False), "pdf") for count in (0, 20))

    assert pages_of(with_twenty) - pages_of(without) == 21


@needs_poppler
def test_numbers_carry_notes_with_rule_and_records():
    text = text_of(sample())

    assert "on average 3.466 each" in text.replace(" 6", "6")
    assert "Targets per partnership. Mean over the partnerships whose targets are known. Records: 43." in text


@needs_poppler
def test_table_head_is_repeated_on_every_page():
    columns = (Column("a", "Repeated head"), Column("b", "B", "number"))
    paper = write(
        small_report(Table("t", "Long", columns, tuple((f"row {n}", n) for n in range(120)))), "pdf"
    )

    assert text_of(paper).count("Repeated head") >= 3


@needs_poppler
@pytest.mark.parametrize(
    "text", ["#panic()", "$x$ *bold* _it_", "<script>alert(1)</script>", "@ref `raw` // no", "\\u{41}"]
)
def test_hostile_text_is_printed_not_run(text):
    paper = write(
        small_report(Heading(text), Paragraph(text), Table("t", text, (Column("a", text),), ((text,),))),
        "pdf",
    )

    assert text_of(paper).count(text) >= 4


@needs_poppler
def test_words_longer_than_a_column_break():
    long_word = "Donaudampfschifffahrt" * 14
    columns = tuple(Column(str(n), f"C{n}") for n in range(6))
    paper = write(small_report(Table("t", "Long words", columns, ((long_word, *"abcde"),))), "pdf")

    assert long_word in re.sub(r"\s", "", text_of(paper)).replace("abcde", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź – Πειραιάς – Київ", "Łódź – Πειραιάς – Київ"),
        ("שלום", "שלום"),
        ("中x", "\ufffdx"),
        ("a😀", "a\ufffd"),
    ],
)
def test_signs_that_no_font_shows_leave_a_mark(text, shown):
    assert printable(text) == shown
