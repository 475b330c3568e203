"""Where the partners come from."""

from django.utils.translation import get_language, gettext

from kontor.documents.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Map,
    MapValue,
    Note,
    Row,
    Series,
    Table,
)
from kontor.hub.foundation.country_names import country_name
from kontor.hub.reports.queries.overview import Overview

GENERATIONS = ("g1", "g2", "s3")
CHARTED = 15


def blocks(found: Overview) -> tuple[Block, ...]:
    return (
        Heading(gettext("Partner organisations by country"), id="partners"),
        Note(
            gettext(
                "A place is one organisation in one partnership: an organisation in three partnerships fills three places. "
                "Partners of most voluntary partnerships are not published."
            ),
            title=gettext("How places are counted"),
        ),
        places_map(found),
        chart(found),
        table(found),
    )


def name(code: str) -> str:
    return country_name(code, get_language() or "en")


def ranked(found: Overview) -> list[tuple[str, int]]:
    """Country code and all its places, most first."""
    totals = {country: sum(places.values()) for country, places in found.places_by_country.items()}
    return sorted(totals.items(), key=lambda pair: (-pair[1], name(pair[0])))


def places_map(found: Overview) -> Map:
    return Map(
        id="map-partner-places",
        caption=gettext("Partner places by country, all generations"),
        alt=gettext("Map of Europe: the more partner places a country fills, the darker it is."),
        values=tuple(MapValue(code, name(code), float(total)) for code, total in ranked(found)),
        unit=gettext("places"),
        extent="europe",
    )


def chart(found: Overview) -> Chart:
    countries = [code for code, _ in ranked(found)[:CHARTED]]
    labels = (gettext("First generation"), gettext("Second generation"), gettext("Smart specialisation"))
    return Chart(
        id="places-by-country",
        caption=gettext("Countries with most partner places"),
        alt=gettext("Bars of partner places for the countries that fill most, divided by generation."),
        form="stacked-bars",
        categories=tuple(name(code) for code in countries),
        series=tuple(
            Series(label, tuple(float(found.places_by_country[code][generation]) for code in countries))
            for generation, label in zip(GENERATIONS, labels, strict=True)
        ),
        unit=gettext("places"),
        category_label=gettext("Country"),
    )


def table(found: Overview) -> Table:
    rows: list[Row] = []
    for code, total in ranked(found):
        places = found.places_by_country[code]
        rows.append((name(code), *(Cell(places[generation]) for generation in GENERATIONS), total))
    sums = [
        sum(places[generation] for places in found.places_by_country.values()) for generation in GENERATIONS
    ]
    return Table(
        id="partner-places",
        caption=gettext("Partner places by country and generation"),
        columns=(
            Column("country", gettext("Country"), share=2),
            Column("g1", gettext("First generation"), "number"),
            Column("g2", gettext("Second generation"), "number"),
            Column("s3", gettext("Smart specialisation"), "number"),
            Column("all", gettext("All"), "number"),
        ),
        rows=tuple(rows),
        total=(gettext("All"), *sums, sum(sums)),
    )
