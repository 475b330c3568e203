"""What became of the meetings months later: asked by mail, answered over the participant's own link."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.matchmaking.choices import Result
from kontor.hub.matchmaking.models.people import Participant


class FollowUp(Record):
    """One question to a participant who held a meeting, some months after the last day of the session; one letter each."""

    pii = True
    personal = frozenset({"answer"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="follow_ups")
    month = models.PositiveSmallIntegerField(_("after months"))
    due_on = models.DateField(_("due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    result = models.CharField(_("the most that came of it"), max_length=12, choices=Result, blank=True)
    answer = models.TextField(_("what became of it"), blank=True)
    fate = models.CharField(_("what became of the letter"), max_length=12, blank=True)
    reason = models.CharField(_("why not"), max_length=250, blank=True)

    class Meta:
        ordering = ["participant", "month"]
        verbose_name = _("follow-up")
        constraints = [models.UniqueConstraint(fields=["participant", "month"], name="asked_once_a_month")]

    def __str__(self) -> str:
        return f"{self.participant_id} after {self.month}"
