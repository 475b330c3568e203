"""Events by country: preparatory ones, C2C and B2B ones, and the single meetings held at them."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Chart, Column, Heading, KeyFigures, Note, Row, Series, Table
from kontor.hub.missions.models import Event
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.report.achievements.counts import Counts, added, by_country
from kontor.hub.reports.report.shared import dated, place_name, without_blank

CLASSES = ("preparatory", "c2c", "c2c_meetings", "b2b", "b2b_meetings")


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("Events"), id="events"),
        KeyFigures(("events.preparatory", "events.c2c", "events.b2b", "meetings.b2b")),
        Note(
            gettext(
                "C2C and B2B events are never added up, and single meetings never with events. An empty cell is not stated; "
                "it is not none."
            ),
            title=gettext("How events are counted"),
        ),
        table(found),
        chart(found),
        preparatory(found),
        listed(found),
    )


def labels() -> dict[str, str]:
    return {
        "preparatory": gettext("Preparatory events"),
        "c2c": gettext("C2C events"),
        "c2c_meetings": gettext("C2C meetings"),
        "b2b": gettext("B2B events"),
        "b2b_meetings": gettext("B2B meetings"),
    }


def held(found: Achievements) -> dict[str, Counts]:
    """Countries with an event of one of these classes."""
    return {
        code: own
        for code, own in by_country(found).items()
        if any(getattr(own, name) is not None for name in CLASSES)
    }


def table(found: Achievements) -> Table:
    counts = held(found)
    return Table(
        id="events",
        caption=gettext("Events by country and class"),
        columns=(
            Column("country", gettext("Country"), share=1.6),
            *(Column(name, label, "number") for name, label in labels().items()),
        ),
        rows=tuple((place_name(code), *numbers(own)) for code, own in counts.items()),
        total=(gettext("Total"), *numbers(added(counts.values()))) if counts else None,
        empty=gettext("No event is recorded yet."),
    )


def numbers(counts: Counts) -> tuple[int | None, ...]:
    return tuple(getattr(counts, name) for name in CLASSES)


def chart(found: Achievements) -> Chart:
    counts = held(found)
    shown = [name for name in CLASSES if not name.endswith("meetings")]
    return Chart(
        id="events-by-country",
        caption=gettext("Events by country, divided by class"),
        alt=gettext(
            "Bars of the number of events in each country, divided into preparatory, C2C and B2B events."
        ),
        form="stacked-bars",
        categories=tuple(place_name(code) for code in counts),
        series=tuple(
            Series(labels()[name], tuple(float(getattr(own, name) or 0) for own in counts.values()))
            for name in shown
        ),
        unit=gettext("events"),
        category_label=gettext("Country"),
    )


def preparatory(found: Achievements) -> Table:
    """What the preparatory events of each country were, one row for each form and kind of host."""
    rows: list[Row] = [
        (
            place_name(one.country_id or ""),
            form(one),
            capfirst(one.get_counterpart_kind_display()),
            one.number,
            one.description,
        )
        for one in found.events
        if one.event_class == "preparatory"
    ]
    return Table(
        id="preparatory",
        caption=gettext("Preparatory events by country and form"),
        columns=(
            Column("country", gettext("Country"), share=1.2),
            Column("form", gettext("Form of the event")),
            Column("with", gettext("With whom"), share=1.2),
            Column("number", gettext("Number"), "number", share=0.7),
            Column("named", gettext("What is named"), share=3),
        ),
        rows=tuple(rows),
        empty=gettext("No preparatory event is recorded."),
    )


def form(event: Event) -> str:
    return capfirst(event.get_kind_display())


def listed(found: Achievements) -> Table:
    """Every other event with its name."""
    rows: list[Row] = [
        (
            Cell(one.name, one.get_absolute_url()),
            capfirst(one.get_event_class_display()),
            place_name(one.country_id or ""),
            dated(one.start, one.end) or one.date_text,
            one.description,
            one.number,
            one.meetings,
        )
        for one in found.events
        if one.event_class != "preparatory"
    ]
    whole = Table(
        id="event-list",
        caption=gettext("The events by name"),
        columns=(
            Column("event", gettext("Event"), share=2.6),
            Column("class", gettext("Class"), share=1.1),
            Column("country", gettext("Country"), share=1.1),
            Column("dates", gettext("Dates"), share=1.3),
            Column("named", gettext("What is named"), share=2.6),
            Column("number", gettext("Number"), "number", share=0.7),
            Column("meetings", gettext("Single meetings"), "number", share=0.9),
        ),
        rows=tuple(rows),
        empty=gettext("No other event is recorded."),
    )
    return without_blank(whole, "dates", "named")
