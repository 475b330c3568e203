"""Who took part in the partnership's missions: European clusters and SMEs, and both kinds of bodies of the country."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Chart, Column, Heading, Note, Row, Series, Table
from kontor.hub.missions.choices import EventSide
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.report.shared import place_name

OURS = (EventSide.EU_CLUSTER, EventSide.EU_SME)


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("Stakeholders"), id="stakeholders"),
        Note(
            gettext(
                "Each organisation counts once for each country in which it took part, on the side on which it is listed. An "
                "organisation that the list names twice counts once."
            ),
            title=gettext("How stakeholders are counted"),
        ),
        numbers(found),
        chart(found),
        named(found),
    )


def involved(found: Achievements) -> dict[str, dict[str, list[str]]]:
    """Country -> side -> the organisations of that side, each once."""
    countries: dict[str, dict[str, list[str]]] = {}
    for event in found.events:
        for side, names in sides(event).items():
            known = countries.setdefault(event.country_id or "", {}).setdefault(side, [])
            known += [name for name in names if name not in known]
    return countries


def sides(event: Event) -> dict[str, list[str]]:
    """Side -> the organisations listed on it, those of Europe with their country."""
    listed: dict[str, list[str]] = {}
    for one in event.organisations.all():
        if one.side:
            listed.setdefault(one.side, []).append(
                with_country(one) if one.side in OURS else one.organisation.name
            )
    return listed


def with_country(one: EventOrganisation) -> str:
    country = one.organisation.country_id
    return f"{one.organisation.name} ({country})" if country else one.organisation.name


def numbers(found: Achievements) -> Table:
    countries = involved(found)
    rows = [(place_name(code), *counted(own)) for code, own in countries.items()]
    return Table(
        id="stakeholders",
        caption=gettext("Stakeholders by country and side"),
        columns=columns("number"),
        rows=tuple(rows),
        total=(gettext("Total"), *(sum(row[place] for row in rows) for place in range(1, len(EventSide) + 1)))
        if rows
        else None,
        note=gettext(
            "The total adds up the countries: an organisation that took part in two of them counts in both."
        ),
        empty=gettext("No record says who took part."),
    )


def counted(own: dict[str, list[str]]) -> tuple[int, ...]:
    return tuple(len(own.get(side, ())) for side in EventSide)


def columns(kind: str) -> tuple[Column, ...]:
    return (
        Column("country", gettext("Country") if kind == "number" else gettext("Mission"), share=1.2),
        *(
            Column(side.value, str(side.label[:1].upper() + side.label[1:]), kind, share=1.6)
            for side in EventSide
        ),
    )


def chart(found: Achievements) -> Chart:
    countries = involved(found)
    return Chart(
        id="stakeholders-by-country",
        caption=gettext("Stakeholders by country, divided by side"),
        alt=gettext(
            "Bars of the number of organisations that took part in each country, divided into four sides."
        ),
        form="stacked-bars",
        categories=tuple(place_name(code) for code in countries),
        series=tuple(
            Series(str(side.label), tuple(float(len(own.get(side, ()))) for own in countries.values()))
            for side in EventSide
        ),
        unit=gettext("organisations"),
        category_label=gettext("Country"),
    )


def named(found: Achievements) -> Table:
    """Every mission with the organisations of each side by name."""
    rows: list[Row] = []
    for event in found.events:
        listed = sides(event)
        if listed:
            link = Cell(event.name, event.get_absolute_url(), event.note)
            rows.append((link, *("; ".join(listed.get(side, ())) for side in EventSide)))
    return Table(
        id="stakeholder-names",
        caption=gettext("Stakeholders of each mission by name"),
        columns=columns("text"),
        rows=tuple(rows),
        empty=gettext("No record says who took part."),
        wide=True,
    )
