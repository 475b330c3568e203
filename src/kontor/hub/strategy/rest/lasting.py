"""Barriers, brokers and sustainability plans for programs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Key, Schema, Text
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import BarrierKind, BarrierState
from kontor.hub.strategy.rest.base import router


class ActionEvidenceOut(Schema):
    """A record of the partnership that shows that it takes a recommended action, and what of the evidence it shows."""

    title: str
    shows: list[str]
    url: str


class SuggestionOut(Schema):
    """What may help, why it fits, and the page where it stands. `kind`: action, practice, recommendation or barrier. `evidence`:
    records of the partnership that show that it takes the action.
    """

    kind: str
    title: str
    reason: str
    url: str
    evidence: list[ActionEvidenceOut]


class BarrierOut(Schema):
    """What stands in the way. `severity` is 1 (low) to 4 (blocking); `taken` is what the partnership took up against it."""

    key: str
    kind: str
    description: str
    severity: int
    state: str
    owner: str | None
    measures: str
    taken: list[SuggestionOut]
    suggestions: list[SuggestionOut]


class NewBarrier(Schema):
    """A barrier to name."""

    kind: BarrierKind
    description: Text = Field(min_length=1, max_length=500)
    severity: int = Field(2, ge=1, le=4)
    state: BarrierState = BarrierState.OPEN
    owner: Key | None = None
    measures: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")
    visibility: Visibility = Visibility.PARTNERS


class BrokerTaskOut(Schema):
    """A broker's task in a stage. `broker` is the key of a partner, null where there is none or you may not see it."""

    stage: str
    task: str
    label: str
    broker: str | None
    outside: str
    done_on: date | None
    note: str


class IncomeOut(Schema):
    """What the partnership lives on in a year; `amount` null is not known. `state`: idea, promised or secured."""

    kind: str
    label: str
    amount: float | None
    state: str


class PlanTaskOut(Schema):
    """A task of the plan."""

    title: str
    owner: str | None
    due_on: date | None
    done_on: date | None
    overdue: bool


class PlanCheckOut(Schema):
    """The plan was looked at."""

    checked_on: date
    finding: str


class SustainabilityOut(Schema):
    """How a partnership goes on after its grant. `covered`: the part of a year's cost that secured income carries, in per cent."""

    legal_form: str
    legal_note: str
    purpose: str
    leaving: str
    cost: float | None
    secured: float
    covered: float | None
    income: list[IncomeOut]
    tasks: list[PlanTaskOut]
    checks: list[PlanCheckOut]
    next_check: date | None


def suggestion_out(one: queries.Suggestion) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SuggestionOut.model_fields}


def barrier_out(row: queries.BarrierRow) -> dict[str, Any]:
    names = ("key", "kind", "description", "severity", "state", "measures")
    return {
        **{name: getattr(row.barrier, name) for name in names},
        "owner": row.owner.key if row.owner else None,
        "taken": [suggestion_out(one) for one in row.taken],
        "suggestions": [suggestion_out(one) for one in row.suggestions],
    }


def of_the_partners(request: HttpRequest, key: str) -> Partnership:
    found = by_key(request.auth, key)
    require(request.auth, "partnerships.read_inside", found)
    return found


@router.get("/partnerships/{key}/barriers", response=list[BarrierOut], url_name="partner_barriers")
def barriers(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """What stands in the way of a partnership, and what the guide and others know against it."""
    found = queries.barriers_page(request.auth, by_key(request.auth, key))
    return [barrier_out(row) for row in found.rows]


@router.post("/partnerships/{key}/barriers", response={201: BarrierOut}, url_name="add_partner_barrier")
def add_barrier(request: HttpRequest, key: Key, new: NewBarrier) -> Any:
    """Name a barrier; what may help comes back with it."""
    actor = request.auth
    partnership = by_key(actor, key)
    fields = new.dict(exclude={"owner"})
    fields["owner"] = organisation_by_key(actor, new.owner) if new.owner else None
    made = actions.add_barrier(actor=actor, partnership=partnership, fields=fields)
    rows = queries.barriers_page(actor, partnership).rows
    return Status(201, barrier_out(next(row for row in rows if row.barrier.pk == made.pk)))


@router.get("/partnerships/{key}/brokers", response=list[BrokerTaskOut], url_name="partner_brokers")
def brokers(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """Who brokers between the partners, task by task in the four stages."""
    found = queries.brokers_page(request.auth, of_the_partners(request, key))
    return [
        {
            "stage": row.stage, "task": row.task, "label": row.label, "broker": row.broker.key if row.broker else None,
            "outside": row.step.outside if row.step else "", "done_on": row.step.done_on if row.step else None,
            "note": row.step.note if row.step else "",
        }
        for stage in found.stages
        for row in stage.rows
    ]  # fmt: skip


@router.get(
    "/partnerships/{key}/sustainability", response=SustainabilityOut, url_name="partner_sustainability"
)
def sustainability(request: HttpRequest, key: Key) -> dict[str, Any]:
    """How the partnership goes on after its grant."""
    found = queries.sustainability_page(request.auth, of_the_partners(request, key), timezone.localdate())
    plan = found.plan
    return {
        **{name: getattr(plan, name) if plan else "" for name in ("legal_form", "legal_note", "purpose", "leaving")},
        "cost": plan.cost if plan else None, "secured": found.secured, "covered": found.covered, "next_check": found.next_check,
        "income": [{name: getattr(one, name) for name in IncomeOut.model_fields} for one in found.income],
        "tasks": [
            {
                "title": row.task.title, "owner": row.owner.key if row.owner else None, "due_on": row.task.due_on,
                "done_on": row.task.done_on, "overdue": row.is_overdue,
            }
            for row in found.tasks
        ],
        "checks": [{name: getattr(one, name) for name in PlanCheckOut.model_fields} for one in found.checks],
    }  # fmt: skip
