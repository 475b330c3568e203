"""Target countries: how many partnerships address each, what is new and what was dropped."""

from django.urls import reverse
from django.utils.translation import get_language, gettext

from kontor.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Heading,
    KeyFigures,
    Map,
    MapValue,
    Note,
    Paragraph,
    Row,
    Series,
    Table,
    Value,
)
from kontor.hub.foundation.country_names import country_name
from kontor.hub.partnerships.queries import Matrix
from kontor.hub.reports.queries.overview import Overview

CHARTED = 20


def blocks(found: Overview) -> tuple[Block, ...]:
    return (
        Heading(gettext("Target countries"), id="targets"),
        KeyFigures(("targets.g1.countries", "targets.g2.countries", "targets.shared", "targets.saturated")),
        Note(
            gettext(
                "Targets are known for %(first)s of %(all_first)s partnerships of the first generation and for %(second)s of "
                "%(all_second)s of the second: every number of targets is a lower bound."
            )
            % {
                "first": len(found.first.partnerships),
                "all_first": len(found.first.partnerships) + len(found.first.unknown),
                "second": len(found.second.partnerships),
                "all_second": len(found.second.partnerships) + len(found.second.unknown),
            },
            kind="warning",
            title=gettext("Lower bounds"),
        ),
        target_map(found),
        chart(found),
        table(found),
        Heading(gettext("New and dropped targets"), level=2, id="changes"),
        Paragraph(gettext("Among the partnerships whose targets are known:")),
        Bullets(
            (
                gettext("New in the second generation: %(countries)s")
                % {"countries": named(found.changed.new)},
                gettext("No longer targeted: %(countries)s") % {"countries": named(found.changed.dropped)},
                gettext("Targeted in both: %(countries)s") % {"countries": named(found.changed.kept)},
            )
        ),
        Paragraph(
            (
                gettext("A partnership of the first generation names "),
                Value("targets.g1.mean"),
                gettext(" countries on average, one of the second "),
                Value("targets.g2.mean"),
                ".",
            )
        ),
    )


def name(code: str) -> str:
    return country_name(code, get_language() or "en")


def named(codes: tuple[str, ...]) -> str:
    return ", ".join(sorted(name(code) for code in codes)) or gettext("none")


def counts(matrix: Matrix) -> dict[str, int]:
    return {row.country: row.count for row in matrix.rows}


def ranked(found: Overview) -> list[tuple[str, int, int]]:
    """Country, partnerships of the first and of the second generation; most first."""
    first, second = counts(found.first), counts(found.second)
    rows = [
        (country, first.get(country, 0), second.get(country, 0)) for country in first.keys() | second.keys()
    ]
    return sorted(rows, key=lambda row: (-(row[1] + row[2]), name(row[0])))


def matrix_address(country: str) -> str:
    return f"{reverse('partnerships:targets')}?country={country}"


def target_map(found: Overview) -> Map:
    return Map(
        id="map-targets",
        caption=gettext("Target countries by number of partnerships, both generations"),
        alt=gettext("Map of the world: the more partnerships address a country, the darker it is."),
        values=tuple(
            MapValue(country, name(country), float(first + second), matrix_address(country))
            for country, first, second in ranked(found)
        ),
        unit=gettext("partnerships"),
    )


def chart(found: Overview) -> Chart:
    shown = ranked(found)[:CHARTED]
    return Chart(
        id="targets-by-generation",
        caption=gettext("Countries that most partnerships address"),
        alt=gettext("Bars of the number of partnerships that address a country, divided by generation."),
        form="stacked-bars",
        categories=tuple(name(country) for country, _, _ in shown),
        series=(
            Series(gettext("First generation"), tuple(float(first) for _, first, _ in shown)),
            Series(gettext("Second generation"), tuple(float(second) for _, _, second in shown)),
        ),
        unit=gettext("partnerships"),
        category_label=gettext("Country"),
    )


def table(found: Overview) -> Table:
    acronyms = {one.key: one.acronym for one in found.partnerships}
    by_country = {
        country: sorted(
            {
                acronyms.get(key, key)
                for row in (*found.first.rows, *found.second.rows)
                if row.country == country
                for key in row.bases
            }
        )
        for country, _, _ in ranked(found)
    }
    rows: list[Row] = [
        (
            Cell(name(country), matrix_address(country)),
            first or None,
            second or None,
            ", ".join(by_country[country]),
        )
        for country, first, second in ranked(found)
    ]
    return Table(
        id="targets",
        caption=gettext("Target countries and the partnerships that address them"),
        columns=(
            Column("country", gettext("Country"), share=1.6),
            Column("g1", gettext("First generation"), "number"),
            Column("g2", gettext("Second generation"), "number"),
            Column("partnerships", gettext("Partnerships"), share=4),
        ),
        rows=tuple(rows),
    )
