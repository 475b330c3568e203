"""The roadmap: what a partnership planned for which month of its project, and what became of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy.choices import ActivityState


class RoadmapActivity(Record):
    """'' (not recorded) | planned -> started -> done | dropped. A due date that moves keeps the old ones (`DueChange`).

    M1 is the first project month, which `Partnership.start` names; the month is kept as printed and the due day as agreed.
    `takes` is how many months it takes, the last of which is the one planned.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="roadmap_activity"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    title = models.CharField(_("activity"), max_length=250)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    mission = models.CharField(_("mission"), max_length=120, blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="roadmap_activity",
        verbose_name=_("owner"),
    )  # fmt: skip
    planned_month = models.PositiveSmallIntegerField(_("project month"), null=True, blank=True)
    takes = models.PositiveSmallIntegerField(
        _("takes (months)"), default=1, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActivityState, blank=True)
    state_text = models.CharField(_("state as stated"), max_length=120, blank=True)
    done_on = PartialDateField(_("done on"))
    after = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name=_("comes after"))
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="roadmap_activity"
    )  # fmt: skip

    class Meta:
        ordering = ["due_on", "key"]
        verbose_name = _("roadmap activity")
        verbose_name_plural = _("roadmap activities")

    def __str__(self) -> str:
        return self.title


class DueChange(Record):
    """A due date that moved: what it was, and why."""

    activity = models.ForeignKey(RoadmapActivity, on_delete=models.CASCADE, related_name="due_changes")
    was_due_on = models.DateField(_("was due on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=250)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("moved due date")

    def __str__(self) -> str:
        return f"{self.activity_id} was due on {self.was_due_on}"
