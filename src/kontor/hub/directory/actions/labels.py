"""Quality labels."""

from typing import Any

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import Label, Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_label(
    *,
    actor: Actor,
    organisation: Organisation,
    kind: str,
    name: str = "",
    awarded: str = "",
    expires: str = "",
) -> Label:
    """Keep a label with its award and expiry. Refused when it expires before it was awarded, or is there already."""
    require(actor, "directory.add-label", organisation)
    rules.check_label(kind, name, awarded, expires)
    present = Label.objects.filter(organisation=organisation, kind=kind, name=name, awarded=awarded).exists()
    rules.check_label_once(present)
    label = Label.objects.create(
        organisation=organisation, kind=kind, name=name, awarded=awarded, expires=expires
    )
    audit.record(actor, "directory.add-label", label)
    return label


@transaction.atomic
def remove_label(*, actor: Actor, label: Any) -> None:
    """Take away a label that was entered by mistake; one that ran out stays, with its expiry."""
    require(actor, "directory.remove-label", label)
    audit.record(actor, "directory.remove-label", label, before=audit.state_of(label), after={})
    label.delete()
