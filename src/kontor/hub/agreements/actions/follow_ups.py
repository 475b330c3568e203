"""What became of a case: asked after some months, answered, and what it brought."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import held, seen_organisation
from kontor.hub.agreements.choices import FOLLOW_UP_MONTHS, CaseState
from kontor.hub.agreements.models import CooperationCase, FollowUp, Impact
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile


@transaction.atomic
def plan_follow_ups(*, actor: Actor, case: CooperationCase, today: date) -> list[FollowUp]:
    """Plan to ask 1, 3, 6, 12 and 24 months after the first contact, as far as that is not past; unanswered ones move along.

    A closed case is not asked. Without a known first contact the months count from today.
    """
    require(actor, "agreements.follow_up", case)
    if case.state == CaseState.CLOSED:
        return []
    days = rules.follow_up_days(case.started_on, FOLLOW_UP_MONTHS, today)
    there = {one.month: one for one in FollowUp.objects.filter(case=case)}
    moved = [
        one
        for month, one in there.items()
        if one.answered_on is None and days.get(month, one.due_on) != one.due_on
    ]
    for one in moved:
        one.due_on, one.reminded_at = days[one.month], None
    FollowUp.objects.bulk_update(moved, ["due_on", "reminded_at"])
    new = [FollowUp(case=case, month=month, due_on=day) for month, day in days.items() if month not in there]
    FollowUp.objects.bulk_create(new)
    audit.record_many(
        actor,
        [audit.Entry("agreements.plan_follow_up", one, {}, audit.state_of(one)) for one in [*new, *moved]],
    )
    return new


@transaction.atomic
def answer_follow_up(
    *,
    actor: Actor,
    follow_up: FollowUp,
    answer: str,
    today: date,
    answered_on: date | None = None,
    version: int | None = None,
) -> FollowUp:
    """Keep what became of the case. What it brought in figures is added with `add_impact`. Refused for a day ahead."""
    held_one = held("agreements.follow_up", follow_up, version, {"answer": answer}, actor=actor)
    day = answered_on or today
    rules.check_not_after_today("answered_on", day.isoformat(), today)
    before = audit.state_of(held_one)
    held_one.answer, held_one.answered_on = answer, day
    held_one.save(update_fields=["answer", "answered_on"])
    audit.record(actor, "agreements.answer_follow_up", held_one, before=before)
    return held_one


@transaction.atomic
def add_impact(
    *,
    actor: Actor,
    case: CooperationCase,
    kind: str,
    value: Decimal,
    unit: str,
    follow_up: FollowUp | None = None,
    **fields: Any,
) -> Impact:
    """Keep a figure that a case brought: jobs in jobs or FTE, everything else in a currency.

    `fields`: reach, organisation, period_start, period_end, attribution (per cent), note. Refused for a unit or period that
    cannot be, and for an organisation that is not seen.
    """
    require(actor, "agreements.add_impact", case)
    if follow_up is not None and follow_up.case_id != case.pk:
        raise ChangedMeanwhile
    described = {
        name: fields[name] for name in ("period_start", "period_end", "attribution") if name in fields
    }
    rules.check_impact(kind, value, unit, **described)
    seen_organisation(fields.get("organisation"), actor=actor)
    impact = Impact.objects.create(
        case=case, follow_up=follow_up, kind=kind, value=value, unit=unit, **fields
    )
    audit.record(actor, "agreements.add_impact", impact)
    return impact


@transaction.atomic
def remove_impact(*, actor: Actor, impact: Impact) -> None:
    """Take back a figure that was entered by mistake."""
    held_one = held("agreements.remove_impact", impact, actor=actor)
    audit.record(actor, "agreements.remove_impact", held_one, before=audit.state_of(held_one), after={})
    held_one.delete()
