"""How much a file may ask for. A small file can multiply to millions of fields; it is refused where it begins to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.kinds import Kind
from kontor.engine.questionnaire.lss.tables import Row
from kontor.engine.questionnaire.model import Option
from kontor.engine.questionnaire.report import FileError

MOST_CONDITIONS, MOST_CELLS, MOST_STEPS, MOST_LANGUAGES = 20_000, 60_000, 15_000, 100


@dataclass(slots=True)
class Bounds:
    """Counts what a file asks for; each method raises FileError naming table and row where it is too much."""

    cells: int = 0
    questions: int = 0

    def languages(self, languages: Sequence[str]) -> None:
        if len(languages) > MOST_LANGUAGES:
            text = N_("The survey has more than %(most)s languages")
            raise FileError(text, table="surveys", row=1, most=MOST_LANGUAGES)

    def question(self, row: Row) -> None:
        self.questions += 1
        if self.questions > MOST_STEPS:
            text = N_("The survey has more than %(most)s questions")
            raise FileError(text, table=row.table, row=row.number, most=MOST_STEPS)

    def fields(self, row: Row, kind: Kind, cells: int, options: Sequence[Option]) -> None:
        """Count the fields of a question: rows and columns, places of a ranking, each scale of an array."""
        if kind is Kind.RANKING:
            cells = len(options)
        elif kind is Kind.ARRAY:
            cells *= len({one.scale for one in options}) or 1
        self.cells += cells + 1
        if self.cells > MOST_CELLS:
            text = N_("The survey has more than %(most)s fields")
            raise FileError(text, table=row.table, row=row.number, most=MOST_CELLS)

    def groups(self, rows: Sequence[Row]) -> None:
        if len(rows) > MOST_STEPS:
            text = N_("The survey has more than %(most)s groups")
            raise FileError(text, table="groups", row=rows[MOST_STEPS].number, most=MOST_STEPS)

    def conditions(self, rows: Sequence[Row]) -> None:
        if len(rows) > MOST_CONDITIONS:
            text = N_("The table has more than %(most)s rows")
            raise FileError(text, table="conditions", row=MOST_CONDITIONS + 1, most=MOST_CONDITIONS)
