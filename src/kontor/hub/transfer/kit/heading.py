"""Which row names the columns, and which column is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.lookups import folded, nearest
from kontor.hub.transfer.kit.problems import Problem, Problems, shortened
from kontor.hub.transfer.kit.readers.grid import Grid

HEAD = 20

NO_HEADER = N_(
    "No row with the names of the columns was found in the first %(head)s rows. It must name: %(columns)s."
)
TRANSPOSED = N_(
    "The names of the columns stand below each other in the first column: exchange rows and columns (paste, transpose)."
)
NO_ROWS = N_("Below the names of the columns there are no rows: add at least one.")
MISSING_COLUMN = N_("The column '%(name)s' is missing: add it. %(help)s")
UNKNOWN_COLUMN = N_(
    "There is no column '%(value)s' here: correct its name or delete it. Columns: %(columns)s."
)
NAMELESS = N_("Column %(number)s has values but no name: name it or delete it.")
TWICE = N_("The columns '%(value)s' and '%(other)s' are the same: delete one.")
TOO_MANY_CELLS = N_(
    "The row has %(count)s cells and there are %(width)s columns: check the separators and quotation marks."
)
TOO_FEW_CELLS = N_(
    "The row has only %(count)s cells and there are %(width)s columns: check for a line break or a missing separator."
)


@dataclass(slots=True)
class Table:
    """Texts by column key, all columns of one length; `headers` are the names as written in the file."""

    columns: dict[str, list[str]]
    headers: dict[str, str]
    lines: list[int]
    sheet: str = ""


class Names:
    """What the columns of an importer may be called."""

    def __init__(self, columns: Sequence[Column], ignored: frozenset[str]) -> None:
        self.columns = columns
        self.keys = {name: column.key for column in reversed(columns) for name in column.names()}
        self.keys |= {folded(column.key): column.key for column in columns}
        self.ignored = {folded(name) for name in ignored} - self.keys.keys()

    def count(self, row: Sequence[str]) -> int:
        """How many different columns the row names."""
        found = {self.keys.get(folded(cell)) for cell in row if cell and len(cell) <= 250}
        return len(found - {None})

    @property
    def shown(self) -> str:
        return ", ".join(column.key for column in self.columns)


def table_of(grid: Grid, names: Names, problems: Problems) -> Table | None:
    """The table below the header. What is wrong with header and rows is added to `problems`; None when there is no table."""
    place = header_row(grid, names)
    if place is None:
        for problem in grid.problems:
            problems.add(problem)
        lost = TRANSPOSED if names.count([row[0] for row in grid.rows[:100] if row]) > 1 else NO_HEADER
        problems.add(Problem(lost, {"head": HEAD, "columns": names.shown}, sheet=grid.sheet))
        return None
    for problem in grid.problems:
        if problem.line >= grid.lines[place]:
            problems.add(problem)
    return below(grid, place, names, problems)


def header_row(grid: Grid, names: Names) -> int | None:
    counts = [names.count(row) for row in grid.rows[:HEAD]]
    best = max(counts, default=0)
    if not best:
        return None
    place = counts.index(best)
    filled = sum(map(bool, grid.rows[place]))
    return place if best > 1 or filled <= 2 else None


def below(grid: Grid, place: int, names: Names, problems: Problems) -> Table:
    header = list(grid.rows[place])
    while header and not header[-1]:
        header.pop()
    line, rows, lines = grid.lines[place], grid.rows[place + 1 :], grid.lines[place + 1 :]
    if not rows:
        problems.add(Problem(NO_ROWS, sheet=grid.sheet))
    even = [
        evened(row, number, len(header), problems, grid.sheet)
        for row, number in zip(rows, lines, strict=True)
    ]
    texts = [list(column) for column in zip(*even, strict=True)] if even else [[] for _name in header]
    table = Table({}, {}, lines, grid.sheet)
    for number, (name, column) in enumerate(zip(header, texts, strict=True), start=1):
        for sentence, data in assign(table, names, name, column):
            where = {"number": number, **data}
            problems.add(Problem(sentence, where, line, name, shortened(name), grid.sheet))
    for column in names.columns:
        if column.required and column.key not in table.columns:
            about = {"name": column.key, "help": str(column.help)}
            problems.add(Problem(MISSING_COLUMN, about, line, sheet=grid.sheet))
    return table


def evened(row: list[str], line: int, width: int, problems: Problems, sheet: str) -> list[str]:
    """The row, `width` long. Fewer cells, or cells beyond that which hold something, are a problem."""
    count = len(row)
    if count == width:
        return row
    about = {"count": count, "width": width}
    if count < width:
        problems.add(Problem(TOO_FEW_CELLS, about, line, sheet=sheet))
    elif any(row[width:]):
        beyond = next(filter(None, row[width:]))
        problems.add(Problem(TOO_MANY_CELLS, about, line, value=shortened(beyond), sheet=sheet))
    return (row + [""] * (width - count))[:width]


def assign(table: Table, names: Names, name: str, texts: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Put one column of the file where it belongs, or say why it belongs nowhere."""
    word = folded(name)
    key = names.keys.get(word)
    if not name:
        if any(texts):
            yield NAMELESS, {}
    elif key in table.columns:
        yield TWICE, {"other": table.headers[key]}
    elif key:
        table.columns[key], table.headers[key] = texts, name
    elif word not in names.ignored:
        near = names.keys.get(nearest(name, names.keys), "")
        yield UNKNOWN_COLUMN, {"columns": names.shown, "near": f"'{near}'" if near else ""}
