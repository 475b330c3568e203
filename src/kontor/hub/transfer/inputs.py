"""The tables of reference data, as importers read and exporters write them: columns, and the attributes that hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Country, ProgrammeMembership, Region
from kontor.hub.transfer.kit import Column, CountryCode, Integer, PartialDate, Reference, Shaped, Slug, Text


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """`fields` says, for each column, the attribute of the model that holds it; `order` is that of exported rows."""

    kind: str
    label: Any
    model: type[models.Model]
    columns: tuple[Column, ...]
    fields: Mapping[str, str]
    order: tuple[str, ...]

    def values(self, record: models.Model) -> dict[str, Any]:
        """Column -> value."""
        return {column: getattr(record, name) for column, name in self.fields.items()}

    def attributes(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Attribute -> value: the inverse."""
        return {self.fields[column]: value for column, value in row.items()}


COUNTRIES = ReferenceTable(
    kind="countries",
    label=_("Countries"),
    model=Country,
    columns=(
        Column(
            "code",
            _("Code"),
            _("ISO 3166-1 alpha-2."),
            required=True,
            clean=Shaped("[A-Z]{2}", "ES"),
            example="ES",
        ),
        Column(
            "alpha3",
            _("Three letters"),
            _("ISO 3166-1 alpha-3."),
            required=True,
            clean=Shaped("[A-Z]{3}", "ESP"),
            example="ESP",
        ),
        Column("continent", _("Continent"), _("In English."), clean=Text(60), example="Europe"),
        Column(
            "subregion",
            _("Subregion"),
            _("Of UN M49, in English."),
            clean=Text(60),
            example="Southern Europe",
        ),
    ),
    fields={name: name for name in ("code", "alpha3", "continent", "subregion")},
    order=("code",),
)

REGIONS = ReferenceTable(
    kind="regions",
    label=_("Regions"),
    model=Region,
    columns=(
        Column(
            "code",
            _("Code"),
            _("NUTS code."),
            required=True,
            clean=Shaped("[A-Z]{2}[A-Z0-9]{0,3}", "ES24"),
            example="ES24",
        ),
        Column(
            "level",
            _("Level"),
            _("0 for the country, 1 to 3 for its regions."),
            required=True,
            clean=Integer(0, 3),
            example="2",
        ),
        Column(
            "name",
            _("Name"),
            _("In the original spelling."),
            required=True,
            clean=Text(120),
            example="Aragón",
        ),
        Column(
            "country", _("Country"), _("Its code or name."), required=True, clean=CountryCode(), example="ES"
        ),
        Column(
            "parent",
            _("Part of"),
            _("Code of the region that it is part of."),
            clean=Reference("regions", within="code"),
            example="ES2",
        ),
    ),
    fields={
        "code": "code",
        "level": "level",
        "name": "name",
        "country": "country_id",
        "parent": "parent_id",
    },
    order=("code",),
)

PROGRAMME_MEMBERSHIPS = ReferenceTable(
    kind="programme-memberships",
    label=_("Programme memberships"),
    model=ProgrammeMembership,
    columns=(
        Column("programme", _("Programme"), _("Its key."), required=True, clean=Slug(40), example="cosme"),
        Column(
            "country", _("Country"), _("Its code or name."), required=True, clean=CountryCode(), example="ES"
        ),
        Column(
            "from",
            _("From"),
            _("Year, month or day."),
            clean=PartialDate(),
            example="2014-01-01",
            aliases=("start",),
        ),
        Column(
            "to",
            _("To"),
            _("Year, month or day."),
            clean=PartialDate(),
            example="2020-12-31",
            aliases=("end",),
        ),
        Column("basis", _("Basis"), _("Why it takes part."), clean=Text(200), example="eu-member"),
        Column("source", _("Source"), _("Where this is stated."), clean=Text(250), example="eu-treaties"),
    ),
    fields={
        "programme": "programme",
        "country": "country_id",
        "from": "start",
        "to": "end",
        "basis": "basis",
        "source": "source",
    },
    order=("programme", "country_id", "start"),
)
