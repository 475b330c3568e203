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
    "missions.withdraw_double_application": _(
        "withdrew the application: the organisations were merged, and of two to one call the last version stays"
    ),
    "missions.move_up_application": _("moved up from the reserve"),
    "missions.score_application": _("scored the application"),
    "missions.decide_application": _("decided on the application"),
    "missions.add_delegation": _("planned the delegation"),
    "missions.edit_delegation": _("changed the delegation"),
    "missions.brief_delegation": _("wrote the briefing"),
    "missions.tick_checks": _("ticked off checks"),
    "missions.add_delegate": _("added the organisation to the delegation"),
    "missions.take_over_delegate": _("took the organisation over from the call"),
    "missions.edit_delegate": _("changed the entry in the delegation"),
    "missions.confirm_delegate": _("confirmed to come along"),
    "missions.withdraw_delegate": _("withdrew from the delegation"),
    "missions.invite_again": _("invited the organisation again"),
    "missions.arrange": _("arranged an item of the journey"),
    "missions.rearrange": _("changed an item of the journey"),
    "missions.cancel_item": _("took out an item of the journey"),
    "missions.plan_cost": _("planned a cost"),
    "missions.edit_cost": _("corrected a cost"),
    "missions.record_actual": _("recorded an actual cost"),
    "missions.remove_cost": _("removed a cost"),
}
