"""What is arranged for a journey and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.missions.actions.delegations import locked
from kontor.hub.missions.models import CostLine, Delegate, Delegation, TravelItem
from kontor.hub.missions.rules import delegations as rules
from kontor.hub.missions.rules.calls import moment, on_the_wall


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item as it is to be. Times on the clock of the delegation, '2027-03-01 17:00'; no delegates: all are concerned.

    `fields`: kind, text, place, book_by, confirmed.
    """

    fields: Mapping[str, Any]
    start: str
    end: str = ""
    delegates: Sequence[int] = ()


@transaction.atomic
def arrange(*, actor: Actor, delegation: Delegation, entry: ItemEntry) -> TravelItem:
    """Add a flight, hotel, transfer or visit. Refused where it ends before it begins, or concerns who withdrew."""
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    return kept(actor, TravelItem(delegation=known), known, entry, "missions.arrange")


@transaction.atomic
def rearrange(*, actor: Actor, item: TravelItem, version: int, entry: ItemEntry) -> TravelItem:
    """Change an item, or say that it is confirmed."""
    require(actor, "missions.run_delegation", item.delegation)
    known = locked(item.delegation)
    row = TravelItem.objects.get(pk=item.pk)
    if row.version != version:
        raise ChangedMeanwhile
    return kept(actor, row, known, entry, "missions.rearrange")


def kept(actor: Actor, item: TravelItem, delegation: Delegation, entry: ItemEntry, action: str) -> TravelItem:
    before = state_of(item) if item.pk else {}
    for name, value in entry.fields.items():
        setattr(item, name, value)
    item.start = moment(entry.start, delegation.zone, "start")
    item.end = moment(entry.end, delegation.zone, "end") if entry.end.strip() else None
    told = [on_the_wall(at, delegation.zone) for at in (item.start, item.end or item.start)]
    rules.check_travel(item.start, item.end, item.book_by, told)
    there = set(item.delegates.values_list("pk", flat=True)) if item.pk else set()
    concerned = members(delegation, entry.delegates, kept_already=there)
    item.save()
    item.delegates.set(concerned)
    audit.record(actor, action, item, before=before, after=state_of(item))
    return item


def state_of(item: TravelItem) -> audit.State:
    return audit.state_of(item) | {"concerns": sorted(item.delegates.values_list("pk", flat=True))}


def members(
    delegation: Delegation, ids: Sequence[int], *, kept_already: set[int] | None = None
) -> list[Delegate]:
    """The members of these ids. Refused for one that withdrew, unless it stood there before it did."""
    rows = Delegate.objects.filter(pk__in=ids).select_related("organisation")
    for one in rows:
        if one.delegation_id != delegation.pk:
            raise rules.OfAnotherDelegation(field="delegates", organisation=one.organisation.name)
    new = [one for one in rows if one.pk not in (kept_already or ())]
    rules.check_listed({one.organisation.name: one.state for one in new}, "delegates")
    return list(rows)


@transaction.atomic
def cancel_item(*, actor: Actor, item: TravelItem) -> None:
    """Take out what is not arranged after all."""
    require(actor, "missions.run_delegation", item.delegation)
    locked(item.delegation)
    before, entry = state_of(item), item
    audit.record(actor, "missions.cancel_item", entry, before=before, after={})
    item.delete()


@dataclass(frozen=True, slots=True)
class CostEntry:
    """What costs how much. `fields`: kind, text, bearer, planned, actual, paid_on; in euros."""

    fields: Mapping[str, Any]


@transaction.atomic
def plan_costs(
    *, actor: Actor, delegation: Delegation, entry: CostEntry, delegates: Sequence[int]
) -> list[CostLine]:
    """Add a line for each of these members, or one of the whole delegation. The amount is what each line costs."""
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    rows: list[Delegate | None] = [*members(known, delegates)]
    made = []
    for one in rows or [None]:
        made.append(cost(actor, CostLine(delegation=known, delegate=one), entry, "missions.plan_cost"))
    return made


def cost(actor: Actor, line: CostLine, entry: CostEntry, action: str) -> CostLine:
    before = audit.state_of(line) if line.pk else {}
    for name, value in entry.fields.items():
        setattr(line, name, value)
    rules.check_cost(
        bearer=line.bearer,
        has_delegate=line.delegate_id is not None,
        planned=line.planned,
        actual=line.actual,
        paid_on=line.paid_on,
    )
    line.save()
    audit.record(actor, action, line, before=before)
    return line


def line_to_change(line: CostLine) -> CostLine:
    locked(line.delegation)
    return CostLine.objects.select_related("delegation").get(pk=line.pk)


@transaction.atomic
def edit_cost(*, actor: Actor, line: CostLine, version: int, entry: CostEntry) -> CostLine:
    """Correct a line, its actual cost too. Whom it is for stays: that would be another line."""
    require(actor, "missions.run_delegation", line.delegation)
    known = line_to_change(line)
    if known.version != version:
        raise ChangedMeanwhile
    return cost(actor, known, entry, "missions.edit_cost")


@transaction.atomic
def record_actual(*, actor: Actor, line: CostLine, amount: Decimal, on: date) -> CostLine:
    """Say what a line really cost, once: a second actual cost of one line is refused."""
    require(actor, "missions.run_delegation", line.delegation)
    known = line_to_change(line)
    if known.actual is not None:
        raise rules.PaidAlready(text=known.text, amount=known.actual)
    return cost(actor, known, CostEntry({"actual": amount, "paid_on": on}), "missions.record_actual")


@transaction.atomic
def remove_cost(*, actor: Actor, line: CostLine) -> None:
    """Take a line out of the plan. What was paid stays in the trail only."""
    require(actor, "missions.run_delegation", line.delegation)
    known = line_to_change(line)
    audit.record(actor, "missions.remove_cost", known, before=audit.state_of(known), after={})
    known.delete()
