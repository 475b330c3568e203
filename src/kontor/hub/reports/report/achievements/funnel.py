"""From meetings to signatures: how many came how far, in all and by country."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Chart, Column, Heading, Note, Row, Series, Table
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.report.achievements.counts import Counts, added, by_country
from kontor.hub.reports.report.shared import place_name


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("From meeting to agreement"), id="funnel"),
        Note(
            gettext(
                "Meetings are the single meetings of C2C and B2B events. A case counts at every stage that it reached: all as a "
                "contact, those that came further as a negotiation, those with an agreement that was signed as signed."
            ),
            title=gettext("How stages are counted"),
        ),
        chart(found),
        by_stage(found),
        table(found),
    )


def stages(counts: Counts) -> tuple[int | None, ...]:
    return counts.meetings, counts.cases, counts.negotiated, counts.signed


def labels() -> tuple[str, ...]:
    return gettext("Meetings"), gettext("Contacts"), gettext("Negotiations"), gettext("Signed")


def chart(found: Achievements) -> Chart:
    return Chart(
        id="funnel",
        caption=gettext("From meeting to signature"),
        alt=gettext(
            "Bars that grow shorter from meetings over contacts and negotiations to signed agreements."
        ),
        form="bars",
        categories=labels(),
        series=(Series(gettext("Number"), tuple(map(as_float, stages(added(by_country(found).values()))))),),
        category_label=gettext("Stage"),
    )


def by_stage(found: Achievements) -> Chart:
    """The stages of cases alone, side by side: meetings would hide them."""
    counts = {code: own for code, own in by_country(found).items() if own.cases}
    series = ((0, "cases"), (1, "negotiated"), (2, "signed"))
    return Chart(
        id="cases-by-stage",
        caption=gettext("Cases by country and stage reached"),
        alt=gettext("Groups of bars for each country: contacts, negotiations and signed agreements."),
        form="grouped-bars",
        categories=tuple(place_name(code) or gettext("Not stated") for code in counts),
        series=tuple(
            Series(labels()[place + 1], tuple(float(getattr(own, name) or 0) for own in counts.values()))
            for place, name in series
        ),
        unit=gettext("cases"),
        category_label=gettext("Country"),
    )


def table(found: Achievements) -> Table:
    counts = by_country(found)
    rows: list[Row] = [
        (place_name(code) or gettext("Not stated"), *stages(own), share(own)) for code, own in counts.items()
    ]
    whole = added(counts.values())
    return Table(
        id="funnel-by-country",
        caption=gettext("From meeting to signature by country"),
        columns=(
            Column("country", gettext("Country"), share=1.6),
            *(
                Column(id, label, "number")
                for id, label in zip(
                    ("meetings", "contacts", "negotiations", "signed"), labels(), strict=True
                )
            ),
            Column("share", gettext("Signed of contacts"), "percent"),
        ),
        rows=tuple(rows),
        total=(gettext("Total"), *stages(whole), share(whole)) if rows else None,
        empty=gettext("No event and no case is recorded yet."),
    )


def share(counts: Counts) -> float | None:
    """Signed cases in per cent of all contacts."""
    return round(100 * (counts.signed or 0) / counts.cases, 1) if counts.cases else None


def as_float(number: int | None) -> float | None:
    return None if number is None else float(number)
