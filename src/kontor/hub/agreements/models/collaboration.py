"""Which partnerships say that they work with which others."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import Reply
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership


class CollaborationReport(Record):
    """One partnership says that it works with another. Confirmed when that one says so too, by a report or a reply.

    One-sided until then; `asked_on` empty is 'counterpart not asked', which must never read as denied.
    `counterpart_name` is what was stated where no partnership of the platform is meant or could be found.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    reporter = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="collaboration_reported"
    )
    counterpart = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+",
        related_query_name="collaboration_counterpart",
    )  # fmt: skip
    counterpart_name = models.CharField(_("counterpart as stated"), max_length=250, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    countries = models.ManyToManyField(
        Country, blank=True, related_name="+", related_query_name="collaboration"
    )
    detail_given = models.BooleanField(_("details given"), default=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    asked_on = models.DateField(_("counterpart asked on"), null=True, blank=True)
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    register = models.SlugField(_("list"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PROGRAMME
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("reported collaboration")
        verbose_name_plural = _("reported collaborations")
        constraints = [
            models.CheckConstraint(
                condition=Q(counterpart=None) | ~Q(counterpart=models.F("reporter")),
                name="collaboration_of_two",
            ),
            models.CheckConstraint(
                condition=Q(counterpart__isnull=False) | ~Q(counterpart_name=""),
                name="collaboration_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporter_id} with {self.counterpart_id}"
