"""The tables of a LimeSurvey file. Declarations, entities and anything outside of tables are refused, never followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.report import FileError

LARGEST_FILE = 24_000_000
MOST_ROWS = 120_000
LARGEST_VALUE = 1_000_000
ROW_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its table, its number there (from 1), and its values by column."""

    table: str
    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a value; raises FileError naming table and row where the column is missing."""
        found = self.values.get(column, "")
        if not found:
            raise FileError(
                N_("“%(column)s” is missing here"), table=self.table, row=self.number, column=column
            )
        return found

    def get(self, column: str, usual: str = "") -> str:
        """Return a value, or what is usual where it is missing or empty."""
        return self.values.get(column) or usual


@dataclass(slots=True)
class Tables:
    """A file read: what it is, its version and languages, and its rows by table."""

    sort: str = ""
    version: str = ""
    languages: list[str] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, table: str) -> list[Row]:
        """Return the rows of a table, none where it is missing."""
        return self.rows.get(table, [])

    def first(self, table: str) -> dict[str, str]:
        """Return the values of the first row of a table."""
        return self.rows[table][0].values if self.rows.get(table) else {}


def read_tables(given: bytes, wanted: str) -> Tables:
    """Return the tables of a file of the sort wanted ('Survey', 'Responses', 'Tokens').

    Raises FileError naming table, row and line: no XML, cut off, declares entities, another sort, too large (24 MB, 120,000
    rows). Linear in its size, about 1 s for 20 MB.
    """
    _sniff(given)
    reading = _Reading()
    try:
        reading.parser.Parse(given, True)
    except expat.ExpatError as problem:
        raise reading.error(
            N_("The file is damaged: %(problem)s"), problem=expat.ErrorString(problem.code)
        ) from None
    except (UnicodeError, LookupError, ValueError) as problem:
        if isinstance(problem, FileError):
            raise
        raise reading.error(N_("The file is damaged: %(problem)s"), problem=problem) from None
    found = reading.tables
    if found.sort.lower() != wanted.lower():
        text = N_("This is not a LimeSurvey file of the sort “%(wanted)s”: it says “%(found)s”")
        raise FileError(text, wanted=wanted, found=found.sort or "-")
    return found


def _sniff(given: bytes) -> None:
    if len(given) > LARGEST_FILE:
        raise FileError(
            N_("The file has %(size)s MB; at most %(most)s are read"), size=len(given) // 10**6, most=24
        )
    if given[:2] == b"PK":
        raise FileError(N_("This is an archive or a workbook, not a survey file; look at its ending"))
    if not given.strip():
        raise FileError(N_("The file is empty"))
    if b"<" not in given[:400].replace(b"\x00", b""):
        raise FileError(N_("This is not XML, so it is no LimeSurvey file"))


class _Reading:
    """Follows the elements and keeps rows; everything that could fetch or multiply is refused."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.declared
        self.parser.EntityDeclHandler = self.declared
        self.parser.ExternalEntityRefHandler = self.declared
        self.path: list[str] = []
        self.row: dict[str, str] = {}
        self.text: list[str] = []
        self.length = 0
        self.count = 0

    def error(self, text: str, /, **values: object) -> FileError:
        table = self.path[1] if len(self.path) > 1 else ""
        row = len(self.tables.of(table)) + (len(self.path) >= ROW_DEPTH) if table else 0
        return FileError(text, table=table, row=row, line=self.parser.CurrentLineNumber, **values)

    def declared(self, *_: object) -> bool:
        raise self.error(N_("The file declares entities or a document type; a LimeSurvey file has neither"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > ROW_DEPTH + 2:
            raise self.error(N_("Elements are nested where a value is expected"))
        if len(self.path) == ROW_DEPTH and name == "row":
            self.row = {}
        self.text, self.length = [], 0

    def characters(self, text: str) -> None:
        self.length += len(text)
        if self.length > LARGEST_VALUE:
            raise self.error(N_("A value is longer than %(most)s signs"), most=LARGEST_VALUE)
        self.text.append(text)

    def end(self, name: str) -> None:
        depth = len(self.path)
        if depth == ROW_DEPTH + 1 and self.path[3] == "row":
            # Columns whose names begin with a number are written with an underscore.
            self.row[name.removeprefix("_")] = "".join(self.text)
        elif depth == ROW_DEPTH and name == "row":
            self.kept()
        elif depth == 2 and name == "LimeSurveyDocType":
            self.tables.sort = "".join(self.text).strip()
        elif depth == 2 and name == "DBVersion":
            self.tables.version = "".join(self.text).strip()
        elif depth == 3 and self.path[1] == "languages":
            self.tables.languages.append("".join(self.text).strip())
        self.path.pop()
        self.text, self.length = [], 0

    def kept(self) -> None:
        self.count += 1
        if self.count > MOST_ROWS:
            raise self.error(N_("The file has more than %(most)s rows"), most=MOST_ROWS)
        table = self.path[1]
        rows = self.tables.rows.setdefault(table, [])
        rows.append(Row(table, len(rows) + 1, self.row))


def by_language(rows: list[Row], key: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield each value of a column with its rows: old files have one for each language."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    yield from found.items()
