"""What was reached in each region of the world, and what clusters and SMEs achieved in each country."""

from django.utils.translation import gettext

from kontor.documents.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Inline,
    Map,
    MapValue,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from kontor.hub.agreements.choices import CaseState, PartyRole
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.queries.cooperation import CaseTold
from kontor.hub.reports.report.achievements.counts import Counts, added, by_country
from kontor.hub.reports.report.shared import place_name, region_name

# The most certain first.
STATES = (CaseState.SIGNED, CaseState.ACTIVE, CaseState.TO_BE_SIGNED, CaseState.NEGOTIATION, CaseState.CONTACT, CaseState.CLOSED)  # fmt: skip


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("Summary by region"), id="regions"),
        table(found),
        case_map(found),
        Heading(gettext("Cluster cooperation achievements"), id="cluster-achievements"),
        *achieved(found.at("cluster")),
        Heading(gettext("SME cooperation achievements"), id="sme-achievements"),
        *achieved(found.at("sme")),
    )


def regions(found: Achievements) -> dict[str, list[str]]:
    """Subregion -> codes of its countries, both in the order in which the records name them."""
    named: dict[str, list[str]] = {}
    for one in (*found.events, *(told.case for told in found.cases)):
        known = named.setdefault(region_name(one.country.subregion if one.country else ""), [])
        if (one.country_id or "") not in known:
            known.append(one.country_id or "")
    return named


def table(found: Achievements) -> Table:
    counts = by_country(found)
    rows: list[Row] = []
    for region, countries in regions(found).items():
        named = ", ".join(place_name(code) for code in countries if code)
        rows.append((region, named, *numbers(added(counts.get(code, Counts()) for code in countries))))
    return Table(
        id="regions",
        caption=gettext("Events, meetings and cases by region"),
        columns=(
            Column("region", gettext("Region"), share=1.4),
            Column("countries", gettext("Countries"), share=2.2),
            Column("events", gettext("Events"), "number"),
            Column("meetings", gettext("Single meetings"), "number"),
            Column("clusters", gettext("Cases of clusters"), "number"),
            Column("smes", gettext("Cases of SMEs"), "number"),
            Column("signed", gettext("Signed"), "number"),
        ),
        rows=tuple(rows),
        total=(gettext("All"), "", *numbers(added(counts.values()))) if rows else None,
        empty=gettext("No event and no case is recorded yet."),
    )


def numbers(counts: Counts) -> tuple[int | None, ...]:
    return counts.events, counts.meetings, counts.clusters, counts.smes, counts.signed


def case_map(found: Achievements) -> Map:
    counts = by_country(found)
    return Map(
        id="map-cases",
        caption=gettext("Cooperation cases by country of the counterpart"),
        alt=gettext("Map of the world: the more cooperation cases a country has, the darker it is."),
        values=tuple(
            MapValue(code, place_name(code), float(own.cases or 0)) for code, own in counts.items() if code
        ),
        unit=gettext("cases"),
    )


def achieved(cases: list[CaseTold]) -> tuple[Block, ...]:
    """One line for each country: with whom something was signed, is running, is being negotiated."""
    if not cases:
        return (Paragraph(gettext("No case is recorded.")),)
    countries = list(dict.fromkeys(told.country for told in cases))
    return (
        Bullets(tuple(line(code, [told for told in cases if told.country == code]) for code in countries)),
    )


def line(country: str, cases: list[CaseTold]) -> Text:
    pieces: list[Inline] = [Strong(place_name(country) or gettext("Country not stated")), ": "]
    for state in STATES:
        own = [told for told in cases if told.case.state == state]
        if own:
            lead = "; " if len(pieces) > 2 else ""
            pieces.append(f"{lead}{len(own)} {state.label} – {with_whom(own)}")
    return tuple(pieces)


def with_whom(cases: list[CaseTold]) -> str:
    """The counterparts, each named once however many cases they share."""
    names = [party.label for told in cases for party in told.of_role(PartyRole.COUNTERPART)]
    times = {name: names.count(name) for name in names}
    return ", ".join(f"{name} ({number})" if number > 1 else name for name, number in times.items())
