"""A person's deadlines in her own calendar: an address with a secret, and the page that makes it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View

from kontor.hub.accounts.actions import open_calendar
from kontor.hub.accounts.queries import calendar_of
from kontor.hub.foundation.calendar import Deadline, calendar_answer
from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.strategy import forms, queries
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.strategy.views.reading import way_to_partnerships

MOST = 2000


class Feed(View):
    """What is still due in the partnerships of the person whose secret stands in the address. Other secrets open nothing."""

    http_method_names = ["get", "head", "options"]

    @sensitive_variables("secret", "actor")
    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        actor, language = calendar_of(secret, timezone.now())
        require(actor, "strategy.read_deadlines")
        found = map(deadline, queries.deadlines(actor)[:MOST])
        with translation.override(language):
            return calendar_answer(request, found, title=gettext("Deadlines"))


def deadline(one: RoadmapActivity) -> Deadline:
    assert one.due_on is not None, "only what is due has a place in a calendar"
    return Deadline(
        f"roadmap-{one.key}", one.version, one.changed_at, one.due_on, f"{one.partnership.acronym}: {one.title}",
        reverse("strategy:roadmap", args=[one.partnership.key]),
    )  # fmt: skip


@dataclass(kw_only=True)
class FeedPage(Page):
    """Where the address of one's deadlines is made; `address` is there once, right after it was made."""

    address: str = ""


class OpenFeed(ActionView):
    """Get one's deadlines into one's own calendar."""

    template_name = "strategy/feed.html"
    form_class = forms.OpenFeed

    def load(self, **values: Any) -> FeedPage:
        return FeedPage(
            title=gettext("Deadlines in my calendar"),
            lead=gettext(
                "An address of your own, from which your calendar reads what is still due in your partnerships."
            ),
            breadcrumb=way_to_partnerships(Crumb(gettext("Deadlines in my calendar"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "accounts.see_own")

    @sensitive_variables("secret")
    def post(self, request: HttpRequest, **values: Any) -> HttpResponse:
        """The address is shown on this answer and nowhere else: only its digest is kept."""
        page = self.load()
        self.check(page)
        secret = open_calendar(actor=self.actor, name=str(_("Deadlines in my calendar")))
        page.address = request.build_absolute_uri(reverse("strategy:feed", args=[secret]))
        return render(request, self.template_name, {"page": page, "form": self.form()})
