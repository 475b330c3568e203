"""Excel workbooks: the first sheet with the header, typed cells as texts, merged, broken and uncomputed cells reported."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.problems import Problem
from kontor.hub.transfer.kit.readers.grid import Grid, Unreadable
from kontor.hub.transfer.kit.readers.guard import ENCRYPTED, NOT_A_ZIP, Package, unpack

HEAD = 20
_CELL = re.compile(rb"""<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)""", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3}[0-9]{1,7})["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

MERGED = N_("The cells %(cells)s are merged: only the first holds the value. Unmerge them and fill each one.")
ERROR_CELL = N_("The cell %(cell)s shows the error %(error)s: correct its formula or type the value.")
NOT_COMPUTED = N_(
    "The cell %(cell)s holds a formula without a computed value: open the workbook, save it, and upload it again."
)
FORMULAS = N_(
    "%(count)s cells hold formulas: the values computed when the workbook was last saved were read."
)
OTHER_SHEETS = N_("The sheet '%(sheet)s' was read; the others were not: %(others)s.")


def read_workbook(data: bytes, wanted: Callable[[list[str]], int]) -> Grid:
    """The rows of the first sheet with a row that `wanted` finds at least half good as the best; else of the first sheet."""
    package = unpack(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [each.name for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        grids = [grid_of(workbook.get_sheet_by_name(name)) for name in sheets]
    except PasswordError as error:
        raise Unreadable(ENCRYPTED) from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(NOT_A_ZIP) from error
    if not grids:
        raise Unreadable(NOT_A_ZIP)
    scores = [max(map(wanted, grid.rows[:HEAD]), default=0) for grid in grids]
    grid = grids[scores.index(max(scores))]
    if others := [name for name in sheets if name != grid.sheet]:
        grid.notes.append(Problem(OTHER_SHEETS, {"sheet": grid.sheet, "others": ", ".join(others)}))
    report_cells(grid, paths_of_sheets(package).get(grid.sheet, b""))
    return grid


def grid_of(sheet: CalamineSheet) -> Grid:
    """Rows that are not empty. Leading empty rows are read too, or the numbers of the rows would be wrong."""
    grid = Grid([], [], sheet=sheet.name)
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        row = [cell.strip() if type(cell) is str else as_text(cell) for cell in cells]
        if any(row):
            grid.rows.append(row)
            grid.lines.append(number)
    for first, last in sheet.merged_cell_ranges or ():
        cells = f"{cell_name(first)}:{cell_name(last)}"
        grid.problems.append(Problem(MERGED, {"cells": cells}, first[0] + 1, sheet=sheet.name))
    return grid


def as_text(cell: Any) -> str:
    """12.0 -> '12', a day -> '2018-10-25', yes and no as words."""
    match cell:
        case bool():
            text = "yes" if cell else "no"
        case float():
            text = str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            text = cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
        case date() | time():
            text = cell.isoformat()
        case timedelta():
            text = str(cell)
        case _:
            text = str(cell).strip()
    return text


def cell_name(place: tuple[int, int]) -> str:
    """(0, 0) -> 'A1', (4, 27) -> 'AB5'."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def paths_of_sheets(package: Package) -> dict[str, bytes]:
    """Name of a sheet -> its XML."""
    try:
        book = parsed(package.members["xl/workbook.xml"])
        links = parsed(package.members.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except ElementTree.ParseError:
        return {}
    targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
    sheets = (element for element in book.iter() if element.tag.endswith("}sheet"))
    return {
        sheet.get("name", ""): package.members.get(f"xl/{targets.get(sheet.get(RELATION))}", b"")
        for sheet in sheets
    }


def parsed(xml: bytes) -> ElementTree.Element:
    """The XML's root. A document type, with which entities multiply, has no place in a workbook."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ElementTree.ParseError
    return ElementTree.fromstring(xml)  # noqa: S314 - bounded in size and without entities


def report_cells(grid: Grid, xml: bytes) -> None:
    """Cells that hold an error or were never computed: the reader gives them as empty, which they are not."""
    formulas = 0
    for name, is_formula, error in special_cells(xml):
        formulas += is_formula
        line = int("".join(filter(str.isdigit, name)))
        if error:
            grid.problems.append(
                Problem(ERROR_CELL, {"cell": name, "error": error}, line, value=error, sheet=grid.sheet)
            )
        elif error is None:
            grid.problems.append(Problem(NOT_COMPUTED, {"cell": name}, line, sheet=grid.sheet))
    if formulas:
        grid.notes.append(Problem(FORMULAS, {"count": formulas}))


def special_cells(xml: bytes) -> Iterator[tuple[str, bool, str | None]]:
    """(cell, whether a formula, the error it shows or '' or None for a formula without value)."""
    if not (_FORMULA.search(xml) or _ERROR.search(xml)):
        return
    for attributes, content in _CELL.findall(xml):
        is_formula, is_error = bool(_FORMULA.search(content)), bool(_ERROR.search(attributes))
        place = _PLACE.search(attributes)
        if place and (is_formula or is_error):
            value = _VALUE.search(content)
            error = (
                (value[1].decode("utf-8", "replace") if value else "#?")
                if is_error
                else ("" if value else None)
            )
            yield place[1].decode(), is_formula, error
