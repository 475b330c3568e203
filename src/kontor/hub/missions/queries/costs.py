"""What a delegation costs: line by line, by who pays, and for each participant."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import CostLine, Delegation
from kontor.hub.missions.rules.delegations import Sum, totals


def cost_lines(actor: Actor, delegation: Delegation) -> QuerySet[CostLine]:
    """The lines that the actor sees: those of the whole delegation last."""
    rows = visible(CostLine, actor).filter(delegation=delegation).select_related("delegate__organisation")
    return rows.order_by("kind", "text", "delegate__organisation__sort_name", "pk")


def cost_of(actor: Actor, delegation: Delegation, pk: int) -> CostLine:
    rows = visible(CostLine, actor).select_related("delegation__event__partnership", "delegate__organisation")
    found = rows.filter(delegation=delegation, pk=pk).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class CostsShown:
    """All lines and their sums. `by_bearer` and `by_participant` are (name, sum)."""

    lines: Sequence[CostLine]
    whole: Sum
    by_bearer: Sequence[tuple[str, Sum]]
    by_participant: Sequence[tuple[str, Sum]]


def costs_shown(actor: Actor, delegation: Delegation) -> CostsShown:
    """One statement."""
    lines = list(cost_lines(actor, delegation))
    whole = totals(("", one.planned, one.actual) for one in lines)
    bearers = totals((str(one.get_bearer_display()), one.planned, one.actual) for one in lines)
    people = totals((for_whom(one), one.planned, one.actual) for one in lines)
    return CostsShown(lines, whole.get("", Sum()), sorted(bearers.items()), sorted(people.items()))


def for_whom(line: CostLine) -> str:
    return line.delegate.organisation.name if line.delegate else gettext("The whole delegation")
