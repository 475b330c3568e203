"""What brokers do, and sustainability plans with their income and tasks, from tables. Each row goes through the action of the page.

The yearly checks are no table: they are a diary, and one does not write another day's entry from a file.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import actions, rules
from kontor.hub.strategy.choices import BROKER_TASKS, IncomeState
from kontor.hub.strategy.importers.base import OfAPartnership, partnerships_of
from kontor.hub.strategy.inputs import lasting
from kontor.hub.strategy.models import BrokerStep, IncomeLine, SustainabilityPlan, SustainabilityTask
from kontor.hub.transfer.kit import Change, Current, InUse, Key, Row


class ImportBrokerSteps(OfAPartnership):
    """One row per task of a stage that somebody took or did."""

    kind, label = "broker-tasks", _("Tasks of brokers")
    columns = lasting.BROKER_STEPS
    key_columns = ("partnership", "stage", "task")
    fields, references = lasting.FIELDS_OF_BROKER_STEPS, ("broker",)
    model = BrokerStep

    def check(self, row: Row, current: Current | None) -> None:
        self.check_partner(row, "broker")
        whole = self.whole(row, current)
        rules.check_step(
            stage=row["stage"], task=row["task"], tasks=BROKER_TASKS, broker=bool(whole["broker"]), outside=whole["outside"],
            done_on=whole["done"], today=timezone.localdate(),
        )  # fmt: skip

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(BrokerStep, self.actor):
            yield {"partnership": one.partnership_id, "stage": one.stage, "task": one.task}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            one = BrokerStep(partnership=known[row["partnership"]], stage=row["stage"], task=row["task"])
            self.keep(actor, one, 0, self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            self.keep(actor, one, one.version, fields)

    def keep(self, actor: Actor, one: BrokerStep, version: int, fields: Mapping[str, Any]) -> None:
        actions.keep_broker_step(
            actor=actor, partnership=one.partnership, stage=one.stage, task=one.task, version=version, fields=fields,
            today=timezone.localdate(),
        )  # fmt: skip


class ImportPlans(OfAPartnership):
    """One row per partnership: the plan without its income and tasks."""

    kind, label = "sustainability-plans", _("Sustainability plans")
    columns = lasting.PLANS
    key_columns = ("partnership",)
    fields = lasting.FIELDS_OF_PLANS
    model = SustainabilityPlan

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(SustainabilityPlan, self.actor).filter(partnership__in=keys):
            yield {"partnership": one.partnership_id}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            actions.write_plan(
                actor=actor, partnership=known[row["partnership"]], version=0, fields=self.stated(row)
            )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            actions.write_plan(actor=actor, partnership=one.partnership, version=one.version, fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = SustainabilityPlan.objects.filter(pk__in=pks)
        used = used.exclude(income=None, tasks=None, checks=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(str(one) for one in used[:5]))
        super().remove_many(actor, pks)


class ImportIncome(OfAPartnership):
    """One row per income: its kind and from what it comes tell it from the others."""

    kind, label = "sustainability-income", _("Income of sustainability plans")
    columns = lasting.INCOME
    key_columns = ("partnership", "kind", "label")
    fields, defaults = lasting.FIELDS_OF_INCOME, {"state": IncomeState.IDEA}
    model = IncomeLine

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(IncomeLine, self.actor).select_related("plan").order_by("pk"):
            yield {"partnership": one.plan.partnership_id, "kind": one.kind, "label": one.label}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            actions.add_income(actor=actor, partnership=known[row["partnership"]], fields=self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            actions.edit_income(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_income(actor=actor, income=one)


class ImportPlanTasks(OfAPartnership):
    """One row per task, told from the others by its words."""

    kind, label = "sustainability-tasks", _("Tasks of sustainability plans")
    columns = lasting.PLAN_TASKS
    key_columns = ("partnership", "task")
    fields, references = lasting.FIELDS_OF_PLAN_TASKS, ("owner",)
    model = SustainabilityTask

    def check(self, row: Row, current: Current | None) -> None:
        self.check_partner(row, "owner")
        rules.check_done(row.get("done"), timezone.localdate())

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(SustainabilityTask, self.actor).select_related("plan").order_by("pk"):
            yield {"partnership": one.plan.partnership_id, "task": one.title}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            actions.add_plan_task(actor=actor, partnership=known[row["partnership"]], fields=self.stated(row))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            edited = actions.Edited(one, one.version)
            actions.edit_plan_task(actor=actor, edited=edited, fields=fields, today=timezone.localdate())

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_plan_task(actor=actor, task=one)
