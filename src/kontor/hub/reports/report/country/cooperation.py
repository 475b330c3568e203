"""Examples of cooperation that sources tell, cases of partnerships, and events in the country."""

from collections import Counter

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.countries.models import CountryExample
from kontor.hub.reports.queries.country import CountryTold
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import dated, place_name


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    countries = Counter(one.partner_country_id or "" for one in found.examples)
    sectors = Counter(one.sector for one in found.examples)
    return (
        Heading(gettext("Cooperation so far"), id="cooperation"),
        counted("cases-by-country", gettext("Examples of cooperation by European country"), gettext("Country"),
            Counter({place_name(code): number for code, number in countries.items()})),
        counted("cases-by-sector", gettext("Examples of cooperation by sector"), gettext("Sector"), sectors),
        examples(found, rests),
        cases(found),
        events(found),
    )  # fmt: skip


def counted(id: str, caption: str, label: str, counts: Counter[str]) -> Table:
    """Numbers by name, the largest first; what is not stated comes last."""
    ranked = sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    rows: list[Row] = [(name or gettext("not stated"), number) for name, number in ranked]
    return Table(
        id=id,
        caption=caption,
        columns=(Column("name", label, share=3), Column("number", gettext("Number"), "number")),
        rows=tuple(rows),
        total=(gettext("All"), sum(counts.values())) if rows else None,
        empty=gettext("None is recorded yet."),
    )


def examples(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="cases",
        caption=gettext("The examples one by one"),
        columns=(
            Column("europe", gettext("European side"), share=2),
            Column("country", gettext("Country")),
            Column("counterpart", gettext("Side of the country"), share=2),
            Column("sector", gettext("Sector"), share=1.2),
            Column("type", gettext("Type"), share=1.3),
            Column("when", gettext("When")),
            Column("note", gettext("Note"), share=2),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(example_row(one, rests) for one in found.examples),
        empty=gettext("None is recorded yet."),
        wide=True,
    )


def example_row(one: CountryExample, rests: Rests) -> Row:
    return (
        one.partner_side,
        place_name(one.partner_country_id or "") or gettext("not stated"),
        one.counterpart_side,
        one.sector,
        ", ".join(filter(None, (one.kind_in_words, one.status_in_words))),
        dated(one.start, one.end) or gettext("not stated"),
        one.note,
        rests.on(one.source, one.place),
    )


def cases(found: CountryTold) -> Table:
    """Titles name no confidential party; who the parties are stays on the page of the case."""
    rows: list[Row] = [
        (
            Cell(one.title, one.get_absolute_url()),
            one.partnership.acronym if one.partnership else "",
            capfirst(one.get_state_display()),
            dated(one.started_on, one.closed_on) or gettext("not stated"),
        )
        for one in found.cases
    ]
    return Table(
        id="cases-partnerships",
        caption=gettext("Cooperation cases of partnerships"),
        columns=(
            Column("case", gettext("Case"), share=3),
            Column("partnership", gettext("Partnership")),
            Column("state", gettext("State")),
            Column("when", gettext("When")),
        ),
        rows=tuple(rows),
        empty=gettext("None is recorded yet."),
    )


def events(found: CountryTold) -> Table:
    rows: list[Row] = [
        (
            Cell(one.name, one.get_absolute_url()),
            capfirst(one.get_event_class_display()),
            one.partnership.acronym if one.partnership else "",
            dated(one.start, one.end) or gettext("not stated"),
            one.number,
        )
        for one in found.events
    ]
    return Table(
        id="events",
        caption=gettext("Past and planned events in the country"),
        columns=(
            Column("event", gettext("Event"), share=3),
            Column("class", gettext("Class")),
            Column("partnership", gettext("Partnership")),
            Column("when", gettext("When"), share=1.4),
            Column("number", gettext("Events"), "number"),
        ),
        rows=tuple(rows),
        empty=gettext("None is recorded yet."),
    )
