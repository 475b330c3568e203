"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.visibility import Visibility


class ActivityState(TextChoices):
    """Empty is not recorded: nobody said anything, which is not 'done'."""

    PLANNED = "planned", _("planned")
    STARTED = "started", _("started")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


STATE_TONES = {"": "neutral", "planned": "info", "started": "warning", "done": "good", "dropped": "neutral"}


class VersionState(TextChoices):
    """proposed -> approved, by the last voice; another proposal takes the place of an open one."""

    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    SUPERSEDED = "superseded", _("replaced before all had approved")


class Answer(TextChoices):
    """Empty is silence, and silence is not consent."""

    APPROVED = "approved", _("approved")
    OBJECTED = "objected", _("objected")


class ChangeKind(TextChoices):
    """What happened to the draft of a strategy."""

    TEXT = "text", _("text changed")
    ADDED = "added", _("objective added")
    CHANGED = "changed", _("objective changed")
    REMOVED = "removed", _("objective removed")


class Readers(TextChoices):
    """Who reads an approved strategy. Not fewer than the partners: what they could not read could not be theirs."""

    PUBLIC = Visibility.PUBLIC.value, Visibility.PUBLIC.label
    PROGRAMME = Visibility.PROGRAMME.value, Visibility.PROGRAMME.label
    PARTNERS = Visibility.PARTNERS.value, Visibility.PARTNERS.label


ANSWER_TONES = {"": "neutral", "approved": "good", "objected": "bad"}
