"""The code book: what free answers say, counted under words that the analyst gives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.surveys.models.response import SurveyResponse
from kontor.hub.surveys.models.survey import Survey, said


class Code(Record):
    """One code for the free answers to a question; `question` is its identity (id), which stays over versions."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="codes")
    question = models.CharField(_("question"), max_length=200)
    key = models.SlugField(_("key"), max_length=80)
    label = models.JSONField(_("label"), default=dict, help_text=_("By language."))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["question", "key"]
        verbose_name = _("code for free answers")
        verbose_name_plural = _("codes for free answers")
        constraints = [models.UniqueConstraint(fields=["survey", "question", "key"], name="one_code_per_key")]

    def __str__(self) -> str:
        return said(self.label) or self.key


class Coding(Record):
    """A code given to one free answer: the cell, and in a repeat its item (`place`: 'case/2')."""

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="codings")
    cell = models.CharField(_("cell"), max_length=200)
    place = models.CharField(_("item"), max_length=200, blank=True)
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="codings")
    by = models.CharField(_("by"), max_length=80, blank=True, help_text=_("As in the audit trail."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("code given to an answer")
        constraints = [
            models.UniqueConstraint(fields=["response", "cell", "place", "code"], name="one_coding_each")
        ]

    def __str__(self) -> str:
        return f"{self.response_id} {self.cell} {self.code_id}"
