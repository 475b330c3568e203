"""Countries, regions and languages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Self

from babel import Locale
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import codes_by_name, country_name, language_name
from kontor.hub.foundation.models import Country, Region
from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners.base import Cleaner, ListCleaner
from kontor.hub.transfer.kit.lookups import Lookup
from kontor.hub.transfer.kit.problems import Accepted, Unclean

INTERFACE_LANGUAGES = ("en", "es", "fr", "de")
# What the European institutions write where ISO 3166 has another code.
CUSTOMARY = {"UK": "GB", "EL": "GR"}

UNKNOWN_COUNTRY = N_("'%(value)s' is not a country: write its two-letter code, such as ES, or its name.")
TAKEN_FOR = N_("'%(value)s' was read as %(code)s, the code of ISO 3166 for %(name)s.")
UNKNOWN_REGION = N_("'%(value)s' is not a statistical region: write its NUTS code, such as ES21.")
SEVERAL_REGIONS = N_(
    "Several regions are called '%(value)s' (%(keys)s): write the NUTS code of the one that is meant."
)
UNKNOWN_LANGUAGE = N_("'%(part)s' is not a language: write its two-letter code, such as en, or its name.")


@dataclass(frozen=True, slots=True)
class CountryCode(Cleaner):
    """A country by ISO code, or by name in an interface language."""

    empty: ClassVar[Any] = None

    lookup: Lookup | None = None

    @property
    def needs(self) -> str:
        return "countries"

    def bind(self, tables: Mapping[str, Lookup], texts: Mapping[str, Collection[str]]) -> Self:
        return replace(self, lookup=tables["countries"])

    def clean(self, text: str) -> Any:
        assert self.lookup is not None
        if text.upper() in self.lookup.values:
            return text.upper()
        if code := CUSTOMARY.get(text.upper()):
            return Accepted(code, TAKEN_FOR, {"code": code, "name": country_name(code, "en")})
        keys = self.lookup.find(text)
        if len(keys) == 1:
            return keys[0]
        raise Unclean(UNKNOWN_COUNTRY, near=self.lookup.near(text))


@dataclass(frozen=True, slots=True)
class RegionCode(Cleaner):
    """A region by NUTS code, or by its name where only one region has it."""

    empty: ClassVar[Any] = None

    lookup: Lookup | None = None

    @property
    def needs(self) -> str:
        return "regions"

    def bind(self, tables: Mapping[str, Lookup], texts: Mapping[str, Collection[str]]) -> Self:
        return replace(self, lookup=tables["regions"])

    def clean(self, text: str) -> Any:
        assert self.lookup is not None
        keys = (text.upper(),) if text.upper() in self.lookup.values else self.lookup.find(text)
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise Unclean(SEVERAL_REGIONS, keys=", ".join(sorted(keys)[:6]))
        raise Unclean(UNKNOWN_REGION, near=self.lookup.near(text))


@dataclass(frozen=True, slots=True)
class Languages(ListCleaner):
    """Languages by ISO 639 code or name, separated by semicolons."""

    def part(self, text: str) -> Any:
        keys = languages().find(text)
        if len(keys) != 1:
            raise Unclean(UNKNOWN_LANGUAGE, part=text, near=languages().near(text))
        return keys[0]


def countries() -> Lookup:
    """The countries we know, with their names in the interface languages and their three-letter codes. One statement."""
    names = names_of_countries()
    rows = Country.objects.order_by("code").values_list("code", "alpha3")
    return Lookup.of(
        _("country"),
        [(code, code, country_name(code, "en"), {alpha3, *names.get(code, ())}) for code, alpha3 in rows],
    )


@cache
def names_of_countries() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in INTERFACE_LANGUAGES:
        for name, code in codes_by_name(language).items():
            found[code] = (*found.get(code, ()), name)
    return found


def regions() -> Lookup:
    """The statistical regions. One statement."""
    rows = Region.objects.order_by("code").values_list("code", "name")
    return Lookup.of(_("region"), [(code, code, name) for code, name in rows])


@cache
def languages() -> Lookup:
    """The languages of CLDR that have a two-letter code."""
    lookup = Lookup(_("language"))
    for code in two_letter_codes():
        lookup.add(
            code, code, language_name(code, "en"), [language_name(code, each) for each in INTERFACE_LANGUAGES]
        )
    return lookup


def two_letter_codes() -> list[str]:
    return sorted(code for code in Locale.parse("en").languages if len(code) == 2)


# What the kit loads by itself when a column needs it.
STANDARD_TABLES = {"countries": countries, "regions": regions}
