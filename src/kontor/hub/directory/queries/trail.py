"""What happened to an organisation, in words, without what only the program reads."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of

INNER = ("sort_name", "team", "fictional")

# For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py.
ACTION_WORDS = {
    "directory.register": _("Registered"),
    "directory.edit": _("Edited"),
    "directory.import": _("Imported"),
    "directory.submit": _("Submitted for review"),
    "directory.withdraw": _("Withdrawn from review"),
    "directory.publish": _("Published"),
    "directory.reject": _("Returned to its team"),
    "directory.reopen": _("Reopened"),
    "directory.confirm": _("Confirmed"),
    "directory.mark-stale": _("Marked as not confirmed"),
    "directory.archive": _("Archived"),
    "directory.set-visibility": _("Decided who may read it"),
    "directory.merge": _("Merged with a double"),
    "directory.undo-merge": _("Merge undone"),
    "directory.classify": _("Classified"),
    "directory.add-alias": _("Other name added"),
    "directory.remove-alias": _("Other name removed"),
    "directory.add-competence": _("Competence added"),
    "directory.remove-competence": _("Competence removed"),
    "directory.add-contact": _("Contact person added"),
    "directory.edit-contact": _("Contact person changed"),
    "directory.remove-contact": _("Contact person removed"),
    "directory.erase-contacts": _("Contact people erased"),
    "directory.add-interest": _("Country of interest added"),
    "directory.remove-interest": _("Country of interest removed"),
    "directory.add-label": _("Label added"),
    "directory.remove-label": _("Label removed"),
    "directory.add-member": _("Member added"),
    "directory.end-membership": _("Membership ended"),
    "directory.remove-member": _("Member removed"),
    "directory.dismiss-pair": _("Pair marked as no double"),
    "directory.undismiss-pair": _("Pair asked about again"),
}


def history_of_profile(actor: Actor, organisation: Organisation) -> list[Happening]:
    """The last hundred events, latest first; fields that stayed empty and inner ones are left out;
    the others are (name, before, after), as the template unpacks them."""
    fields = Organisation._meta.concrete_fields
    inner = {str(field.verbose_name).capitalize() for field in fields if field.name in INNER}
    return [
        replace(
            event,
            changes=tuple(
                one for one in event.changes if one.label not in inner and (one.before or one.after)
            ),
        )
        for event in history_of(actor, organisation)
    ]
