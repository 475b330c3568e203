"""Text files: CSV with comma, semicolon, tab or bar, whatever the encoding."""

import csv
import io
import re
from collections.abc import Callable, Iterator

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.problems import Problem
from kontor.hub.transfer.kit.readers.encodings import decode
from kontor.hub.transfer.kit.readers.grid import Grid, Unreadable

SEPARATORS = {",": N_("commas"), ";": N_("semicolons"), "\t": N_("tabs"), "|": N_("vertical bars")}
HEAD = 20
LONGEST_CELL = 131_072
# Only where our own export put an apostrophe before a formula is it taken away again.
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n]")

NUL = N_(
    "The cell contains NUL characters, which no text has: the file is damaged. Export it again as CSV in UTF-8."
)
QUOTES = N_(
    "From this line on the quotation marks do not match: close the one that was opened, and write a mark inside a cell twice."
)
TOO_LONG = N_(
    "A cell is longer than %(longest)s characters: probably a quotation mark was not closed in this line or above."
)


def read_separated(data: bytes, wanted: Callable[[list[str]], int]) -> Grid:
    """The rows of a text file. `wanted` tells how many known column names a row has: it decides on the separator."""
    text, notes = decode(data)
    separator = best_separator(text, wanted)
    grid = Grid([], [], notes=notes)
    for line, row in parsed(text, separator, grid):
        if any(row):
            grid.rows.append([undefused(cell) for cell in row])
            grid.lines.append(line)
    if "\x00" in text:
        report_nul(grid)
    return grid


def best_separator(text: str, wanted: Callable[[list[str]], int]) -> str:
    """The separator under which the first rows show the most known names; then the one that makes most columns."""

    def worth(separator: str) -> tuple[int, int]:
        rows = list(head(text, separator))
        return max(map(wanted, rows), default=0), max(map(len, rows), default=0)

    return max(SEPARATORS, key=worth)


def head(text: str, separator: str) -> Iterator[list[str]]:
    beginning = text[: LONGEST_CELL // 2]
    reader = csv.reader(io.StringIO(beginning, newline=""), delimiter=separator)
    try:
        for _number, row in zip(range(HEAD), reader, strict=False):
            yield [cell.strip() for cell in row]
    except csv.Error:
        return


def parsed(text: str, separator: str, grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """(line where the row begins, cells). What cannot be parsed is a problem of that line; reading ends there."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for row in reader:
            yield before + 1, [cell.strip() for cell in row]
            before = reader.line_num
    except csv.Error as error:
        too_long = "field limit" in str(error)
        grid.problems.append(
            Problem(
                TOO_LONG if too_long else QUOTES, {"longest": LONGEST_CELL} if too_long else {}, before + 1
            )
        )


def undefused(cell: str) -> str:
    """The cell as it was before the export defused it. See `writers.separated`."""
    return cell[1:] if cell.startswith("'") and _DEFUSED.match(cell) else cell


def report_nul(grid: Grid) -> None:
    for line, row in zip(grid.lines, grid.rows, strict=True):
        if any("\x00" in cell for cell in row):
            grid.problems.append(Problem(NUL, line=line))


def check_empty(grid: Grid) -> None:
    if not grid.rows and not grid.problems:
        raise Unreadable(
            N_(
                "The file is empty: it needs a row with the names of the columns and at least one row below it."
            )
        )
