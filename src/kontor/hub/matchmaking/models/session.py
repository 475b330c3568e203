"""When and where single meetings of an event can be held."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.matchmaking.choices import Stage
from kontor.hub.missions.models import Event


class Session(Record):
    """Single meetings of one event that are planned together. Times are kept in UTC and told in `zone`."""

    key = models.SlugField(_("key"), max_length=120, unique=True)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="+", related_query_name="session", verbose_name=_("event")
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=250)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    minutes = models.PositiveSmallIntegerField(_("minutes of a meeting"), default=20)
    pause = models.PositiveSmallIntegerField(_("minutes between meetings"), default=5)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.OPEN)
    contact = models.CharField(_("who helps"), max_length=250, blank=True)

    class Meta:
        ordering = ["-created_at", "key"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=240), name="session_meeting_length"
            ),
            models.CheckConstraint(condition=Q(pause__lte=120), name="session_pause"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:session", args=[self.key])

    @property
    def clock(self) -> ZoneInfo:
        """The clock on the wall of the event."""
        return ZoneInfo(self.zone)


class Slot(Record):
    """A stretch of time of a session's length. `removed`: taken from the programme after meetings were published in it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="slots")
    block = models.CharField(_("part of the programme"), max_length=60, blank=True)
    start = models.DateTimeField(_("begins"))
    removed = models.BooleanField(_("removed"), default=False)

    class Meta:
        ordering = ["start"]
        verbose_name = _("time")
        constraints = [models.UniqueConstraint(fields=["session", "start"], name="one_slot_at_a_time")]

    def __str__(self) -> str:
        return self.start.isoformat()


class Place(Record):
    """A room with tables."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=100)
    tables = models.PositiveSmallIntegerField(_("tables"), default=1)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("room")
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="one_room_of_a_name")]

    def __str__(self) -> str:
        return self.name
