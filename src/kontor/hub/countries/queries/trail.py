"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "countries.add": _("began the profile"),
    "countries.edit": _("changed the profile"),
    "countries.withdraw": _("withdrew the profile"),
    "countries.restore": _("restored the profile"),
    "countries.add_fact": _("entered the fact"),
    "countries.edit_fact": _("changed the fact"),
    "countries.withdraw_fact": _("withdrew the fact"),
    "countries.add_example": _("entered the example of cooperation"),
    "countries.edit_example": _("changed the example of cooperation"),
    "countries.add_body": _("named the body"),
    "countries.edit_body": _("changed the entry of the body"),
    "countries.remove_body": _("removed the body"),
    "countries.weigh_markets": _("set the weights of the choice of markets"),
    "countries.choose_markets": _("chose markets"),
    "countries.adopt_markets": _("made the chosen markets targets"),
    "countries.begin_study": _("began the market study"),
    "countries.edit_study": _("changed the market study"),
    "countries.write_item": _("wrote an item of the market study"),
    "countries.write_figure": _("entered a figure of the market study"),
    "countries.remove_figure": _("removed a figure of the market study"),
    "countries.publish_study": _("published the market study"),
    "countries.remove_study": _("removed the market study"),
    "countries.take_back_study": _("took the market study back"),
}
