"""Programmes, their calls, and partnerships with their partners and target markets."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.models import Country, Record
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import (
    ParticipationRole,
    PartnershipKind,
    PartnershipState,
    Qualifier,
    Strand,
    TargetBasis,
)


class Programme(Record):
    """A funding programme. Its analysts are the members of its team."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=250)
    team = models.OneToOneField(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="programme",
    )

    class Meta:
        verbose_name = _("programme")

    def __str__(self) -> str:
        return self.name


class Call(Record):
    """A call of a programme for one kind of partnership: what people name a generation."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="calls")
    kind = models.CharField(_("kind"), max_length=12, choices=PartnershipKind)
    generation = models.PositiveSmallIntegerField(_("generation"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=250)
    opened = PartialDateField(_("opened"))
    launched = PartialDateField(_("launched"))

    class Meta:
        ordering = ["kind", "generation"]
        verbose_name = _("call")

    def __str__(self) -> str:
        return self.name


class Partnership(Record):
    """proposed -> active -> ended -> sustained (a meta-cluster) | dissolved.

    `smes_involved` is the number its source states, with what the source counted in `smes_basis`.
    """

    key = models.SlugField(_("key"), max_length=80, unique=True)
    acronym = models.CharField(_("acronym"), max_length=80)
    name = models.CharField(_("name"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PartnershipKind)
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    strand = models.CharField(_("strand"), max_length=10, choices=Strand, blank=True)
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    date_basis = models.CharField(_("dates are of"), max_length=40, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=PartnershipState, default=PartnershipState.PROPOSED
    )
    sector_focus = models.CharField(_("sector focus"), max_length=250, blank=True)
    terms = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        related_query_name="partnership",
        verbose_name=_("sectors and technologies"),
    )
    smes_involved = models.PositiveIntegerField(_("SMEs involved"), null=True, blank=True)
    smes_qualifier = models.CharField(
        _("how exact"), max_length=14, choices=Qualifier, default=Qualifier.EXACT
    )
    smes_basis = models.CharField(_("what was counted"), max_length=250, blank=True)
    grant = models.DecimalField(_("grant (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=80, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.OneToOneField(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="partnership",
    )

    class Meta:
        ordering = ["acronym", "key"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        indexes = [models.Index(fields=["kind", "call", "strand"], name="partnership_kind")]

    def __str__(self) -> str:
        return self.acronym

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.key])


class Participation(Record):
    """An organisation in a partnership, in a role, from a date to a date (unknown: as long as the partnership).

    `expectations` and `goals` are the partner's own words for its partners: never public.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", related_query_name="participation"
    )
    role = models.CharField(
        _("role"), max_length=20, choices=ParticipationRole, default=ParticipationRole.PARTNER
    )
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    mandate = models.CharField(_("mandate"), max_length=250, blank=True)
    expectations = models.TextField(_("expectations"), blank=True)
    goals = models.TextField(_("goals of its own"), blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "role", "start"], name="one_participation_per_role"
            ),
        ]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    def __str__(self) -> str:
        return f"{self.organisation} in {self.partnership}"


class TargetMarket(Record):
    """A country that a partnership addresses, and on what basis we say so. The rationale is for the partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="targets")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", related_query_name="target"
    )
    basis = models.CharField(_("basis"), max_length=10, choices=TargetBasis, default=TargetBasis.TARGET)
    lead = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="leads_target",
        verbose_name=_("lead partner"),
    )  # fmt: skip
    rationale = models.TextField(_("rationale"), blank=True)
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    source_place = models.CharField(
        max_length=120, blank=True, help_text=_("Sources that disagree stay apart.")
    )
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "country", "basis", "source_place"],
                name="one_target_per_basis_and_source",
            ),
        ]
        verbose_name = _("target market")
        verbose_name_plural = _("target markets")

    def __str__(self) -> str:
        return f"{self.partnership} {self.country_id}"
