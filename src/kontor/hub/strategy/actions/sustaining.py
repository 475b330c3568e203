"""What brokers do, and what a partnership will live on: plan, income, tasks, and the look at it once a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.barriers import check_partner
from kontor.hub.strategy.actions.saving import Edited, changed, sparing_hidden, taken_out, unchanged
from kontor.hub.strategy.choices import BROKER_TASKS
from kontor.hub.strategy.models import (
    BrokerStep,
    IncomeLine,
    SustainabilityCheck,
    SustainabilityPlan,
    SustainabilityTask,
)


@transaction.atomic
def keep_broker_step(
    *,
    actor: Actor,
    partnership: Partnership,
    stage: str,
    task: str,
    version: int,
    fields: Mapping[str, Any],
    today: date,
) -> BrokerStep:
    """Say who takes a task of a broker, and when it was done. `version` 0 is of a task that nobody touched."""
    require(actor, "strategy.keep", BrokerStep(partnership=partnership))
    locked(partnership)
    found = BrokerStep.objects.filter(partnership=partnership, stage=stage, task=task).first()
    one = found or BrokerStep(partnership=partnership, stage=stage, task=task)
    if version != (found.version if found else 0):
        raise ChangedMeanwhile
    before = audit.state_of(one) if found else {}
    for name, value in sparing_hidden(actor, one, fields, "broker").items():
        setattr(one, name, value)
    rules.check_step(
        stage=stage, task=task, tasks=BROKER_TASKS, broker=one.broker_id is not None, outside=one.outside, done_on=one.done_on,
        today=today,
    )  # fmt: skip
    check_partner(partnership, one.broker_id, one.broker)
    one.save()
    audit.record(actor, "strategy.keep_broker_step", one, before=before)
    return one


@transaction.atomic
def write_plan(
    *, actor: Actor, partnership: Partnership, version: int, fields: Mapping[str, Any]
) -> SustainabilityPlan:
    """Write the plan: legal form, what goes on, what a year costs. `version` 0 begins it."""
    one = plan_of(actor=actor, partnership=partnership)
    if version not in (0, one.version) or (version == 0 and one.version > 1):
        raise ChangedMeanwhile
    before = audit.state_of(one)
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()
    audit.record(actor, "strategy.write_plan", one, before=before)
    return one


@transaction.atomic
def add_income(*, actor: Actor, partnership: Partnership, fields: Mapping[str, Any]) -> IncomeLine:
    """Name what the partnership will live on."""
    one = IncomeLine.objects.create(plan=plan_of(actor=actor, partnership=partnership), **fields)
    audit.record(actor, "strategy.add_income", one)
    return one


@transaction.atomic
def edit_income(*, actor: Actor, edited: Edited[IncomeLine], fields: Mapping[str, Any]) -> IncomeLine:
    """Change an income: how much, how sure."""
    found = unchanged(edited)
    require(actor, "strategy.keep", found.plan)
    return changed(actor, "strategy.edit_income", found, fields)


@transaction.atomic
def remove_income(*, actor: Actor, income: IncomeLine) -> None:
    """Take an income out of the plan."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_income",
        record=income,
        subject=income.plan,
    )


@transaction.atomic
def add_plan_task(*, actor: Actor, partnership: Partnership, fields: Mapping[str, Any]) -> SustainabilityTask:
    """Say what is to be done for the plan, by whom and when."""
    one = SustainabilityTask(plan=plan_of(actor=actor, partnership=partnership), **fields)
    check_partner(partnership, one.owner_id, one.owner)
    one.save()
    audit.record(actor, "strategy.add_plan_task", one)
    return one


@transaction.atomic
def edit_plan_task(
    *, actor: Actor, edited: Edited[SustainabilityTask], fields: Mapping[str, Any], today: date
) -> SustainabilityTask:
    """Change a task, or say that it is done."""
    found = unchanged(edited)
    require(actor, "strategy.keep", found.plan)
    rules.check_done(fields.get("done_on"), today)
    told = sparing_hidden(actor, found, fields, "owner")
    owner = told.get("owner", found.owner)
    check_partner(found.plan.partnership, owner.pk if owner else None, owner)
    return changed(actor, "strategy.edit_plan_task", found, told)


@transaction.atomic
def remove_plan_task(*, actor: Actor, task: SustainabilityTask) -> None:
    """Take a task out of the plan."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_plan_task",
        record=task,
        subject=task.plan,
    )


@transaction.atomic
def check_plan(
    *, actor: Actor, partnership: Partnership, checked_on: date, finding: str, today: date
) -> SustainabilityCheck:
    """Keep that the plan was looked at, and what was found; the next look is due a year later."""
    plan = plan_of(actor=actor, partnership=partnership)
    last = plan.checks.first()
    rules.check_checked(checked_on, last.checked_on if last else None, today)
    one = SustainabilityCheck.objects.create(plan=plan, checked_on=checked_on, finding=finding.strip())
    audit.record(actor, "strategy.check_plan", one)
    return one


def locked(partnership: Partnership) -> None:
    """Two who begin the same record at once wait for each other."""
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)


def plan_of(*, actor: Actor, partnership: Partnership) -> SustainabilityPlan:
    """The plan of a partnership; it begins with whoever writes first."""
    require(actor, "strategy.keep", SustainabilityPlan(partnership=partnership))
    locked(partnership)
    found = SustainabilityPlan.objects.filter(partnership=partnership).first()
    return found or SustainabilityPlan.objects.create(partnership=partnership)
