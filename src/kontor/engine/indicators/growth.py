"""Compound growth: what a market becomes if it goes on as it did between two years."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Growth:
    """From `first` in `first_year` to `last` in `last_year`; `rate` is the growth of one year (0.05: five percent), `value` that of `year`.

    value = last x (last / first) ^ ((year - last_year) / (last_year - first_year))
    """

    first_year: int
    first: Decimal
    last_year: int
    last: Decimal
    year: int
    rate: float
    value: float


def compound(series: dict[int, Decimal], year: int) -> Growth | None:
    """The value of `year` from the first and the last figure of `series`. None where it follows from nothing: fewer than two years, a
    first or last figure that is not above 0, or a year that is not after the last.
    """
    if len(series) < 2:
        return None
    first_year, last_year = min(series), max(series)
    first, last = series[first_year], series[last_year]
    if first <= 0 or last <= 0 or year <= last_year:
        return None
    factor = (float(last) / float(first)) ** (1 / (last_year - first_year))
    value = float(last) * factor ** (year - last_year)
    return Growth(first_year, first, last_year, last, year, factor - 1, value)
