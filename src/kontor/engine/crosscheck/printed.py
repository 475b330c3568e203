"""Dates as people print them: which days they name, and which of those do not exist."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kontor.engine.crosscheck.names import fold

# Month names by their folded first letters, in English, German, French, Spanish, Italian, Portuguese, Polish and Czech.
_MONTHS = (
    "jan gen ene sty led|feb fev fevr lut uno|mar marz mars maer brez|apr avr abr kwi dub|may mai mag maj kve|"
    "jun juin giu cze cerven|jul juil lug lip cervenec|aug aou ago sie srp|sep set wrz zari|oct okt out ott paz rij|"
    "nov lis listopad|dec dez dic des gru pros"
)
_MONTH_OF = {
    start: number for number, starts in enumerate(_MONTHS.split("|"), start=1) for start in starts.split()
}
_NUMERIC = re.compile(
    r"(?<![\d.])(?:(\d{1,2})\.?\s*[-–]\s*)?(\d{1,2})(\.|/|-)\s?(\d{1,2})(?:\.|/|-)\s?(\d{4}|\d{2})(?![\d])"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?([^\W\d]{3,})\.?,?\s+(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day that a text names. `day` is '' where it does not exist."""

    text: str
    day: str


def read_dates(text: str) -> tuple[PrintedDate, ...]:
    """Return the days that `text` names, in their order. A slashed date exists if it does in either order.

    >>> [(one.text, one.day) for one in read_dates("31.02.2022, then 4-8.02.2022 and September 13, 2017")]
    [('31.02.2022', ''), ('4-8.02.2022', '2022-02-04'), ('4-8.02.2022', '2022-02-08'), ('September 13, 2017', '2017-09-13')]
    """
    found = [*_iso(text), *_numeric(text), *_worded(text)]
    return tuple(one for _place, one in sorted(found, key=lambda pair: pair[0]))


def _iso(text: str) -> Iterator[tuple[int, PrintedDate]]:
    for match in _ISO.finditer(text):
        year, month, day = map(int, match.groups())
        yield match.start(), PrintedDate(match.group(), _day(year, month, day))


def _numeric(text: str) -> Iterator[tuple[int, PrintedDate]]:
    for match in _NUMERIC.finditer(text):
        first, day, mark, month, year = match.groups()
        full = int(year) if len(year) == 4 else _CENTURY + int(year)
        for one in filter(None, (first, day)):
            named = _day(full, int(month), int(one))
            if not named and mark == "/":
                named = _day(full, int(one), int(month))
            yield match.start(), PrintedDate(match.group(), named)


def _worded(text: str) -> Iterator[tuple[int, PrintedDate]]:
    for match in _DAY_FIRST.finditer(text):
        day, month, year = match.groups()
        yield from _of_words(match, int(year), month, int(day))
    for match in _MONTH_FIRST.finditer(text):
        month, day, year = match.groups()
        yield from _of_words(match, int(year), month, int(day))


def _of_words(match: re.Match[str], year: int, month: str, day: int) -> Iterator[tuple[int, PrintedDate]]:
    number = month_of(month)
    if number:
        yield match.start(), PrintedDate(match.group(), _day(year, number, day))


def month_of(word: str) -> int:
    """Return the number of the month that a word names, 0 for any other word.

    >>> month_of("März"), month_of("Sept."), month_of("Dresden")
    (3, 9, 0)
    """
    folded = fold(word).replace(" ", "")
    lengths = range(min(len(folded), 8), 2, -1)
    return next((_MONTH_OF[folded[:length]] for length in lengths if folded[:length] in _MONTH_OF), 0)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
