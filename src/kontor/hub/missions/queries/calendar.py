"""Events day by day: a month as a calendar shows it, the months in which something begins, and what a feed holds."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Length, Substr

from kontor.hub.foundation.partial_dates import earliest, latest, overlapping
from kontor.hub.missions.models import Event

DAY, MONTH = len("2022-06-09"), len("2022-06")
# What lasts longer is said once, below the days: a year of one project would hide everything else.
LONGEST = 14
MOST_ON_A_DAY = 5


@dataclass(frozen=True, slots=True)
class OnDay:
    """An event on one of its days: the `number`th of `days`."""

    event: Event
    number: int
    days: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month, with what is on; `more` are those for which there is no room. Days beside the month are empty."""

    day: date
    inside: bool
    events: tuple[OnDay, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class MonthShown:
    """The weeks of a month, from Monday to Sunday, and what cannot stand on a day of it: it lasts long, or its day is not known."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    beside: tuple[Event, ...]

    @property
    def is_empty(self) -> bool:
        return not self.beside and not any(day.events for week in self.weeks for day in week)


def month_shown(rows: QuerySet[Event], first: date) -> MonthShown:
    """The events among `rows` that lie in the month that begins on `first`. One statement."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    found = (
        rows.filter(overlapping(first, last), same_as=None)
        .select_related("partnership")
        .order_by("start", "key")
    )
    on: dict[date, list[OnDay]] = defaultdict(list)
    beside = []
    for event in found:
        days = days_of(event)
        if not days:
            beside.append(event)
        for number, day in enumerate(days, 1):
            on[day].append(OnDay(event, number, len(days)))
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return MonthShown(
        first, tuple(tuple(shown(day, first, on) for day in week) for week in weeks), tuple(beside)
    )


def days_of(event: Event) -> list[date]:
    """The days on which it stands in a calendar; none where its first day is not known or it lasts long."""
    if len(event.start) < DAY:
        return []
    begins, ends = earliest(event.start), latest(event.end)
    assert begins is not None, "a day was given"
    days = (ends - begins).days + 1 if ends is not None and ends > begins else 1
    return [begins + timedelta(days=one) for one in range(days)] if days <= LONGEST else []


def shown(day: date, first: date, on: dict[date, list[OnDay]]) -> Day:
    if day.month != first.month:
        return Day(day, inside=False)
    events = on.get(day, [])
    kept = events if len(events) <= MOST_ON_A_DAY else events[: MOST_ON_A_DAY - 1]
    return Day(day, inside=True, events=tuple(kept), more=len(events) - len(kept))


def months_of(rows: QuerySet[Event]) -> dict[str, int]:
    """Month -> events that begin in it, the first month first. One statement."""
    known = (
        rows.annotate(known=Length("start"))
        .filter(known__gte=MONTH, same_as=None)
        .annotate(month=Substr("start", 1, MONTH))
    )
    return dict(known.order_by("month").values_list("month").annotate(rows=Count("pk")))


def nearest(months: Iterable[str], this: str) -> tuple[str, str]:
    """The last month before `this` one in which something begins, and the next after it; '' where there is none."""
    known = sorted(months)
    return max((one for one in known if one < this), default=""), min(
        (one for one in known if one > this), default=""
    )


def dated(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Those for a calendar of one's own: begun on a known day, no second entries."""
    known = rows.annotate(known=Length("start")).filter(known=DAY, same_as=None)
    return known.select_related("partnership").order_by("start", "key")
