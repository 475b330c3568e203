"""Joint investment projects as rows. Their money is a register of its own: never added to the impact of cases (decision 20)."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.inputs.registers.kind import Entries, RegisterKind, grouped, names_seen
from kontor.hub.strategy.choices import FinanceState
from kontor.hub.strategy.models import CostLine, FinanceLine, InvestmentProject, StageEntry


def investments(actor: Actor, partnerships: Collection[int]) -> Entries:
    """Of the day on which the project entered its stage, and of the responsible partner. Amounts only for whoever reads them
    inside the partnership: None for others, and where none is stated. Six statements.
    """
    of = {"project__partnership__in": partnerships}
    rows = visible(InvestmentProject, actor).filter(partnership__in=partnerships).order_by("key")
    costs = sums(visible(CostLine, actor).filter(**of))
    granted = sums(visible(FinanceLine, actor).filter(**of, state=FinanceState.GRANTED))
    entered = dict(
        visible(StageEntry, actor).filter(**of).order_by("pk").values_list("project_id", "entered_on")
    )
    regions = grouped(rows.order_by("key", "regions__code").values_list("pk", "regions__code"))
    named = ("pk", "partnership_id", "key", "owner__key", "stage", "area", "assistance")
    found = list(rows.values_list(*named))
    seen = names_seen(actor, (owner for _pk, _of, _key, owner, *_rest in found if owner))
    for pk, partnership, key, owner, *plain in found:
        where = tuple(dict.fromkeys(region for region in regions[pk] if region))
        values = (*plain, where, costs.get(pk), granted.get(pk))
        yield partnership, key, entered.get(pk), (seen(owner),) if owner else (), values


def sums(rows: QuerySet[Any]) -> Mapping[int, Decimal]:
    return dict(rows.order_by().values_list("project").annotate(Sum("amount")))


INVESTMENTS = RegisterKind(
    "investments",
    _("joint investment projects"),
    {
        "state": ("text", _("stage")),
        "area": ("text", _("thematic area")),
        "assistance": ("text", _("technical assistance")),
        "region": ("text", _("region")),
        "cost": ("number", _("cost")),
        "granted": ("number", _("finance granted")),
    },
    investments,
)
