"""Who an organisation is, its names, its members and its contact people."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.directory.choices import AliasKind, OrganisationKind, ProfileState
from kontor.hub.foundation.forms import sort_key
from kontor.hub.foundation.models import Country, Record, Region
from kontor.hub.foundation.partial_dates import PartialDateField
from kontor.hub.foundation.visibility import Visibility


class SortKeyField(models.CharField):  # type: ignore[type-arg] - not subscriptable at run time
    """The record's `name` as a reader sorts it, without case and accents; filled by every save, bulk ones too."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = sort_key(model_instance.name)[: self.max_length]  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, value)
        return value


class Organisation(Record):
    """draft -> needs-review -> published | rejected; published -> stale (no confirmation for 12 months) -> published |
    archived. A merged double stays as a row with `merged_into`, so that old addresses lead on and a merge can be undone.
    """

    key = models.SlugField(
        _("key"), max_length=100, unique=True, help_text=_("Short name in addresses and files.")
    )
    name = models.CharField(
        _("name"), max_length=250, help_text=_("In the original spelling, with its diacritics.")
    )
    sort_name = SortKeyField(max_length=250, editable=False, default="")
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="organisation",
        verbose_name=_("country"),
    )  # fmt: skip
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="organisation",
        verbose_name=_("region"),
    )  # fmt: skip
    region_text = models.CharField(_("region as stated"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    founded = PartialDateField(_("founded"))
    staff = models.DecimalField(
        _("staff (full-time equivalents)"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    sme_members = models.PositiveIntegerField(_("SME members"), null=True, blank=True)
    large_members = models.PositiveIntegerField(_("large members"), null=True, blank=True)
    research_members = models.PositiveIntegerField(_("research members"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=14, choices=ProfileState, default=ProfileState.DRAFT)
    state_reason = models.TextField(_("reason"), blank=True)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    team = models.OneToOneField(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="organisation",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    fictional = models.BooleanField(_("made up for the demo"), default=False)

    class Meta:
        ordering = ["sort_name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [
            models.Index(fields=["sort_name", "id"], name="organisation_list"),
            models.Index(
                fields=["merged_into", "visibility", "state", "kind", "country", "region"],
                name="organisation_facets",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation", args=[self.key])


class Alias(Record):
    """Another name under which files and people know the organisation, with where it was seen and when it was used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=8, choices=AliasKind, default=AliasKind.ALSO)
    seen_in = models.CharField(_("seen in"), max_length=250, blank=True)
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_alias_each")]
        verbose_name = _("alias")

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A member (most often an SME) belongs to a cluster organisation, from a date to a date."""

    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    cluster = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "cluster", "start"], name="one_membership_per_entry"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("cluster")), name="not_member_of_itself"
            ),
        ]
        verbose_name = _("membership")

    def __str__(self) -> str:
        return f"{self.member_id} in {self.cluster_id}"


class ContactPerson(Record):
    """A person to ask. Kept only with consent, for a purpose, until a date; erased afterwards."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"name", "function", "email", "phone"})

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    consent_on = models.DateField(_("consent given on"))
    purpose = models.CharField(_("purpose"), max_length=250)
    keep_until = models.DateField(_("keep until"))

    class Meta:
        verbose_name = _("contact person")

    def __str__(self) -> str:
        return f"contact {self.pk}"
