"""The actor's deadlines as an iCalendar file: to download, and at an address that calendars fetch by themselves."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View

from kontor.hub.accounts.actions import open_calendar
from kontor.hub.accounts.queries import calendar_of
from kontor.hub.agreements import queries
from kontor.hub.agreements.views.due import Due
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.calendar import Deadline, calendar_answer
from kontor.hub.foundation.refusal import NotThere


def answer(request: HttpRequest, actor: Actor, file_name: str = "") -> HttpResponse:
    found = (
        Deadline(one.uid, one.version, one.changed_at, one.day, one.title, one.case_url, one.text)
        for one in queries.deadlines(actor, timezone.localdate())
    )
    return calendar_answer(request, found, title=gettext("Kontor: cooperation cases"), file_name=file_name)


class Download(View):
    """Take the deadlines along as they are now."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.is_visitor:
            raise NotThere
        return answer(request, actor, "kontor.ics")


class Feed(View):
    """What a calendar fetches. The secret in the address is an API token that may do nothing else."""

    http_method_names = ["get", "head"]

    @sensitive_variables("secret", "actor")
    def get(self, request: HttpRequest, secret: str) -> HttpResponseBase:
        actor, language = calendar_of(secret, timezone.now())
        with translation.override(language):
            return answer(request, actor)


class MakeAddress(Due):
    """Make the address for one's calendar. It is shown once, and withdrawn like any token of one's account."""

    http_method_names = ["post", "options"]

    @sensitive_variables("secret")
    def post(self, request: HttpRequest) -> HttpResponse:
        page = self.load()
        secret = open_calendar(actor=self.actor, name=gettext("Calendar of cooperation cases"))
        page.calendar_url = request.build_absolute_uri(reverse("agreements:calendar_feed", args=[secret]))
        return self.show(page)
