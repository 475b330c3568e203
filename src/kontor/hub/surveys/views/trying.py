"""The test run of a version: the pages of respondents, answered for nobody. What was typed travels with each page, signed."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import sentence
from kontor.hub.surveys import queries, rules
from kontor.hub.surveys.actions import trying
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries.answer_page import AnswerPage, review_page, welcome_page
from kontor.hub.surveys.views.answering import Answer, Sent, page_of, show

SALT = "kontor.surveys.trial"


class Try(Answer):
    """Answer a version as a respondent would. Nothing is kept, so a page that is loaded anew begins anew."""

    @cached_property
    def version(self) -> SurveyVersion:
        return queries.version_by_number(self.actor, self.kwargs["key"], self.kwargs["number"])

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", VISITOR)

    @cached_property
    def current(self) -> queries.Respondent:
        kept = self.kept()
        return trying.trial(
            actor=self.actor,
            version=self.version,
            document=kept.get("document"),
            handed_in=kept.get("handed_in", False),
        )

    def respondent(self) -> queries.Respondent:
        return self.current

    def kept(self) -> dict[str, Any]:
        """What the form brought back. What was not signed here, or belongs to another version, begins anew."""
        try:
            found = signing.loads(self.request.POST.get("tried", ""), salt=SALT)
        except signing.BadSignature:
            return {}
        return found if isinstance(found, dict) and found.get("of") == self.version.pk else {}

    def show(self, page: AnswerPage, status: int = 200) -> HttpResponse:
        response = self.current.response
        if response is not None:
            told = {
                "of": self.version.pk,
                "document": response.document,
                "handed_in": self.current.submitted,
            }
            page.tried = signing.dumps(told, salt=SALT, compress=True)
        page.trial_of = reverse("surveys:version", args=[self.version.survey.key, self.version.number])
        return show(self.request, page, status)

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        return self.show(welcome_page(self.current, get_language() or ""))

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        begins = request.POST.get("go", "").partition(":")[0] in ("begin", "language")
        if self.current.response is None and not begins:
            return self.show(welcome_page(self.current, get_language() or ""))
        return super().post(request, **place)

    def there(self, respondent: queries.Respondent, page: str = "", note: str = "") -> HttpResponse:
        """There is no address of a page that nothing keeps: it is drawn at once."""
        return self.show(page_of(respondent, page, "" if note == "saved" else note))

    def on_begin(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        return self.there(trying.begin_trial(respondent, self.request.POST.get("language", "")))

    def hand_in(self, respondent: queries.Respondent, *, confirmed: bool) -> HttpResponse:
        try:
            return self.there(trying.hand_in_trial(respondent, confirmed=confirmed))
        except (rules.NotComplete, rules.LosesAnswers) as refusal:
            page = review_page(respondent, respondent.state(respondent.document()), problem=sentence(refusal))
            return self.show(page, refusal.status)

    def on_reopen(self, respondent: queries.Respondent, sent: Sent) -> HttpResponse:
        return self.there(trying.reopen_trial(respondent))
