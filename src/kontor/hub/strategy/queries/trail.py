"""What the trail's actions are called. For `foundation.history.ACTION_WORDS`, plugged in by front/wiring.py."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "strategy.plan": _("planned the activity"),
    "strategy.report": _("reported on the activity"),
    "strategy.move_due": _("moved the due day"),
    "strategy.remove": _("removed the activity"),
}
