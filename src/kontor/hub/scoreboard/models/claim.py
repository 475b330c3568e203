"""Claims: stated figures with their source and the question about the records that would answer them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership


class Claim(Record):
    """Kept -> withdrawn. A withdrawn claim stays as a row, because the trail and older reports name it.

    `question` binds the claim to the records (`engine.crosscheck.questions.Question` as JSON); empty is not recomputable.
    `value` is text because claims state numbers, dates and names; `engine.crosscheck` reads it by `unit`.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    statement = models.CharField(
        _("statement"), max_length=500, help_text=_("What is stated, in a few words of your own.")
    )
    value = models.CharField(_("stated value"), max_length=250)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    qualifier = models.CharField(_("how exact"), max_length=14, choices=Qualifier, default=Qualifier.EXACT)
    scope = models.CharField(
        _("scope"), max_length=120, blank=True, help_text=_("Which programme, generation or strand.")
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="claim",
        verbose_name=_("country"),
    )  # fmt: skip
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+", related_query_name="claim",
        verbose_name=_("partnership"),
    )  # fmt: skip
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="+",
        related_query_name="claim",
        verbose_name=_("source"),
    )
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    question = models.JSONField(_("question about the records"), default=dict, blank=True)
    question_note = models.TextField(_("note on the question"), blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="claim"
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None) | ~models.Q(withdrawn_reason=""),
                name="withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("scoreboard:claim", args=[self.key])
