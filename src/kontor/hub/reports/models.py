"""Snapshots: finished reports whose numbers are frozen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team, User
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.visibility import Visibility


class Snapshot(Record):
    """A report as it was drawn: its JSON form, the day it speaks of, for which actor, and at which head of the audit
    trail. Later corrections do not change it.
    """

    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=250)
    subject_key = models.CharField(max_length=120, blank=True)
    as_of = models.DateField(_("as of"))
    actor_label = models.CharField(_("drawn for"), max_length=80)
    language = models.CharField(_("language"), max_length=8)
    audit_number = models.PositiveBigIntegerField(_("state of the records"))
    content = models.JSONField(_("content"), default=dict)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    drawn_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", related_query_name="snapshot"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="snapshot"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("snapshot")

    def __str__(self) -> str:
        return self.title
