"""Who may, and who sees which rows, in this area.

What a file does to records is decided by the areas' own permissions (`Importer.permission`); here is only whose import it is.
"""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_administrator,
    is_anybody,
    is_platform_editor,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of
from kontor.hub.transfer.models import Import


@predicate
def uploaded_the_file(actor: Actor, subject: Any) -> bool:
    return actor.is_system or (actor.user_id is not None and actor.user_id == subject.owner_id)


OWNER_ONLY = N_("Only the person who uploaded this file, or an administrator, may do this.")

PERMISSIONS.define(
    "transfer.import_reference",
    is_platform_editor,
    N_("Only a platform editor may import reference data. Ask one of them."),
)
PERMISSIONS.define(
    "transfer.export_reference", is_anybody, N_("Everybody may export reference data."), scope="read"
)
for verb in ("execute", "undo", "discard"):
    PERMISSIONS.define(f"transfer.{verb}", uploaded_the_file | is_administrator, OWNER_ONLY)


@visibility_of(Import)
def imports(actor: Actor) -> Q:
    """One's own; all for administrators. Nobody else: a file may hold personal data."""
    if actor.has(PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    return NOTHING if actor.user_id is None else Q(owner_id=actor.user_id)
