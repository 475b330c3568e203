"""Joint entries: what each partner brings with full credit, with its part, and as the lead."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Note, Row, Table
from kontor.hub.reports.queries.indicators import Measured, Told, credited
from kontor.hub.scoreboard.choices import Credit


def blocks(found: Told) -> tuple[Block, ...]:
    """Only where credit makes a difference: where something was done jointly."""
    rows = [row for one in found.measured for row in rows_of(found, one)]
    if not rows:
        return ()
    return (
        Heading(gettext("Joint entries"), id="credit"),
        Note(
            gettext(
                "What several partners did together counts once in the total. With full credit each of them gets it whole, with "
                "fractional credit its part, with lead credit the first named alone."
            ),
            title=gettext("How joint entries are credited"),
        ),
        table(found, rows),
    )


def rows_of(found: Told, one: Measured) -> list[Row]:
    ways = credited(one)
    return [
        (
            one.indicator.number or None,
            one.indicator.title,
            str(Credit(way).label),
            *(ways[way].get(partner.key) for partner in found.board.partners),
            Cell(gettext("used above") if way == one.indicator.credit else ""),
        )
        for way in ways
    ]


def table(found: Told, rows: list[Row]) -> Table:
    return Table(
        id="credit",
        caption=gettext("Values by partner under each way of crediting"),
        columns=(
            Column("number", gettext("No."), "year", share=0.6),
            Column("indicator", gettext("Indicator"), share=3),
            Column("credit", gettext("Credit"), share=1.3),
            *(Column(one.code, one.short, "number") for one in found.board.partners),
            Column("used", gettext("Used"), share=1.2),
        ),
        rows=tuple(rows),
    )
