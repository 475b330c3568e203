import zipfile
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from kontor.documents import write
from kontor.documents.blocks import Column, Table
from kontor.documents.outline import ReportError
from tests.factories.reports import sample_report, small_report


def opened(report):
    return CalamineWorkbook.from_filelike(BytesIO(write(report, "xlsx")))


def cells(book, sheet):
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_every_table_drawing_and_list_has_its_sheet():
    book = opened(sample_report(presentations=1))

    assert book.sheet_names == [
        "About",
        "Table 1 Partnerships by",
        "Table 2 Cooperation cases by",
        "Table 3 Vouchers paid",
        "Table 4 Partners of NORTHTIDE",
        "Figure 1 Target countries by",
        "Figure 2 Partner organisations",
        "Figure 3 Partnerships that",
        "Figures",
        "Findings",
        "Not known",
    ]


def test_values_are_typed():
    rows = cells(opened(sample_report()), "Table 1 Partnerships by")

    assert rows[3] == [
        "Generation",
        "Since",
        "Strand 1",
        "Strand 2",
        "Voluntary",
        "Share of strand 1",
        "Call closed",
    ]
    assert rows[4] == ["First", 2016, 15, "", 10, 0.6, date(2015, 9, 30)]
    assert rows[6][:3] == ["Both", "", 23]


def test_figures_keep_value_bound_rule_and_records():
    rows = cells(opened(sample_report()), "Figures")

    assert ["targets.countries", "Target countries", "≥", 46, "countries"] in [row[:5] for row in rows]
    assert rows[4][5:7] == ["Distinct partnerships of the call of 2016, whatever their status", 25]


def test_about_says_when_and_for_whom():
    rows = cells(opened(sample_report()), "About")

    assert rows[0][0] == "European cluster partnerships that go international"
    assert ["Records as of", date(2026, 11, 21)] in rows
    assert ["Drawn for", "the public"] in rows


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "http://example.org"]
)
def test_text_never_becomes_a_formula_or_link(text):
    report = small_report(Table("t", text, (Column("a", text),), ((text,),), note=text))
    packed = write(report, "xlsx")

    parts = zipfile.ZipFile(BytesIO(packed))
    sheets = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))

    assert b"<f>" not in sheets
    assert cells(CalamineWorkbook.from_filelike(BytesIO(packed)), opened(report).sheet_names[1])[4] == [text]


def test_header_is_frozen_and_filtered():
    parts = zipfile.ZipFile(BytesIO(write(sample_report(presentations=0, drawings=False), "xlsx")))

    sheet = parts.read("xl/worksheets/sheet2.xml")

    assert b'topLeftCell="B5"' in sheet
    assert b'<autoFilter ref="A4:G6"/>' in sheet


def test_sheet_names_are_valid_and_unique():
    caption = "A / very * long [caption]: that says 'too' much?"
    tables = [Table(f"t{n}", caption, (Column("a", "A"),), ()) for n in range(12)]

    names = opened(small_report(*tables)).sheet_names

    assert len(set(map(str.lower, names))) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_odd_values_are_kept_as_text():
    values = (10**20, date(1, 1, 1), "x" * 40_000)
    report = small_report(Table("t", "Odd", (Column("a", "A"),), tuple((value,) for value in values)))

    rows = cells(opened(report), "Table 1 Odd")

    assert rows[4:6] == [["100000000000000000000"], ["0001-01-01"]]
    assert len(rows[6][0]) == 32_767


def test_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ReportError, match="The table 't' has 1 columns"):
        write(small_report(Table("t", "", (Column("a", "A"),), ((1, 2),))), "xlsx")
