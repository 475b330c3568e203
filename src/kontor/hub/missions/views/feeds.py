"""Events for people's own calendars."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import require
from kontor.hub.missions import queries
from kontor.hub.missions.report import calendar_file

MOST = 2000


class Feed(View):
    """The events of the list with a known day, as an iCalendar file. Who has no session gets what is public.

    `?partnership=KEY` takes those of one partnership, as the list does.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "missions.view")
        rows = queries.dated_events(actor)
        if key := request.GET.get("partnership", "")[:120]:
            rows = rows.filter(partnership__key=key)
        name = gettext("Events")
        content = calendar_file(rows[:MOST], name=name, root=request.build_absolute_uri("/"))
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="events.ics"', "Cache-Control": "private"},
        )
