"""Schedules: drafts and what was published, meeting by meeting; and what the two sides say of each meeting."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.matchmaking.choices import Held, NoticeKind, Result, ScheduleState
from kontor.hub.matchmaking.models.people import Participant, Wish
from kontor.hub.matchmaking.models.session import Place, Session, Slot


class Schedule(Record):
    """One schedule of a session. At most one is published.

    `objective` and `bound` are the solver's cost and the proven least cost; `unmet` says for each wish that is not held why,
    `changes` what a new plan of the day alters in the one before, each with its reason.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="schedules")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ScheduleState, default=ScheduleState.DRAFT)
    made_for = models.CharField(_("made for"), max_length=250, blank=True)
    proven = models.BooleanField(_("proven best"), default=False)
    objective = models.BigIntegerField(_("cost"), null=True, blank=True)
    bound = models.BigIntegerField(_("least cost"), null=True, blank=True)
    held = models.PositiveIntegerField(_("meetings"), default=0)
    wished = models.PositiveIntegerField(_("wished"), default=0)
    breaks = models.PositiveIntegerField(_("breaks"), default=0)
    seconds = models.FloatField(_("seconds"), default=0)
    unmet = models.JSONField(_("not held"), default=list, blank=True)
    changes = models.JSONField(_("changes"), default=list, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("schedule")
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_schedule_of_a_number"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(state=ScheduleState.PUBLISHED), name="one_published_schedule"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:schedule", args=[self.session.key, self.number])


class Meeting(Record):
    """A wish that is held in a schedule. `kept`: the organiser wants it to stay when a new schedule is made."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="meetings")
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="meetings")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="meetings")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="meetings")
    table = models.PositiveSmallIntegerField(_("table"), default=1)
    kept = models.BooleanField(_("keep"), default=False)

    class Meta:
        ordering = ["slot__start", "place__position", "table", "pk"]
        verbose_name = _("meeting")
        constraints = [models.UniqueConstraint(fields=["schedule", "wish"], name="a_wish_is_held_once")]

    def __str__(self) -> str:
        return f"{self.schedule_id}: {self.wish_id}"


class Outcome(Record):
    """What one side says of a meeting: whether it was held, what came of it, and what is next."""

    pii = True
    personal = frozenset({"owner", "said"})

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="outcomes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="outcomes")
    held = models.CharField(_("did you meet"), max_length=14, choices=Held)
    result = models.CharField(_("what came of it"), max_length=12, choices=Result, blank=True)
    said = models.TextField(_("what we said"), blank=True)
    next_step = models.CharField(_("next step"), max_length=250, blank=True)
    owner = models.CharField(_("who does it"), max_length=150, blank=True)
    due = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("outcome")
        constraints = [models.UniqueConstraint(fields=["wish", "participant"], name="each_side_speaks_once")]

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.held}"


class SentEntry(Record):
    """What came from a participant's own device, by its number there: sent twice, it is done once (decision 0017)."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sent_entries")
    entry_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sent entry")
        constraints = [models.UniqueConstraint(fields=["participant", "entry_key"], name="each_entry_once")]

    def __str__(self) -> str:
        return str(self.entry_key)


class Notice(Record):
    """A letter to a participant about a schedule: one of each kind, whoever publishes and however often it is tried."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="notices")
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind)
    fate = models.CharField(_("what became of it"), max_length=12, blank=True)
    reason = models.CharField(_("why not"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["participant", "schedule", "kind"], name="one_notice_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.participant_id}"
