"""What a filter says of a value: it passes, it fails, or nobody can tell because the value is not stated."""

from collections.abc import Callable
from datetime import date, datetime

from kontor.engine.crosscheck.values import entries, plain, text_of
from kontor.engine.indicators.number import Number, exact
from kontor.engine.indicators.rule import (
    ABSENT,
    AT_LEAST,
    BETWEEN,
    EQUAL,
    IN,
    NOT_IN,
    PRESENT,
    Filter,
    FilterValue,
)

FAILS, DOUBTFUL, PASSES = 0, 1, 2
"""In this order the smallest of several is what they say together."""

type Judge = Callable[[tuple[object, ...], tuple[str, ...]], int]
"""Of the entries of a value and of the same as they are compared."""


def judge(one: Filter) -> Judge:
    """Return what a filter says of the entries of a value: FAILS, DOUBTFUL or PASSES.

    >>> says = judge(Filter("status", "not-in", ("SIGNED",)))
    >>> says(("To be signed",), ("to be signed",)), says(("signed",), ("signed",)), says((), ())
    (2, 0, 1)
    """
    if one.operator in (PRESENT, ABSENT):
        return lambda known, _plains: PASSES if bool(known) == (one.operator == PRESENT) else FAILS
    if one.operator in (EQUAL, IN, NOT_IN):
        return _among(frozenset(map(plain, _values(one.value))), one.operator != NOT_IN)
    low, high = _ends(one)
    return lambda known, _plains: max((_within(entry, low, high) for entry in known), default=DOUBTFUL)


def judge_of_values(one: Filter) -> Callable[[object], int]:
    """Return what a filter says of the value of a field: FAILS, DOUBTFUL or PASSES. Words that come again are remembered."""
    says = judge(one)
    remembered: dict[str, int] = {}

    def of(value: object) -> int:
        if isinstance(value, str) and value in remembered:
            return remembered[value]
        known = entries(value)
        said = says(known, tuple(map(plain, known)))
        if isinstance(value, str):
            remembered[value] = said
        return said

    return of


def day_of(value: object) -> date | None:
    """Return the day that a value is or spells in ISO form; None for less than a day, several days, or anything else."""
    known = entries(value)
    if len(known) != 1:
        return None
    if isinstance(known[0], datetime):
        return known[0].date()
    if isinstance(known[0], date):
        return known[0]
    try:
        return date.fromisoformat(known[0].strip()) if isinstance(known[0], str) else None
    except ValueError:
        return None


def _values(value: FilterValue) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _among(wanted: frozenset[str], inside: bool) -> Judge:
    def says(_known: tuple[object, ...], plains: tuple[str, ...]) -> int:
        if not plains:
            return DOUBTFUL
        return PASSES if any(one in wanted for one in plains) == inside else FAILS

    return says


def _ends(one: Filter) -> tuple[object, object]:
    """The lowest and the highest value that pass; None for no end."""
    if one.operator == BETWEEN:
        low, high = _values(one.value)
        return low, high
    return (one.value, None) if one.operator == AT_LEAST else (None, one.value)


def _within(entry: object, low: object, high: object) -> int:
    below, above = _less(entry, low), _less(high, entry)
    if below or above:
        return FAILS
    return DOUBTFUL if below is None or above is None else PASSES


def _less(first: object, second: object) -> bool | None:
    """Whether the first is less; None where they cannot be compared. No end is never passed."""
    if first is None or second is None:
        return False
    a, b = _ordered(first), _ordered(second)
    if isinstance(a, str) and isinstance(b, str):
        return a < b
    return None if isinstance(a, str) or isinstance(b, str) else a < b


def _ordered(value: object) -> Number | str:
    """A number, or a text that compares like the date that it is."""
    number = exact(value)
    return number if number is not None else text_of(day_of(value) or value)
