"""Overlaps with other partnerships' plans and the joint missions they suggest."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Column, Heading, Paragraph, Row, Table
from kontor.hub.missions.queries import Together
from kontor.hub.reports.queries.country import CountryTold


def blocks(found: CountryTold) -> tuple[Block, ...]:
    return (
        Heading(
            gettext("Overlaps with other partnerships' plans and the joint missions they suggest"),
            id="missions",
        ),
        Paragraph(
            gettext(
                "Computed on the day of the paper from events, stated activities and target markets. A plan without a date of its own fits anywhere in the time of its partnership. The suggested half-years are the fewest in which all plans fit; a place is saved where a partner of several partnerships would be sent once."
            )
        ),
        overlaps(found),
        suggested(found),
    )


def names(one: Together) -> str:
    return ", ".join(acronym for _key, acronym in one.partnerships)


def overlaps(found: CountryTold) -> Table:
    return Table(
        id="overlaps",
        caption=gettext("Half-years in which several partnerships have plans"),
        columns=(
            Column("period", gettext("Half-years")),
            Column("partnerships", gettext("Partnerships"), share=3),
            Column("dated", gettext("With a date"), "number"),
        ),
        rows=tuple((one.period, names(one), one.dated) for one in found.missions.overlaps),
        empty=gettext("No two partnerships plan the country in the same half-year."),
    )


def suggested(found: CountryTold) -> Table:
    return Table(
        id="joint-missions",
        caption=gettext("Who could travel together"),
        columns=(
            Column("period", gettext("Half-year")),
            Column("partnerships", gettext("Partnerships"), share=2),
            Column("journeys", gettext("Journeys saved"), "number"),
            Column("places", gettext("Places saved"), "number"),
            Column("reasons", gettext("Reasons"), share=4),
        ),
        rows=tuple(row(one) for one in found.missions.suggested),
        empty=gettext("No two partnerships could travel together."),
        wide=True,
    )


def row(one: Together) -> Row:
    return (one.period, names(one), one.journeys, one.places, " ".join(one.reasons))
