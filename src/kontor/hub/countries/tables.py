"""The list of countries as people filter, sort and keep it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries.models import CountryProfile
from kontor.hub.countries.queries import COUNTRIES
from kontor.hub.foundation.tables import Column, Facet, WordTable
from kontor.hub.foundation.visibility import Visibility


class Countries(WordTable):
    name = "countries.countries"
    index = COUNTRIES
    searches = _("Search countries and their facts")
    default_sort = "name"
    columns = (
        Column("name", _("Country"), sort=("key",), fixed=True, value=str, url=CountryProfile.get_absolute_url),
        Column("continent", _("Continent"), sort=("country__continent", "key"), value=lambda row: row.country.continent),
        Column("facts", _("Facts"), sort=("facts_kept",), kind="number", value="facts_kept", descending_first=True),
        Column("targeting", _("Partnerships"), sort=("targeting",), kind="number", descending_first=True),
        Column("interested", _("Organisations interested"), sort=("interested",), kind="number", descending_first=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
        Column("changed", _("Changed"), sort=("changed_at",), kind="date", value="changed_at", hidden=True),
    )  # fmt: skip
    facets = (
        Facet("continent", _("Continent"), field="country__continent"),
        Facet("subregion", _("Part of the continent"), field="country__subregion"),
        Facet("visibility", _("Visible to"), choices=Visibility.choices),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No country yet")
    empty_text = _("Begin the first profile, or import a list.")

    def export_address(self, format_name: str) -> str:
        address: Any = reverse("countries:export", args=[format_name])
        return str(address)
