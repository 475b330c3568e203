"""The organiser's page of the day: who has come, what is next, and planning again with the fewest changes."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page
from kontor.hub.matchmaking import actions, forms
from kontor.hub.matchmaking.choices import Arrival
from kontor.hub.matchmaking.queries import records
from kontor.hub.matchmaking.queries.day import DayShown, day_shown
from kontor.hub.matchmaking.queries.schedules import TimeRow
from kontor.hub.matchmaking.views.base import ChangeSession, OfASession


@dataclass(kw_only=True)
class DayPage(Page):
    """The day of one session."""

    of: DayShown
    absent: int
    times: tuple[tuple[str, TimeRow | None], ...]


class Day(OfASession):
    """Note who has come, one tap each; said twice is said once."""

    template_name = "matchmaking/day.html"
    http_method_names = ["get", "post", "head", "options"]

    def load(self, **values: Any) -> DayPage:
        self.require_organiser()
        words = " ".join(self.request.GET.get("text", "").split())[:100]
        of = day_shown(self.session, timezone.now(), words)
        return DayPage(
            title=gettext("The day"),
            breadcrumb=self.way(Crumb(gettext("The day"))),
            tabs=self.session_tabs,
            of=of,
            absent=of.counts[Arrival.NO_SHOW],
            times=((gettext("Now"), of.now), (gettext("Next"), of.soon)),
        )

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        self.require_organiser()
        pk, arrival = request.POST.get("participant", ""), request.POST.get("go", "")
        if pk.isdecimal() and len(pk) < 12 and arrival in Arrival.values:
            one = records.participant_of(self.actor, self.session, int(pk))
            actions.set_arrival(actor=self.actor, participant=one, arrival=arrival)
            told = {"name": one.name, "arrival": one.get_arrival_display()}
            messages.success(request, gettext("%(name)s: %(arrival)s.") % told)
        else:
            messages.error(request, gettext("Nothing was chosen. Use the buttons beside a name."))
        return HttpResponseRedirect(reverse("matchmaking:day", args=[self.session.key]), status=303)


class Replan(ChangeSession):
    """Plan again what is published, with as few changes as possible."""

    title = _("Plan again")
    lead = _(
        "For who came late, stays away or leaves, rooms that were lost and new wishes. What is past stays; of the rest as little as possible changes. You see the changes before anybody is told."
    )
    form_class = forms.Replan

    def process(self, form: forms.Replan) -> str:
        return actions.replan(actor=self.actor, session=self.session).get_absolute_url()
