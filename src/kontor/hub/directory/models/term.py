"""Taxonomies as data: sectors, industries, technologies, priorities and the working lists of the field."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.foundation.partial_dates import PartialDateField


class Term(Record):
    """One word of a taxonomy. Codes are stable; labels and aliases are what people and files call it. Always public."""

    taxonomy = models.CharField(_("taxonomy"), max_length=40)
    code = models.CharField(_("code"), max_length=120)
    label = models.CharField(_("label"), max_length=250)
    labels = models.JSONField(_("labels in other languages"), default=dict, blank=True)
    aliases = models.JSONField(_("also called"), default=list, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(_("source"), max_length=250, blank=True)
    verified = models.BooleanField(_("seen in a source"), default=True)
    valid_from = PartialDateField(_("valid from"))

    class Meta:
        ordering = ["taxonomy", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="one_term_per_code")]
        verbose_name = _("term")

    def __str__(self) -> str:
        return self.label
