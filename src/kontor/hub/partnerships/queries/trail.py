"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "partnerships.propose": _("proposed the partnership"),
    "partnerships.import": _("imported"),
    "partnerships.edit": _("edited the facts"),
    "partnerships.start": _("started it"),
    "partnerships.end": _("ended it"),
    "partnerships.sustain": _("made it a lasting cluster partnership"),
    "partnerships.dissolve": _("dissolved it"),
    "partnerships.reopen": _("reopened it"),
    "partnerships.add_partner": _("added the partner"),
    "partnerships.edit_participation": _("changed the entry of the partner"),
    "partnerships.leave": _("ended the participation"),
    "partnerships.add_target": _("added the target"),
    "partnerships.edit_target": _("changed the target"),
    "partnerships.add_activity": _("added the activity"),
    "partnerships.remove_target": _("removed the target"),
    "partnerships.remove_activity": _("removed the activity"),
    "partnerships.open_search": _("opened the search"),
    "partnerships.edit_search": _("edited the search"),
    "partnerships.publish_search": _("published the search"),
    "partnerships.return_search": _("returned the search"),
    "partnerships.renew_search": _("renewed the search"),
    "partnerships.close_search": _("closed the search"),
    "partnerships.answer_search": _("expressed interest"),
    "partnerships.decide_interest": _("answered the expression of interest"),
    "partnerships.comment": _("commented"),
    "partnerships.follow": _("followed the search"),
    "partnerships.unfollow": _("stopped following the search"),
}
