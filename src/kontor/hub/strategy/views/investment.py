"""Read and keep joint investment projects: the pipeline, a project, its lists and its moves."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import FINANCE_TONES, STAGE_TONES
from kontor.hub.strategy.forms import investment as forms
from kontor.hub.strategy.forms.roadmap import Remove
from kontor.hub.strategy.models import InvestmentProject
from kontor.hub.strategy.views.joint import tabs_of_strategy, way_to_strategy
from kontor.hub.strategy.views.lasting import Keeping
from kontor.hub.strategy.views.reading import OfAPartnership
from kontor.hub.strategy.views.removing import Removing

PROJECT = (
    "title", "need", "solution", "area", "owner", "pilot", "market", "rate", "assistance", "assistance_by", "proposal_planned",
    "finance_planned", "started_on", "activity", "visibility",
)  # fmt: skip


def way_to_investments(partnership: Partnership, *steps: Crumb) -> tuple[Crumb, ...]:
    address = reverse("strategy:investments", args=[partnership.key]) if steps else ""
    return way_to_strategy(partnership, Crumb(gettext("Joint investment"), address), *steps)


@dataclass(kw_only=True)
class InvestmentsShown(Page):
    """The pipeline of a partnership by stage."""

    of: queries.Pipeline
    tones: dict[str, str]


class Investments(OfAPartnership):
    """See how far a partnership's joint investment projects are."""

    template_name = "strategy/investments.html"

    def load(self, **values: Any) -> InvestmentsShown:
        found = queries.pipeline(self.actor, self.partnership)
        return InvestmentsShown(
            title=gettext("Joint investment of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("From an idea to a bankable proposal, its finance, and what runs."),
            breadcrumb=way_to_investments(self.partnership),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=found.inside),
            of=found,
            tones=STAGE_TONES,
        )


@dataclass(kw_only=True)
class InvestmentShown(Page):
    """One project, and what its next stage needs."""

    of: queries.InvestmentPage
    tones: dict[str, str]
    finance_tones: dict[str, str]


class Investment(PageView):
    """See a joint investment project, and what is missing for its next stage."""

    template_name = "strategy/investment.html"

    def load(self, **values: Any) -> InvestmentShown:
        project = queries.investment_by_key(self.actor, self.kwargs["investment"])
        return InvestmentShown(
            title=project.title,
            breadcrumb=way_to_investments(project.partnership, Crumb(project.title)),
            of=queries.investment_page(self.actor, project),
            tones=STAGE_TONES,
            finance_tones=FINANCE_TONES,
        )


class StartInvestment(Keeping):
    """Start a project with an idea."""

    page_name, page_title, model = "investments", _("Joint investment"), InvestmentProject
    title, form_class, success = _("Start a project"), forms.StartInvestment, _("The project is started.")

    def form_values(self) -> dict[str, Any]:
        return self.partners() | {"activities": queries.activities_to_choose(self.actor, self.partnership)}

    def told(self, form: forms.StartInvestment) -> dict[str, Any]:
        cleaned = form.cleaned_data
        return {"fields": {name: cleaned[name] for name in PROJECT}, "regions": list(cleaned["regions"])}

    def process(self, form: forms.StartInvestment) -> str:
        told, today = self.told(form), timezone.localdate()
        made = actions.start_investment(actor=self.actor, partnership=self.partnership, today=today, **told)
        return made.get_absolute_url()


class OfAProject(Keeping):
    @cached_property
    def project(self) -> InvestmentProject:
        return queries.investment_by_key(self.actor, self.kwargs["investment"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.project.partnership

    def subject(self) -> InvestmentProject:
        return self.project

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way_to_investments(self.partnership, Crumb(self.project.title, self.back()), *steps)

    def back(self) -> str:
        return self.project.get_absolute_url()

    def edited(self, form: Any) -> Any:
        return actions.Edited(self.project, form.cleaned_data["version"])


class EditInvestment(OfAProject, StartInvestment):
    """Change what a project says of itself."""

    title, form_class, success = _("Change the project"), forms.EditInvestment, _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.project, name) for name in (*PROJECT, "version")}
        return found | {
            "owner": self.project.owner.key if self.project.owner else "",
            "activity": self.project.activity_id,
            "regions": list(self.project.regions.values_list("pk", flat=True)),
        }

    def process(self, form: forms.EditInvestment) -> str:
        actions.edit_investment(actor=self.actor, edited=self.edited(form), **self.told(form))
        return self.back()


class RemoveInvestment(Removing, OfAProject):
    """Remove a project that was started by mistake."""

    title, form_class, success = _("Remove the project"), Remove, _("The project is removed.")
    lead = _("All that is kept in it goes with it. One that was given up is better stopped.")

    def process(self, form: Remove) -> str:
        actions.remove_investment(actor=self.actor, project=self.project)
        return reverse("strategy:investments", args=[self.partnership.key])


class MoveInvestment(OfAProject):
    """Move a project to its next stage, or back."""

    title, form_class, success = _("Move the project"), forms.MoveInvestment, _("The project is moved.")

    def form_values(self) -> dict[str, Any]:
        return {"stages": queries.stages_to_choose(self.project)}

    def initial(self) -> dict[str, Any]:
        return {"entered_on": timezone.localdate(), "version": self.project.version}

    def process(self, form: forms.MoveInvestment) -> str:
        told = {name: form.cleaned_data[name] for name in ("entered_on", "reason")}
        today, to = timezone.localdate(), form.cleaned_data["stage"]
        actions.move_investment(actor=self.actor, edited=self.edited(form), to=to, today=today, **told)
        return self.back()


class StopInvestment(MoveInvestment):
    """Give a project up."""

    title, form_class, success = _("Stop the project"), forms.StopInvestment, _("The project is stopped.")

    def form_values(self) -> dict[str, Any]:
        return {}

    def process(self, form: forms.StopInvestment) -> str:
        told = {name: form.cleaned_data[name] for name in ("entered_on", "reason")}
        actions.stop_investment(
            actor=self.actor, edited=self.edited(form), today=timezone.localdate(), **told
        )
        return self.back()


class AddToInvestment(OfAProject):
    """Add an organisation, a cost, a source of finance, a year or a risk."""

    title, success = _("Add to the project"), _("Saved.")

    @cached_property
    def place(self) -> str:
        if self.kwargs["place"] not in forms.ENTRIES:
            raise NotThere
        return str(self.kwargs["place"])

    @property
    def form_class(self) -> Any:
        return forms.ENTRIES[self.place]

    def form_values(self) -> dict[str, Any]:
        if self.place != "parties":
            return {}
        able = visible(Organisation, self.actor).order_by("sort_name")
        return {"able": able, "components": queries.components_to_choose(self.actor, self.partnership)}

    def process(self, form: Any) -> str:
        fields = form.cleaned_data
        actions.add_to_investment(actor=self.actor, project=self.project, place=self.place, fields=fields)
        return f"{self.back()}#{self.place}"


class EditInInvestment(AddToInvestment):
    """Change an entry of a project."""

    title = _("Change the entry")

    @cached_property
    def entry(self) -> Any:
        return queries.investment_entry(self.actor, self.place, self.kwargs["entry"])

    @cached_property
    def project(self) -> InvestmentProject:
        found: InvestmentProject = self.entry.project
        return found

    @property
    def form_class(self) -> Any:
        return forms.EDITED_ENTRIES[self.place]

    def initial(self) -> dict[str, Any]:
        names = (*forms.ENTRIES[self.place].base_fields, "version")
        found = {name: getattr(self.entry, name) for name in names}
        if self.place == "parties":
            found |= {"organisation": self.entry.organisation.key, "component": self.entry.component_id}
        return found

    def process(self, form: Any) -> str:
        fields = dict(form.cleaned_data)
        edited = actions.Edited(self.entry, fields.pop("version"))
        actions.edit_in_investment(actor=self.actor, edited=edited, fields=fields)
        return f"{self.back()}#{self.place}"


class RemoveFromInvestment(Removing, EditInInvestment):
    """Take an entry out of a project."""

    title, success = _("Remove the entry"), _("The entry is removed.")
    form_class = Remove

    def initial(self) -> dict[str, Any]:
        return {}

    def process(self, form: Remove) -> str:
        actions.remove_from_investment(actor=self.actor, entry=self.entry)
        return f"{self.back()}#{self.place}"
