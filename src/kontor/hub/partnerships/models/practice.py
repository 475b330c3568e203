"""What partnerships learnt: challenges, the actions recommended against them, good practices, and what they themselves recommend.

Published, so public.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.partnerships.choices import LESSONS, RecommendationTopic, WorkArea
from kontor.hub.partnerships.models.partnership import Partnership


class Challenge(Record):
    """A difficulty that partnerships reported, in one area of their work."""

    key = models.SlugField(max_length=80, unique=True)
    area = models.CharField(_("area"), max_length=60, choices=WorkArea)
    label = models.CharField(_("challenge"), max_length=250)

    class Meta:
        ordering = ["area", "key"]
        verbose_name = _("challenge")

    def __str__(self) -> str:
        return self.label


class RecommendedAction(Record):
    """What to do about the challenges of an area, and by which evidence one sees that it was done."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    area = models.CharField(_("area"), max_length=60, choices=WorkArea)
    title = models.CharField(_("action"), max_length=250)
    evidence = models.TextField(_("evidence"), blank=True)
    related = models.ManyToManyField("self", blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("recommended action")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class GoodPractice(Record):
    """A partnership that others can learn from, and what."""

    key = models.SlugField(max_length=80, unique=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="good_practices")
    area = models.CharField(_("area"), max_length=60, choices=WorkArea)
    facts = models.JSONField(_("key facts"), default=list)
    lessons = models.JSONField(_("lessons"), default=list)

    class Meta:
        ordering = ["key"]
        verbose_name = _("good practice")

    def __str__(self) -> str:
        return f"{self.partnership}: {self.area}"

    @property
    def lessons_in_words(self) -> tuple[str, ...]:
        """In the reader's language; a code that is not of the guide with its words apart."""
        return tuple(str(LESSONS.get(one, one.replace("-", " "))) for one in self.lessons)


class Recommendation(Record):
    """What a partnership recommends to those that come after it, in a sentence of ours."""

    key = models.SlugField(max_length=80, unique=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="recommendations")
    topic = models.CharField(_("topic"), max_length=24, choices=RecommendationTopic)
    text = models.TextField(_("recommendation"))

    class Meta:
        ordering = ["partnership", "key"]
        verbose_name = _("recommendation")

    def __str__(self) -> str:
        return self.text
