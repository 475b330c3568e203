"""Mobility exchanges to take along, as far as the actor sees them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event, Exchange, ExchangeReport, ExchangeSignature
from kontor.hub.missions.queries.exchanges import exchanges_seen
from kontor.hub.transfer.kit import Column, Exporter

COLUMNS = (
    Column("id", _("Key")),
    Column("phase", _("Phase")),
    Column("visiting", _("Visiting organisation")),
    Column("visiting_partnership", _("Its partnership")),
    Column("host", _("Host organisation")),
    Column("host_partnership", _("Partnership of the host")),
    Column("start", _("From")),
    Column("end", _("To")),
    Column("signed", _("Signed by")),
    Column("reported", _("Reported by")),
    Column("amount", _("Lump sum (EUR)")),
    Column("payer", _("Who pays")),
    Column("paid_on", _("Paid on")),
    Column("event", _("Event")),
    Column("reason", _("Reason")),
)


class ExportExchanges(Exporter):
    kind, label, permission = "exchanges", _("Mobility exchanges"), "missions.view"
    columns = COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        """Four statements."""
        seen = visible(Exchange, actor).values("pk")
        events = dict(visible(Event, actor).filter(exchange__in=seen).values_list("pk", "key"))
        signed, reported = by_exchange(ExchangeSignature, seen), by_exchange(ExchangeReport, seen)
        for one in exchanges_seen(actor):
            yield {
                "id": one.key, "phase": str(one.phase), "visiting": one.visiting.key, "visiting_partnership": one.visiting_partnership.key,
                "host": one.host.key if one.host else None,
                "host_partnership": one.host_partnership.key if one.host_partnership else None,
                "start": one.start, "end": one.end, "signed": "; ".join(signed[one.pk]), "reported": "; ".join(reported[one.pk]),
                "amount": one.amount, "payer": str(one.payer), "paid_on": one.paid_on,
                "event": events.get(one.event_id or 0), "reason": one.reason,
            }  # fmt: skip


def by_exchange(model: Any, seen: Any) -> Mapping[int, list[str]]:
    """Exchange -> the sides that have one of these."""
    found: dict[int, list[str]] = defaultdict(list)
    for exchange, side in (
        model.objects.filter(exchange__in=seen).order_by("pk").values_list("exchange", "side")
    ):
        found[exchange].append(side)
    return found
