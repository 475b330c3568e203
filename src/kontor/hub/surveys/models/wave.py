"""A wave: one time that a survey is asked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.surveys.choices import RespondentUnit, WaveState
from kontor.hub.surveys.models.survey import Survey, SurveyVersion

SMALL_CELL = 3
TONES = {"draft": "neutral", "open": "good", "closed": "info", "published": "accent"}


class Wave(Record):
    """draft -> open -> closed -> published; a closed one may be opened again. `version` is fixed when it opens.

    `anonymous`: at handing in, the response loses its respondent and its exact time. `open_link`: whoever has the public
    address may answer. Cells of results with fewer than `threshold` answers are not shown. `letters`: by kind and language the
    subject and text that replace the usual ones (`rules.letters`).
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="waves")
    survey_version = models.ForeignKey(
        SurveyVersion, on_delete=models.PROTECT, related_name="waves", verbose_name=_("version asked")
    )
    key = models.SlugField(_("key"), max_length=100, unique=True)
    label = models.CharField(_("name"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=WaveState, default=WaveState.DRAFT)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    open_link = models.BooleanField(_("open to whoever has the address"), default=False)
    min_days = models.PositiveSmallIntegerField(_("least days between two letters"), default=7)
    most_reminders = models.PositiveSmallIntegerField(_("most reminders"), default=3)
    remind_on = models.JSONField(
        _("days of reminders"), default=list, blank=True,
        help_text=_("On these days reminders go out by themselves, to those who have not answered."),
    )  # fmt: skip
    letters = models.JSONField(_("words of the letters"), default=dict, blank=True)
    threshold = models.PositiveSmallIntegerField(
        _("fewest answers shown"), default=SMALL_CELL,
        help_text=_("Figures that rest on fewer answers are not shown."),
    )  # fmt: skip
    note = models.TextField(
        _("note"), blank=True,
        help_text=_("What readers of the answers must know, such as that most of them are known from a report only."),
    )  # fmt: skip
    unit = models.CharField(
        _("who answers"), max_length=12, choices=RespondentUnit, default=RespondentUnit.PARTNERSHIP
    )

    class Meta:
        ordering = ["-opens_on", "-pk"]
        verbose_name = _("wave of a survey")
        verbose_name_plural = _("waves of surveys")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=WaveState.DRAFT) | Q(opened_at__isnull=False),
                name="open_wave_was_opened",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_open(self) -> bool:
        return self.state == WaveState.OPEN

    @property
    def tone(self) -> str:
        """In which colour its state is shown, beside its word."""
        return TONES[self.state]

    def get_absolute_url(self) -> str:
        return reverse("surveys:wave", args=[self.survey.key, self.key])
