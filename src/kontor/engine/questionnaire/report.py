"""What an import did with what it read: kept as it was, changed, ignored, renamed. Nothing is lost without a word."""

from dataclasses import dataclass, field

from kontor.engine.indicators.phrase import Phrase
from kontor.engine.questionnaire.model import QuestionnaireError

KEPT, CHANGED, IGNORED, RENAMED = "kept", "changed", "ignored", "renamed"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was done: `place` is the table and row or the question, `source` what stood there."""

    kind: str
    place: str
    phrase: Phrase
    source: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.phrase}"


@dataclass(slots=True)
class ImportReport:
    """What was read, as counts, and what was done with it."""

    counts: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, kind: str, place: str, text: str, /, source: str = "", **values: object) -> None:
        """Add a note with these words."""
        self.add(Note(kind, place, Phrase(text, values), source))

    def add(self, note: Note) -> None:
        """Add a note; of more than 2,000 only the count goes on."""
        self.counts[note.kind] = self.counts.get(note.kind, 0) + 1
        if len(self.notes) < 2000:
            self.notes.append(note)

    def of(self, kind: str) -> list[Note]:
        """Return the notes of one kind."""
        return [one for one in self.notes if one.kind == kind]


class FileError(QuestionnaireError):
    """A file that cannot be read: which table, row and line, and why."""

    def __init__(
        self, problem: str, /, *, table: str = "", row: int = 0, line: int = 0, **values: object
    ) -> None:
        self.table, self.row, self.line = table, row, line
        named = [
            f"table {table}" if table else "",
            f"row {row}" if row else "",
            f"line {line}" if line else "",
        ]
        super().__init__(", ".join(filter(None, named)), problem, **values)
