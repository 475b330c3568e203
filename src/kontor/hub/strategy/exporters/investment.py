"""Joint investment projects, and what their lists hold. Money and risks only for those who read inside the partnership."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy.exporters.owners import with_owners
from kontor.hub.strategy.inputs import projects
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import (
    ChainComponent,
    CostLine,
    FinanceLine,
    InvestmentProject,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    RoadmapActivity,
)
from kontor.hub.transfer.kit import Exporter


class ExportInvestments(Exporter):
    """The projects that the actor sees, with the responsible partner and the activity where she sees these."""

    kind, label, permission = "investments", _("Joint investment projects"), "strategy.view"
    columns = projects.INVESTMENTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(InvestmentProject, actor).select_related("partnership").prefetch_related("regions")
        found = list(rows.order_by("partnership__key", "key"))
        named = {one.activity_id for one in found if one.activity_id}
        activities = dict(visible(RoadmapActivity, actor).filter(pk__in=named).values_list("pk", "key"))
        for one, row in with_owners(actor, found, projects.FIELDS_OF_INVESTMENTS, "owner"):
            yield {
                "id": one.key, "partnership": one.partnership.key, "stage": one.stage, **row,
                "regions": [region.pk for region in one.regions.all()], "activity": activities.get(one.activity_id),
            }  # fmt: skip


class ExportParties(Exporter):
    """Their organisations: without those that the actor may not see."""

    kind, label = "investment-organisations", _("Organisations in joint investment projects")
    permission, columns = "strategy.view", projects.PARTIES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ProjectParty, actor).select_related("project")
        found = list(rows.order_by("project__partnership__key", "project__key", "pk"))
        named = {one.component_id for one in found if one.component_id}
        seen = visible(ChainComponent, actor).filter(pk__in=named).select_related("chain")
        components = {one.pk: projects.component_name(one.chain.key, one.name) for one in seen}
        for one, row in with_owners(actor, found, projects.FIELDS_OF_PARTIES, "organisation"):
            if row["organisation"]:
                yield {"project": one.project.key, **row, "component": components.get(one.component_id)}


class ExportLines(Exporter):
    """What the other four lists share."""

    permission = "strategy.view"
    model: ClassVar[type[Any]]
    fields: ClassVar[Mapping[str, str]]
    order: ClassVar[str] = "pk"

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(self.model, actor).select_related("project")
        for one in rows.order_by("project__partnership__key", "project__key", self.order):
            yield {"project": one.project.key, **kept(one, self.fields)}


class ExportCosts(ExportLines):
    """What they pay for."""

    kind, label, model = "investment-costs", _("Costs of joint investment projects"), CostLine
    columns, fields = projects.COSTS, projects.FIELDS_OF_COSTS


class ExportFinance(ExportLines):
    """Where the money comes from."""

    kind, label, model = "investment-finance", _("Finance of joint investment projects"), FinanceLine
    columns, fields = projects.FINANCE, projects.FIELDS_OF_FINANCE


class ExportYears(ExportLines):
    """What years of operation cost and earn."""

    kind, label, model = "investment-years", _("Years of joint investment projects"), ProjectYear
    columns, fields, order = projects.YEARS, projects.FIELDS_OF_YEARS, "year"


class ExportRisks(ExportLines):
    """What may go wrong."""

    kind, label, model = "investment-risks", _("Risks of joint investment projects"), ProjectRisk
    columns, fields = projects.RISKS, projects.FIELDS_OF_RISKS
