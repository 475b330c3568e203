"""Countries to take along, as far as the actor sees them. What was exported imports as unchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import inputs, queries
from kontor.hub.countries.models import (
    CountryBody,
    CountryExample,
    CountryFact,
    CountryProfile,
    MarketFigure,
    MarketStudy,
    MarketStudyItem,
)
from kontor.hub.countries.queries.markets import MarketsShown
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit import Column, Exporter

AT_ONCE = 2000


def told(one: Any, fields: Mapping[str, str]) -> dict[str, Any]:
    return {column: getattr(one, name) for column, name in fields.items()}


class ExportProfiles(Exporter):
    """Profiles that are kept."""

    kind, label, permission = "country-profiles", _("Profiles of countries"), "countries.view"
    columns = inputs.PROFILES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(queries.kept_profiles(actor).order_by("key"))

    def rows_of(self, rows: QuerySet[CountryProfile]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        for one in rows.iterator(chunk_size=AT_ONCE):
            yield told(one, inputs.FIELDS_OF_PROFILES)


class ExportFacts(Exporter):
    """Facts that are kept, of profiles that are."""

    kind, label, permission = "country-facts", _("Facts about countries"), "countries.view"
    columns = inputs.FACTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CountryFact, actor).filter(withdrawn_on=None, profile__withdrawn_on=None)
        read = rows.select_related("profile", "source").order_by("profile__key", "pk")
        for one in read.iterator(chunk_size=AT_ONCE):
            source = inputs.cited(one.source.key, one.place)
            yield told(one, inputs.FIELDS_OF_FACTS) | {"country": one.profile.country_id, "source": source}


class ExportExamples(Exporter):
    """Examples of cooperation, of profiles that are kept."""

    kind, label, permission = "country-examples", _("Examples of cooperation"), "countries.view"
    columns = inputs.EXAMPLES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CountryExample, actor).filter(profile__withdrawn_on=None)
        for one in (
            rows.select_related("profile", "source")
            .order_by("profile__key", "pk")
            .iterator(chunk_size=AT_ONCE)
        ):
            source = inputs.cited(one.source.key, one.place)
            named = {"counterpart_country": one.profile.country_id, "source": source}
            yield told(one, inputs.FIELDS_OF_EXAMPLES) | named


class ExportBodies(Exporter):
    """Bodies of countries, where the actor sees both."""

    kind, label, permission = "country-bodies", _("Bodies of countries"), "countries.view"
    columns = inputs.BODIES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CountryBody, actor).filter(profile__withdrawn_on=None)
        read = rows.select_related("profile", "organisation", "source").order_by("profile__key", "role", "pk")
        for one in read.iterator(chunk_size=AT_ONCE):
            source = inputs.cited(one.source.key, one.place) if one.source else ()
            named = {
                "country": one.profile.country_id,
                "organisation": one.organisation.key,
                "source": source,
            }
            yield told(one, inputs.FIELDS_OF_BODIES) | named


MARKETS = tuple(
    Column(key, label)
    for key, label in (
        ("country", _("Country")), ("place", _("Place")), ("score", _("Score")), ("stated", _("Stated, percent of the weight")),
        ("interest", _("Interest of members")), ("saturation", _("Other partnerships")), ("experience", _("Own experience")),
        ("market", _("Market data")), ("advised", _("Advised")),
    )
)  # fmt: skip


def market_rows(found: MarketsShown) -> Iterator[Mapping[str, Any]]:
    """The ranked table; what is not stated is empty."""
    for one in found.markets:
        values = {part.key: part.value if part.gives is not None else "" for part in one.parts}
        told = {
            "country": one.country,
            "place": one.place,
            "score": one.score,
            "stated": round(100 * one.stated),
        }
        yield told | values | {"advised": "yes" if one.is_advised else "no"}


def of_study(one: MarketStudy) -> dict[str, Any]:
    return {"partnership": one.partnership.key, "country": one.country_id, "published": one.published_on}


def source_of(one: MarketStudyItem | MarketFigure) -> dict[str, Any]:
    return {"source": inputs.cited(one.source.key, one.place) if one.source else ()}


PUBLISHED = Column("published", _("Published on"))


class ExportStudies(Exporter):
    """Market studies without what they say. They are published on their page: the day is told, not read in again."""

    kind, label, permission = "market-studies", _("Market studies"), "countries.view"
    columns = (*inputs.STUDIES, PUBLISHED)

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(MarketStudy, actor).select_related("partnership")
        for one in rows.order_by("partnership__key", "country", "pk").iterator(chunk_size=AT_ONCE):
            yield of_study(one) | {"summary": one.summary}


class ExportStudyItems(Exporter):
    """What market studies say, item by item. Who wrote it stays out of files."""

    kind, label, permission = "market-study-items", _("Items of market studies"), "countries.view"
    columns = (*inputs.STUDY_ITEMS, PUBLISHED, Column("written", _("Written on")))

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(MarketStudyItem, actor).select_related("study__partnership", "source")
        for one in rows.order_by("study__partnership__key", "study__country", "pk").iterator(
            chunk_size=AT_ONCE
        ):
            said = {"item": one.item, "text": one.text, "points": inputs.points_of(one.points)}
            yield of_study(one.study) | source_of(one) | said | {"written": one.written_on}


class ExportMarketFigures(Exporter):
    """The figures of market studies by year."""

    kind, label, permission = "market-figures", _("Figures of market studies"), "countries.view"
    columns = (*inputs.MARKET_FIGURES, PUBLISHED)

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(MarketFigure, actor).select_related("study__partnership", "source")
        for one in rows.order_by("study__partnership__key", "study__country", "measure", "year").iterator(
            chunk_size=AT_ONCE
        ):
            yield of_study(one.study) | source_of(one) | told(one, inputs.FIELDS_OF_MARKET_FIGURES)


EXPORTERS = (
    ExportProfiles,
    ExportFacts,
    ExportExamples,
    ExportBodies,
    ExportStudies,
    ExportStudyItems,
    ExportMarketFigures,
)
