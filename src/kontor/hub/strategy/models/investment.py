"""Joint investment projects: from an idea to a bankable proposal, its finance and what it runs as."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record, Region
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy.choices import (
    Assistance,
    FinanceKind,
    FinanceState,
    InvestmentStage,
    Platform,
    ProjectRole,
)
from kontor.hub.strategy.models.chain import ChainComponent
from kontor.hub.strategy.models.roadmap import RoadmapActivity

FIRST_YEAR, LAST_YEAR = 2000, 2100


def euros(label: Any, **more: Any) -> Any:
    """An amount in euros, as everywhere in this area."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], **more
    )


class InvestmentProject(Record):
    """idea -> matched -> pilot -> proposal -> sought -> secured -> running; stopped on the way. `rules.investment` holds the gates.

    Sums are never kept here: they are added up from the lines of cost and finance, which only the partners read.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="investment_project"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=160)
    stage = models.CharField(
        _("stage"), max_length=8, choices=InvestmentStage, default=InvestmentStage.IDEA, editable=False
    )
    area = models.CharField(_("thematic area"), max_length=24, choices=Platform, blank=True)
    regions = models.ManyToManyField(
        Region, blank=True, related_name="+", related_query_name="investment_project", verbose_name=_("regions")
    )  # fmt: skip
    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="investment_project",
        verbose_name=_("responsible partner"),
    )  # fmt: skip
    need = models.TextField(_("need"), max_length=2000, blank=True)
    solution = models.TextField(_("solution"), max_length=2000, blank=True)
    pilot = models.TextField(_("what the demonstration or pilot showed"), max_length=2000, blank=True)
    market = models.TextField(_("market and return"), max_length=2000, blank=True)
    rate = models.DecimalField(
        _("discount rate (per cent)"), max_digits=4, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )  # fmt: skip
    assistance = models.CharField(_("technical assistance"), max_length=10, choices=Assistance, blank=True)
    assistance_by = models.CharField(_("by whom"), max_length=250, blank=True)
    proposal_planned = models.DateField(_("proposal planned for"), null=True, blank=True)
    finance_planned = models.DateField(_("finance planned for"), null=True, blank=True)
    started_on = models.DateField(_("running since"), null=True, blank=True)
    activity = models.ForeignKey(
        RoadmapActivity, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="investment_project",
        verbose_name=_("activity of the roadmap"),
    )  # fmt: skip
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="investment_project"
    )  # fmt: skip

    class Meta:
        ordering = ["title", "key"]
        verbose_name = _("joint investment project")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:investment", args=[self.key])


class ProjectParty(Record):
    """An organisation in the project, in one role; perhaps for a component of a value chain of the partnership."""

    place: ClassVar[str] = "parties"

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="investment_party", verbose_name=_("organisation")
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=12, choices=ProjectRole)
    component = models.ForeignKey(
        ChainComponent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="investment_party",
        verbose_name=_("component of the value chain"),
    )  # fmt: skip
    brings = models.CharField(_("what it brings"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("organisation in a joint investment project")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation", "role"], name="party_once_in_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.project_id}"


class CostLine(Record):
    """Something the investment pays for, before it runs."""

    place: ClassVar[str] = "costs"

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="costs")
    label = models.CharField(_("for what"), max_length=250)
    amount = euros(_("amount (EUR)"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("cost of a joint investment project")

    def __str__(self) -> str:
        return self.label


class FinanceLine(Record):
    """Where money comes from, how much, and how sure that is. `evidence` leads to the letter of commitment."""

    place: ClassVar[str] = "finance"

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="finance")
    kind = models.CharField(_("kind of money"), max_length=8, choices=FinanceKind)
    label = models.CharField(_("from whom"), max_length=250)
    amount = euros(_("amount (EUR)"))
    state = models.CharField(_("state"), max_length=8, choices=FinanceState, default=FinanceState.NAMED)
    evidence = models.URLField(_("letter of commitment"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source of finance")

    def __str__(self) -> str:
        return self.label


class ProjectYear(Record):
    """What a year of operation costs and earns."""

    place: ClassVar[str] = "years"

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    costs = euros(_("costs (EUR)"), default=0)
    revenue = euros(_("revenue (EUR)"), default=0)

    class Meta:
        ordering = ["year"]
        verbose_name = _("year of operation")
        constraints = [models.UniqueConstraint(fields=["project", "year"], name="one_year_of_a_project")]

    def __str__(self) -> str:
        return f"{self.year}"


class ProjectRisk(Record):
    """What may go wrong, and what is done so that it does not."""

    place: ClassVar[str] = "risks"

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="risks")
    risk = models.CharField(_("risk"), max_length=250)
    mitigation = models.CharField(_("what is done against it"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("risk of a joint investment project")

    def __str__(self) -> str:
        return self.risk


class StageEntry(Record):
    """The project entered a stage: when, from which, and why where it did not simply go on. Never changed."""

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="entries")
    was = models.CharField(_("from"), max_length=8, choices=InvestmentStage, blank=True)
    stage = models.CharField(_("to"), max_length=8, choices=InvestmentStage)
    entered_on = models.DateField(_("entered on"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stage that was entered")

    def __str__(self) -> str:
        return f"{self.stage} {self.entered_on}"


PARTS: dict[str, type[Any]] = {
    one.place: one for one in (ProjectParty, CostLine, FinanceLine, ProjectYear, ProjectRisk)
}
