"""The joint strategy: what each partner brings, the objectives, and the versions that every partner approves."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Country, Record
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy.choices import Answer, ChangeKind, Readers, VersionState


class JointStrategy(Record):
    """The draft that the partners work on, one for a partnership. `visibility` says who reads what they approved of it."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="joint_strategy"
    )
    vision = models.TextField(_("vision"), max_length=2000, blank=True)
    mission = models.TextField(_("mission"), max_length=2000, blank=True)
    visibility = models.CharField(
        _("the approved strategy is visible to"), max_length=12, choices=Readers, default=Readers.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="joint_strategy"
    )  # fmt: skip

    class Meta:
        verbose_name = _("joint strategy")
        verbose_name_plural = _("joint strategies")
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility="restricted"), name="strategy_read_by_its_partners"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.partnership}"

    def get_absolute_url(self) -> str:
        return reverse("strategy:joint", args=[self.partnership.key])


class Objective(Record):
    """What the partnership wants to reach: how much, seen by what, until when, and who answers for it.

    `card` is the key of an indicator card of the scoreboard, which stands above this area: a word, not a relation.
    """

    strategy = models.ForeignKey(JointStrategy, on_delete=models.CASCADE, related_name="objectives")
    key = models.SlugField(_("key"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(_("number"), default=0)
    statement = models.CharField(_("objective"), max_length=500)
    indicator = models.CharField(_("indicator"), max_length=250, blank=True)
    card = models.SlugField(_("indicator card"), max_length=120, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    due_on = models.DateField(_("to be reached by"), null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="objective",
        verbose_name=_("responsible partner"),
    )  # fmt: skip
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="objective"
    )  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("objective")

    def __str__(self) -> str:
        return self.statement[:120]

    def get_absolute_url(self) -> str:
        return reverse("strategy:objective", args=[self.key])


class ObjectiveComment(Record):
    """What a partner says to an objective. Kept in the partner's name, not a person's; None is the coordination."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="comments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="objective_comment"
    )  # fmt: skip
    text = models.TextField(_("comment"), max_length=2000)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment on an objective")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class StrategyChange(Record):
    """A change of the draft and its reason, in the name of a partner; `changes` is [field, before, after] in plain values."""

    strategy = models.ForeignKey(JointStrategy, on_delete=models.CASCADE, related_name="changes")
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    kind = models.CharField(_("what happened"), max_length=8, choices=ChangeKind)
    about = models.CharField(_("about"), max_length=500, blank=True)
    changes = models.JSONField(_("changes"), default=list)
    reason = models.CharField(_("reason"), max_length=250)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="strategy_change"
    )  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("change of the strategy")

    def __str__(self) -> str:
        return f"{self.kind} {self.about[:100]}"


class StrategyVersion(Record):
    """proposed -> approved | superseded. `content` is the strategy as it was proposed, whole; it never changes.

    `despite` is why it was proposed with `open_remarks` on the wording.
    """

    strategy = models.ForeignKey(JointStrategy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    state = models.CharField(_("state"), max_length=10, choices=VersionState, default=VersionState.PROPOSED)
    reason = models.CharField(_("reason"), max_length=250)
    despite = models.CharField(_("why in spite of open remarks"), max_length=250, blank=True)
    open_remarks = models.PositiveSmallIntegerField(_("open remarks"), default=0)
    proposed_on = models.DateField(_("proposed on"))
    approved_on = models.DateField(_("approved on"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the strategy")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="one_strategy_of_a_number"),
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(state="proposed"), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_on__isnull=False)
                | (~Q(state="approved") & Q(approved_on=None)),
                name="approved_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("strategy:version", args=[self.strategy.partnership.key, self.number])


class Approval(Record):
    """The voice of one partner on one version; '' is silence. Only the partner's own team gives it.

    Where nobody of the partner is here, the coordination records the answer that came outside, and `how_it_came`.
    """

    proposal = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="strategy_approval"
    )
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    how_it_came = models.CharField(_("how the answer came"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("approval")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="one_voice_for_a_partner")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.proposal_id}"


class PartnerPart(Record):
    """What a partner takes on and is good at, in its own words. What it expects and wants stands in its participation."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="partner_part"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="partner_part"
    )
    takes_on = models.TextField(_("what it takes on"), max_length=2000, blank=True)
    competences = models.TextField(_("competences"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("part of a partner")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="one_part_of_a_partner")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.partnership_id}"
