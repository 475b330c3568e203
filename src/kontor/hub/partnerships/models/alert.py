"""Filters that people keep, so that they hear of new partner searches that fit; and what they have heard of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.directory.models import Term
from kontor.hub.foundation.models import Country, Record
from kontor.hub.partnerships.choices import SearchDirection, SearchGroup, SearchType
from kontor.hub.partnerships.models.search import PartnerSearch


class SearchAlert(Record):
    """New searches that pass all of its filters are told to its owner in one mail a day. What is empty lets all pass."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    direction = models.CharField(_("offer or request"), max_length=8, choices=SearchDirection, blank=True)
    group = models.CharField(_("kind"), max_length=12, choices=SearchGroup, blank=True)
    type = models.CharField(_("type"), max_length=60, choices=SearchType, blank=True)
    terms = models.ManyToManyField(Term, blank=True, related_name="+", related_query_name="search_alert")
    countries = models.ManyToManyField(
        Country, blank=True, related_name="+", related_query_name="search_alert"
    )
    words = models.CharField(_("words"), max_length=200, blank=True)
    paused = models.BooleanField(_("send no mail for now"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self) -> str:
        return f"alert {self.pk}"


class AlertSent(models.Model):
    """A person was told of a search: she is never told of it again, whichever alert it fits."""

    pii: ClassVar[bool] = False

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    search = models.ForeignKey(
        PartnerSearch, on_delete=models.CASCADE, related_name="+", related_query_name="alert_sent"
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "search"], name="alerted_once")]

    def __str__(self) -> str:
        return f"{self.user_id} was told of {self.search_id}"
