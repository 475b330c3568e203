"""Half-years as the register counts them: twice the year, and one more for its second half."""

import re
from datetime import date

from kontor.hub.foundation.partial_dates import earliest, latest

FORM = re.compile(r"(\d{4})(?:-?[Hh]([12]))?")
BOTH = 2
SECOND_HALF_FROM = 7


def half_of(day: date) -> int:
    return BOTH * day.year + (day.month >= SECOND_HALF_FROM)


def halves_of(start: str, end: str) -> tuple[int, int] | None:
    """The first and the last half-year in which what is dated like this can be; None where nothing is known."""
    first, last = earliest(start or end), latest(end or start)
    return (half_of(first), half_of(last)) if first and last else None


def named(half: int) -> str:
    """4038 -> '2019-H1'."""
    return f"{half // BOTH}-H{half % BOTH + 1}"


def span(first: int, last: int) -> str:
    """'2019-H1', '2019' for both its halves, '2018-H1 – 2019-H2' for more."""
    if first == last:
        return named(first)
    if first % BOTH == 0 and last == first + 1:
        return str(first // BOTH)
    return f"{named(first)} – {named(last)}"


def read(text: str) -> tuple[int, int] | None:
    """The first and last half-year that '2019-H1' or '2019' names; None where it names none."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    year, half = int(found[1]), found[2]
    return (BOTH * year + int(half) - 1,) * 2 if half else (BOTH * year, BOTH * year + 1)
