"""What became of a case after 1, 3, 6, 12 and 24 months, and what it brought."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import ImpactKind, ImpactReach
from kontor.hub.agreements.models.case import CooperationCase
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.partial_dates import PartialDateField


class FollowUp(Record):
    """A question to the responsible partner some months after the first contact; answered or still open."""

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="follow_ups")
    month = models.PositiveSmallIntegerField(_("after months"))
    due_on = models.DateField(_("due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("what became of it"), blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["due_on"]
        verbose_name = _("follow-up")
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="one_follow_up_a_month")]

    def __str__(self) -> str:
        return f"{self.case_id} after {self.month}"


class Impact(Record):
    """Something a case brought: confidential like the amounts of its agreements. Money is in euros unless `unit` says else."""

    case = models.ForeignKey(CooperationCase, on_delete=models.CASCADE, related_name="impacts")
    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="impacts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="impact",
        verbose_name=_("for whom"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=12, choices=ImpactKind)
    reach = models.CharField(
        _("direct or indirect"), max_length=8, choices=ImpactReach, default=ImpactReach.DIRECT
    )
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=10)
    period_start = PartialDateField(_("from"))
    period_end = PartialDateField(_("to"))
    attribution = models.PositiveSmallIntegerField(
        _("due to the cooperation (per cent)"), default=100,
        help_text=_("How much of it the reporting partner puts down to this case."),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("impact")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attribution__lte=100), name="impact_attributed_in_per_cent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"
