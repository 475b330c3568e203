"""Find and read events: the list, and one event. The months stand in `calendar`."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page, PageView, Tab, tabs
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.templatetags.kontor import number
from kontor.hub.missions import queries
from kontor.hub.missions.exporters import ExportEvents
from kontor.hub.missions.models import Event
from kontor.hub.missions.tables import Events
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.transfer.kit.downloads import download


def area_tabs(request: HttpRequest) -> tuple[Tab, ...]:
    return tabs(
        request,
        (
            (_("All events"), reverse("missions:index")),
            (_("Calendar"), reverse("missions:calendar")),
            (_("Mission register"), reverse("missions:register")),
            (_("Calls"), reverse("missions:calls")),
            (_("Delegations"), reverse("missions:delegations")),
            (_("Mobility exchanges"), reverse("missions:exchanges")),
        ),
    )


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Events"), reverse("missions:index")), *steps)


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All events the actor may see."""

    may_add: bool


class Index(ListView):
    """Find an event."""

    template_name = "missions/index.html"

    def load(self, **values: Any) -> IndexPage:
        table = Events.of(self.request, queries.for_lists(self.actor), actor=self.actor)
        return IndexPage(
            title=gettext("Events"),
            lead=gettext(
                "Workshops, missions, fairs and meetings that partnerships held, with what was stated of them."
            ),
            tabs=area_tabs(self.request),
            table=table,
            may_add=bool(self.actor.edited_teams),
        )


class Export(View):
    """Download the events of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "missions.view")
        table = Events.asked_by(request, queries.for_lists(actor), actor=actor)
        exporter = ExportEvents()
        title = gettext("Events")
        return download(
            slugify(title), form, exporter.columns, exporter.rows_of(actor, table.filtered), title=title
        )


class OfAnEvent(PageView):
    """A page about one event, found by its key."""

    @cached_property
    def event(self) -> Event:
        return queries.event_by_key(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.event.name, self.event.get_absolute_url()), *steps)


@dataclass(kw_only=True)
class EventPage(Page):
    """One event."""

    of: queries.EventShown
    event: Event
    participants: str


def participants_in_words(event: Event) -> str:
    """'about 40'; '' when nobody stated a number."""
    if event.participants is None:
        return ""
    told = number(event.participants)
    exact = event.participants_qualifier == Qualifier.EXACT
    return told if exact else f"{event.get_participants_qualifier_display()} {told}"


class Show(OfAnEvent):
    """Read about one event."""

    template_name = "missions/event.html"

    def load(self, **values: Any) -> EventPage:
        return EventPage(
            title=self.event.name,
            breadcrumb=way(Crumb(self.event.name)),
            of=queries.event_shown(self.actor, self.event),
            event=self.event,
            participants=participants_in_words(self.event),
        )
