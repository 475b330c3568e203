"""Workbooks, written row by row to a file. Texts are written as texts: nothing in them becomes a formula or a link."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from kontor.hub.transfer.kit.cleaners import Choice
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.writers.cells import cells

WIDTH = 22
# Excel cuts names of sheets and lists of choices at these lengths.
LONGEST_SHEET_NAME = 31
LONGEST_LIST = 255
TEMPLATE_ROWS = 5000


def write_workbook(
    path: Path, title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> None:
    """A sheet with a header and the rows. Raises OSError where it cannot be written."""
    with path.open("wb") as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name(title))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, WIDTH)
        header = book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.key, header)
        for number, row in enumerate(rows, start=1):
            write_row(sheet, number, cells(columns, row))


def write_row(sheet: Any, number: int, row: Sequence[Any]) -> None:
    for place, value in enumerate(row):
        if isinstance(value, str):
            if value:
                sheet.write_string(number, place, value)
        else:
            sheet.write_number(number, place, value)


def write_template(path: Path, title: str, columns: Sequence[Column]) -> None:
    """A form to fill in: help and an example stand above the header, where the importer does not read."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(sheet_name(title))
        about = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_color": "#555555"})
        header = book.add_format({"bold": True, "bottom": 1})
        required = book.add_format({"bold": True, "bottom": 2})
        sheet.set_column(0, max(0, len(columns) - 1), WIDTH)
        sheet.set_row(0, 75)
        sheet.freeze_panes(3, 0)
        for place, column in enumerate(columns):
            needed = gettext("Required. ") if column.required else ""
            sheet.write_string(0, place, f"{column.label}: {needed}{column.help}", about)
            sheet.write_string(
                1,
                place,
                gettext("such as: %(example)s") % {"example": column.example} if column.example else "",
                about,
            )
            sheet.write_string(2, place, column.key, required if column.required else header)
            offer_choices(sheet, place, column)


def offer_choices(sheet: Any, place: int, column: Column) -> None:
    """A list to choose from below the header, where Excel can hold it."""
    if isinstance(column.clean, Choice):
        values = [str(value) for value in column.clean.choices.values]
        if len(",".join(values)) <= LONGEST_LIST:
            sheet.data_validation(3, place, TEMPLATE_ROWS, place, {"validate": "list", "source": values})


def sheet_name(title: str) -> str:
    """Without the signs that Excel forbids in names of sheets."""
    return (
        "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:LONGEST_SHEET_NAME].strip("' ")
        or "Sheet1"
    )
