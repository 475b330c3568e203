"""Days that cannot be: not in the calendar, in the future, before the project, in the wrong order."""

import calendar
from datetime import date

from kontor.hub.foundation.partial_dates import earliest, latest, parse, surely_after
from kontor.hub.foundation.refusal import N_, Refusal


class NotADay(Refusal):
    code = "not-a-day"
    sentence = N_(
        "'%(value)s' is not a day of the calendar, or not written as one. Write 2018, 2018-02 or 2018-02-25, as far as it "
        "is known."
    )


class InTheFuture(Refusal):
    code = "in-the-future"
    sentence = N_(
        "%(day)s is still to come, so it cannot have happened on that day. Correct the day, or record it as planned."
    )


class BeforeTheProject(Refusal):
    code = "before-the-project"
    sentence = N_(
        "%(day)s lies before %(partnership)s began (%(start)s), so the partnership cannot have signed on that day. Correct "
        "the day, or say in 'credited to another project' who signed."
    )


class BeforeFirstContact(Refusal):
    code = "before-first-contact"
    sentence = N_(
        "The signature (%(day)s) lies before the first contact (%(contact)s), so one of the two days is wrong: correct it."
    )


class EndsBeforeItStarts(Refusal):
    code = "ends-before-it-starts"
    sentence = N_("It ends (%(end)s) before it starts (%(start)s): correct one of the two dates.")


def check_day(field: str, text: str) -> None:
    """Refuse what is no day, month or year of the calendar, such as 31.02. Empty is not known, and passes."""
    try:
        if text:
            parse(text)
    except ValueError as error:
        raise NotADay(field=field, value=text) from error


def check_not_after_today(field: str, text: str, today: date) -> None:
    """Refuse a day that surely lies ahead: what happened cannot."""
    check_day(field, text)
    first = earliest(text)
    if first is not None and first > today:
        raise InTheFuture(field=field, day=text)


def check_since_the_project(field: str, text: str, *, partnership: str, start: str) -> None:
    """Refuse a day that surely lies before the partnership began; an unknown beginning refuses nothing."""
    check_day(field, text)
    if surely_after(start, text):
        raise BeforeTheProject(field=field, day=text, partnership=partnership, start=start)


def check_since_contact(contact: str, signed_on: str, *, field: str) -> None:
    """Refuse a signature that surely lies before the first contact; `field` is the day that is being changed."""
    check_day(field, signed_on)
    if surely_after(contact, signed_on):
        raise BeforeFirstContact(field=field, day=signed_on, contact=contact)


def check_order(start: str, end: str, *, field: str) -> None:
    """Refuse an end that surely lies before its beginning."""
    for text in (start, end):
        check_day(field, text)
    if surely_after(start, end):
        raise EndsBeforeItStarts(field=field, start=start, end=end)


def check_signing_day(
    signed_on: str,
    *,
    today: date,
    contact: str = "",
    partnership: str = "",
    start: str = "",
    credited_to: str = "",
) -> None:
    """A signature is not after today, not before the first `contact`, and not before the partnership began, unless another
    project is credited with it."""
    check_not_after_today("signed_on", signed_on, today)
    if not credited_to.strip():
        check_since_the_project("signed_on", signed_on, partnership=partnership, start=start)
    check_since_contact(contact, signed_on, field="signed_on")


def follow_up_days(first_contact: str, months: tuple[int, ...], today: date) -> dict[int, date]:
    """Month -> the day to ask what became of a case, for those that are not past.

    >>> follow_up_days("2026-01-31", (1, 3, 6), date(2026, 3, 1))
    {3: datetime.date(2026, 4, 30), 6: datetime.date(2026, 7, 31)}
    """
    start = latest(first_contact) or today
    days = {month: months_later(start, month) for month in months}
    return {month: day for month, day in days.items() if day >= today}


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one there is."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
