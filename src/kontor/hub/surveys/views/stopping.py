"""Pages behind a respondent's own link that need no account: stop letters, and the receipt of what she handed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.actions import stopping
from kontor.hub.surveys.choices import ResponseState
from kontor.hub.surveys.queries.respondents import respondent_of
from kontor.hub.surveys.report.receipt import receipt_pdf
from kontor.hub.surveys.views.answering import guarded, spoken

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@dataclass(kw_only=True)
class StopPage(Page):
    """`stopped`: whether she wants no letters now. `address` leads to her answers, '' where the link is not for that."""

    stopped: bool
    address: str
    erased: bool


@method_decorator(csrf_exempt, name="dispatch")
class Stop(PageView):
    """Ask for no more letters about a survey, without signing in, and take that back.

    A mail program may post here by itself (RFC 8058), so no token of a form is asked for; the link is the secret. Looking at
    the page changes nothing: programs that look into mails open every link.
    """

    template_name = "surveys/stop.html"
    http_method_names = ["get", "post", "head", "options"]

    def load(self, **values: Any) -> StopPage:
        one = self.invitation = stopping.behind(str(values["token"]))
        with spoken(one.language or "en"):
            return StopPage(
                title=one.wave.survey.name,
                stopped=one.opted_out_at is not None,
                address=reverse("surveys:answer", args=[one.token]),
                erased=one.erased_at is not None,
            )

    def get(self, request: HttpRequest, **values: Any) -> HttpResponse:
        return guarded(self.show(self.load(**values)))

    def show(self, page: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        with spoken(self.invitation.language or "en"):
            return super().show(page, status=status, **context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        one = stopping.behind(token)
        if request.POST.get("go") == "again":
            stopping.take_letters(actor=self.actor, invitation=one)
        else:
            stopping.stop_letters(actor=self.actor, invitation=one)
        if request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
            return guarded(HttpResponse(status=204))
        return guarded(HttpResponseRedirect(reverse("surveys:stop", args=[token]), status=303))


class Receipt(PageView):
    """Download what one handed in, as a document."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        respondent = respondent_of(token)
        response = respondent.response
        if response is None or response.state != ResponseState.SUBMITTED:
            raise NotThere
        response.wave = respondent.wave
        name = f"{respondent.wave.key}-{gettext('answers')}.pdf"
        made = HttpResponse(receipt_pdf(response), content_type="application/pdf")
        made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return guarded(made)
