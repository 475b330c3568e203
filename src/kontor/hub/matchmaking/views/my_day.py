"""A participant's day on her phone: what is next, where, with whom, what was said. It opens and takes entries without a network."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.foundation.kept_page import KeptPageWorker
from kontor.hub.foundation.pages import sentence
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.matchmaking.choices import Held, Result
from kontor.hub.matchmaking.queries.mine import MyDayShown, my_day_shown
from kontor.hub.matchmaking.views.mine import Mine, OwnPage, TooFast, guarded


@dataclass(kw_only=True)
class MyDayPage(OwnPage):
    """Her meetings, and what she may say of each."""

    of: MyDayShown
    held: list[tuple[str, Any]]
    results: list[tuple[str, Any]]
    worker_url: str
    mine_url: str


class MyDay(Mine):
    """The forms of her own page that matter on the day. Its script sends them as they are, and is answered in data."""

    template_name = "matchmaking/my_day.html"

    @property
    def here(self) -> str:
        return reverse("matchmaking:my_day", args=[self.kwargs["token"]])

    def load(self, **values: Any) -> MyDayPage:
        token = self.kwargs["token"]
        return MyDayPage(
            title=gettext("My day"),
            lead=self.participant.session.name,
            of=my_day_shown(self.participant, timezone.now()),
            held=list(Held.choices),
            results=list(Result.choices),
            worker_url=reverse("matchmaking:my_day_worker", args=[token]),
            mine_url=reverse("matchmaking:mine", args=[token]),
        )

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        if "application/json" in request.headers.get("Accept", ""):
            return guarded(self.answer(request))
        return super().post(request, **values)

    def answer(self, request: HttpRequest) -> JsonResponse:
        """Done, refused with the sentence, or to be sent again later."""
        try:
            return JsonResponse({"state": "sent", "said": self.do(request)}, status=201)
        except TooFast as refusal:
            return JsonResponse({"state": "later"}, status=refusal.status)
        except Refusal as refusal:
            return JsonResponse({"state": "refused", "said": sentence(refusal)}, status=refusal.status)


class Worker(KeptPageWorker):
    """The page's service worker."""
