"""What is arranged for a delegation, and what it costs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.missions import actions
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.exporters.delegations import ExportCosts
from kontor.hub.missions.forms import delegations as forms
from kontor.hub.missions.models import CostLine, Delegate, Delegation, TravelItem
from kontor.hub.missions.queries import costs as costs_asked
from kontor.hub.missions.queries import delegations as queries
from kontor.hub.missions.rules.calls import on_the_wall
from kontor.hub.missions.views.delegations import ChangeDelegation, OfADelegation
from kontor.hub.transfer.kit.downloads import download

ITEM = ("kind", "text", "place", "book_by", "confirmed")
COST = ("kind", "text", "bearer", "planned", "actual", "paid_on")


def to_choose(actor: Actor, delegation: Delegation, chosen: frozenset[int] = frozenset()) -> list[Delegate]:
    """The members that can be named: all but those that withdrew, unless they stand there already."""
    rows = queries.members_of(actor, delegation)
    return [one for one in rows if one.state != DelegateState.WITHDRAWN or one.pk in chosen]


def item_entry(cleaned: dict[str, Any]) -> actions.ItemEntry:
    return actions.ItemEntry(
        fields={name: cleaned[name] for name in ITEM},
        start=cleaned["start"],
        end=cleaned["end"],
        delegates=[int(pk) for pk in cleaned["delegates"]],
    )


class Arrange(ChangeDelegation):
    """Add a flight, hotel, transfer or visit."""

    title = _("Add to the journey")
    form_class = forms.Arrange
    success = _("It is part of the journey.")

    def form_values(self) -> dict[str, Any]:
        return {"members": to_choose(self.actor, self.delegation)}

    def process(self, form: forms.Arrange) -> str:
        entry = item_entry(form.cleaned_data)
        actions.arrange(actor=self.actor, delegation=self.delegation, entry=entry)
        return self.delegation.get_absolute_url() + "#journey"


class OfAnItem(ChangeDelegation):
    """One verb on one item of the journey."""

    @cached_property
    def item(self) -> TravelItem:
        return queries.item_of(self.actor, self.delegation, self.kwargs["item"])


class Rearrange(OfAnItem):
    """Change an item, or say that it is confirmed."""

    title = _("Change the item")
    form_class = forms.Rearrange
    success = _("Saved.")

    @cached_property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.item.delegates.values_list("pk", flat=True))

    def initial(self) -> dict[str, Any]:
        one, zone = self.item, self.delegation.zone
        return {name: getattr(one, name) for name in (*ITEM, "version")} | {
            "start": on_the_wall(one.start, zone),
            "end": on_the_wall(one.end, zone) if one.end else "",
            "delegates": [str(pk) for pk in self.chosen],
        }

    def form_values(self) -> dict[str, Any]:
        return {"members": to_choose(self.actor, self.delegation, self.chosen)}

    def process(self, form: forms.Rearrange) -> str:
        entry = item_entry(form.cleaned_data)
        version = form.cleaned_data["version"]
        actions.rearrange(actor=self.actor, item=self.item, version=version, entry=entry)
        return self.delegation.get_absolute_url() + "#journey"


class CancelItem(OfAnItem):
    """Take out what is not arranged after all."""

    title = _("Take it out of the journey")
    form_class = forms.CancelItem
    success = _("It is taken out.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.item.text
        return page

    def process(self, form: forms.CancelItem) -> str:
        actions.cancel_item(actor=self.actor, item=self.item)
        return self.delegation.get_absolute_url() + "#journey"


@dataclass(kw_only=True)
class CostsPage(Page):
    """What the delegation costs, for who runs it."""

    of: costs_asked.CostsShown
    delegation: Delegation


class Costs(OfADelegation):
    """Read what the delegation costs, and who pays."""

    template_name = "missions/costs.html"

    def load(self, **values: Any) -> CostsPage:
        require(self.actor, "missions.run_delegation", self.delegation)
        return CostsPage(
            title=gettext("Costs of the delegation"),
            lead=gettext("In euros. Read by those who run the delegation only."),
            breadcrumb=self.way(Crumb(gettext("Costs"))),
            of=costs_asked.costs_shown(self.actor, self.delegation),
            delegation=self.delegation,
        )


class ChangeCosts(ChangeDelegation):
    """One verb on the costs; afterwards one is there again."""

    def costs_url(self) -> str:
        return self.delegation.get_absolute_url() + "costs/"


class PlanCosts(ChangeCosts):
    """Add a line, or one for each of several members."""

    title = _("Plan a cost")
    form_class = forms.PlanCosts
    success = _("It stands in the plan.")

    def form_values(self) -> dict[str, Any]:
        return {"members": to_choose(self.actor, self.delegation)}

    def process(self, form: forms.PlanCosts) -> str:
        cleaned = form.cleaned_data
        actions.plan_costs(
            actor=self.actor,
            delegation=self.delegation,
            entry=actions.CostEntry({name: cleaned[name] for name in COST if name in cleaned}),
            delegates=[int(pk) for pk in cleaned["delegates"]],
        )
        return self.costs_url()


class OfALine(ChangeCosts):
    """One verb on one line."""

    @cached_property
    def line(self) -> CostLine:
        return costs_asked.cost_of(self.actor, self.delegation, self.kwargs["line"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.line.text} – {costs_asked.for_whom(self.line)}"
        return page


class EditCost(OfALine):
    """Correct a line."""

    title = _("Correct the cost")
    form_class = forms.EditCost
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.line, name) for name in (*COST, "version")}

    def process(self, form: forms.EditCost) -> str:
        entry = actions.CostEntry({name: form.cleaned_data[name] for name in COST})
        version = form.cleaned_data["version"]
        actions.edit_cost(actor=self.actor, line=self.line, version=version, entry=entry)
        return self.costs_url()


class RecordActual(OfALine):
    """Say what a line really cost."""

    title = _("Record the actual cost")
    form_class = forms.RecordActual
    success = _("Recorded.")

    def initial(self) -> dict[str, Any]:
        return {"amount": self.line.planned}

    def process(self, form: forms.RecordActual) -> str:
        actions.record_actual(actor=self.actor, line=self.line, **form.cleaned_data)
        return self.costs_url()


class RemoveCost(OfALine):
    """Take a line out of the plan."""

    title = _("Remove the cost")
    form_class = forms.RemoveCost
    success = _("The line is removed.")

    def process(self, form: forms.RemoveCost) -> str:
        actions.remove_cost(actor=self.actor, line=self.line)
        return self.costs_url()


class ExportCostLines(View):
    """Download the costs, for who runs the delegation."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        delegation = queries.delegation_of(actor, key)
        require(actor, "missions.run_delegation", delegation)
        exporter = ExportCosts()
        rows = exporter.rows_of(costs_asked.cost_lines(actor, delegation))
        return download(slugify(f"{key} costs"), form, exporter.columns, rows, title=gettext("Costs"))
