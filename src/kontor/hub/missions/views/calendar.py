"""A month of events, with the filters of their list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from babel.dates import get_day_names
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, ListPage, PageView
from kontor.hub.missions import queries
from kontor.hub.missions.tables import Events
from kontor.hub.missions.views.reading import area_tabs, way

MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Choice:
    """A month that can be chosen: '2022-06', with what begins in it."""

    month: str
    events: int
    chosen: bool


@dataclass(kw_only=True)
class CalendarPage(ListPage):
    """One month of the events that pass the filters. `table` holds the filters, its rows are not shown.

    `choices` are the months in which something begins, by year; `earlier` and `later` the addresses of the nearest of them.
    """

    table: Events
    shown: queries.MonthShown
    month: str
    weekdays: list[tuple[str, str]]
    today: date
    choices: list[tuple[str, list[Choice]]]
    previous_url: str
    next_url: str
    earlier: tuple[str, str]
    later: tuple[str, str]
    kept: list[tuple[str, str]]


class Calendar(PageView):
    """Read what happens when: a month of the events that pass the filters of the list."""

    template_name = "missions/calendar.html"

    def load(self, **values: Any) -> CalendarPage:
        table = CalendarOfEvents.asked_by(self.request, queries.for_lists(self.actor), actor=self.actor)
        rows = table.chosen_rows()
        months = queries.months_of(rows)
        today = timezone.localdate()
        month = self.month_asked() or usual(months, today)
        before, after = queries.nearest(months, month)
        first = date.fromisoformat(f"{month}-01")
        _run = (table.count, table.facets_shown)
        return CalendarPage(
            title=gettext("Calendar of events"),
            lead=gettext("What happens when, as far as a date is known."),
            breadcrumb=way(Crumb(gettext("Calendar"))),
            tabs=area_tabs(self.request),
            table=table,
            shown=queries.month_shown(rows, first),
            month=month,
            weekdays=weekdays(),
            today=today,
            choices=by_year(months, month),
            previous_url=table.link(month=beside(first, -1)),
            next_url=table.link(month=beside(first, 1)),
            earlier=(before, table.link(month=before)),
            later=(after, table.link(month=after)),
            kept=list(table.kept("month")),
        )

    def month_asked(self) -> str:
        given = self.request.GET.get("month", "")
        return given if MONTH.fullmatch(given) else ""


class CalendarOfEvents(Events):
    """The filters of the list of events, without columns to choose."""

    name = "missions.calendar"
    exports = ()
    columns = ()
    default_sort = ""

    @property
    def other_views(self) -> Iterable[tuple[Any, str, str]]:
        return (
            (_("As a list"), "list", self.on_page("missions:index")),
            (_("Subscribe to these events"), "calendar", self.on_page("missions:feed")),
        )


def usual(months: Iterable[str], today: date) -> str:
    """This month where it has events, else the next that has some, else the last one."""
    this = f"{today:%Y-%m}"
    before, after = queries.nearest(months, this)
    return this if this in months else after or before or this


def beside(first: date, step: int) -> str:
    other = first - timedelta(days=1) if step < 0 else first + timedelta(days=31)
    return f"{other:%Y-%m}"


def by_year(months: dict[str, int], month: str) -> list[tuple[str, list[Choice]]]:
    """The latest year first; the month that is shown stands among them although nothing begins in it."""
    every = sorted({month: 0, **months}.items(), reverse=True)
    return [
        (year, [Choice(one, number, one == month) for one, number in group])
        for year, group in groupby(every, key=lambda pair: pair[0][:4])
    ]


def weekdays() -> list[tuple[str, str]]:
    """(short, full) from Monday on, in the reader's language."""
    locale = (get_language() or "en").replace("-", "_")
    short, full = (
        get_day_names("abbreviated", "stand-alone", locale),
        get_day_names("wide", "stand-alone", locale),
    )
    return [(short[day], full[day]) for day in range(7)]
