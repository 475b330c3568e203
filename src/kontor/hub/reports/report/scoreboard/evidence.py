"""What stands behind each number: how many records, of which register, and what of entered values is verified."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.reports.queries.indicators import Measured, Told, number


def blocks(found: Told) -> tuple[Block, ...]:
    return Heading(gettext("Evidence behind the numbers"), id="evidence"), table(found)


def table(found: Told) -> Table:
    lines = {line.indicator: line for line in found.totals()}
    return Table(
        id="evidence",
        caption=gettext("Records and evidence behind each indicator"),
        columns=(
            Column("number", gettext("No."), "year", share=0.5),
            Column("indicator", gettext("Indicator"), share=2.6),
            Column("value", gettext("Value"), "number", share=0.8),
            Column("verified", gettext("Verified"), "number", share=0.9),
            Column("records", gettext("Records"), "number", share=0.9),
            Column("rule", gettext("Rule"), share=3.2),
            Column("means", gettext("Means of verification"), share=2.2),
        ),
        rows=tuple(row(one, lines[one.indicator.key].rule) for one in found.measured),
        note=gettext(
            "Counted values are as sure as their records; entered ones are verified by somebody else."
        ),
        empty=gettext("No indicator is defined yet."),
    )


def row(one: Measured, rule: str) -> Row:
    verified = one.verified.total.value if one.verified else None
    return (
        one.indicator.number or None,
        Cell(one.indicator.title, one.indicator.get_absolute_url()),
        number(str(one.value)) if one.value is not None else None,
        number(str(verified)) if verified is not None else None,
        len(one.row_ids()),
        rule,
        one.indicator.means,
    )
