"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "matchmaking.add_session": _("set up the session"),
    "matchmaking.edit_session": _("changed the session"),
    "matchmaking.remove_session": _("removed the session"),
    "matchmaking.set_stage": _("set the stage of the session"),
    "matchmaking.save_type": _("changed a type of participants"),
    "matchmaking.add_participant": _("entered the participant"),
    "matchmaking.edit_participant": _("changed the participant"),
    "matchmaking.remove_participant": _("removed the participant"),
    "matchmaking.set_arrival": _("noted the arrival"),
    "matchmaking.set_away": _("said when she is away"),
    "matchmaking.save_wish": _("noted the wish"),
    "matchmaking.plan": _("made the draft"),
    "matchmaking.publish": _("published the schedule"),
    "matchmaking.discard": _("discarded the draft"),
    "matchmaking.keep": _("said whether the meeting stays"),
    "matchmaking.ask_for_outcomes": _("asked for outcomes by mail"),
    "matchmaking.answer_later": _("said what became of the meetings"),
    "matchmaking.say_outcome": _("said what came of the meeting"),
}
