"""The facts topic by topic, each with its source and day; and with whom to speak."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.countries.models import CountryBody, CountryFact
from kontor.hub.countries.queries import value_in_words
from kontor.hub.foundation.partial_dates import written
from kontor.hub.reports.queries.country import CountryTold
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import dated, place_name, spoken


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    return (
        Heading(gettext("Facts"), id="facts"),
        table(found, rests),
        Heading(gettext("With whom to speak"), id="bodies"),
        bodies(found, rests),
    )


def table(found: CountryTold, rests: Rests) -> Table:
    rows: list[Row] = [
        (
            statement(fact),
            value_in_words(fact),
            day_of(fact),
            rests.on(fact.source, fact.place),
            capfirst(fact.get_topic_display()),
        )
        for fact in found.facts
    ]
    return Table(
        id="facts",
        caption=gettext("What sources state of the country"),
        columns=(
            Column("statement", gettext("Statement"), share=2.6),
            Column("value", gettext("Value"), share=1.5),
            Column("as_of", gettext("As of"), share=1.1),
            Column("source", gettext("Source"), share=1.6),
            Column("topic", gettext("Topic"), share=1.2),
        ),
        rows=tuple(rows),
        empty=gettext("No fact yet"),
    )


def statement(fact: CountryFact) -> str:
    """In the language of the source, the translation after it, and the other country that it speaks of."""
    told = f"{fact.statement} ({fact.translation})" if fact.translation else fact.statement
    return f"{told} – {place_name(fact.about_id)}" if fact.about_id else told


def day_of(fact: CountryFact) -> str:
    return written(fact.as_of, spoken()) if fact.as_of else gettext("not stated")


def bodies(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="bodies",
        caption=gettext("Counterpart bodies, networks, representatives and ambassadors"),
        columns=(
            Column("organisation", gettext("Organisation"), share=2.2),
            Column("role", gettext("Role")),
            Column("mandate", gettext("Mandate"), share=1.4),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(body_row(one, rests) for one in found.bodies),
        empty=gettext("No organisation of the country is named yet."),
    )


def body_row(one: CountryBody, rests: Rests) -> Row:
    named = Cell(one.organisation.name, one.organisation.get_absolute_url())
    mandate = ", ".join(filter(None, (one.mandate, dated(one.start, one.end)))) or gettext("not stated")
    return named, capfirst(one.get_role_display()), mandate, rests.on(one.source, one.place)
