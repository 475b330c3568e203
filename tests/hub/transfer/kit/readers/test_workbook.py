import datetime
import io
import zipfile

import pytest

from kontor.hub.transfer.kit.readers.grid import Unreadable
from kontor.hub.transfer.kit.readers.workbook import cell_name, read_workbook
from tests.hub.transfer.making import workbook

HEADER = ("id", "name")
DAMAGED = (
    "The workbook is damaged or was cut off on the way: open it, save it again as .xlsx, and upload it again."
)


def wanted(row):
    return len(set(HEADER) & set(row))


def read(content):
    return read_workbook(content, wanted)


def problems(grid):
    return [(problem.line, str(problem)) for problem in grid.problems]


def refused(content):
    with pytest.raises(Unreadable) as refusal:
        read(content)
    return refusal.value


def test_typed_cells_become_texts():
    def prepare(book, sheet):
        sheet.write_datetime(
            1, 1, datetime.datetime(2018, 10, 25), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet.write_row(2, 0, [12.0, 12.5, True])

    grid = read(workbook(HEADER, ("a",), prepare=prepare))

    assert [row[:2] for row in grid.rows] == [["id", "name"], ["a", "2018-10-25"], ["12", "12.5"]]
    assert grid.rows[2][2] == "yes"


def test_leading_empty_rows_keep_the_lines_right():
    grid = read(workbook((), (), HEADER, (), ("a", "b")))

    assert (grid.rows, grid.lines) == ([["id", "name"], ["a", "b"]], [3, 5])


def test_the_first_sheet_with_the_header_is_read_and_said():
    grid = read(workbook(HEADER, ("a", "b"), sheets=("Intro", "Data")))

    assert grid.sheet == "Data"
    assert [str(note) for note in grid.notes] == ["The sheet 'Data' was read; the others were not: Intro."]


def test_merged_cells_are_a_problem():
    grid = read(workbook(HEADER, prepare=lambda book, sheet: sheet.merge_range(1, 1, 2, 1, "both")))

    assert problems(grid) == [
        (2, "The cells B2:B3 are merged: only the first holds the value. Unmerge them and fill each one.")
    ]


def test_an_error_cell_is_a_problem():
    grid = read(
        workbook(HEADER, prepare=lambda book, sheet: sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!"))
    )

    assert problems(grid) == [
        (2, "The cell B2 shows the error #DIV/0!: correct its formula or type the value.")
    ]


def test_a_formula_gives_its_value_and_is_said():
    grid = read(
        workbook(HEADER, ("a",), prepare=lambda book, sheet: sheet.write_formula(1, 1, "=1+1", None, 2))
    )

    assert grid.rows[1] == ["a", "2"]
    assert [str(note) for note in grid.notes] == [
        "1 cells hold formulas: the values computed when the workbook was last saved were read."
    ]


def test_a_formula_without_value_is_a_problem():
    content = workbook(
        HEADER, ("a",), prepare=lambda book, sheet: sheet.write_formula(1, 1, "=1+1", None, 7777)
    )

    grid = read(replaced(content, "xl/worksheets/sheet1.xml", b"<v>7777</v>", b""))

    assert problems(grid) == [
        (
            2,
            "The cell B2 holds a formula without a computed value: open the workbook, save it, and upload it again.",
        )
    ]


@pytest.mark.parametrize("kept", [5, 30, 200, 2000])
def test_a_truncated_workbook_is_refused(kept):
    assert str(refused(workbook(HEADER, ("a", "b"))[:kept])) == DAMAGED


def test_another_zip_archive_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")

    expected = "The file is a zip archive, but not an Excel workbook: save the table as .xlsx or .csv."

    assert str(refused(file.getvalue())) == expected


def test_a_bomb_that_says_so_is_refused_unopened():
    bomb = with_member("xl/worksheets/sheet2.xml", b"\x00" * (210 * 2**20))

    assert len(bomb) < 2**20
    assert str(refused(bomb)).startswith("The workbook unpacks to far more than it should (200 MB allowed)")


def test_a_bomb_that_lies_about_its_size_is_refused():
    zeros = b"\x00" * (30 * 2**20)
    bomb = with_member("xl/worksheets/sheet2.xml", zeros)
    lie = bomb.replace(len(zeros).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert str(refused(lie)) == DAMAGED


def test_too_many_members_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}", "")

    assert refused(file.getvalue()).data == {"size": 200}


def test_a_far_cell_is_refused_before_the_table_is_made():
    content = workbook(HEADER, ("a", "b"), prepare=lambda book, sheet: sheet.write(1_048_575, 16_383, "far"))

    expected = "The sheet has a cell at row 1048576, column 16384, far from the others: delete the empty rows and columns after the table."

    assert str(refused(content)) == expected


def test_a_shared_text_in_too_many_cells_is_refused():
    content = workbook(HEADER, *[("x" * 32_000, f"{number}") for number in range(10_000)])

    assert len(content) < 2**20
    assert refused(content).data == {"size": 200}


def test_entities_do_not_multiply():
    content = workbook(HEADER, ("a", "b"))
    lol = b'<!DOCTYPE x [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><workbook'

    bomb = replaced(content, "xl/workbook.xml", b"<workbook", lol)

    try:
        grid = read(bomb)
    except Unreadable:
        return
    assert sum(map(len, grid.rows)) <= 4


@pytest.mark.parametrize(
    ("place", "name"), [((0, 0), "A1"), ((4, 25), "Z5"), ((4, 26), "AA5"), ((0, 16_383), "XFD1")]
)
def test_cells_have_their_usual_names(place, name):
    assert cell_name(place) == name


def with_member(name, content):
    file = io.BytesIO(workbook(HEADER, ("a", "b")))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def replaced(content, name, before, after):
    source = zipfile.ZipFile(io.BytesIO(content))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            data = source.read(member)
            target.writestr(member, data.replace(before, after) if member == name else data)
    return file.getvalue()
