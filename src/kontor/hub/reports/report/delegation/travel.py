"""The briefing: what the organiser writes, facts about the country with their sources, checks, what is arranged."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Paragraph, Source, Table
from kontor.hub.countries.models import CountryFact
from kontor.hub.countries.queries import value_in_words
from kontor.hub.foundation.partial_dates import written
from kontor.hub.missions.queries.delegations import CheckShown, ItemShown
from kontor.hub.reports.queries.delegation import DelegationTold
from kontor.hub.reports.report.shared import sources, spoken


class Rests:
    """The sources of the facts, by their number in the list."""

    def __init__(self, found: DelegationTold) -> None:
        self.found = found

    @cached_property
    def listed(self) -> tuple[Source, ...]:
        """One statement."""
        return sources({fact.source.key for fact in self.found.facts})

    @cached_property
    def number(self) -> dict[str, int]:
        return {one.id: place for place, one in enumerate(self.listed, start=1)}

    def on(self, fact: CountryFact) -> Cell:
        """'[1] table 2', a link to the source's page."""
        mark = " ".join(filter(None, (f"[{self.number[fact.source.key]}]", fact.place)))
        return Cell(mark, fact.source.get_absolute_url())


def blocks(found: DelegationTold, rests: Rests, level: int = 1) -> Iterable[Block]:
    yield Heading(gettext("Briefing of the delegation"), level, id="delegation-briefing")
    if not found.shown.sections:
        yield Paragraph(gettext("No briefing is written yet."))
    for one in found.shown.sections:
        if one.title:
            yield Heading(one.title, level + 1, id=f"delegation-briefing-{one.position}")
        for part in one.text.split("\n\n"):
            if part.strip():
                yield Paragraph(part.strip())
    yield Heading(gettext("The journey"), level, id="delegation-journey")
    yield journey(found)
    if found.shown.checks:
        yield Heading(gettext("Checks before the journey"), level, id="delegation-checks")
        yield checks(found)
    if found.facts:
        yield Heading(gettext("The country"), level, id="delegation-country")
        yield facts(found, rests)


def journey(found: DelegationTold) -> Table:
    columns = (
        Column("start", gettext("From"), share=1.2), Column("end", gettext("To"), share=1.2),
        Column("what", gettext("What"), share=2.4), Column("place", gettext("Place"), share=1.8),
        Column("whom", gettext("For whom"), share=1.8), Column("state", gettext("State"), share=1.2),
    )  # fmt: skip
    told = {"zone": found.shown.delegation.zone}
    return Table(
        "delegation.journey",
        gettext("What is arranged"),
        columns,
        tuple(item_row(one) for one in found.shown.items),
        note=gettext("Times are those of %(zone)s.") % told,
        empty=gettext("Nothing is arranged yet."),
    )


def item_row(one: ItemShown) -> tuple[str, ...]:
    state = gettext("confirmed") if one.item.confirmed else gettext("not confirmed")
    if not one.item.confirmed and one.item.book_by:
        told = {"day": written(one.item.book_by.isoformat(), spoken())}
        state = gettext("to be confirmed by %(day)s") % told
    concerns = ", ".join(one.concerns) or gettext("The whole delegation")
    return (one.start, one.end, one.item.text, one.item.place, concerns, state)


def checks(found: DelegationTold) -> Table:
    columns = (Column("what", gettext("What"), share=4), Column("until", gettext("Until"), "date"))
    return Table(
        "delegation.checks",
        gettext("To be seen to by each organisation"),
        columns,
        tuple(check_row(one) for one in found.shown.checks),
    )


def check_row(one: CheckShown) -> tuple[object, ...]:
    return (one.check.text, one.check.due_on)


def facts(found: DelegationTold, rests: Rests) -> Table:
    columns = (
        Column("statement", gettext("Statement"), share=2.6), Column("value", gettext("Value"), share=1.5),
        Column("as_of", gettext("As of"), share=1.1), Column("source", gettext("Source"), share=1.2),
        Column("topic", gettext("Topic"), share=1.2),
    )  # fmt: skip
    told = {"country": str(found.shown.profile)}
    return Table(
        "delegation.facts",
        gettext("What sources state about %(country)s") % told,
        columns,
        tuple(fact_row(one, rests) for one in found.facts),
    )


def fact_row(fact: CountryFact, rests: Rests) -> tuple[Cell | str, ...]:
    told = f"{fact.statement} ({fact.translation})" if fact.translation else fact.statement
    day = written(fact.as_of, spoken()) if fact.as_of else gettext("not stated")
    return (told, value_in_words(fact), day, rests.on(fact), capfirst(fact.get_topic_display()))
