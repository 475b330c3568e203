"""Exact numbers: whole ones as int, others as Fraction. 0.1 is a tenth, and a third of an agreement is a third."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from kontor.engine.crosscheck.values import number_of

type Number = int | Fraction


def exact(value: object) -> Number | None:
    """Return the number that a value is or spells, exactly as it is written; None for anything else. O(digits).

    >>> exact(0.1), exact("2.50"), exact(3.0), exact("many"), exact(True)
    (Fraction(1, 10), Fraction(5, 2), 3, None, None)
    """
    if isinstance(value, Fraction | Decimal):
        return whole(Fraction(value)) if isinstance(value, Fraction) or value.is_finite() else None
    if number_of(value) is None:
        return None
    return whole(Fraction(str(value).strip().replace("_", "")))


def whole(number: Fraction | int) -> Number:
    """Return a whole number as an int."""
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def total(numbers: Iterable[Number]) -> Number:
    """Return the exact sum."""
    return whole(sum(numbers))


def read_number(text: str) -> Number | None:
    """Return the number that `plain_number` told as text, such as '9/4'; None for anything else."""
    try:
        return whole(Fraction(text))
    except (ValueError, ZeroDivisionError):
        return None


def plain_number(number: Number | None) -> int | str | None:
    """Return a number for JSON: whole ones as they are, others as text such as '9/4', so that nothing is rounded.

    >>> plain_number(Fraction(9, 4)), plain_number(3), plain_number(None)
    ('9/4', 3, None)
    """
    return str(number) if isinstance(number, Fraction) else number
