"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "surveys.add": _("made the survey"),
    "surveys.edit": _("changed the survey"),
    "surveys.archive": _("put the survey away or took it out again"),
    "surveys.import": _("imported a questionnaire"),
    "surveys.import_responses": _("imported responses"),
    "surveys.build": _("built the questionnaire"),
    "surveys.new_version": _("made a new version"),
    "surveys.remove_version": _("removed a version"),
    "surveys.add_wave": _("planned the wave"),
    "surveys.edit_wave": _("changed the wave"),
    "surveys.open_wave": _("opened the wave"),
    "surveys.close_wave": _("closed the wave"),
    "surveys.reopen_wave": _("opened the wave again"),
    "surveys.publish_wave": _("published the results"),
    "surveys.remove_wave": _("removed the wave"),
    "surveys.submit_response": _("handed in answers"),
    "surveys.reopen_response": _("opened answers again"),
    "surveys.allow_quoting": _("changed whether answers may be quoted"),
    "surveys.withdraw": _("withdrew the consent, and the answers were erased"),
    "surveys.add_code": _("added a code to the book"),
    "surveys.edit_code": _("changed a code of the book"),
    "surveys.remove_code": _("took a code out of the book"),
    "surveys.code": _("coded free answers"),
}
