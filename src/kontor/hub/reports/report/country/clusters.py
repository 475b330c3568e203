"""The clusters interested: one by one, by country, region, sector and label, and on a map."""

from collections import Counter

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Map, MapValue, Row, Table
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.foundation.partial_dates import written
from kontor.hub.reports.queries.country import CountryTold, Interested
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.country.cooperation import counted
from kontor.hub.reports.report.shared import place_name, spoken


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    countries = Counter(one.interest.organisation.country_id or "" for one in found.interested)
    named = Counter({place_name(code): number for code, number in countries.items()})
    sectors = Counter(sector for one in found.interested for sector in one.sectors)
    return (
        Heading(gettext("Clusters interested"), id="clusters"),
        Map(
            id="map-clusters",
            caption=gettext("Interested clusters by country"),
            alt=gettext("Map of Europe: the more interested clusters a country has, the darker it is."),
            values=tuple(MapValue(code, place_name(code), float(number)) for code, number in countries.items() if code),
            unit=gettext("clusters"),
            extent="europe",
        ),
        counted("clusters-by-country", gettext("Interested clusters by country"), gettext("Country"), named),
        counted("clusters-by-region", gettext("Interested clusters by region"), gettext("Region"),
            Counter(region_of(one) for one in found.interested)),
        mentions("clusters-by-sector", gettext("Sectors of the interested clusters"), gettext("Sector"), sectors),
        mentions("clusters-by-label", gettext("Labels of the interested clusters"), gettext("Label"),
            Counter(str(label) for one in found.interested for label in one.labels)),
        table(found, rests),
        fields_table(found, rests),
    )  # fmt: skip


def mentions(id: str, caption: str, label: str, counts: Counter[str]) -> Table:
    """Numbers that do not add up to the clusters, as one may have several: without a total."""
    found = counted(id, caption, label, counts)
    return Table(
        id=id, caption=caption, columns=found.columns, rows=found.rows, empty=found.empty,
        note=gettext("A cluster may have several, so the numbers do not add up to the clusters."),
    )  # fmt: skip


def region_of(one: Interested) -> str:
    """The statistical region's name, else the one that was stated; '' where neither is known."""
    organisation = one.interest.organisation
    return organisation.region.name if organisation.region else organisation.region_text


def table(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="clusters",
        caption=gettext("The interested clusters one by one"),
        columns=(
            Column("cluster", gettext("Cluster"), share=2.2),
            Column("country", gettext("Country")),
            Column("region", gettext("Region"), share=1.3),
            Column("sectors", gettext("Sectors"), share=2.4),
            Column("labels", gettext("Labels"), share=1.2),
            Column("partnerships", gettext("Member of"), share=1.2),
            Column("since", gettext("Since")),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(row(one, rests) for one in found.interested),
        empty=gettext("None is known."),
        wide=True,
    )


FIELDS = (Taxonomy.EMERGING_INDUSTRY, Taxonomy.TECHNOLOGY_FIELD, Taxonomy.S3_PRIORITY)


def fields_table(found: CountryTold, rests: Rests) -> Table:
    """What they work in by the taxonomies besides the sectors; those of whom none is stated have no row."""
    return Table(
        id="clusters-by-field",
        caption=gettext("What the interested clusters work in"),
        columns=(
            Column("cluster", gettext("Cluster"), share=1.6),
            Column("emerging", gettext("Emerging industries"), share=1.6),
            Column("technologies", gettext("Technology fields"), share=2.2),
            Column("priorities", gettext("S3 and EC priorities"), share=2.4),
            Column("source", gettext("Source"), share=1.2),
        ),
        rows=tuple(
            (
                Cell(one.interest.organisation.name, one.interest.organisation.get_absolute_url()),
                *("; ".join(one.fields.get(taxonomy, ())) or gettext("not stated") for taxonomy in FIELDS),
                rests.on_all(one.sources),
            )
            for one in found.interested
            if any(one.fields.get(taxonomy) for taxonomy in FIELDS)
        ),
        empty=gettext("None is known."),
        wide=True,
    )


def row(one: Interested, rests: Rests) -> Row:
    organisation = one.interest.organisation
    return (
        Cell(organisation.name, organisation.get_absolute_url()),
        place_name(organisation.country_id or ""),
        region_of(one) or gettext("not stated"),
        ", ".join(one.sectors) or gettext("not stated"),
        ", ".join(str(label) for label in one.labels) or gettext("not stated"),
        ", ".join(one.partnerships),
        written(one.interest.since, spoken()) if one.interest.since else gettext("not stated"),
        rests.on_all(one.sources),
    )
