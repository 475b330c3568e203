"""Members of delegations to take along, as far as the actor sees them; and costs, for who runs a delegation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import inputs
from kontor.hub.missions.models import CostLine, Delegate, Traveller
from kontor.hub.missions.rules.delegations import Person
from kontor.hub.transfer.kit import Column, Exporter


class ExportDelegates(Exporter):
    """One row per organisation. Who travels stands in it only where the actor may read that."""

    kind, label, permission = "delegation-members", _("Members of delegations"), "missions.view"
    columns = inputs.DELEGATES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(Delegate, actor))

    def rows_of(self, actor: Actor, rows: QuerySet[Delegate]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible."""
        people = travellers_of(actor, rows)
        found = rows.select_related("delegation__event", "organisation").prefetch_related("terms")
        for one in found.order_by("delegation__event__key", "organisation__key", "pk"):
            yield {
                "event": one.delegation.event.key,
                "organisation": one.organisation.key,
                "state": one.state,
                "reason": one.reason,
                "fields": [term.code for term in one.terms.all()],
                "offers": one.offers,
                "seeks": one.seeks,
                "travellers": "\n".join(people.get(one.pk, [])),
            }


def travellers_of(actor: Actor, rows: QuerySet[Delegate]) -> Mapping[int, list[str]]:
    """Of these members: the people that the actor may read, as they are written. One statement."""
    found: dict[int, list[str]] = defaultdict(list)
    people = visible(Traveller, actor).filter(delegate__in=rows.order_by().values("pk"))
    for one in people.exclude(name="").order_by("pk"):
        found[one.delegate_id].append(Person(one.name, one.function).written())
    return found


COSTS = (
    Column("event", _("Event")),
    Column("kind", _("Kind")),
    Column("what", _("What")),
    Column("organisation", _("For whom")),
    Column("name", _("Name")),
    Column("bearer", _("Who pays")),
    Column("planned", _("Planned (EUR)")),
    Column("actual", _("Actual (EUR)")),
    Column("paid_on", _("Paid on")),
)


class ExportCosts(Exporter):
    kind, label, permission = "delegation-costs", _("Costs of delegations"), "missions.view"
    columns = COSTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CostLine, actor).select_related("delegate__organisation")
        return self.rows_of(rows.order_by("delegation__event__key", "pk"))

    def rows_of(self, rows: QuerySet[CostLine]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible."""
        return (cost_row(one) for one in rows.select_related("delegation__event", "delegate__organisation"))


def cost_row(one: CostLine) -> Mapping[str, Any]:
    organisation = one.delegate.organisation if one.delegate else None
    return {
        "event": one.delegation.event.key, "kind": str(one.kind), "what": one.text,
        "organisation": organisation.key if organisation else None, "name": organisation.name if organisation else None,
        "bearer": str(one.bearer), "planned": one.planned, "actual": one.actual, "paid_on": one.paid_on,
    }  # fmt: skip
