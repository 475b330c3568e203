"""A table with its cells formatted and its remarks lettered, as every writer but the spreadsheet prints it."""

from dataclasses import dataclass

from kontor.documents import values
from kontor.documents.blocks import Cell, CellValue, Column, Row, Table
from kontor.documents.outline import Outline, ReportError

MOST_ROWS_OF_DATA = 60  # a drawing with more is read in the spreadsheet or on the page, not on paper
RIGHT = frozenset({"number", "percent", "year"})


@dataclass(frozen=True, slots=True)
class SetCell:
    """`mark` is the letter of the remark below the table, or ''."""

    text: str
    right: bool
    href: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SetTable:
    rows: tuple[tuple[SetCell, ...], ...]
    total: tuple[SetCell, ...] | None
    remarks: tuple[tuple[str, str], ...]


def set_table(table: Table, outline: Outline) -> SetTable:
    """Format every cell. Raises ReportError when a row is longer or shorter than the table's columns."""
    letters: dict[str, str] = {}
    rows = tuple(_set_row(row, table, outline, letters) for row in table.rows)
    total = _set_row(table.total, table, outline, letters) if table.total is not None else None
    return SetTable(rows, total, tuple((letter, values.clean(note)) for note, letter in letters.items()))


def value_of(cell: Cell | CellValue) -> CellValue:
    return cell.value if isinstance(cell, Cell) else cell


def check_row(row: Row, table: Table) -> None:
    if len(row) != len(table.columns):
        raise ReportError(
            f"The table '{table.id}' has {len(table.columns)} columns, but a row with {len(row)} cells: {row!r:.200}."
        )


def letter(place: int) -> str:
    """0 is a, 25 is z, 26 is aa.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    upper, rest = divmod(place, 26)
    return (letter(upper - 1) if upper else "") + chr(ord("a") + rest)


def _set_row(row: Row, table: Table, outline: Outline, letters: dict[str, str]) -> tuple[SetCell, ...]:
    check_row(row, table)
    return tuple(
        _set_cell(cell if isinstance(cell, Cell) else Cell(cell), column, outline, letters)
        for cell, column in zip(row, table.columns, strict=True)
    )


def _set_cell(cell: Cell, column: Column, outline: Outline, letters: dict[str, str]) -> SetCell:
    text = values.printed(cell.value, column.kind, outline.report.language, outline.words)
    if cell.note and cell.note not in letters:
        letters[cell.note] = letter(len(letters))
    return SetCell(text, column.kind in RIGHT, cell.href, letters.get(cell.note, ""))
