"""What a case says of itself is changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import check_contact, findable, held, keeps_names
from kontor.hub.agreements.actions.follow_ups import plan_follow_ups
from kontor.hub.agreements.models import CaseObjective, CooperationCase
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor


@transaction.atomic
def edit_case(
    *,
    actor: Actor,
    case: CooperationCase,
    version: int,
    today: date,
    objectives: Sequence[str] | None = None,
    terms: Iterable[Any] | None = None,
    **fields: Any,
) -> CooperationCase:
    """Change what a case says; its state, parties and agreements have verbs of their own.

    `version` is the one the form was filled from: the second of two editors is refused (`ChangedMeanwhile`), told what the
    first one saved, and loses nothing. None leaves objectives and terms as they are.
    """
    held_case = held("agreements.edit", case, version, fields, actor=actor)
    before = audit.state_of(held_case) | {"objectives": objectives_of(held_case)}
    for name, value in fields.items():
        setattr(held_case, name, value)
    rules.check_not_after_today("started_on", held_case.started_on, today)
    rules.check_order(held_case.started_on, held_case.closed_on, field="started_on")
    if before["started_on"] != held_case.started_on:
        check_contact([held_case])
    held_case.save()
    if objectives is not None:
        set_objectives(held_case, objectives)
    if terms is not None:
        held_case.terms.set(terms)
    keeps_names(held_case)
    after = audit.state_of(held_case) | {"objectives": objectives_of(held_case)}
    audit.record(actor, "agreements.edit", held_case, before=before, after=after)
    if before["started_on"] != held_case.started_on:
        plan_follow_ups(actor=actor, case=held_case, today=today)
    findable([held_case])
    return held_case


def objectives_of(case: CooperationCase) -> list[str]:
    return sorted(CaseObjective.objects.filter(case=case).values_list("objective", flat=True))


def set_objectives(case: CooperationCase, objectives: Sequence[str]) -> None:
    """Those that stay keep what was stated of them."""
    CaseObjective.objects.filter(case=case).exclude(objective__in=objectives).delete()
    there = set(objectives_of(case))
    CaseObjective.objects.bulk_create(
        CaseObjective(case=case, objective=one) for one in dict.fromkeys(objectives) if one not in there
    )
