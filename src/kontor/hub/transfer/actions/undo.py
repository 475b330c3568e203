"""Taking an import back."""

from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.transfer import rules
from kontor.hub.transfer.actions.discard import KEPT_DAYS
from kontor.hub.transfer.actions.upload import check_idle, in_background
from kontor.hub.transfer.kit import IMPORTERS
from kontor.hub.transfer.kit.execution import take_back_rows
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import IMPORT, TooOldToUndo


def undo(*, actor: Actor, record: Import) -> Import:
    """Take an import back: at once when it was small, in the background otherwise. Refused if a record changed since."""
    require(actor, "transfer.undo", record)
    IMPORT.after("undo", record.state)
    check_idle(record)
    if record.rows > rules.INLINE_ROWS:
        title = gettext("Undoing the import of %(name)s") % {"name": record.file_name}
        return in_background(actor, record, "transfer.undo", title)
    return take_back(actor=actor, record=record)


@transaction.atomic
def take_back(*, actor: Actor, record: Import) -> Import:
    """What was created goes, what was changed is as before; everything or nothing. Safe to repeat.

    Refused: ChangedSince when a record has been changed since, InUse when others rest on what was created.
    """
    locked = Import.objects.select_for_update(of=("self",)).get(pk=record.pk)
    require(actor, "transfer.undo", locked)
    importer = IMPORTERS[locked.kind]()
    require(actor, importer.permission)
    if locked.state == "undone":
        return locked
    before = audit.state_of(locked)
    locked.state = IMPORT.after("undo", locked.state)
    if not locked.undo:
        raise TooOldToUndo(days=KEPT_DAYS)
    take_back_rows(importer, actor, locked.undo)
    locked.save()
    audit.record(actor, "transfer.undo", locked, before=before)
    return locked
