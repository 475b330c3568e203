"""Countries, regions and who took part in which programme when. Names come from CLDR, not from here."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import PartialDateField, covers


class Country(models.Model):
    """A country or territory of ISO 3166-1 (and XK)."""

    pii: ClassVar[bool] = False

    code = models.CharField(
        _("code"), primary_key=True, max_length=2, help_text=_("ISO 3166-1 alpha-2, such as ES.")
    )
    alpha3 = models.CharField(max_length=3, unique=True)
    continent = models.CharField(_("continent"), max_length=60, blank=True)
    subregion = models.CharField(_("subregion"), max_length=60, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The country's name in the reader's language."""
        return country_name(self.code, get_language() or "en")


class ProgrammeMembership(models.Model):
    """A country takes part in a programme from a day to a day. Outside these days it is a third country."""

    pii: ClassVar[bool] = False

    programme = models.CharField(_("programme"), max_length=40)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="memberships")
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "country", "start"], name="one_membership_per_start"
            ),
        ]
        verbose_name = _("programme membership")

    def __str__(self) -> str:
        return f"{self.country_id} {self.programme} {self.start}-{self.end}"


class Region(models.Model):
    """A statistical region of Europe: NUTS, or its counterpart outside the Union."""

    pii: ClassVar[bool] = False

    code = models.CharField(
        _("code"), primary_key=True, max_length=5, help_text=_("NUTS code, such as ES24.")
    )
    name = models.CharField(_("name"), max_length=120)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions")
    level = models.PositiveSmallIntegerField(_("level"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


def third_country(memberships: list[ProgrammeMembership], day: date) -> bool:
    """Whether a country with these memberships of a programme is a third country on `day`."""
    return not any(covers(membership.start, membership.end, day) for membership in memberships)
