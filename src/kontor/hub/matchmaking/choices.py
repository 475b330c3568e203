"""Words of this area."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a session stands. Participants state wishes while it is open, and read their schedule once it is published."""

    OPEN = "open", _("open for wishes")
    PLANNING = "planning", _("being planned")
    PUBLISHED = "published", _("schedule published")
    OVER = "over", _("over")


class WishState(TextChoices):
    """A wish is asked by one side; the other one accepts or declines. What is not answered may still be held."""

    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("no thanks")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Weight(IntegerChoices):
    NICE = 1, _("nice to have")
    WANTED = 2, _("wanted")
    IMPORTANT = 3, _("very important")


class Arrival(TextChoices):
    EXPECTED = "expected", _("expected")
    ARRIVED = "arrived", _("has arrived")
    NO_SHOW = "no-show", _("did not come")
    WITHDRAWN = "withdrawn", _("takes no part")


class ScheduleState(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")
    DISCARDED = "discarded", _("discarded")


class Held(TextChoices):
    """What one side says of a meeting."""

    HELD = "held", _("we met")
    OTHER_ABSENT = "other-absent", _("the other side did not come")
    NOT_HELD = "not-held", _("we did not meet")


class Result(TextChoices):
    """What came of a meeting that was held."""

    NOTHING = "nothing", _("nothing for now")
    CONTACT = "contact", _("stay in contact")
    FOLLOW_UP = "follow-up", _("a second meeting")
    OFFER = "offer", _("an offer or a trial")
    AGREEMENT = "agreement", _("an agreement is prepared")


class NoticeKind(TextChoices):
    PUBLISHED = "published", _("the schedule is published")
    CHANGED = "changed", _("her schedule has changed")
    OUTCOME = "outcome", _("asked for outcomes")


# How many months after the last day of a session its participants are asked what became of their meetings.
FOLLOW_UP_MONTHS = (1, 3, 6, 12, 24)
