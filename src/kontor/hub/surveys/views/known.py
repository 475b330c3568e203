"""Known things are only confirmed: which questions the records answer, and what was told otherwise."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, ListPage, ListView, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.actions import known as actions
from kontor.hub.surveys.choices import ChangeState
from kontor.hub.surveys.forms import campaigns as forms
from kontor.hub.surveys.models import ProposedChange, Survey
from kontor.hub.surveys.queries import known as queries
from kontor.hub.surveys.queries import plan_of
from kontor.hub.surveys.tables.campaigns import Changes, after_words, before_words
from kontor.hub.surveys.views.parts import way


class LinkKnown(ActionView):
    """Say which questions the records answer."""

    form_class = forms.LinkKnown
    success = _("Kept. Who begins now finds these answers filled in.")

    @cached_property
    def survey(self) -> Survey:
        found = visible(Survey, self.actor).filter(key=self.kwargs["key"]).first()
        if found is None:
            raise NotThere
        return found

    @cached_property
    def places(self) -> list[queries.Place]:
        version = self.survey.versions.first()
        return queries.places_of(plan_of(version), get_language() or "en") if version else []

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("What the records know"),
            lead=gettext(
                "What is known is filled in before a partnership answers, and only confirmed by her. What she tells otherwise waits "
                "as a change to be taken over."
            ),
            breadcrumb=way(
                Crumb(self.survey.name, self.survey.get_absolute_url()),
                Crumb(gettext("What the records know")),
            ),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.edit", self.survey)

    def form_values(self) -> dict[str, Any]:
        return {"places": self.places, "facts": queries.fact_choices()}

    def initial(self) -> dict[str, Any]:
        there = {link.place: link.fact for link in queries.links_of(self.survey.pk)}
        return {f"place-{number}": there.get(one.place, "") for number, one in enumerate(self.places)}

    def process(self, form: forms.LinkKnown) -> str:
        links = {one.place: form.cleaned_data[f"place-{number}"] for number, one in enumerate(self.places)}
        actions.link_known(actor=self.actor, survey=self.survey, links=links)
        return self.survey.get_absolute_url()


class ShowChanges(ListView):
    """See what was told otherwise than the records say."""

    def load(self, **values: Any) -> ListPage:
        rows = queries.changes_for(self.actor)
        return ListPage(
            title=gettext("Told otherwise"),
            lead=gettext(
                "Answers that differ from the records. Nothing is written over a record until somebody takes it over."
            ),
            breadcrumb=way(Crumb(gettext("Told otherwise"))),
            table=Changes.of(self.request, rows, decidable=queries.decidable(self.actor, rows)),
        )


@dataclass(kw_only=True)
class ChangePage(Page):
    """One difference. `record_url` is the record's own page, '' where nobody knows it; `by_itself` whether an action takes it
    over; `decided` what was decided already, '' before.
    """

    what: str
    before: str
    told: str
    record_url: str
    partnership: str
    by_itself: bool
    decided: str


class DecideChange(ActionView):
    """Take over what was told, mark it as taken over by hand, or decline it."""

    form_class = forms.Confirm
    template_name = "surveys/change.html"

    @cached_property
    def change(self) -> ProposedChange:
        found = queries.changes_for(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotThere
        return found

    def load(self, **values: Any) -> ChangePage:
        one = self.change
        what = queries.fact_words(one.field)
        return ChangePage(
            title=what,
            lead=one.response.wave.label,
            breadcrumb=way(Crumb(gettext("Told otherwise"), reverse("surveys:changes")), Crumb(what)),
            what=what,
            before=before_words(one),
            told=after_words(one),
            record_url=queries.record_url(one),
            partnership=one.response.partnership.acronym if one.response.partnership else "",
            by_itself=queries.is_taken_over_by_itself(one),
            decided=str(one.get_state_display()) if one.state != ChangeState.OPEN else "",
        )

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.decide_change", self.change)

    def process(self, form: forms.Confirm) -> str:
        how = self.request.POST.get("go", "take")
        if how == "decline":
            actions.decline(actor=self.actor, change=self.change)
            messages.success(self.request, gettext("Declined: the record stays as it is."))
        else:
            actions.take_over(actor=self.actor, change=self.change, by_hand=how == "by-hand")
            messages.success(self.request, gettext("Taken over."))
        return reverse("surveys:changes")
