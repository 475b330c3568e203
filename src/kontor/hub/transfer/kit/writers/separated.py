"""CSV in pieces. Cells that a spreadsheet would run as formulas are defused; our reader takes the apostrophe away again."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.writers.cells import Plain, cells

# A cell that begins like a formula; one that begins like a defused one, too, so that nothing is lost on the way back.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
# Without it, Excel reads UTF-8 as the encoding of its country.
MARK = "\ufeff"


class Echo:
    """A file that returns what is written to it."""

    def write(self, text: str) -> str:
        return text


def separated(
    columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], *, mark: bool = False
) -> Iterator[str]:
    """The lines of a CSV file with a header; with `mark`, spreadsheets recognise the encoding."""
    writer: Any = csv.writer(Echo())
    if mark:
        yield MARK
    yield writer.writerow([column.key for column in columns])
    for row in rows:
        yield writer.writerow([defused(each) for each in cells(columns, row)])


def defused(cell: Plain) -> Plain:
    """Numbers are harmless; a text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
