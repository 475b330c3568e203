import pytest

from kontor.documents.blocks import Cell, Column, Table
from kontor.documents.outline import ReportError, outline
from kontor.documents.tables import set_table
from tests.factories.reports import small_report

COLUMNS = (Column("a", "A"), Column("b", "B", "number"))


def laid(table):
    return set_table(table, outline(small_report(table)))


def test_equal_remarks_share_a_letter():
    table = Table(
        "t",
        "",
        COLUMNS,
        ((Cell("x", note="one"), Cell(1, note="two")), (Cell("y", note="two"), Cell(2, note="one"))),
    )

    done = laid(table)

    assert [[cell.mark for cell in row] for row in done.rows] == [["a", "b"], ["b", "a"]]
    assert done.remarks == (("a", "one"), ("b", "two"))


def test_numbers_stand_right_and_missing_ones_are_blank():
    (row,) = laid(Table("t", "", COLUMNS, (("x", None),))).rows

    assert [(cell.text, cell.right) for cell in row] == [("x", False), ("", True)]


@pytest.mark.parametrize("row", [("x",), ("x", 1, 2)])
def test_row_that_does_not_fit_its_columns_is_refused(row):
    with pytest.raises(ReportError, match="The table 't' has 2 columns, but a row with"):
        laid(Table("t", "", COLUMNS, (row,)))
