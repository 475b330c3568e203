"""Joint investment projects and their lists from tables. Each row goes through the action of the page.

No table moves a project: every stage was entered on a day, through its gate.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.strategy import actions
from kontor.hub.strategy.choices import FinanceState, InvestmentStage
from kontor.hub.strategy.importers.base import OfAPartnership, partnerships_of
from kontor.hub.strategy.inputs import projects
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
from kontor.hub.strategy.rules import investment as rules
from kontor.hub.transfer.kit import Change, Current, InUse, Key, Lookup, Row


class ImportInvestments(OfAPartnership):
    """One row per project. What it holds in lists has tables of its own."""

    kind, label = "investments", _("Joint investment projects")
    columns = projects.INVESTMENTS
    key_columns = ("id",)
    fields, defaults = projects.FIELDS_OF_INVESTMENTS, {"visibility": Visibility.PARTNERS}
    references = ("owner",)
    model = InvestmentProject

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        seen = list(visible(RoadmapActivity, actor))
        self.activities = {one.pk: one for one in seen}
        activities = Lookup.of(_("activity of the roadmap"), [(one.key, one.pk, one.title) for one in seen])
        return {**super().prepare(actor), "activities": activities}

    def complete(self, rows: Sequence[Row]) -> None:
        super().complete(rows)
        for row in rows:
            if not row.get("stage"):
                row.pop("stage", None)

    def check(self, row: Row, current: Current | None) -> None:
        if current and row["partnership"] != current.values["partnership"]:
            raise rules.ProjectStaysInItsPartnership(field="partnership")
        self.check_partner(row, "owner")
        activity = self.activities.get(row.get("activity"))
        if activity and activity.partnership_id != row["partnership"]:
            raise rules.ActivityElsewhere(field="activity", activity=activity.title)
        if "stage" in row:
            labels = {value: str(label) for value, label in InvestmentStage.choices}
            rules.check_untouched(row["stage"], current.values["stage"] if current else "", labels)

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(InvestmentProject, self.actor).filter(key__in=keys).prefetch_related("regions"):
            yield {"id": one.key, "partnership": one.partnership_id, "stage": one.stage}, one

    def values(self, one: Any) -> dict[str, Any]:
        return {
            **super().values(one),
            "regions": tuple(region.pk for region in one.regions.all()),
            "activity": one.activity_id if one.activity_id in self.activities else None,
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known, today = partnerships_of(rows), timezone.localdate()
        for row in rows:
            actions.start_investment(
                actor=actor, partnership=known[row["partnership"]], fields={"key": row["id"], **self.stated(row)},
                regions=regions_of(row.get("regions", ())), today=today,
            )  # fmt: skip

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.records([change.pk for change in changes])
        for change in changes:
            one, regions = known[change.pk], change.after.get("regions")
            actions.edit_investment(
                actor=actor, edited=actions.Edited(one, one.version), fields=self.stated(change.after),
                regions=None if regions is None else regions_of(regions),
            )  # fmt: skip

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = InvestmentProject.objects.filter(pk__in=pks)
        used = used.exclude(parties=None, costs=None, finance=None, years=None, risks=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(used.values_list("title", flat=True)[:5]))
        for one in self.records(pks).values():
            actions.remove_investment(actor=actor, project=one)


def regions_of(codes: Iterable[str]) -> list[Region]:
    return list(Region.objects.filter(pk__in=list(codes)))


class OfAProject(OfAPartnership):
    """One of a project's lists: `place` says which. A row is told from the others of its project by the rest of its key."""

    place: ClassVar[str]

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.projects = visible(InvestmentProject, actor).select_related("partnership").in_bulk()
        seen = [(one.key, one.pk, one.title) for one in self.projects.values()]
        return {**super().prepare(actor), "projects": Lookup.of(_("joint investment project"), seen)}

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        wanted = {key[0] for key in keys}  # type: ignore[index]
        for one in visible(self.model, self.actor).filter(project__in=wanted).order_by("pk"):
            named = {column: getattr(one, self.fields[column]) for column in self.key_columns[1:]}
            yield {"project": one.project_id, **named}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        for row in rows:
            project = self.projects[row["project"]]
            actions.add_to_investment(actor=actor, project=project, place=self.place, fields=self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            actions.edit_in_investment(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_from_investment(actor=actor, entry=one)


class ImportParties(OfAProject):
    """One row per organisation and role. Of one whom the importer does not see, there is none."""

    kind, label = "investment-organisations", _("Organisations in joint investment projects")
    columns = projects.PARTIES
    key_columns = ("project", "organisation", "role")
    fields, place = projects.FIELDS_OF_PARTIES, "parties"
    model = ProjectParty

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        seen = list(visible(ChainComponent, actor).select_related("chain"))
        self.components = {one.pk: one for one in seen}
        named = [(projects.component_name(one.chain.key, one.name), one.pk, one.name) for one in seen]
        components = Lookup.of(_("component of a value chain"), named)
        return {**super().prepare(actor), "components": components}

    def check(self, row: Row, current: Current | None) -> None:
        component = self.components.get(row.get("component"))
        if component and component.chain.partnership_id != self.projects[row["project"]].partnership_id:
            raise rules.ComponentElsewhere(field="component", component=component.name)

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        return [(named, one) for named, one in super().stored(keys) if one.organisation_id in self.seen]

    def values(self, one: Any) -> dict[str, Any]:
        seen = one.component_id in self.components
        return {**super().values(one), "component": one.component_id if seen else None}


class ImportCosts(OfAProject):
    """One row per cost, told from the project's others by its words."""

    kind, label = "investment-costs", _("Costs of joint investment projects")
    columns = projects.COSTS
    key_columns = ("project", "label")
    fields, place = projects.FIELDS_OF_COSTS, "costs"
    model = CostLine


class ImportFinance(OfAProject):
    """One row per source of finance, told from the project's others by its kind and from whom it is."""

    kind, label = "investment-finance", _("Finance of joint investment projects")
    columns = projects.FINANCE
    key_columns = ("project", "kind", "label")
    fields, place, defaults = projects.FIELDS_OF_FINANCE, "finance", {"state": FinanceState.NAMED}
    model = FinanceLine


class ImportYears(OfAProject):
    """One row per year of operation."""

    kind, label = "investment-years", _("Years of joint investment projects")
    columns = projects.YEARS
    key_columns = ("project", "year")
    fields, place = projects.FIELDS_OF_YEARS, "years"
    defaults = {"costs": Decimal(0), "revenue": Decimal(0)}
    model = ProjectYear


class ImportRisks(OfAProject):
    """One row per risk, told from the project's others by its words."""

    kind, label = "investment-risks", _("Risks of joint investment projects")
    columns = projects.RISKS
    key_columns = ("project", "risk")
    fields, place = projects.FIELDS_OF_RISKS, "risks"
    model = ProjectRisk
