"""A participant's own page: one address for her whole event. Every step is a form that is sent, so it needs no script."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.calendar import MEDIA_TYPE
from kontor.hub.foundation.pages import Page, PageView, sentence
from kontor.hub.foundation.refusal import N_, NotThere, Refusal
from kontor.hub.foundation.throttling import HolderThrottle
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.choices import Arrival, Held, Result, Weight, WishState
from kontor.hub.matchmaking.models import Participant, Wish
from kontor.hub.matchmaking.queries import mine, records, suggestions
from kontor.hub.matchmaking.queries.agenda import agenda_of, published_for
from kontor.hub.matchmaking.queries.met import marked
from kontor.hub.matchmaking.report import calendar_file

# Who acts over a link: the record says what she may, as it is her own (`actions` ask it).
OF_HER_OWN = system("matchmaking.link")
CHANGES = "60/m"
LONGEST_REASON = 500


class TooFast(Refusal):
    code = "too-fast"
    sentence = N_("That were very many changes in a minute. Nothing is lost: wait a minute, then go on.")
    status = 429


class NothingChosen(Refusal):
    code = "nothing-chosen"
    sentence = N_("This page is older than what is there now. Look at it again, then choose.")
    status = 422


class NoDay(Refusal):
    code = "no-day"
    sentence = N_(
        "The day of the next step cannot be read. Choose it, or write it as year-month-day: 2027-05-30."
    )
    status = 422


@dataclass(kw_only=True)
class OwnPage(Page):
    """What a participant's own pages share: `problem` is what was refused."""

    problem: str = ""

    @property
    def entry_key(self) -> str:
        """Another number each time it is asked for: one for each form of the page."""
        return str(uuid4())


@dataclass(kw_only=True)
class MinePage(OwnPage):
    """What one participant sees."""

    of: mine.MineShown
    suggested: list[tuple[Participant, list[str]]] = field(default_factory=list)
    weights: list[tuple[int, Any]] = field(default_factory=lambda: list(Weight.choices))
    missed: list[tuple[Participant, str]] = field(default_factory=list)
    held: list[tuple[str, Any]] = field(default_factory=lambda: list(Held.choices))
    results: list[tuple[str, Any]] = field(default_factory=lambda: list(Result.choices))
    feed: str = ""
    day: str = ""
    sheet: str = ""
    outcomes: str = ""


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody keeps these pages: not a search engine, not who shares the machine; and the link tells itself to no other site."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


class Mine(PageView):
    """Ask, answer, withdraw; find whom to ask."""

    template_name = "matchmaking/mine.html"
    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def participant(self) -> Participant:
        return records.participant_behind(self.kwargs["token"])

    @property
    def here(self) -> str:
        return reverse("matchmaking:mine", args=[self.kwargs["token"]])

    def load(self, **values: Any) -> OwnPage:
        words = " ".join(self.request.GET.get("text", "").split())[:100]
        only_new = bool(self.request.GET.get("new"))
        of = mine.mine_shown(self.participant, words, only_new=only_new)
        return MinePage(
            title=self.participant.session.name,
            lead=gettext("Your page: %(name)s") % {"name": self.participant.name},
            of=of,
            missed=[(one.other, gettext(one.why) % one.about) for one in of.missed],
            feed=self.request.build_absolute_uri(
                reverse("matchmaking:mine_feed", args=[self.kwargs["token"]])
            ),
            day=reverse("matchmaking:my_day", args=[self.kwargs["token"]]),
            sheet=reverse("matchmaking:mine_sheet", args=[self.kwargs["token"]]),
            outcomes=reverse("matchmaking:mine_outcomes", args=[self.kwargs["token"]]),
            suggested=self.suggested(of) if of.is_open and not words else [],
        )

    def suggested(self, of: mine.MineShown) -> list[tuple[Participant, list[str]]]:
        rows = mine.may_be_asked(self.participant, of.asks, of.is_asked)
        if of.only_new:
            rows = rows.exclude(organisation__in=of.met)
        found = suggestions.suggested_for(self.participant, marked(rows, of.met))
        return [(one.participant, [gettext(text) % told for text, told in one.reasons]) for one in found]

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        return guarded(super().get(request, **values))

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        try:
            said = self.do(request)
        except Refusal as refusal:
            if isinstance(refusal, NotThere):
                raise
            page = self.load(**values)
            page.problem = sentence(refusal)
            return guarded(self.show(page, status=refusal.status))
        messages.success(request, said)
        return guarded(HttpResponseRedirect(self.here, status=303))

    def do(self, request: HttpRequest) -> str:
        """Carry out what the form asked for. Returns what was done, in words."""
        participant = self.participant
        if not HolderThrottle("matchmaking-mine", CHANGES, str(participant.pk)).allow_request(request):
            raise TooFast
        verb = VERBS.get(request.POST.get("go", ""))
        if verb is None:
            raise NothingChosen
        return verb(participant, request)


class Feed(View):
    """Her meetings for her own calendar: it asks again by itself, so a new time moves there."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        participant = records.participant_behind(token)
        schedule = published_for(participant)
        appointments = agenda_of(participant, schedule) if schedule else []
        url = request.build_absolute_uri(reverse("matchmaking:mine", args=[token]))
        content = calendar_file(appointments, participant.session, schedule, url=url)
        headers = {"Content-Disposition": 'attachment; filename="meetings.ics"'}
        return guarded(HttpResponse(content, content_type=MEDIA_TYPE, headers=headers))


def number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not text.isdecimal() or len(text) > 12:
        raise NothingChosen
    return int(text)


def ask(participant: Participant, request: HttpRequest) -> str:
    asked = Participant.objects.select_related("kind").filter(
        session=participant.session_id, pk=number(request, "participant")
    )
    weight = number(request, "weight")
    if weight not in Weight.values or not asked.exists():
        raise NothingChosen
    reason = line(request, "reason", LONGEST_REASON)
    wish = actions.ask(
        actor=OF_HER_OWN, participant=participant, asked=asked[0], weight=weight, reason=reason
    )
    return gettext("Noted: you would like to meet %(name)s.") % {"name": wish.asked.name}


def answering(state: str, done: Any) -> Callable[[Participant, HttpRequest], str]:
    def answer(participant: Participant, request: HttpRequest) -> str:
        wish = Wish.objects.filter(session=participant.session_id, pk=number(request, "wish")).first()
        if wish is None:
            raise NothingChosen
        actions.answer(actor=OF_HER_OWN, participant=participant, wish=wish, state=state)
        return str(done)

    return answer


def outcome(participant: Participant, request: HttpRequest) -> str:
    wish = Wish.objects.filter(session=participant.session_id, pk=number(request, "wish")).first()
    held, result = request.POST.get("held", ""), request.POST.get("result", "")
    if wish is None or held not in Held.values or result not in ("", *Result.values):
        raise NothingChosen
    said = {
        "held": held,
        "result": result,
        "said": lines(request, "said", 3000),
        "next_step": line(request, "next_step", 250),
        "owner": line(request, "owner", 150),
        "due": day(request.POST.get("due", "")),
    }
    key = entry_key(request)
    actions.say_outcome(actor=OF_HER_OWN, participant=participant, wish=wish, said=said, entry_key=key)
    return gettext("Saved. Thank you.")


def absent(participant: Participant, request: HttpRequest) -> str:
    """One tap: the other side did not come. What she noted of the meeting before stays."""
    wish = Wish.objects.filter(session=participant.session_id, pk=number(request, "wish")).first()
    if wish is None:
        raise NothingChosen
    key, said = entry_key(request), {"held": Held.OTHER_ABSENT}
    actions.say_outcome(actor=OF_HER_OWN, participant=participant, wish=wish, said=said, entry_key=key)
    return gettext("Noted. The organiser sees that they did not come.")


def away(participant: Participant, request: HttpRequest) -> str:
    """The times in which she cannot meet anybody."""
    told = [text for text in request.POST.getlist("slot") if text.isdecimal() and len(text) < 12]
    actions.set_away(actor=OF_HER_OWN, participant=participant, slots=[int(text) for text in told])
    return gettext(
        "Saved. No meeting is planned for you then; one that is published already moves when it is planned again."
    )


def later(participant: Participant, request: HttpRequest) -> str:
    """What became of her meetings, months after."""
    month, result = number(request, "month"), request.POST.get("result", "")
    if result not in Result.values:
        raise NothingChosen
    actions.answer_later(
        actor=OF_HER_OWN,
        participant=participant,
        month=month,
        result=result,
        answer=lines(request, "answer", 3000),
        today=timezone.localdate(),
    )
    return gettext("Saved. Thank you.")


def entry_key(request: HttpRequest) -> UUID | None:
    """The number that the page gave this entry; none where an older page sends it."""
    text = request.POST.get("entry_key", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NothingChosen from error


def lines(request: HttpRequest, name: str, longest: int) -> str:
    """Words in lines of their own, as they were written."""
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()[:longest]


def line(request: HttpRequest, name: str, longest: int) -> str:
    return " ".join(request.POST.get(name, "").replace("\x00", "").split())[:longest]


def day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NoDay from error


def arrived(participant: Participant, request: HttpRequest) -> str:
    actions.set_arrival(
        actor=OF_HER_OWN, participant=participant, arrival=Arrival.ARRIVED, entry_key=entry_key(request)
    )
    return gettext("Welcome. The organiser sees that you are there.")


VERBS: dict[str, Callable[[Participant, HttpRequest], str]] = {
    "ask": ask,
    "outcome": outcome,
    "absent": absent,
    "later": later,
    "away": away,
    "arrived": arrived,
    "accept": answering(
        WishState.ACCEPTED, _("Accepted. You will see the time once the schedule is published.")
    ),
    "decline": answering(WishState.DECLINED, _("Declined. There will be no meeting with them.")),
    "withdraw": answering(WishState.WITHDRAWN, _("Your wish is withdrawn.")),
}
