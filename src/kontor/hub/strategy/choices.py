"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActivityState(TextChoices):
    """Empty is not recorded: nobody said anything, which is not 'done'."""

    PLANNED = "planned", _("planned")
    STARTED = "started", _("started")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


STATE_TONES = {"": "neutral", "planned": "info", "started": "warning", "done": "good", "dropped": "neutral"}
