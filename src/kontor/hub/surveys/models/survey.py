"""A survey and its versions."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Programme
from kontor.hub.surveys.choices import BuildVerb, VersionSource


class Survey(Record):
    """What is asked again and again, whatever its words are this time. `team` runs it."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.JSONField(_("title"), default=dict, help_text=_("By language."))
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="survey",
        verbose_name=_("team that runs it"),
    )  # fmt: skip
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        related_query_name="survey", verbose_name=_("programme"),
    )  # fmt: skip
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.RESTRICTED
    )
    archived_on = models.DateField(_("archived"), null=True, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title in the reader's language, else in English, else in any."""
        return said(self.title) or self.key

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.key])


class SurveyVersion(Record):
    """One wording of a questionnaire: a draft until a wave opens on it (`frozen_on`), immutable from then on."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    definition = models.JSONField(_("definition"), default=dict)
    source = models.CharField(
        _("came from"), max_length=10, choices=VersionSource, default=VersionSource.BLANK
    )
    import_notes = models.JSONField(_("notes of the import"), default=dict, blank=True)
    frozen_on = models.DateField(_("fixed since"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a survey")
        verbose_name_plural = _("versions of surveys")
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_survey_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_on is not None


class DraftStep(Record):
    """One change of a draft, as patches that can be undone and done again. `undone_at` waits to be done again."""

    survey_version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField(_("number"))
    verb = models.CharField(_("what was done"), max_length=20, choices=BuildVerb)
    thing = models.CharField(_("to what"), max_length=120, blank=True)
    patches = models.JSONField(_("patches"), default=list)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("change of a draft")
        verbose_name_plural = _("changes of drafts")
        constraints = [
            models.UniqueConstraint(fields=["survey_version", "number"], name="one_draft_step_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.survey_version_id} {self.number}"


class KnownAnswer(Record):
    """A question that the records answer: `place` is its identity in the questionnaire, `fact` GROUP.FIELD (`kit.FACTS`)."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="known_answers")
    place = models.CharField(_("question"), max_length=200)
    fact = models.CharField(_("known from"), max_length=80)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question that the records answer")
        verbose_name_plural = _("questions that the records answer")
        constraints = [models.UniqueConstraint(fields=["survey", "place"], name="one_known_answer_per_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.fact}"


def said(texts: dict[str, Any]) -> str:
    """A text by language in the reader's own, else in English, else in any."""
    language = (get_language() or "en").split("-")[0]
    return str(texts.get(language) or texts.get("en") or next((one for one in texts.values() if one), ""))
