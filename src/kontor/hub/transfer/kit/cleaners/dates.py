"""Dates with the precision that is known; for every other way of writing one, a sentence that says how to write this one."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

from babel import Locale

from kontor.hub.foundation.partial_dates import parse
from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners.base import Cleaner
from kontor.hub.transfer.kit.lookups import folded
from kontor.hub.transfer.kit.problems import Unclean

_SPAN = re.compile(r"([0-9]{1,2})\.?\s*[-–—/]\s*([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?")
_MONTH = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_WORDS = re.compile(r"(?:([0-9]{1,2})\.?\s+)?(?:de\s+)?([^\W0-9]+)\.?\s+(?:de\s+|del\s+)?([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*")
_SERIAL = re.compile(r"([2-6][0-9]{4})")
LANGUAGES = ("en", "es", "fr", "de")
FIRST_SERIAL_DAY = date(1899, 12, 30)

NOT_A_DATE = N_("'%(value)s' is not a date: write 2018, 2018-02 or 2018-02-25.")
NOT_A_DAY = N_(
    "'%(value)s' is not a day of the calendar: %(month)s has %(days)s days. Write the right day, or the month as %(month)s."
)
NO_MONTH = N_("'%(value)s' is not a date: there is no month %(month)s. Write 2018, 2018-02 or 2018-02-25.")
WRITE = N_("'%(value)s' must be written year first: %(iso)s.")
EITHER = N_("'%(value)s' can be read two ways: write %(iso)s or %(other)s, whichever is meant.")
SPAN = N_(
    "'%(value)s' names several days: write one, such as the first, %(iso)s; the last, %(last)s, belongs in a column of its own."
)
SERIAL = N_(
    "'%(value)s' looks like a date that lost its format: format the cell as a date, or write %(iso)s if that is meant."
)


@dataclass(frozen=True, slots=True)
class PartialDate(Cleaner):
    """'2018', '2018-02' or '2018-02-25'. Others are refused with the way to write them: nobody guesses at days."""

    def clean(self, text: str) -> Any:
        try:
            text.encode("ascii")
            parse(text)
        except ValueError as error:
            raise advice(text) from error
        return text


@dataclass(frozen=True, slots=True)
class Day(Cleaner):
    """A whole day, such as 2021-07-31, as a date."""

    empty: ClassVar[Any] = None

    def clean(self, text: str) -> Any:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unclean(
                N_("'%(value)s' is not a day of the calendar: write it as 2021-07-31."), value=text
            ) from None

    def show(self, value: Any) -> str:
        return value.isoformat() if value else ""

    def pack(self, value: Any) -> Any:
        return self.show(value)

    def unpack(self, value: Any) -> Any:
        return date.fromisoformat(value) if value else None


def advice(text: str) -> Unclean:
    """The sentence for something that is not a date in our form."""
    for form, explain in FORMS:
        if match := form.fullmatch(text):
            return explain(*match.groups())
    return Unclean(NOT_A_DATE)


def day_first(first: str, between: str, second: str, year: str) -> Unclean:
    if int(first) <= 12 and int(second) <= 12 and first != second and between == "/":
        return Unclean(EITHER, iso=written(year, second, first), other=written(year, first, second))
    if int(second) > 12 >= int(first):
        first, second = second, first
    return one_day(year, second, first)


def year_first(year: str, month: str, day: str | None) -> Unclean:
    return one_day(year, month, day)


def one_day(year: str, month: str, day: str | None) -> Unclean:
    if problem := calendar_problem(year, month, day):
        return problem
    return Unclean(WRITE, iso=written(year, month, day))


def calendar_problem(year: str, month: str, day: str | None) -> Unclean | None:
    if not 1 <= int(month) <= 12:
        return Unclean(NO_MONTH, month=int(month))
    if not 1 <= int(year) <= 9999:
        return Unclean(NOT_A_DATE)
    days = calendar.monthrange(int(year), int(month))[1]
    if day is not None and not 1 <= int(day) <= days:
        return Unclean(NOT_A_DAY, month=written(year, month), days=days)
    return None


def span(first: str, last: str, month: str, year: str) -> Unclean:
    problem = calendar_problem(year, month, first) or calendar_problem(year, month, last)
    return problem or Unclean(SPAN, iso=written(year, month, first), last=written(year, month, last))


def in_words(day: str | None, word: str, year: str) -> Unclean:
    month = months().get(folded(word))
    return one_day(year, str(month), day) if month else Unclean(NOT_A_DATE)


def serial(number: str) -> Unclean:
    return Unclean(SERIAL, iso=(FIRST_SERIAL_DAY + timedelta(days=int(number))).isoformat())


def written(year: str, month: str, day: str | None = None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


FORMS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (_SPAN, span),
    (_DAY_FIRST, day_first),
    (_YEAR_FIRST, year_first),
    (_MONTH, lambda month, year: one_day(year, month, None)),
    (_WORDS, in_words),
    (_CLOCK, lambda day: Unclean(WRITE, iso=day)),
    (_SERIAL, serial),
)


@cache
def months() -> dict[str, int]:
    """Names of months, long and short, in the interface languages."""
    found = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                found[folded(name.rstrip("."))] = number
    return found
