"""The value chain: its components, the links between them, and which organisation contributes what to which."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership

LEVEL = (MinValueValidator(1), MaxValueValidator(9))


class ValueChain(Record):
    """A chain that a partnership draws; what is missing in it is computed (`engine.valuechain`) and never kept."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+", related_query_name="value_chain"
    )
    key = models.SlugField(_("key"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    topic = models.TextField(_("topic and scope"), max_length=2000, blank=True)
    objectives = models.TextField(_("objectives and expected impact"), max_length=2000, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="value_chain"
    )  # fmt: skip

    class Meta:
        ordering = ["name", "key"]
        verbose_name = _("value chain")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategy:chain", args=[self.key])


class ChainComponent(Record):
    """A stage of the chain. It is filled when `wanted` organisations contribute at `readiness` or above (none: at any).

    `term` and `sought` say what whoever fills it must offer: by these the directory is searched.
    """

    chain = models.ForeignKey(ValueChain, on_delete=models.CASCADE, related_name="components")
    name = models.CharField(_("component"), max_length=80)
    description = models.CharField(_("what happens there"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    wanted = models.PositiveSmallIntegerField(
        _("organisations wanted"), default=1, validators=[MinValueValidator(1)]
    )
    readiness = models.PositiveSmallIntegerField(
        _("readiness required"), null=True, blank=True, validators=LEVEL
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1, validators=[MinValueValidator(1)])
    term = models.ForeignKey(
        Term, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("activity or competence sought"),
        related_name="+", related_query_name="chain_component",
    )  # fmt: skip
    sought = models.CharField(_("sought, in words"), max_length=250, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "name"], name="one_component_of_a_name"),
            models.CheckConstraint(condition=Q(wanted__gte=1, weight__gte=1), name="component_wants_and_weighs"),
            models.CheckConstraint(
                condition=Q(readiness=None) | Q(readiness__range=(1, 9)), name="component_on_the_scale"
            ),
        ]  # fmt: skip
        verbose_name = _("component")

    def __str__(self) -> str:
        return self.name


class ChainLink(Record):
    """From one component to the next, of the same chain."""

    start = models.ForeignKey(ChainComponent, on_delete=models.CASCADE, related_name="links_out")
    end = models.ForeignKey(ChainComponent, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(_("what passes"), max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["start", "end", "kind"], name="one_link_of_a_kind"),
            models.CheckConstraint(condition=~Q(start=F("end")), name="no_link_to_itself"),
        ]
        verbose_name = _("link")

    def __str__(self) -> str:
        return f"{self.start_id} -> {self.end_id}"


class Contribution(Record):
    """What an organisation gives to a component: once for each pair."""

    component = models.ForeignKey(ChainComponent, on_delete=models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="chain_contribution"
    )
    gives = models.CharField(_("contribution"), max_length=250, blank=True)
    competence = models.CharField(_("competence"), max_length=250, blank=True)
    readiness = models.PositiveSmallIntegerField(_("readiness"), null=True, blank=True, validators=LEVEL)
    complements = models.CharField(_("how it complements the others"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["component", "organisation"], name="mapped_once"),
            models.CheckConstraint(
                condition=Q(readiness=None) | Q(readiness__range=(1, 9)), name="contribution_on_the_scale"
            ),
        ]
        verbose_name = _("contribution")

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.component_id}"
