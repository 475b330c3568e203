"""Brokers' tasks by stage, and the sustainability plan with what it lacks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.choices import BROKER_TASKS, BrokerTask, Stage
from kontor.hub.strategy.models import (
    BrokerStep,
    IncomeLine,
    SustainabilityCheck,
    SustainabilityPlan,
    SustainabilityTask,
)
from kontor.hub.strategy.queries.versions import hidden


@dataclass(frozen=True, slots=True)
class StepRow:
    """A task of a broker in a stage. `step` is None where nobody touched it."""

    stage: str
    task: str
    label: str
    step: BrokerStep | None
    broker: Organisation | None
    broker_name: str

    @property
    def done(self) -> bool:
        return self.step is not None and self.step.done_on is not None


@dataclass(frozen=True, slots=True)
class StageOfBrokers:
    stage: str
    label: str
    rows: tuple[StepRow, ...]

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)


@dataclass(frozen=True, slots=True)
class BrokersPage:
    """The four stages. `stage_now` is the first in which something is left to do, '' where nothing is."""

    partnership: Partnership
    stages: tuple[StageOfBrokers, ...]
    may_keep: bool

    @property
    def stage_now(self) -> str:
        return next((one.stage for one in self.stages if one.done < len(one.rows)), "")


@dataclass(frozen=True, slots=True)
class PlanTaskRow:
    task: SustainabilityTask
    owner: Organisation | None
    owner_name: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SustainabilityPage:
    """The plan with its sums of a year. `covered` is the part of the cost that secured income carries, in per cent."""

    partnership: Partnership
    plan: SustainabilityPlan | None
    income: tuple[IncomeLine, ...]
    tasks: tuple[PlanTaskRow, ...]
    checks: tuple[SustainabilityCheck, ...]
    secured: Decimal
    hoped: Decimal
    covered: float | None
    next_check: date | None
    check_is_due: bool
    may_keep: bool

    @property
    def without_amount(self) -> int:
        """No amount is not 0: these are in no sum."""
        return sum(line.amount is None for line in self.income)

    @property
    def overdue(self) -> int:
        return sum(row.is_overdue for row in self.tasks)


def brokers_page(actor: Actor, partnership: Partnership) -> BrokersPage:
    """Two statements."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("broker_id")))
    rows = visible(BrokerStep, actor).filter(partnership=partnership).select_related("broker")
    steps = {(one.stage, one.task): one for one in rows.annotate(broker_is_seen=seen)}
    return BrokersPage(
        partnership=partnership,
        stages=tuple(
            StageOfBrokers(
                stage, str(Stage(stage).label), tuple(step_row(stage, task, steps.get((stage, task))) for task in tasks)
            )
            for stage, tasks in BROKER_TASKS.items()
        ),
        may_keep=can(actor, "strategy.keep", BrokerStep(partnership=partnership)),
    )  # fmt: skip


def step_row(stage: str, task: str, step: Any) -> StepRow:
    label = str(BrokerTask(task).label)
    if step is None:
        return StepRow(str(stage), str(task), label, None, None, "")
    broker = step.broker if step.broker_is_seen else None
    named = broker.name if broker else hidden() if step.broker_id else step.outside
    return StepRow(str(stage), str(task), label, step, broker, named)


def step_of(actor: Actor, partnership: Partnership, stage: str, task: str) -> StepRow:
    """One task of one stage. Raises NotThere where the stage has no such task."""
    rows = [row for one in brokers_page(actor, partnership).stages for row in one.rows]
    found = next((row for row in rows if (row.stage, row.task) == (stage, task)), None)
    if found is None:
        raise NotThere
    return found


def sustainability_page(actor: Actor, partnership: Partnership, today: date) -> SustainabilityPage:
    """The plan as the actor sees it. Five statements."""
    plan = plan_of(actor, partnership)
    income = tuple(plan.income.all()) if plan else ()
    checks = tuple(plan.checks.all()) if plan else ()
    secured = total(income, "secured")
    due = rules.next_check(checks[0].checked_on if checks else None, plan.created_at.date()) if plan else None
    return SustainabilityPage(
        partnership=partnership,
        plan=plan,
        income=income,
        tasks=task_rows(actor, plan, today) if plan else (),
        checks=checks,
        secured=secured,
        hoped=total(income, "idea", "promised"),
        covered=rules.covered(plan.cost, secured) if plan else None,
        next_check=due,
        check_is_due=due is not None and due <= today,
        may_keep=can(actor, "strategy.keep", SustainabilityPlan(partnership=partnership)),
    )


def total(income: tuple[IncomeLine, ...], *states: str) -> Decimal:
    amounts = [line.amount for line in income if line.state in states and line.amount is not None]
    return sum(amounts, Decimal(0))


def task_rows(actor: Actor, plan: SustainabilityPlan, today: date) -> tuple[PlanTaskRow, ...]:
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("owner_id")))
    rows = []
    for one in plan.tasks.select_related("owner").annotate(owner_is_seen=seen):
        owner = one.owner if one.owner_is_seen else None
        named = owner.name if owner else hidden() if one.owner_id else ""
        late = one.done_on is None and one.due_on is not None and one.due_on < today
        rows.append(PlanTaskRow(one, owner, named, late))
    return tuple(rows)


def plan_of(actor: Actor, partnership: Partnership) -> SustainabilityPlan | None:
    return visible(SustainabilityPlan, actor).filter(partnership=partnership).first()


def income_by_id(actor: Actor, pk: int) -> IncomeLine:
    """An income of a plan that the actor sees. Raises NotThere."""
    return part_by_id(actor, IncomeLine, pk)


def plan_task_by_id(actor: Actor, pk: int) -> SustainabilityTask:
    """A task of a plan that the actor sees. Raises NotThere."""
    return part_by_id(actor, SustainabilityTask, pk)


def part_by_id[T: (IncomeLine, SustainabilityTask)](actor: Actor, model: type[T], pk: int) -> T:
    found = visible(model, actor).select_related("plan__partnership").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
