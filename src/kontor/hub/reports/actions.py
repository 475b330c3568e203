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
    subject: str = "",
    visibility: str = Visibility.RESTRICTED,
) -> Snapshot:
    """Keep a report as it is now: later corrections of the records do not change it."""
    require(actor, "reports.freeze")
    report = draw(actor, kind, as_of=as_of, today=today, language=language, subject=subject)
    snapshot = Snapshot.objects.create(
        kind=kind,
        title=report.title,
        subject_key=subject,
        as_of=as_of,
        actor_label=report.actor[:80],
        language=language,
        audit_number=audit.head_number(),
        content=plain(report),
        visibility=visibility,
        drawn_by_id=actor.user_id,
    )
    audit.record(actor, "reports.freeze", snapshot, after=_kept_as(snapshot))
    return snapshot


@transaction.atomic
def discard(*, actor: Actor, snapshot: Snapshot) -> None:
    """Throw a frozen report away. The trail keeps that it was there."""
    require(actor, "reports.discard", snapshot)
    audit.record(actor, "reports.discard", snapshot, before=_kept_as(snapshot), after={})
    snapshot.delete()


def _kept_as(snapshot: Snapshot) -> dict[str, str]:
    """What the trail says of a frozen report."""
    about = {"subject": snapshot.subject_key} if snapshot.subject_key else {}
    return {"kind": snapshot.kind, **about, "as_of": snapshot.as_of.isoformat()}
