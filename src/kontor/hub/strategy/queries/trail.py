"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "strategy.plan": _("planned the activity"),
    "strategy.report": _("reported on the activity"),
    "strategy.move_due": _("moved the due day"),
    "strategy.start_chain": _("started the value chain"),
    "strategy.edit_chain": _("changed the value chain"),
    "strategy.remove_chain": _("removed the value chain"),
    "strategy.save_component": _("drew the component"),
    "strategy.remove_component": _("removed the component"),
    "strategy.add_link": _("drew the link"),
    "strategy.remove_link": _("removed the link"),
    "strategy.map": _("mapped the contribution"),
    "strategy.unmap": _("removed the contribution"),
    "strategy.begin": _("began the joint strategy"),
    "strategy.write_strategy": _("wrote vision and mission"),
    "strategy.add_objective": _("set the objective"),
    "strategy.edit_objective": _("changed the objective"),
    "strategy.remove_objective": _("took out the objective"),
    "strategy.comment_on_objective": _("commented on the objective"),
    "strategy.state_part": _("said what the partner brings"),
    "strategy.propose": _("proposed the strategy"),
    "strategy.supersede": _("replaced the proposal"),
    "strategy.answer": _("answered to the proposal"),
    "strategy.approve": _("approved the strategy, as the last partner"),
    "strategy.remove": _("removed the activity"),
}
