"""Steps taken and to be taken."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import change, held, keeps_names, seen_organisation
from kontor.hub.agreements.models import CooperationCase, Step
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_step(*, actor: Actor, case: CooperationCase, text: str, **fields: Any) -> Step:
    """Plan the next step. `fields`: kind, owner (organisation), owner_user_id, due_on. Refused where it names a confidential party."""
    require(actor, "agreements.add_step", case)
    seen_organisation(fields.get("owner"), actor=actor)
    step = Step.objects.create(case=case, text=text, **fields)
    keeps_names(case)
    audit.record(actor, "agreements.add_step", step)
    return step


@transaction.atomic
def edit_step(*, actor: Actor, step: Step, version: int, **fields: Any) -> Step:
    """Change text, owner or day of a step; it is reminded of anew when its day moves."""
    held_one = held("agreements.edit_step", step, version, fields, actor=actor)
    before = audit.state_of(held_one)
    if fields.get("owner") != held_one.owner:
        seen_organisation(fields.get("owner"), actor=actor)
    if "due_on" in fields and fields["due_on"] != held_one.due_on:
        held_one.reminded_at = None
    for name, value in fields.items():
        setattr(held_one, name, value)
    held_one.save()
    keeps_names(held_one.case)
    audit.record(actor, "agreements.edit_step", held_one, before=before)
    return held_one


@transaction.atomic
def finish_step(
    *,
    actor: Actor,
    step: Step,
    today: date,
    done_on: str = "",
    next_step: str = "",
    next_step_due: date | None = None,
) -> Step:
    """Say that a step is done, and plan the one after it. Refused for a day ahead."""
    held_one = held("agreements.finish_step", step, actor=actor)
    day = done_on or today.isoformat()
    rules.check_not_after_today("done_on", day, today)
    move(actor, "finish", held_one, done_on=day)
    if next_step:
        add_step(
            actor=actor, case=held_one.case, text=next_step, owner=held_one.owner, owner_user_id=held_one.owner_user_id,
            due_on=next_step_due,
        )  # fmt: skip
    return held_one


@transaction.atomic
def drop_step(*, actor: Actor, step: Step) -> Step:
    """Say that a step will not be taken."""
    return move(actor, "drop", held("agreements.finish_step", step, actor=actor))


@transaction.atomic
def take_up_step(*, actor: Actor, step: Step) -> Step:
    """Open a step again that was done or dropped by mistake."""
    return move(actor, "take_up", held("agreements.finish_step", step, actor=actor), done_on="")


def move(actor: Actor, verb: str, step: Step, **values: Any) -> Step:
    change(actor, f"agreements.{verb}_step", step, state=rules.STEP.after(verb, step.state), **values)
    return step
