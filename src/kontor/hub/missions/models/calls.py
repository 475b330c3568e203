"""Calls for expression of interest: who may apply until when, what is asked, who applied, how it was scored and decided."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Country, Record
from kontor.hub.missions.choices import (
    APPLICATION_TONES,
    ApplicationState,
    CallLetterKind,
    CallState,
    QuestionKind,
)
from kontor.hub.missions.models.events import Event


class Call(Record):
    """A call to take part in one event. `kinds` are kinds of organisations; empty conditions hold for everybody.

    draft -> published. Whether it still takes applications is told by its cut-offs; times are told in `zone`.
    """

    key = models.SlugField(_("key"), max_length=120, unique=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="calls", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    opens = models.DateTimeField(_("opens"))
    places = models.PositiveSmallIntegerField(_("places"))
    kinds = models.JSONField(_("kinds of organisations"), default=list, blank=True)
    countries = models.ManyToManyField(
        Country, related_name="+", related_query_name="call", blank=True, verbose_name=_("countries")
    )
    of_partners = models.BooleanField(_("only partners and their members"), default=False)
    threshold = models.PositiveSmallIntegerField(_("points at least, of 100"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=CallState, default=CallState.DRAFT)

    class Meta:
        ordering = ["-opens", "key"]
        verbose_name = _("call for expression of interest")
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="call_has_a_place"),
            models.CheckConstraint(condition=Q(threshold__lte=100), name="call_threshold_of_100"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:call", args=[self.key])

    @property
    def clock(self) -> ZoneInfo:
        """The clock by which its cut-offs are told."""
        return ZoneInfo(self.zone)


class CutOff(Record):
    """The end of one round: what was handed in by then is assessed together."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="cut_offs")
    at = models.DateTimeField(_("cut-off"))

    class Meta:
        ordering = ["at"]
        verbose_name = _("cut-off")
        constraints = [models.UniqueConstraint(fields=["call", "at"], name="one_cut_off_at_a_time")]

    def __str__(self) -> str:
        return self.at.isoformat()


class Question(Record):
    """What a call asks. `options` are those of a choice."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("place in the order"))
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=500)
    options = models.JSONField(_("options"), default=list, blank=True)
    required = models.BooleanField(_("required"), default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("question of a call")
        constraints = [models.UniqueConstraint(fields=["call", "position"], name="one_question_at_a_place")]

    def __str__(self) -> str:
        return self.text


class Criterion(Record):
    """What applications are scored by, from 0 to 5 points, and how much it weighs."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("place in the order"))
    name = models.CharField(_("criterion"), max_length=250)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        ordering = ["position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="one_criterion_at_a_place"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Reviewer(Record):
    """An organisation whose team scores the applications. One that was named twice by a merge scores once."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="call_reviewer",
        verbose_name=_("reviewing organisation"),
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reviewer")

    def __str__(self) -> str:
        return f"{self.organisation_id} of {self.call_id}"


class Application(Record):
    """draft -> submitted -> selected | reserve | rejected; resubmitted until the cut-off, or for a later one; withdrawn.

    Two of one organisation in one call can arise only from a merge; its team then acts on the older one.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="call_application",
        verbose_name=_("organisation"),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    cut_off = models.ForeignKey(
        CutOff, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("cut-off")
    )  # fmt: skip
    counted = models.PositiveSmallIntegerField(_("version that counts"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("place in the ranking"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("application")
        indexes = [models.Index(fields=["call", "state"], name="applications_by_state")]

    def __str__(self) -> str:
        return f"{self.organisation_id} to {self.call_id}"

    @property
    def tone(self) -> str:
        return APPLICATION_TONES.get(self.state, "info")

    def get_absolute_url(self) -> str:
        return reverse("missions:application", args=[self.call.key, self.pk])


class ApplicationVersion(Record):
    """What an application said at one time. The last one that was submitted counts; without `submitted_at` it is a draft.

    `answers`: place of the question, as text -> what was answered.
    """

    pii = True
    personal = frozenset({"contact_name", "email", "answers"})

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("version of an application")
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} / {self.number}"


class Review(Record):
    """What one reviewer gave to one version. `points`: place of the criterion, as text -> 0 to 5."""

    pii = True
    personal = frozenset({"points", "comment"})

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="reviews")
    version = models.ForeignKey(ApplicationVersion, on_delete=models.CASCADE, related_name="reviews")
    points = models.JSONField(_("points"), default=dict)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("review")
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "version"], name="one_review_of_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id}: {self.version_id}"


class CallLetter(Record):
    """A letter about a call to a team, or about its application: one of each kind, however often it is tried."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="letters")
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="+", related_query_name="call_letter"
    )
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CallLetterKind)
    fate = models.CharField(_("what became of it"), max_length=12, blank=True)
    reason = models.CharField(_("why not"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter about a call")

    def __str__(self) -> str:
        return f"{self.kind}: {self.team_id}"
