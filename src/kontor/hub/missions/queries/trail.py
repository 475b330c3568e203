"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "missions.add": _("entered the event"),
    "missions.edit": _("changed the event"),
    "missions.remove": _("removed the event"),
    "missions.name_organisation": _("named the organisation"),
    "missions.mark_same": _("marked it as a second entry"),
    "missions.unmark_same": _("made it an event of its own"),
}
