"""From bytes to rows of texts. What a file is, its first bytes say; its name must not say otherwise."""

from collections.abc import Callable
from pathlib import PurePath
from typing import IO

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.readers.grid import Grid, Unreadable
from kontor.hub.transfer.kit.readers.separated import check_empty, read_separated
from kontor.hub.transfer.kit.readers.workbook import read_workbook

ZIP = b"PK\x03\x04"
FOREIGN = {
    b"\xd0\xcf\x11\xe0": N_(
        "'%(name)s' is an old Excel file (.xls) or protected by a password: save it as .xlsx without password."
    ),
    b"%PDF": N_("'%(name)s' is a PDF: a table is needed, as .xlsx or .csv."),
    b"\x1f\x8b": N_("'%(name)s' is compressed: unpack it first."),
    b"PK\x05\x06": N_("'%(name)s' is an empty zip archive: save the table as .xlsx or .csv."),
    b"\x89PNG": N_("'%(name)s' is a picture: a table is needed, as .xlsx or .csv."),
    b"\xff\xd8\xff": N_("'%(name)s' is a picture: a table is needed, as .xlsx or .csv."),
    b"{\\rtf": N_("'%(name)s' is a text document: a table is needed, as .xlsx or .csv."),
    b"SQLite": N_("'%(name)s' is a database: a table is needed, as .xlsx or .csv."),
}
WORKBOOK_NAMES = (".xlsx", ".xlsm")
TEXT_NAMES = (".csv", ".tsv", ".txt", ".tab")

TOO_LARGE = N_(
    "'%(name)s' is %(size)s MB large and at most %(limit)s MB are read: divide it, or leave out what is not needed."
)
EMPTY = N_("'%(name)s' is empty: it needs a row with the names of the columns and at least one row below it.")
IS_TEXT = N_(
    "'%(name)s' is called a workbook, but is a text file: if it is a table, rename it to end in .csv."
)
IS_WORKBOOK = N_(
    "'%(name)s' is called a text file, but is a workbook or zip archive: rename it to end in .xlsx."
)
WRONG_NAME = N_("'%(name)s' is not a kind of file that can be imported: save the table as .xlsx or .csv.")


def read(file: IO[bytes], name: str, *, size: int, limit: int, wanted: Callable[[list[str]], int]) -> Grid:
    """The rows of a CSV file or workbook. The size is checked before a byte is read. Raises Unreadable.

    `wanted(row)` tells how many known column names a row has.
    """
    shown = PurePath(name).name
    check_size(shown, size, limit)
    data = file.read(limit + 1)
    check_size(shown, len(data), limit)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable(EMPTY, name=shown)
    is_workbook = data.startswith(ZIP)
    check_name(shown, data, is_workbook)
    grid = read_workbook(data, wanted) if is_workbook else read_separated(data, wanted)
    check_empty(grid)
    return grid


def check_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise Unreadable(TOO_LARGE, name=name, size=-(-size // 2**20), limit=limit // 2**20)


def check_name(name: str, data: bytes, is_workbook: bool) -> None:
    for magic, sentence in FOREIGN.items():
        if data.startswith(magic):
            raise Unreadable(sentence, name=name)
    ending = PurePath(name).suffix.lower()
    if ending in WORKBOOK_NAMES and not is_workbook:
        raise Unreadable(IS_TEXT, name=name)
    if ending in TEXT_NAMES and is_workbook:
        raise Unreadable(IS_WORKBOOK, name=name)
    if ending and ending not in WORKBOOK_NAMES + TEXT_NAMES:
        raise Unreadable(WRONG_NAME, name=name)


__all__ = ["Grid", "Unreadable", "check_size", "read"]
