"""What a partnership did or planned, as its sources state it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.partnerships.choices import ActivityType
from kontor.hub.partnerships.models.partnership import Partnership


class Activity(Record):
    """One stated activity, or one per country where countries are named. `count` is empty unless a number is stated.

    `start` and `end` say between which days it was or is to be, as far as the source says; `date_text` keeps its words.
    Statements, not events: the same fact may be stated by several sources, so counts are never added up across them.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="activities")
    key = models.CharField(max_length=120, unique=True)
    type = models.CharField(_("type"), max_length=60, choices=ActivityType)
    count = models.PositiveIntegerField(_("number"), null=True, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="activity",
        verbose_name=_("country"),
    )  # fmt: skip
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    date_text = models.CharField(_("date as stated"), max_length=250, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return f"{self.partnership} {self.type}"
