import io

import pytest

from kontor.hub.transfer.kit.readers import Unreadable, read
from tests.hub.transfer.making import workbook


class Untouchable(io.RawIOBase):
    """A file that must not be read."""

    def read(self, size=-1):
        raise AssertionError("the file was read")


def refused(content, name="table.csv", limit=2**20):
    with pytest.raises(Unreadable) as refusal:
        read(io.BytesIO(content), name, size=len(content), limit=limit, wanted=len)
    return str(refusal.value)


def test_a_file_of_a_gigabyte_is_refused_before_a_byte_is_read():
    with pytest.raises(Unreadable) as refusal:
        read(Untouchable(), "huge.xlsx", size=2**30, limit=20 * 2**20, wanted=len)

    assert (
        str(refusal.value)
        == "'huge.xlsx' is 1024 MB large and at most 20 MB are read: divide it, or leave out what is not needed."
    )


def test_a_file_that_lies_about_its_size_is_refused():
    with pytest.raises(Unreadable) as refusal:
        read(io.BytesIO(b"x" * (2**20 + 1)), "table.csv", size=10, limit=2**20, wanted=len)

    assert (
        str(refusal.value)
        == "'table.csv' is 2 MB large and at most 1 MB are read: divide it, or leave out what is not needed."
    )


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(content):
    expected = (
        "'table.csv' is empty: it needs a row with the names of the columns and at least one row below it."
    )

    assert refused(content) == expected


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (
            b"\xd0\xcf\x11\xe0....",
            "a.xls",
            "'a.xls' is an old Excel file (.xls) or protected by a password: save it as .xlsx without password.",
        ),
        (b"%PDF-1.7", "a.csv", "'a.csv' is a PDF: a table is needed, as .xlsx or .csv."),
        (
            b"id,name\n",
            "a.xlsx",
            "'a.xlsx' is called a workbook, but is a text file: if it is a table, rename it to end in .csv.",
        ),
        (
            b"id,name\n",
            "a.exe",
            "'a.exe' is not a kind of file that can be imported: save the table as .xlsx or .csv.",
        ),
        (b"\x1f\x8b\x08", "a.csv.gz", "'a.csv.gz' is compressed: unpack it first."),
    ],
)
def test_the_first_bytes_say_what_a_file_is(content, name, expected):
    assert refused(content, name) == expected


def test_a_workbook_called_csv_is_refused():
    expected = "'a.csv' is called a text file, but is a workbook or zip archive: rename it to end in .xlsx."

    assert refused(workbook(("id",)), "a.csv") == expected


def test_folders_in_a_name_are_not_repeated():
    assert refused(b"", "../../etc/table.csv").startswith("'table.csv' is empty")
