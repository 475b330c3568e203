"""Export groups: companies of different clusters with one long-term plan for markets; and collective marks."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy.choices import GroupState, MarkStepKind


class ExportGroup(Record):
    """forming -> active -> ended. Its plan has four parts: common goals, target markets, initiatives, and how it is judged."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="export_group"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=8, choices=GroupState, default=GroupState.FORMING)
    goals = models.TextField(_("common goals"), max_length=2000, blank=True)
    markets = models.ManyToManyField(
        Country,
        blank=True,
        related_name="+",
        related_query_name="export_group",
        verbose_name=_("target markets"),
    )
    judged_by = models.TextField(_("how it is judged"), max_length=2000, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="export_group"
    )  # fmt: skip

    class Meta:
        ordering = ["name", "key"]
        verbose_name = _("export group")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategy:export_group", args=[self.key])


class GroupMember(Record):
    """A company in the group, once, and what it brings."""

    group = models.ForeignKey(ExportGroup, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="export_group_member"
    )
    brings = models.CharField(_("what it brings"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member of an export group")
        constraints = [
            models.UniqueConstraint(fields=["group", "organisation"], name="member_of_a_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.group_id}"


class GroupInitiative(Record):
    """What the group does together, such as a fair or a mission, and what came of it."""

    group = models.ForeignKey(ExportGroup, on_delete=models.CASCADE, related_name="initiatives")
    title = models.CharField(_("initiative"), max_length=250)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="group_initiative"
    )  # fmt: skip
    due_on = models.DateField(_("planned for"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("initiative of an export group")

    def __str__(self) -> str:
        return self.title


class GroupReview(Record):
    """The group looked at what it reached: when, and what it found."""

    group = models.ForeignKey(ExportGroup, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    finding = models.TextField(_("what was found"), max_length=2000)

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        verbose_name = _("review of an export group")

    def __str__(self) -> str:
        return f"{self.reviewed_on}"


class CollectiveMark(Record):
    """A mark that several use by common rules. Its steps are kept one by one (`MarkStep`)."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="collective_mark"
    )
    name = models.CharField(_("mark"), max_length=120)
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="collective_mark",
        verbose_name=_("owner"),
    )  # fmt: skip
    classes = models.JSONField(_("Nice classes"), default=list, blank=True)
    application = models.CharField(_("number of the application"), max_length=60, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("collective mark")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategy:marks", args=[self.partnership.key]) + f"#mark-{self.pk}"


class MarkStep(Record):
    """A step on the way to the mark that somebody touched."""

    mark = models.ForeignKey(CollectiveMark, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=24, choices=MarkStepKind)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step to a mark")
        constraints = [models.UniqueConstraint(fields=["mark", "step"], name="one_step_of_a_mark")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}"
