"""Where each indicator stands against its time, and what its pipeline will bring."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.reports.queries.indicators import Measured, Told, number
from kontor.hub.reports.report.indicators import forecast
from kontor.hub.scoreboard.queries.cards import phrase


def blocks(found: Told) -> tuple[Block, ...]:
    return (
        Heading(gettext("Light and forecast"), id="outlook"),
        table(found),
    )


def colours() -> dict[str, str]:
    return {
        "green": gettext("green"),
        "amber": gettext("amber"),
        "red": gettext("red"),
        "grey": gettext("grey"),
    }


def table(found: Told) -> Table:
    return Table(
        id="outlook",
        caption=gettext("Light and forecast by indicator"),
        columns=(
            Column("number", gettext("No."), "year", share=0.5),
            Column("indicator", gettext("Indicator"), share=3),
            Column("value", gettext("Value"), "number", share=0.7),
            Column("expected", gettext("Expected by now"), "number", share=0.9),
            Column("light", gettext("Traffic light"), share=0.8),
            Column("forecast", gettext("Forecast"), share=1.4),
            Column("chance", gettext("Chance of the target"), "percent", share=1),
            Column("formula", gettext("Formula"), share=3),
        ),
        rows=tuple(row(one) for one in found.measured),
        note=gettext(
            "The light compares the value with an even course from the start of the partnership to the day of the target: green "
            "from 95 per cent, amber from 75, red below, grey without data. The forecast adds each row of the pipeline with the "
            "probability of its stage; the range holds the end in eight of ten cases."
        ),
        empty=gettext("No indicator is defined yet."),
        wide=True,
    )


def row(one: Measured) -> Row:
    light, ahead = one.light, one.forecast
    chance = None if ahead is None or ahead.chance is None else round(100 * ahead.chance, 1)
    formulas = [phrase(part.formula) for part in (light, ahead) if part]
    return (
        one.indicator.number or None,
        Cell(one.indicator.title, one.indicator.get_absolute_url()),
        number(str(one.value)) if one.value is not None else None,
        None if light is None or light.expected is None else round(float(light.expected), 1),
        colours()[light.colour] if light else "",
        forecast(one),
        chance,
        "; ".join(formulas),
    )
