"""Throwing away what is not wanted, and forgetting what is no longer needed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.transfer.actions.upload import check_idle
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import IMPORT

KEPT_DAYS = 90


@transaction.atomic
def discard(*, actor: Actor, record: Import) -> Import:
    """Throw the file and its plan away. The import stays in the list without them."""
    require(actor, "transfer.discard", record)
    check_idle(record)
    before = audit.state_of(record)
    record.state = IMPORT.after("discard", record.state)
    forget(record)
    record.save()
    audit.record(actor, "transfer.discard", record, before=before)
    return record


def forget(record: Import) -> None:
    """Keep only the counts: rows of files may be personal data."""
    name, storage = record.file.name, record.file.storage
    record.file = ""
    record.plan = {"counts": record.plan.get("counts", {})} if record.plan else {}
    record.errors, record.undo, record.decisions = [], {}, {}
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def forget_old(*, actor: Actor, now: datetime | None = None) -> int:
    """Every night: forget files, rows and undo information of imports that are older than KEPT_DAYS. Returns how many."""
    limit = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    old = [
        record
        for record in Import.objects.filter(changed_at__lt=limit)
        if record.file or record.undo or record.errors
    ]
    for record in old:
        before = audit.state_of(record)
        forget(record)
        record.save()
        audit.record(actor, "transfer.forget_old", record, before=before)
    return len(old)
