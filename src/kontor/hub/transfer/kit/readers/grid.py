"""What every reader gives: rows of texts with their lines, and what was noticed on the way."""

from dataclasses import dataclass, field

from kontor.hub.foundation.refusal import Refusal
from kontor.hub.transfer.kit.problems import Problem


class Unreadable(Refusal):
    """The file as a whole cannot be read; the sentence says what it is and what to do."""

    code = "unreadable-file"
    status = 422


@dataclass(slots=True)
class Grid:
    """Cells as texts, one list for each row that is not empty; `lines` are the lines (rows) of the file they begin in."""

    rows: list[list[str]]
    lines: list[int]
    sheet: str = ""
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
