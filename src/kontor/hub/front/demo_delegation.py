"""The demo's invented delegation: taken over from the invented call, confirmed, briefed, with what is arranged and what it costs."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kontor.hub.foundation.actor import Actor
from kontor.hub.missions import actions
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import Delegate, Delegation, Event
from kontor.hub.missions.queries.delegations import sectors


def load_delegation(actor: Actor, folder: Path) -> int:
    """Plan it of who was selected in the call. Once. Returns how many organisations it has."""
    told = json.loads((folder / "delegation.json").read_text(encoding="utf-8"))
    event = Event.objects.select_related("partnership").get(key=told["event"])
    if (known := Delegation.objects.filter(event=event).first()) is not None:
        return known.delegates.count()
    delegation = actions.add_delegation(actor=actor, event=event, fields=told["delegation"])
    actions.brief(
        actor=actor,
        delegation=delegation,
        version=delegation.version,
        briefing=told["briefing"],
        checks=told["checks"],
    )
    checks = list(delegation.checks.values_list("pk", flat=True))
    members = {}
    for one in actions.take_over(actor=actor, delegation=delegation):
        members[one.organisation.key] = join(
            actor, one, told["members"].get(one.organisation.key, {}), checks
        )
    arrange(actor, delegation, told["journey"], members)
    plan(actor, delegation, told["costs"], members)
    return len(members)


def join(actor: Actor, delegate: Delegate, said: dict[str, Any], checks: list[int]) -> Delegate:
    """What it says of itself, what it has seen to, and whether it comes."""
    entry = actions.DelegateEntry(
        fields={name: said.get(name, "") for name in ("offers", "seeks")},
        terms=sectors(said.get("terms", ())),
        travellers=said.get("travellers", ""),
    )
    kept = actions.edit_delegate(actor=actor, delegate=delegate, version=delegate.version, entry=entry)
    if said.get("state") == DelegateState.CONFIRMED:
        kept = actions.confirm_delegate(actor=actor, delegate=kept)
    actions.tick_checks(actor=actor, delegate=kept, done=checks[: said.get("ticked", 0)])
    return kept


def arrange(
    actor: Actor, delegation: Delegation, journey: list[dict[str, Any]], members: dict[str, Delegate]
) -> None:
    for one in journey:
        fields = {name: one[name] for name in ("kind", "text", "place", "confirmed")}
        concerned = [members[key].pk for key in one["whom"] if key in members]
        entry = actions.ItemEntry(
            {**fields, "book_by": day(one["book_by"])}, one["start"], one["end"], concerned
        )
        actions.arrange(actor=actor, delegation=delegation, entry=entry)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def plan(
    actor: Actor, delegation: Delegation, costs: list[dict[str, Any]], members: dict[str, Delegate]
) -> None:
    """A line for each confirmed member where it says so; what it really cost, where that is known."""
    going = [one.pk for one in members.values() if one.state == DelegateState.CONFIRMED]
    for one in costs:
        fields = {name: one[name] for name in ("kind", "text", "bearer")}
        entry = actions.CostEntry({**fields, "planned": Decimal(one["planned"])})
        delegates = going if one.get("each") else []
        lines = actions.plan_costs(actor=actor, delegation=delegation, entry=entry, delegates=delegates)
        on = day(one.get("paid_on"))
        for line in lines:
            if on is None:
                break
            actions.record_actual(actor=actor, line=line, amount=Decimal(one["actual"]), on=on)
