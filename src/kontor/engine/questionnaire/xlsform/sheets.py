"""The sheets of a workbook: rows with their number and their texts by column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.report import FileError

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 500, 600_000
NEW_WORDS = {
    # how older forms say it: as it is said now
    "select one": "select_one",
    "select1": "select_one",
    "add select one prompt using": "select_one",
    "select all that apply": "select_multiple",
    "select multiple": "select_multiple",
    "select": "select_multiple",
    "phone number": "phonenumber",
}
OLD_WORDS = re.compile(
    rf"^({'|'.join(sorted(NEW_WORDS, key=len, reverse=True))})(?:\s+(?:from|using))?\s+(?!_)", re.IGNORECASE
)

type Sheets = Mapping[str, Sequence[Sequence[object]]]


@dataclass(slots=True)
class Line:
    """One row of a sheet: its number there, and its texts by column."""

    sheet: str
    number: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        return self.values.get(column, "")

    def error(self, problem: str, /, **values: str | int) -> FileError:
        return FileError(problem, table=self.sheet, row=self.number, **cast("dict[str, Any]", values))


def lines_of(sheet: str, rows: Sequence[Sequence[object]]) -> Iterator[Line]:
    """Yield the rows of a sheet below its titles; empty ones are left out."""
    if len(rows) > MOST_ROWS:
        raise FileError(N_("The sheet has more than %(most)s rows"), table=sheet, most=MOST_ROWS)
    widest = max(map(len, rows), default=0)
    if widest > MOST_COLUMNS or sum(map(len, rows)) > MOST_CELLS:
        text = N_("The sheet has more than %(most)s columns or %(cells)s cells")
        raise FileError(text, table=sheet, most=MOST_COLUMNS, cells=MOST_CELLS)
    titles = [str(one if one is not None else "").strip().lower() for one in (rows[0] if rows else ())]
    if rows and sheet == "survey" and "type" not in titles:
        raise FileError(N_("The sheet has no column “type”"), table=sheet, row=1)
    for number, row in enumerate(rows[1:], 2):
        values = {title: text_of(cell) for title, cell in zip(titles, row, strict=False) if title}
        if any(values.values()):
            yield Line(sheet, number, values)


def text_of(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, truth as yes and no."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def words_of(line: Line) -> list[str]:
    """Return the words of the type of a row, as they are said now."""
    text = OLD_WORDS.sub(lambda one: NEW_WORDS[one[1].lower()] + " ", line.get("type") + " ")
    first, *rest = text.replace("or specify other", "or_other").split() or [""]
    return [first.lower(), *rest] if first else []


def sort_of(line: Line) -> str:
    """Return the type of a row in one word: begin group is begin_group."""
    words = words_of(line)
    if words[:1] in (["begin"], ["end"]) and len(words) > 1:
        return f"{words[0]}_{words[1]}"
    return words[0] if words else ""


def name_of(line: Line) -> str:
    """Return the name of a choice."""
    return line.get("name") or line.get("value")


def safe(code: str) -> str:
    """Return a code without signs that expressions do not take."""
    return re.sub(r"\W", "_", code, flags=re.ASCII)
