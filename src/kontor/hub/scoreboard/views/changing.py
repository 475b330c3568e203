"""Pages with a form: add, edit and withdraw a claim. The form asks the records again whenever a list changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence.queries import sources_for_lists
from kontor.hub.foundation.pages import ActionView, Page
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.scoreboard import actions, forms, queries
from kontor.hub.scoreboard.forms.question import read, values_of
from kontor.hub.scoreboard.models import Claim
from kontor.hub.scoreboard.rules import UnaskableQuestion
from kontor.hub.scoreboard.views.reading import way


class ClaimView(ActionView):
    """Base of adding and editing: the button 'Ask the records' shows the form again with fresh lists and the answer."""

    template_name = "scoreboard/claim_form.html"

    def form_values(self) -> dict[str, Any]:
        day = timezone.localdate()
        return {
            "words": lambda collection: queries.words_for(self.actor, day, collection),
            "lists": {
                "source": sources_for_lists(self.actor),
                "partnership": queries.partnerships_to_claim_about(self.actor),
                "team": queries.teams_to_keep_for(self.actor),
            },
        }

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        if "ask" not in request.POST:
            return super().post(request, **values)
        page = self.load(**values)
        self.check(page)
        form = self.form_class(initial=typed(request.POST), **self.form_values())
        return self.show(page, form=form)

    def show(self, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
        form = context["form"]
        form.here = self.request.path
        form.preview = queries.preview(self.actor, timezone.localdate(), form.question)
        return super().show(page, status=status, **context)

    def kept(self, form: Any) -> Any:
        """Call the action; a refused part of the question goes to its own input."""
        try:
            return self.keep(form)
        except UnaskableQuestion as refusal:
            refusal.field = form.place_of(refusal.data["where"])
            raise

    def keep(self, form: Any) -> Claim:
        raise NotImplementedError

    def process(self, form: Any) -> str:
        return self.kept(form).get_absolute_url()


def typed(posted: QueryDict) -> dict[str, Any]:
    """What was typed, as the initial values of a fresh form: nothing is judged yet."""
    return {name: posted.getlist(name) if name == "distinct_by" else posted.get(name) for name in posted}


class AddClaim(ClaimView):
    """Keep a claim from any text."""

    form_class = forms.AddClaim
    success = _("The claim is kept and held against the records.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Add a claim"),
            lead=gettext("Take a figure from a report or text, say where it stands, and ask the records."),
            breadcrumb=way(gettext("Add a claim")),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.add-claim")

    def initial(self) -> dict[str, Any]:
        teams = list(queries.teams_to_keep_for(self.actor)[:2])
        return {
            "visibility": Visibility.PUBLIC
            if can(self.actor, "scoreboard.publish-claim")
            else Visibility.PARTNERS,
            "team": teams[0].pk if len(teams) == 1 else None,
            **values_of(read(self.request.GET.get("question"))),
        }

    def keep(self, form: Any) -> Claim:
        values = form.cleaned_data
        return actions.add_claim(
            actor=self.actor,
            wording=form.wording,
            source=form.stated_source,
            team=values["team"],
            visibility=values["visibility"],
        )


class AboutClaim(ClaimView):
    """Base of what is done to one claim."""

    claim: Claim

    def find(self, key: str) -> Claim:
        self.claim = queries.claim_by_key(self.actor, key)
        return self.claim

    def steps(self, here: str) -> Any:
        return way((self.claim.key, self.claim.get_absolute_url()), here)


class EditClaim(AboutClaim):
    """Change what is kept of a claim."""

    form_class = forms.EditClaim
    success = _("The claim is changed.")

    def load(self, *, key: str) -> Page:
        claim = self.find(key)
        return Page(
            title=gettext("Edit the claim"), lead=claim.statement, breadcrumb=self.steps(gettext("Edit"))
        )

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.edit-claim", self.claim)

    def initial(self) -> dict[str, Any]:
        plain = (
            "statement",
            "value",
            "unit",
            "qualifier",
            "scope",
            "place",
            "stated_on",
            "question_note",
            "visibility",
            "version",
        )
        related = {name: getattr(self.claim, f"{name}_id") for name in ("country", "partnership", "source")}
        kept = {name: getattr(self.claim, name) for name in plain}
        return {**kept, **related, **values_of(self.claim.question)}

    def keep(self, form: Any) -> Claim:
        values = form.cleaned_data
        return actions.edit_claim(
            actor=self.actor,
            claim=self.claim,
            wording=form.wording,
            source=form.stated_source,
            visibility=values["visibility"],
            version=values["version"],
        )


class WithdrawClaim(ActionView):
    """Take a claim out of lists and findings."""

    form_class = forms.WithdrawClaim
    success = _("The claim is withdrawn. Its page and its trail stay.")

    def load(self, *, key: str) -> Page:
        self.claim = queries.claim_by_key(self.actor, key)
        return Page(
            title=gettext("Withdraw the claim"),
            lead=self.claim.statement,
            breadcrumb=way((self.claim.key, self.claim.get_absolute_url()), gettext("Withdraw")),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.withdraw-claim", self.claim)

    def process(self, form: Any) -> str:
        actions.withdraw_claim(actor=self.actor, claim=self.claim, reason=form.cleaned_data["reason"])
        return self.claim.get_absolute_url()
