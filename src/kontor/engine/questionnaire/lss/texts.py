"""Texts and numbers of the rows of a LimeSurvey file."""

from collections.abc import Callable

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.lss.tables import Row, Tables
from kontor.engine.questionnaire.report import FileError


class Texts:
    """Texts by language: of files of version 4 and later from a table of their own, of older ones from the rows."""

    def __init__(  # noqa: PLR0917 - each names a part of one look-up
        self, tables: Tables, table: str, l10n: str, key: str, column: str, languages: list[str]
    ) -> None:
        self.found: dict[str, dict[str, str]] = {}
        rows = tables.of(l10n) or tables.of(table)
        for row in rows:
            language = row.get("language", languages[0])
            if row.get(column) and row.get(key) and language in languages:
                self.found.setdefault(row[key], {})[language] = row.get(column)

    def of(self, number: str) -> dict[str, str]:
        """Return a text in its languages."""
        return self.found.get(number, {})


def whole(row: Row, column: str) -> int:
    """Return a number of a row; raises FileError where it is none."""
    text = row.get(column, "0").strip()
    if not text.lstrip("-").isdecimal() or len(text) > 9:
        raise FileError(
            N_("“%(column)s” is no number: %(found)s"),
            table=row.table,
            row=row.number,
            column=column,
            found=text[:50],
        )
    return int(text)


def order(column: str) -> Callable[[Row], tuple[int, int]]:
    """Return what sorts rows by a column, those with the same number as they stand in the file."""
    return lambda row: (whole(row, column), row.number)
