"""Barriers are named, handled and overcome; what others recommend against them is taken up."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import GoodPractice, Participation, Partnership, RecommendedAction
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.saving import Edited, changed, key_of, sparing_hidden, taken_out, unchanged
from kontor.hub.strategy.models import Barrier


@transaction.atomic
def add_barrier(
    *,
    actor: Actor,
    partnership: Partnership,
    fields: Mapping[str, Any],
    recommended: Sequence[RecommendedAction] = (),
    practices: Sequence[GoodPractice] = (),
) -> Barrier:
    """Name what stands in the way. A key that is not given is made of the kind."""
    one = Barrier(partnership=partnership, **fields)
    require(actor, "strategy.keep", one)
    check(one)
    one.key = key_of(one, f"{partnership.key} {one.kind}", "barrier", rules.BarrierKeyTaken)
    one.save()
    one.recommended.set(recommended)
    one.practices.set(practices)
    audit.record(actor, "strategy.add_barrier", one)
    return one


@transaction.atomic
def edit_barrier(
    *,
    actor: Actor,
    edited: Edited[Barrier],
    fields: Mapping[str, Any],
    recommended: Sequence[RecommendedAction] | None = None,
    practices: Sequence[GoodPractice] | None = None,
) -> Barrier:
    """Change a barrier: how serious, who is on it, what is done. None leaves what was taken up."""
    require(actor, "strategy.keep", edited.record)
    found = unchanged(edited)
    told = sparing_hidden(actor, found, fields, "owner")
    changed(actor, "strategy.edit_barrier", found, told, check)
    if recommended is not None:
        found.recommended.set(recommended)
    if practices is not None:
        found.practices.set(practices)
    return found


@transaction.atomic
def remove_barrier(*, actor: Actor, barrier: Barrier) -> None:
    """Take back a barrier that was named by mistake. One that is overcome stays: others learn from it."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_barrier",
        record=barrier,
        subject=barrier,
    )


def check(one: Barrier) -> None:
    rules.check_barrier(one.state, one.measures)
    check_partner(one.partnership, one.owner_id, one.owner)


def check_partner(partnership: Partnership, owner: int | None, named: Any) -> None:
    """Whoever is responsible takes part in the partnership."""
    if owner is not None:
        rows = Participation.objects.filter(partnership=partnership)
        rules.check_owner(owner, str(named), set(rows.values_list("organisation_id", flat=True)))
