"""The page behind a respondent's own link where she changes her mind about what is kept and quoted."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.actions import consenting
from kontor.hub.surveys.queries.respondents import Respondent, respondent_of
from kontor.hub.surveys.views.answering import guarded, spoken


@dataclass(kw_only=True)
class ConsentPage(Page):
    """`quoted`: whether her words may be quoted. `withdrawn`: nothing of hers is kept any more."""

    quoted: bool
    address: str
    sure: bool
    withdrawn: bool


class Consent(PageView):
    """Change whether one's words may be quoted, or withdraw: then what one wrote is erased."""

    template_name = "surveys/consent.html"
    http_method_names = ["get", "post", "head", "options"]

    def load(self, **values: Any) -> ConsentPage:
        one = self.respondent = respondent_of(str(values["token"]))
        if one.response is None:
            raise NotThere
        return self.page(one, withdrawn=False)

    def page(self, one: Respondent, *, withdrawn: bool) -> ConsentPage:
        consent = {} if one.response is None or withdrawn else one.response.consent
        with spoken(self.language):
            return ConsentPage(
                title=gettext("Your answers and your consent"),
                quoted=consenting.quotes(consent),
                address=reverse("surveys:answer", args=[one.token]),
                sure="withdraw" in self.request.GET,
                withdrawn=withdrawn,
            )

    @property
    def language(self) -> str:
        return self.respondent.document().language or self.respondent.plan.survey.language

    def get(self, request: HttpRequest, **values: Any) -> HttpResponse:
        return guarded(self.show(self.load(**values)))

    def show(self, page: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        with spoken(self.language):
            return super().show(page, status=status, **context)

    def post(self, request: HttpRequest, **values: Any) -> HttpResponse:
        page = self.load(**values)
        one, go = self.respondent, request.POST.get("go", "")
        if go == "withdraw":
            consenting.withdraw(actor=one.actor, respondent=one)
            return guarded(self.show(self.page(one, withdrawn=True)))
        if go in ("quote", "no-quote"):
            consenting.allow_quoting(actor=one.actor, respondent=one, quoted=go == "quote")
            return guarded(HttpResponseRedirect(request.path, status=303))
        return guarded(self.show(page))
