"""The same cells in every format: the tables and figures of the reports as page, PDF, DOCX, XLSX and JSON."""

import shutil

import pytest

from kontor.documents import FORMATS, values
from kontor.documents.tables import value_of
from kontor.documents.words import ENGLISH
from tests.demo import papers
from tests.demo.papers import paper_of, report_of, tables_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]
RUNS = (
    ("key-achievements", "natureef"),
    ("cross-fertilisation", "elca"),
    ("scoreboard", "elca"),
    ("scoreboard", "natureef"),
    ("programme-progress", ""),
)


@pytest.mark.parametrize(("kind", "subject"), RUNS)
def test_workbook_and_data_hold_the_same_cells(kind, subject):
    told = papers.in_json(paper_of(kind, subject, "json"))["tables"]
    sheets = papers.in_workbook(paper_of(kind, subject, "xlsx"))
    by_number = {name.split()[1]: rows for name, rows in sheets.items() if name.startswith("Table ")}

    assert [one["id"] for one in told] == [one.id for one in tables_of(kind, subject)]
    assert list(by_number) == [str(place) for place in range(1, len(told) + 1)]
    for place_in_list, (data, table) in enumerate(zip(told, tables_of(kind, subject), strict=True), start=1):
        rows = [data["labels"], *data["rows"], *([data["total"]] if data["total"] else [])]
        sheet = by_number[str(place_in_list)][: len(rows)]
        kinds = [column.kind for column in table.columns]
        assert [
            [from_sheet(cell, kind) for cell, kind in zip(row, kinds, strict=False)] for row in sheet[1:]
        ] == [["" if cell is None else cell for cell in row] for row in rows[1:]], data["id"]
        assert sheet[0] == rows[0]


def from_sheet(cell, kind):
    """Percentages are points in a report and parts of one in a sheet."""
    return round(100 * cell, 9) if kind == "percent" and isinstance(cell, float) else cell


@pytest.mark.parametrize(("kind", "subject"), RUNS)
def test_figures_are_the_same_in_data_and_workbook(kind, subject):
    told = papers.in_json(paper_of(kind, subject, "json"))["figures"]
    sheet = papers.in_workbook(paper_of(kind, subject, "xlsx"))["Figures"][1:]

    assert {row[0]: (row[1], row[3], row[6]) for row in sheet} == {
        one["id"]: (one["label"], "" if one["value"] is None else one["value"], one["rows"]) for one in told
    }


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize(("kind", "subject"), RUNS)
def test_page_and_word_print_the_cells_of_the_data(kind, subject, format):
    read = {"html": papers.in_page, "docx": papers.in_word}[format]
    printed = read(paper_of(kind, subject, format))

    for place_in_list, table in enumerate(tables_of(kind, subject), start=1):
        if table.rows:
            caption = papers.squeezed(f"Table {place_in_list}. {table.caption}")
            assert printed[caption] == set_in(table), caption


def set_in(table):
    """The cells of a table as they are printed."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    shown = [
        [
            values.printed(value_of(cell), column.kind, "en", ENGLISH)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in rows
    ]
    return [list(map(papers.squeezed, row)) for row in ([column.label for column in table.columns], *shown)]


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is not on this machine"
)
@pytest.mark.parametrize(("kind", "subject"), RUNS)
def test_paper_prints_every_cell_in_its_table_and_every_figure(kind, subject):
    text = papers.in_pdf(paper_of(kind, subject, "pdf"))
    tables = list(enumerate(tables_of(kind, subject), start=1))
    starts = [
        text.index(papers.squeezed(f"Table {place_in_list}. {table.caption}"))
        for place_in_list, table in tables
    ]

    for (_, table), start, end in zip(tables, starts, [*starts[1:], len(text)], strict=True):
        spot = start
        for cell in (cell for row in set_in(table) for cell in row if table.rows):
            spot = text.index(cell, spot, end) + len(cell)
    for figure in report_of(kind, subject).figures:
        assert papers.squeezed(values.displayed(figure, "en", ENGLISH)) in text, figure.id


def test_all_five_formats_are_compared():
    assert list(FORMATS) == ["html", "pdf", "docx", "xlsx", "json"]
