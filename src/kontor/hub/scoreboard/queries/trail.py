"""What the trail's actions on indicators are called."""

from django.utils.translation import gettext_lazy as _

ACTION_WORDS = {
    "scoreboard.add-indicator": _("Indicator added"),
    "scoreboard.edit-indicator": _("Card changed"),
    "scoreboard.take-indicator": _("Taken from the library"),
    "scoreboard.withdraw-indicator": _("Indicator withdrawn"),
    "scoreboard.import-indicators": _("Indicator imported"),
    "scoreboard.set-targets": _("Targets set"),
    "scoreboard.import-targets": _("Target imported"),
    "scoreboard.add-period": _("Period added"),
    "scoreboard.edit-period": _("Period changed"),
    "scoreboard.lock-period": _("Period locked"),
    "scoreboard.import-periods": _("Period imported"),
    "scoreboard.enter-value": _("Value entered"),
    "scoreboard.submit-value": _("Value submitted"),
    "scoreboard.take-value": _("Taken into verification"),
    "scoreboard.verify-value": _("Value verified"),
    "scoreboard.return-value": _("Value returned"),
    "scoreboard.lock-value": _("Value locked"),
    "scoreboard.import-values": _("Value imported"),
    "scoreboard.submit-report": _("Report submitted"),
    "scoreboard.accept-report": _("Report accepted"),
    "scoreboard.return-report": _("Report returned"),
}
