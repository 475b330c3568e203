"""The facts topic by topic, each with its source and day; and with whom to speak."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.countries.models import CountryBody, CountryFact
from kontor.hub.countries.queries import value_in_words
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.partial_dates import written
from kontor.hub.reports.queries.country import CountryTold
from kontor.hub.reports.report.shared import dated, place_name, spoken


def blocks(found: CountryTold) -> tuple[Block, ...]:
    return (
        Heading(gettext("Facts"), id="facts"),
        table(found),
        Heading(gettext("With whom to speak"), id="bodies"),
        bodies(found),
    )


def table(found: CountryTold) -> Table:
    rows: list[Row] = [
        (
            statement(fact),
            value_in_words(fact),
            day_of(fact),
            cited(fact.source, fact.place),
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
            Column("source", gettext("Source"), share=2.2),
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


def cited(source: Source | None, place: str) -> Cell | str:
    """'Discussion paper, s1, September 2017', a link to the source's page."""
    if source is None:
        return gettext("not stated")
    day = written(source.published_on, spoken()) if source.published_on else gettext("undated")
    return Cell(", ".join(filter(None, (source.title, place, day))), source.get_absolute_url())


def bodies(found: CountryTold) -> Table:
    return Table(
        id="bodies",
        caption=gettext("Counterpart bodies and networks"),
        columns=(
            Column("organisation", gettext("Organisation"), share=2.2),
            Column("role", gettext("Role")),
            Column("mandate", gettext("Mandate"), share=1.4),
            Column("source", gettext("Source"), share=2),
        ),
        rows=tuple(body_row(one) for one in found.bodies),
        empty=gettext("No organisation of the country is named yet."),
    )


def body_row(one: CountryBody) -> Row:
    named = Cell(one.organisation.name, one.organisation.get_absolute_url())
    mandate = ", ".join(filter(None, (one.mandate, dated(one.start, one.end)))) or gettext("not stated")
    return named, capfirst(one.get_role_display()), mandate, cited(one.source, one.place)
