"""Dates with the precision that is known: '2018', '2018-02' or '2018-10-25'. Never a made-up day.

ISO 8601 reduced precision as text: it sorts in time order and says what is not known. Comparisons with a day use the
first or last day of the period. Plain Python, but for the model field at the end.
"""

import calendar
import re
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse(text: str) -> tuple[date, date]:
    """First and last day of the period that `text` names. Raises ValueError with a sentence."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a date: write 2018, 2018-02 or 2018-02-25.")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day of the calendar.") from error
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


def earliest(text: str) -> date | None:
    """The first day it can be, or None when nothing is known."""
    return parse(text)[0] if text else None


def latest(text: str) -> date | None:
    """The last day it can be, or None when nothing is known."""
    return parse(text)[1] if text else None


def surely_after(start: str, end: str) -> bool:
    """Whether `start` lies after `end` whatever the unknown days are: an impossible period."""
    return bool(start and end) and parse(start)[0] > parse(end)[1]


def covers(start: str, end: str, day: date) -> bool:
    """Whether a period from `start` to `end` (both may be unknown) can contain `day`."""
    first, last = earliest(start), latest(end)
    return (first is None or first <= day) and (last is None or day <= last)


def covering(day: date, start: str = "start", end: str = "end") -> models.Q:
    """`covers` as a filter on the two named fields.

    Text comparison is enough: a reduced date is a prefix of every day in its period, so it sorts at or before them;
    at the end, '2018' must still cover 2018-06-01, hence the comparison with the day's own prefixes.
    """
    text = day.isoformat()
    ends = models.Q(**{end: ""}) | models.Q(**{f"{end}__gte": text})
    ends |= models.Q(**{end: text[:7]}) | models.Q(**{end: text[:4]})
    return models.Q(**{f"{start}__lte": text}) & ends


def overlapping(first: date | None, last: date | None, start: str = "start", end: str = "end") -> models.Q:
    """The rows of which a day can lie from `first` to `last` (None: open). What has no begin is in no period.

    What has no end lasts as long as its begin: a day, a month or a year.
    """
    wanted = ~models.Q(**{start: ""})
    if last is not None:
        wanted &= models.Q(**{f"{start}__lte": last.isoformat()})
    if first is not None:
        wanted &= _reaches(first, end) | models.Q(**{end: ""}) & _reaches(first, start)
    return wanted


def _reaches(day: date, field: str) -> models.Q:
    """Whether the period that the field names can contain `day` or a later one: see `covering`."""
    text = day.isoformat()
    return models.Q(**{f"{field}__gte": text}) | models.Q(**{f"{field}__in": [text[:7], text[:4]]})


def written(text: str, language: str) -> str:
    """The date as people write it, with the precision known: '2018-02' -> 'February 2018'; '' stays ''."""
    if len(text) <= len("2018"):
        return text
    first, _last = parse(text)
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    if len(text) == len("2018-02"):
        return str(format_skeleton("yMMMM", first, locale=locale))
    return str(format_date(first, "long", locale=locale))


def validate(text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class PartialDateField(models.CharField):  # type: ignore[type-arg] - not subscriptable at run time
    """A text column that holds a date with the precision known; '' is not known."""

    description = _("Date with the precision that is known")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
