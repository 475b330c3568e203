"""Freeze a report's numbers, and discard a frozen one."""

from datetime import date

from django.db import transaction

from kontor.documents.frozen import freeze as plain
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.reports.models import Snapshot
from kontor.hub.reports.queries import draw


@transaction.atomic
def freeze(
    *,
    actor: Actor,
    kind: str,
    as_of: date,
    today: date,
    language: str,
    visibility: str = Visibility.RESTRICTED,
) -> Snapshot:
    """Keep a report as it is now: later corrections of the records do not change it."""
    require(actor, "reports.freeze")
    report = draw(actor, kind, as_of=as_of, today=today, language=language)
    snapshot = Snapshot.objects.create(
        kind=kind,
        title=report.title,
        as_of=as_of,
        actor_label=report.actor[:80],
        language=language,
        audit_number=audit.head_number(),
        content=plain(report),
        visibility=visibility,
        drawn_by_id=actor.user_id,
    )
    audit.record(actor, "reports.freeze", snapshot, after={"kind": kind, "as_of": as_of.isoformat()})
    return snapshot


@transaction.atomic
def discard(*, actor: Actor, snapshot: Snapshot) -> None:
    """Throw a frozen report away. The trail keeps that it was there."""
    require(actor, "reports.discard", snapshot)
    before = {"kind": snapshot.kind, "as_of": snapshot.as_of.isoformat()}
    audit.record(actor, "reports.discard", snapshot, before=before, after={})
    snapshot.delete()
