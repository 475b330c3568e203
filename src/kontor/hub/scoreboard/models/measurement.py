"""Values of indicators: entered with evidence, verified by somebody else, and frozen in the reports submitted."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.choices import MeasurementState, SubmissionState
from kontor.hub.scoreboard.models.indicator import Indicator, Period


class Measurement(Record):
    """draft -> submitted -> in-verification -> verified -> locked; or returned(reason) -> submitted again.

    A value that a partner enters for a period, where no register can be counted. Computed values are never stored here:
    they are counted when they are read. `parts` breaks the value down: dimension -> member -> number.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="measurements")
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="measurement",
        verbose_name=_("partner"),
    )  # fmt: skip
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(
        _("denominator"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    members = models.JSONField(_("members of the set"), default=list, blank=True)
    parts = models.JSONField(_("broken down"), default=dict, blank=True)
    note = models.TextField(_("note"), blank=True)
    waiver = models.CharField(_("why evidence is missing"), max_length=250, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=MeasurementState, default=MeasurementState.DRAFT
    )
    state_reason = models.CharField(_("reason"), max_length=500, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["indicator_id", "period_id", "partner_id"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "partner"], name="value_of_a_partner_once_a_period"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"], condition=Q(partner=None), name="joint_value_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=models.F("submitted_by")),
                name="verified_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} in {self.period_id}"

    def get_absolute_url(self) -> str:
        return reverse("scoreboard:value", args=[self.pk])


class SubmittedReport(Record):
    """The figures of a period as a partnership handed them in: frozen, with the ids of the rows behind each.

    submitted -> accepted | returned(reason); reopened and handed in again it is a new row with the next `edition`, and
    the one before stays. What the records say today is shown beside it as a line of differences.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", related_query_name="submitted_report"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="submitted_reports")
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    as_of = models.DateField(_("as of"))
    figures = models.JSONField(_("figures"), default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState, default=SubmissionState.SUBMITTED
    )
    change_reason = models.CharField(_("why it was handed in again"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["period_id", "edition"]
        verbose_name = _("submitted report")
        verbose_name_plural = _("submitted reports")
        constraints = [models.UniqueConstraint(fields=["period", "edition"], name="one_edition_of_a_report")]

    def __str__(self) -> str:
        return f"{self.period_id} edition {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("scoreboard:submitted", args=[self.pk])
