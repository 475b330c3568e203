"""When somebody is asked what became of her meetings."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from kontor.hub.foundation.refusal import N_, Refusal

# A question whose day is longer past is not asked any more: the next one comes, or it is too late.
LATE_AT_MOST = timedelta(days=28)


class NotAskedYet(Refusal):
    code = "follow-up-not-asked"
    sentence = N_("You were not asked this yet. Open your page again and answer what stands there.")


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last day where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def question_due(last_day: date, months: Iterable[int], today: date) -> tuple[int, date] | None:
    """(month, day) of the question to ask today: the latest whose day has come, unless that is long past."""
    come = [(month, months_after(last_day, month)) for month in months]
    come = [(month, day) for month, day in come if day <= today <= day + LATE_AT_MOST]
    return come[-1] if come else None
