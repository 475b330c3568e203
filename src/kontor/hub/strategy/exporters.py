"""Joint strategies, roadmaps and value chains to take along, as far as the actor sees them. What was exported imports as unchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.queries.lookups import sources_of
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs import lasting
from kontor.hub.strategy.inputs.chain import seen_contributions
from kontor.hub.strategy.inputs.sheet import SHEETS
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import (
    Barrier,
    BrokerStep,
    ChainComponent,
    ChainLink,
    CollectiveMark,
    CompetenceSheet,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    IncomeLine,
    JointStrategy,
    MarkStep,
    Objective,
    RoadmapActivity,
    SustainabilityPlan,
    SustainabilityTask,
    ValueChain,
)
from kontor.hub.strategy.queries.roadmap import activities, with_seen_owner
from kontor.hub.strategy.queries.sheets import ANSWERS_SEEN, lines_to_export
from kontor.hub.strategy.queries.versions import owners_seen
from kontor.hub.transfer.kit import Exporter


class ExportRoadmap(Exporter):
    """Activities with their owners where the actor sees these, too."""

    kind, label, permission = "roadmap", _("Roadmaps"), "strategy.view"
    columns = inputs.ROADMAP

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(RoadmapActivity)
        for found in activities(actor).order_by("partnership__acronym", "planned_month", "due_on", "key"):
            one = with_seen_owner(found)
            yield (
                {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
                | {
                    "partnership": one.partnership.key,
                    "owner": one.owner.key if one.owner else None,
                    "reason": "",
                    "source": sources[one.pk],
                }
            )


class ExportChains(Exporter):
    """The value chains that the actor sees."""

    kind, label, permission = "value-chains", _("Value chains"), "strategy.view"
    columns = inputs.CHAINS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for one in visible(ValueChain, actor).select_related("partnership").order_by("key"):
            yield {"id": one.key, "partnership": one.partnership.key, **kept(one, inputs.FIELDS_OF_CHAINS)}


class ExportComponents(Exporter):
    """Their components, in the order of each chain."""

    kind, label, permission = "chain-components", _("Components of value chains"), "strategy.view"
    columns = inputs.COMPONENTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ChainComponent, actor).select_related("chain", "term")
        for one in rows.order_by("chain__key", "position", "pk"):
            term = f"{one.term.taxonomy}:{one.term.code}" if one.term else None
            yield {"chain": one.chain.key, **kept(one, inputs.FIELDS_OF_COMPONENTS), "term": term}


class ExportLinks(Exporter):
    """The links between them."""

    kind, label, permission = "chain-links", _("Links of value chains"), "strategy.view"
    columns = inputs.LINKS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ChainLink, actor).select_related("start__chain", "end")
        for one in rows.order_by("start__chain__key", "pk"):
            yield {
                "chain": one.start.chain.key,
                "from": one.start.name,
                "to": one.end.name,
                "kind": one.kind,
            }


class ExportContributions(Exporter):
    """Who contributes what: without the organisations that the actor may not see."""

    kind, label, permission = "chain-contributions", _("Contributions to value chains"), "strategy.view"
    columns = inputs.CONTRIBUTIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for chain in visible(ValueChain, actor).order_by("key"):
            names = dict(chain.components.values_list("pk", "name"))
            for row in seen_contributions(actor, chain):
                if row.organisation:
                    yield {
                        "chain": chain.key, "component": names[row.component], "organisation": row.organisation.key,
                        **kept(row, inputs.FIELDS_OF_CONTRIBUTIONS),
                    }  # fmt: skip


class ExportSheets(Exporter):
    """Competence sheets as those read them who draw the chain: a row for each component, without the address that was asked."""

    kind, label, permission = "competence-sheets", _("Competence sheets"), "strategy.view"
    columns = SHEETS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        today = timezone.localdate()
        for one, line in lines_to_export(actor):
            told = line is not None
            yield {
                "chain": one.chain.key, "organisation": one.organisation.key, "state": one.state_on(today).value,
                "invited_on": timezone.localdate(one.sent_at), "until": one.until, "minutes": one.minutes,
                "component": line.component.name if line else None, "contribution": line.gives if line else None,
                "competence": line.competence if line else None, "readiness": line.readiness if line else None,
                "complements": line.complements if line else None,
                "taken_over": timezone.localdate(line.taken_at) if line and line.taken_at else None,
                **said_in_general(one, told=told),
            }  # fmt: skip


def said_in_general(one: CompetenceSheet, *, told: bool) -> dict[str, str]:
    """Terms and words of a sheet that was sent; nothing of a draft."""
    if not told and one.state not in ANSWERS_SEEN:
        return {"offers": "", "seeks": "", "words": ""}
    terms = {"offers": one.offered.all(), "seeks": one.sought.all()}
    return {
        name: "; ".join([*(str(term) for term in found), *filter(None, [getattr(one, name)])])
        for name, found in terms.items()
    } | {"words": one.words}


class ExportStrategies(Exporter):
    """Vision and mission of the drafts that the actor reads."""

    kind, label, permission = "joint-strategies", _("Joint strategies"), "strategy.view"
    columns = inputs.STRATEGIES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(JointStrategy, actor).select_related("partnership").order_by("partnership__key")
        for one in rows:
            yield {"partnership": one.partnership.key, **kept(one, inputs.FIELDS_OF_STRATEGIES), "reason": ""}


class ExportObjectives(Exporter):
    """The objectives of these drafts, with the responsible partner where the actor sees it."""

    kind, label, permission = "objectives", _("Objectives of joint strategies"), "strategy.view"
    columns = inputs.OBJECTIVES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(Objective, actor).select_related("strategy__partnership")
        found = list(rows.order_by("strategy__partnership__key", "position", "pk"))
        owners = owners_seen(actor, {one.owner_id for one in found if one.owner_id})
        for one in found:
            owner = owners.get(one.owner_id or 0)
            yield {
                "id": one.key, "partnership": one.strategy.partnership.key, **kept(one, inputs.FIELDS_OF_OBJECTIVES),
                "owner": owner.key if owner else None, "reason": "",
            }  # fmt: skip


def with_owners(
    actor: Actor, found: list[Any], fields: Mapping[str, str], column: str
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each record with its values; `column` holds the key of an organisation where the actor sees it."""
    owners = owners_seen(actor, {pk for one in found if (pk := getattr(one, fields[column]))})
    for one in found:
        owner = owners.get(getattr(one, fields[column]) or 0)
        yield one, {**kept(one, fields), column: owner.key if owner else None}


class ExportBarriers(Exporter):
    """The barriers that the actor sees, with the responsible partner where she sees it."""

    kind, label, permission = "barriers", _("Barriers"), "strategy.view"
    columns = inputs.BARRIERS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(Barrier, actor).select_related("partnership").order_by("partnership__key", "key")
        for one, row in with_owners(actor, list(rows), inputs.FIELDS_OF_BARRIERS, "owner"):
            yield {"id": one.key, "partnership": one.partnership.key, **row}


class ExportBrokerSteps(Exporter):
    """Who brokers, and what was done."""

    kind, label, permission = "broker-tasks", _("Tasks of brokers"), "strategy.view"
    columns = lasting.BROKER_STEPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(BrokerStep, actor).select_related("partnership").order_by("partnership__key", "pk")
        for one, row in with_owners(actor, list(rows), lasting.FIELDS_OF_BROKER_STEPS, "broker"):
            yield {"partnership": one.partnership.key, **row}


class ExportPlans(Exporter):
    """The sustainability plans that the actor reads."""

    kind, label, permission = "sustainability-plans", _("Sustainability plans"), "strategy.view"
    columns = lasting.PLANS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(SustainabilityPlan, actor).select_related("partnership")
        for one in rows.order_by("partnership__key"):
            yield {"partnership": one.partnership.key, **kept(one, lasting.FIELDS_OF_PLANS)}


class ExportIncome(Exporter):
    """What they count on."""

    kind, label, permission = "sustainability-income", _("Income of sustainability plans"), "strategy.view"
    columns = lasting.INCOME

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(IncomeLine, actor).select_related("plan__partnership")
        for one in rows.order_by("plan__partnership__key", "kind", "pk"):
            yield {"partnership": one.plan.partnership.key, **kept(one, lasting.FIELDS_OF_INCOME)}


class ExportPlanTasks(Exporter):
    """What is to be done for them."""

    kind, label, permission = "sustainability-tasks", _("Tasks of sustainability plans"), "strategy.view"
    columns = lasting.PLAN_TASKS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(SustainabilityTask, actor).select_related("plan__partnership")
        found = list(rows.order_by("plan__partnership__key", "due_on", "pk"))
        for one, row in with_owners(actor, found, lasting.FIELDS_OF_PLAN_TASKS, "owner"):
            yield {"partnership": one.plan.partnership.key, **row}


class ExportGroups(Exporter):
    """The export groups that the actor sees."""

    kind, label, permission = "export-groups", _("Export groups"), "strategy.view"
    columns = lasting.GROUPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ExportGroup, actor).select_related("partnership").prefetch_related("markets")
        for one in rows.order_by("key"):
            yield {
                "id": one.key, "partnership": one.partnership.key, **kept(one, lasting.FIELDS_OF_GROUPS),
                "markets": [country.pk for country in one.markets.all()],
            }  # fmt: skip


class ExportGroupMembers(Exporter):
    """Their members: without the companies that the actor may not see."""

    kind, label, permission = "export-group-members", _("Members of export groups"), "strategy.view"
    columns = lasting.GROUP_MEMBERS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        found = list(visible(GroupMember, actor).select_related("group").order_by("group__key", "pk"))
        for one, row in with_owners(actor, found, lasting.FIELDS_OF_GROUP_MEMBERS, "organisation"):
            if row["organisation"]:
                yield {"group": one.group.key, **row}


class ExportInitiatives(Exporter):
    """What they plan and what came of it."""

    kind, label, permission = "export-group-initiatives", _("Initiatives of export groups"), "strategy.view"
    columns = lasting.INITIATIVES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(GroupInitiative, actor).select_related("group")
        for one in rows.order_by("group__key", "due_on", "pk"):
            yield {"group": one.group.key, **kept(one, lasting.FIELDS_OF_INITIATIVES)}


class ExportMarks(Exporter):
    """Collective marks, with their owner where the actor sees it."""

    kind, label, permission = "collective-marks", _("Collective marks"), "strategy.view"
    columns = lasting.MARKS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CollectiveMark, actor).select_related("partnership")
        found = list(rows.order_by("partnership__key", "name", "pk"))
        for one, row in with_owners(actor, found, lasting.FIELDS_OF_MARKS, "owner"):
            yield {"partnership": one.partnership.key, **row}


class ExportMarkSteps(Exporter):
    """The steps to these marks that somebody touched."""

    kind, label, permission = "mark-steps", _("Steps to collective marks"), "strategy.view"
    columns = lasting.MARK_STEPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(MarkStep, actor).select_related("mark__partnership")
        for one in rows.order_by("mark__partnership__key", "mark__name", "pk"):
            yield {
                "partnership": one.mark.partnership.key, "mark": one.mark.name, **kept(one, lasting.FIELDS_OF_MARK_STEPS)
            }  # fmt: skip


EXPORTERS = (
    ExportStrategies,
    ExportObjectives,
    ExportBarriers,
    ExportRoadmap,
    ExportChains,
    ExportComponents,
    ExportLinks,
    ExportContributions,
    ExportBrokerSteps,
    ExportPlans,
    ExportIncome,
    ExportPlanTasks,
    ExportGroups,
    ExportGroupMembers,
    ExportInitiatives,
    ExportMarks,
    ExportMarkSteps,
    ExportSheets,
)
