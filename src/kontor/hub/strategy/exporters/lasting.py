"""Barriers, what brokers do, and sustainability plans."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import inputs
from kontor.hub.strategy.exporters.owners import with_owners
from kontor.hub.strategy.inputs import lasting
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import (
    Barrier,
    BrokerStep,
    IncomeLine,
    SustainabilityPlan,
    SustainabilityTask,
)
from kontor.hub.transfer.kit import Exporter


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
