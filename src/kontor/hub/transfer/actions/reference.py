"""Writing the reference data that foundation keeps: countries, regions, programme memberships."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

PERMISSION = "transfer.import_reference"
AT_ONCE = 1000


@transaction.atomic
def create_reference(*, actor: Actor, model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Create one record of `model` for each row (field attribute -> value)."""
    require(actor, PERMISSION)
    records = model._default_manager.bulk_create([model(**row) for row in rows], batch_size=AT_ONCE)
    audit.record_many(
        actor, [audit.Entry(PERMISSION, record, {}, audit.state_of(record)) for record in records]
    )


@transaction.atomic
def change_reference(
    *, actor: Actor, model: type[models.Model], changes: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Set fields: primary key -> (field attribute -> value)."""
    require(actor, PERMISSION)
    records = list(model._default_manager.filter(pk__in=list(changes)))
    entries = []
    for record in records:
        before = audit.state_of(record)
        for name, value in changes[record.pk].items():
            setattr(record, name, value)
        entries.append(audit.Entry(PERMISSION, record, before, audit.state_of(record)))
    names = sorted({name.removesuffix("_id") for change in changes.values() for name in change})
    if records:
        model._default_manager.bulk_update(records, names, batch_size=AT_ONCE)
    audit.record_many(actor, entries)
