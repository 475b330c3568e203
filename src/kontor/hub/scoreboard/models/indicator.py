"""Indicators: what is measured, how it is counted, and what shall be reached."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.choices import (
    Credit,
    Direction,
    IndicatorLevel,
    IndicatorUnit,
    OverPartners,
    OverTime,
)


class Indicator(Record):
    """An indicator card: of the library (no partnership), or of a partnership, perhaps taken from the library (`origin`).

    `rule` is the counting rule over registers (`engine.indicators.Rule` as JSON); empty means that values are entered.
    How values combine over time and partners cannot change once there are values: totals would change their meaning.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+", related_query_name="indicator",
        verbose_name=_("partnership"),
    )  # fmt: skip
    origin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="taken", verbose_name=_("from the library")
    )  # fmt: skip
    number = models.PositiveSmallIntegerField(_("number"), default=0)
    title = models.CharField(_("title"), max_length=250)
    definition = models.TextField(_("definition"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    level = models.CharField(_("level"), max_length=8, choices=IndicatorLevel, default=IndicatorLevel.OUTPUT)
    measure = models.CharField(_("measure"), max_length=12, choices=IndicatorUnit, default=IndicatorUnit.UNIT)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    over_time = models.CharField(_("over time"), max_length=12, choices=OverTime, default=OverTime.SUM)
    over_partners = models.CharField(
        _("over partners"), max_length=12, choices=OverPartners, default=OverPartners.SUM
    )
    credit = models.CharField(_("joint credit"), max_length=10, choices=Credit, default=Credit.FULL)
    rule = models.JSONField(_("counting rule"), default=dict, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    baseline_note = models.CharField(_("note on the baseline"), max_length=250, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    set_target = models.JSONField(
        _("set to be covered"), default=dict, blank=True,
        help_text=_("Such as at least one for each country: a dimension and its members."),
    )  # fmt: skip
    due_on = models.DateField(_("to be reached by"), null=True, blank=True)
    dimensions = models.JSONField(_("broken down by"), default=list, blank=True)
    means = models.CharField(_("means of verification"), max_length=250, blank=True)
    frequency = models.CharField(_("how often"), max_length=60, blank=True)
    responsible = models.CharField(_("responsible"), max_length=120, blank=True)
    assumptions = models.TextField(_("assumptions"), blank=True)
    register = models.SlugField(
        _("list"), max_length=60, blank=True, help_text=_("The list whose rows the report prints below it.")
    )
    card_version = models.PositiveSmallIntegerField(_("version of the card"), default=1)
    change_reason = models.CharField(_("reason of the last change"), max_length=250, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="indicator",
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ["partnership_id", "number", "key"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"],
                condition=Q(partnership__isnull=False, number__gt=0),
                name="indicator_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoreboard:indicator", args=[self.key])


class Period(Record):
    """A span that a partnership reports on, and when the report is due. Locked: its values no longer change."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="period"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    label = models.CharField(_("period"), max_length=60)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    due_on = models.DateField(_("report due on"), null=True, blank=True)
    locked_on = models.DateField(_("locked on"), null=True, blank=True)

    class Meta:
        ordering = ["start", "key"]
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=models.F("start")), name="period_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.label


class IndicatorTarget(Record):
    """A part of an indicator's target: a partner's, a period's, or a partner's in a period. The parts must add up."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="indicator_target",
        verbose_name=_("partner"),
    )  # fmt: skip
    period = models.ForeignKey(
        Period,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("period"),
    )
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("part of a target")
        verbose_name_plural = _("parts of targets")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "partner", "period"], name="target_of_a_partner_in_a_period_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "partner"], condition=Q(period=None), name="target_of_a_partner_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"], condition=Q(partner=None), name="target_of_a_period_once"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | Q(period__isnull=False), name="target_is_a_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} of {self.indicator_id}"
