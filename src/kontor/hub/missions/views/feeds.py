"""Events for people's own calendars."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import require
from kontor.hub.missions import queries
from kontor.hub.missions.report import calendar_file
from kontor.hub.missions.tables import Events

MOST = 2000


class Feed(View):
    """The events with a known day that pass the filters of the list, as an iCalendar file, the last `MOST` of them.

    The address takes what the list takes (`Events`): search, facets, period. Who has no session gets what is public.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "missions.view")
        table = Events.asked_by(request, queries.for_lists(actor), actor=actor)
        latest = queries.dated(table.chosen_rows()).order_by("-start", "-key")[:MOST]
        name = ": ".join((gettext("Events"), *filter(None, [", ".join(named(table))])))
        content = calendar_file(reversed(list(latest)), name=name, root=request.build_absolute_uri("/"))
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="events.ics"', "Cache-Control": "private"},
        )


def named(table: Events) -> Iterable[str]:
    """What was asked for, in words: who subscribes to two feeds tells them apart. One statement for each facet in use."""
    if table.words:
        yield table.words
    for facet in table.facets:
        if facet.key in table.chosen:
            yield from (value.label for value in table.show_facet(facet).chosen)
    if table.has_period:
        yield "\N{EN DASH}".join(
            (table.asked("since") if table.first_day else "", table.asked("until") if table.last_day else "")
        )
