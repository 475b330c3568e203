"""Joint strategies, roadmaps and value chains to take along, as far as the actor sees them. What was exported imports as unchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.queries.lookups import sources_of
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.chain import seen_contributions
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import (
    Barrier,
    ChainComponent,
    ChainLink,
    JointStrategy,
    Objective,
    RoadmapActivity,
    ValueChain,
)
from kontor.hub.strategy.queries.roadmap import activities, with_seen_owner
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


class ExportBarriers(Exporter):
    """The barriers that the actor sees, with the responsible partner where she sees it."""

    kind, label, permission = "barriers", _("Barriers"), "strategy.view"
    columns = inputs.BARRIERS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        found = list(
            visible(Barrier, actor).select_related("partnership").order_by("partnership__key", "key")
        )
        owners = owners_seen(actor, {one.owner_id for one in found if one.owner_id})
        for one in found:
            owner = owners.get(one.owner_id or 0)
            yield {
                "id": one.key, "partnership": one.partnership.key, **kept(one, inputs.FIELDS_OF_BARRIERS),
                "owner": owner.key if owner else None,
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
)
