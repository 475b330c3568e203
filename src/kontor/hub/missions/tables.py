"""The list of events as people filter, sort and keep it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.tables import NOT_STATED, Column, Facet, PeriodTable, WordTable, known_last
from kontor.hub.missions.choices import EventClass, EventKind, MissionDirection
from kontor.hub.missions.models import Event
from kontor.hub.missions.queries.findable import EVENTS


def country_label(code: str) -> str:
    return country_name(code, get_language() or "en")


def second_entry(event: Event) -> Any:
    return _("second entry") if event.same_as_id else ""


def numbers(values: Iterable[str]) -> Iterable[str]:
    for one in values:
        yield one if one == NOT_STATED or (one.isdecimal() and len(one) < 10) else "0"


class Events(PeriodTable, WordTable):
    """No column and no facet names an organisation: who took part may be hidden from who looks."""

    name = "missions.events"
    index = EVENTS
    searches = _("Search names, places, descriptions")
    default_sort = "-when"
    columns = (
        Column(
            "name", _("Event"), sort=("name", "key"), fixed=True, url=Event.get_absolute_url,
            hint=lambda row: row.partnership.acronym if row.partnership else "",
        ),
        Column("class", _("Class"), sort=("event_class",), value="get_event_class_display"),
        Column("kind", _("Form"), sort=("kind",), value="get_kind_display", hidden=True),
        Column("country", _("Country"), sort=(known_last("country_id"),), kind="country", value="country_id"),
        Column("place", _("Place"), sort=("place",), hidden=True),
        Column("when", _("From"), sort=("start",), kind="date", value="start", descending_first=True),
        Column("end", _("To"), sort=("end",), kind="date", hidden=True),
        Column("number", _("Events"), sort=("number",), kind="number", descending_first=True),
        Column("meetings", _("Single meetings"), sort=(known_last("meetings"),), kind="number", descending_first=True),
        Column("participants", _("Participants"), sort=(known_last("participants"),), kind="number", descending_first=True, hidden=True),
        Column("list", _("List"), sort=("register", "row"), value="register", hidden=True),
        Column("same", _("Counted"), value=second_entry, hidden=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
    )  # fmt: skip
    facets = (
        Facet("class", _("Class"), field="event_class", choices=EventClass.choices),
        Facet("mission", _("Mission"), choices=MissionDirection.choices, by_count=False),
        Facet("country", _("Country"), field="country_id", label_of=country_label),
        Facet("sector", _("Field of work"), field="partnership__terms", label_field="partnership__terms__label", many=True),
        Facet("partnership", _("Partnership"), field="partnership__key", label_field="partnership__acronym"),
        Facet("year", _("Year")),
        Facet("kind", _("Form"), choices=EventKind.choices),
        Facet("list", _("List"), field="register"),
    )  # fmt: skip
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")), ("ics", _("For my calendar (iCalendar)")))
    empty_title = _("No event yet")
    empty_text = _("Enter the first one, or import a list.")

    def decorate(self, rows: QuerySet[Event]) -> QuerySet[Event]:
        return rows.select_related("partnership")

    @cached_property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """A field of work is a number in the address; what is no number is the field of no event."""
        found = dict(super().chosen)
        if "sector" in found:
            found["sector"] = tuple(numbers(found["sector"]))
        return found

    @property
    def other_views(self) -> Iterable[tuple[Any, str, str]]:
        return ((_("As a month"), "calendar", self.on_page("missions:calendar")),)

    def on_page(self, name: str) -> str:
        """Another page about the events that pass: with the filters, without what only this page knows."""
        _path, mark, query = self.link(month=None, sort=None, size=None, columns=None).partition("?")
        return f"{reverse(name)}{mark}{query}"

    def export_address(self, format_name: str) -> str:
        if format_name == "ics":
            return reverse("missions:feed")
        return reverse("missions:export", args=[format_name])
