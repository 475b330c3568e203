"""Answering over a link: one address for the whole survey. Every step is a form that is sent, so it needs no script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import sentence
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.foundation.throttling import AddressThrottle
from kontor.hub.surveys import actions, queries, rules
from kontor.hub.surveys.queries.answer_page import (
    AnswerPage,
    closed_page,
    done_page,
    question_page,
    review_page,
    welcome_page,
)
from kontor.hub.surveys.rules.consent import ConsentMissing

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


def guarded(response: HttpResponse) -> HttpResponse:
    """Nobody keeps these pages: not the browser's memory, not a search engine, not who shares the machine."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """The frame speaks the language of the questionnaire where the interface knows it, else English."""
    short = language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0]
    with translation.override(short if short in SPOKEN else "en"):
        yield


class OpenLink(View):
    """Begin a survey whose address is public. What is answered then has a link of its own."""

    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, wave: str) -> HttpResponse:
        found = queries.open_wave_named(wave, self.actor)
        language = request.GET.get("language") or translation.get_language() or ""
        page = welcome_page(queries.Respondent("", found, None, None), language)
        return show(request, page)

    def post(self, request: HttpRequest, wave: str) -> HttpResponse:
        found = queries.open_wave_named(wave, self.actor)
        language = request.POST.get("language", "")
        if request.POST.get("go") != "begin":
            return show(request, welcome_page(queries.Respondent("", found, None, None), language))
        try:
            self.count(request)
            agreed = request.POST.getlist("consent")
            respondent = actions.begin_open(actor=self.actor, wave=found, language=language, consent=agreed)
        except rules.WaveIsNotOpen:
            return show(request, closed_page(queries.Respondent("", found, None, None)))
        except (ConsentMissing, rules.TooManyBegin) as refusal:
            nobody = queries.Respondent("", found, None, None)
            return show(request, welcome_page(nobody, language, problem=sentence(refusal)), refusal.status)
        return guarded(HttpResponseRedirect(reverse("surveys:answer", args=[respondent.token]), status=303))

    def count(self, request: HttpRequest) -> None:
        """A public address takes so many new responses from one address of the network, and no more."""
        throttle = AddressThrottle("survey-open", settings.SURVEY_BEGINS)
        if not throttle.allow_request(request):
            raise rules.TooManyBegin(minutes=max(1, round((throttle.wait() or 60) / 60)))

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", VISITOR)


@dataclass(slots=True)
class Sent:
    """What a form sent: the page it showed, what is to be done, and the answers."""

    page: str
    verb: str
    what: str
    answers: actions.PageAnswers = field(repr=False)


class Answer(View):
    """Answer a survey over one's own link: begin, answer page by page, look it through, hand in, change until it closes."""

    http_method_names = ["get", "post", "head", "options"]

    def respondent(self) -> queries.Respondent:
        """Who stands behind the address, as the database has it now."""
        return queries.respondent_of(self.kwargs["token"])

    def show(self, page: AnswerPage, status: int = 200) -> HttpResponse:
        return show(self.request, page, status)

    def there(self, respondent: queries.Respondent, page: str = "", note: str = "") -> HttpResponse:
        return there(respondent, page, note)

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        asked = request.GET.get("page", "")
        note = request.GET.get("note", "")
        return self.show(page_of(self.respondent(), asked, note))

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        respondent = self.respondent()
        sent = sent_by(request, respondent)
        with spoken(respondent.document().language or respondent.plan.survey.language):
            try:
                return getattr(self, f"on_{sent.verb}", self.on_next)(respondent, sent)
            except Refusal as refusal:
                if refusal.status == 404:
                    raise
                return self.show(page_of(self.respondent(), problem=sentence(refusal)), refusal.status)

    def on_begin(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        actions.begin(
            actor=respondent.actor,
            respondent=respondent,
            language=sent.answers.language,
            consent=self.request.POST.getlist("consent"),
        )
        return self.there(respondent)

    def on_language(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        if respondent.response is None:
            return self.show(welcome_page(respondent, sent.answers.language))
        actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        return self.there(respondent, sent.page)

    def on_next(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        """Save; stay where something is wrong or the answers made new questions appear, else go on."""
        saved = actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        if stays := self.stay(saved, sent):
            return stays
        after = queries.next_key(saved.state, sent.page)
        return self.there(respondent, after or queries.REVIEW)

    def on_back(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        """Back is always possible: what was typed is kept, right or wrong."""
        saved = actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        return self.there(respondent, queries.key_before(saved.state, sent.page))

    def on_page(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        if sent.page != queries.REVIEW:
            actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        return self.there(respondent, sent.what)

    def on_look(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        """Draw the page again with what the answers change on it. With scripts this happens by itself."""
        saved = actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        return self.show(question_page(respondent, saved.state, sent.page))

    def on_save(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        return self.there(respondent, sent.page, note="saved")

    def on_add(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        return self.items(respondent, sent, remove=False)

    def on_remove(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        return self.items(respondent, sent, remove=True)

    def items(self, respondent: queries.Respondent, sent: Sent, *, remove: bool) -> HttpResponse:
        """An item more or less: of the repeat that the page is an item of, or of one inside the page."""
        saved = actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        block, _, item = sent.what.partition("/")
        place = queries.place_of_repeat(saved.state, sent.page, block)
        if place is None:
            return self.there(respondent, sent.page)
        new = actions.change_items(
            actor=respondent.actor,
            respondent=respondent,
            place=place,
            block=block,
            remove=item if remove else "",
        )
        state = respondent.state(respondent.document())
        key = queries.key_after_change(state, sent.page, block, new, removed=item if remove else "")
        return self.there(respondent, key)

    def on_finish(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        """Save the last page and hand in; where something is missing or would be lost, it is shown first."""
        saved = actions.save_page(actor=respondent.actor, respondent=respondent, given=sent.answers)
        if stays := self.stay(saved, sent):
            return stays
        if (after := queries.next_key(saved.state, sent.page)) is not None:
            return self.there(respondent, after)
        return self.hand_in(respondent, confirmed=False)

    def on_hand(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        return self.hand_in(respondent, confirmed=self.request.POST.get("confirm") == "yes")

    def hand_in(self, respondent: queries.Respondent, *, confirmed: bool) -> HttpResponse:
        try:
            actions.hand_in(actor=respondent.actor, respondent=respondent, confirmed=confirmed)
        except (rules.NotComplete, rules.LosesAnswers) as refusal:
            page = review_page(respondent, respondent.state(respondent.document()), problem=sentence(refusal))
            return self.show(page, refusal.status)
        return self.there(respondent)

    def on_reopen(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        actions.reopen_own(actor=respondent.actor, respondent=respondent)
        return self.there(respondent)

    def stay(self, saved: actions.Saved, sent: Sent) -> HttpResponse | None:
        """The page again where something on it is wrong, or where it asks more than before."""
        wrong = [one for one in saved.problems if not one.warning]
        if not wrong and not saved.grew:
            return None
        note = "grew" if saved.grew else ""
        page = question_page(
            saved.respondent, saved.state, sent.page, saved.problems if not saved.grew else (), note=note
        )
        return self.show(page, 200 if saved.grew else 422)


def sent_by(request: HttpRequest, respondent: queries.Respondent) -> Sent:
    """Read a form. Only cells of questions that the survey has are taken, whatever else was sent."""
    verb, _, what = request.POST.get("go", "next").partition(":")
    page = request.POST.get("page", "")[:200]
    asked = request.POST.getlist("asked")[:2000]
    survey = respondent.plan.survey
    language = what if verb == "language" else request.POST.get("language", "")
    answers = actions.PageAnswers(
        page,
        queries.cells_sent(respondent.plan, page, request.POST, asked),
        queries.files_sent(respondent.plan, page, request.FILES, asked) if request.FILES else {},
        language if language in survey.languages else "",
        onward=verb == "next",
    )
    return Sent(page, verb, what, answers)


def there(respondent: queries.Respondent, page: str = "", note: str = "") -> HttpResponse:
    """The address of a page of hers. What was sent is not sent again when it is loaded anew."""
    asked = urlencode({name: value for name, value in (("page", page), ("note", note)) if value})
    address = reverse("surveys:answer", args=[respondent.token])
    return guarded(HttpResponseRedirect(f"{address}?{asked}" if asked else address, status=303))


def page_of(respondent: queries.Respondent, asked: str = "", note: str = "", problem: str = "") -> AnswerPage:
    """The page that is to be seen: closed, handed in, not begun, looked through, or one of the questionnaire."""
    if not respondent.is_open and not respondent.submitted:
        return closed_page(respondent)
    if respondent.submitted:
        return done_page(respondent, problem=problem)
    if respondent.response is None:
        return welcome_page(respondent, "", problem=problem)
    state = respondent.state(respondent.document())
    if asked == queries.REVIEW:
        return review_page(respondent, state, problem=problem)
    return question_page(respondent, state, asked, note=note, problem=problem)


def show(request: HttpRequest, page: AnswerPage, status: int = 200) -> HttpResponse:
    with spoken(page.language):
        context: dict[str, Any] = {"page": page, "note": said_by(page.note), **words()}
        response = render(request, "surveys/answer/page.html", context, status=status)
    response.headers["Content-Language"] = page.language
    return guarded(response)


def words() -> dict[str, str]:
    """The few words that stand at every question, translated once for a page and not once for a question."""
    return {
        "optional": gettext("optional"),
        "comment": gettext("Comment"),
        "choose": gettext("Choose one"),
        "place": gettext("Place"),
    }


def said_by(note: str) -> str:
    return {
        "saved": gettext("Your answers are saved. Keep the address of this page: it brings you back here."),
        "grew": gettext("Your answers brought up further questions on this page. Please answer them, too."),
    }.get(note, "")
