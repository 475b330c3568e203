"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "missions.add": _("entered the event"),
    "missions.edit": _("changed the event"),
    "missions.remove": _("removed the event"),
    "missions.name_organisation": _("named the organisation"),
    "missions.mark_same": _("marked it as a second entry"),
    "missions.unmark_same": _("made it an event of its own"),
    "missions.add_call": _("wrote the call"),
    "missions.edit_call": _("changed the call"),
    "missions.publish_call": _("published the call"),
    "missions.name_reviewers": _("named the reviewers"),
    "missions.write_application": _("wrote on the application"),
    "missions.hand_in_application": _("handed in the application"),
    "missions.withdraw_application": _("withdrew the application"),
    "missions.move_up_application": _("moved up from the reserve"),
    "missions.score_application": _("scored the application"),
    "missions.decide_application": _("decided on the application"),
}
