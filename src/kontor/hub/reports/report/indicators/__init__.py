"""Indicators in reports: figures with stable ids, the table of values and targets, drawings by indicator and partner."""

from django.utils.translation import gettext

from kontor.documents.blocks import Cell, Chart, Column, Figure, Row, Series, Table
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.reports.queries.indicators import (
    JOINT,
    NOBODY,
    FigureLine,
    Measured,
    Told,
    card_address,
    divided,
    number,
    rows_address,
    share,
)
from kontor.hub.reports.report.shared import rounded


def figures(found: Told) -> tuple[Figure, ...]:
    """`kpi.01` with its target `kpi.01.target`, and `kpi.01.amz` for each partner."""
    made: list[Figure] = []
    for line in found.lines:
        made.append(figure(found, line))
        if not line.partner:
            made.append(target_figure(found, line))
    return tuple(made)


def figure(found: Told, line: FigureLine) -> Figure:
    partner = partner_name(found, line.partner)
    return Figure(
        id=line.code,
        label=" – ".join(filter(None, (line.title, partner))),
        value=number(line.value),
        rule=line.rule,
        rows=len(line.rows),
        unit=unit_in_words(line.unit, line.value),
        href=rows_address(found, line),
        note=line.fault,
    )


def target_figure(found: Told, line: FigureLine) -> Figure:
    return Figure(
        id=f"{line.code}.target",
        label=gettext("Target: %(indicator)s") % {"indicator": line.title},
        value=number(line.target),
        rule=gettext("As the card of the indicator states it"),
        rows=int(line.target is not None),
        unit=unit_in_words(line.unit, line.target),
        href=card_address(found, line.indicator),
    )


def partner_name(found: Told, code: str) -> str:
    """The short name of a partner by its code in figures; all together are called by the partnership, nobody is not stated."""
    if code == JOINT:
        return found.partnership.acronym
    if code == NOBODY:
        return gettext("not stated")
    return next((one.short for one in found.board.partners if one.code == code), code)


def columns_of_partners(found: Told) -> list[str]:
    """Codes of the partners; of all together where something is credited to the whole partnership; of nobody where the
    records name none, so that a line adds up.

    Bodies outside the partnership that share a record stand with that record.
    """
    credited = {line.partner for line in found.lines}
    return [
        *(one.code for one in found.board.partners),
        *(code for code in (JOINT, NOBODY) if code in credited),
    ]


def of_partner(found: Told, indicator: str) -> dict[str, FigureLine]:
    return {line.partner: line for line in found.lines if line.indicator == indicator}


def table(found: Told, id: str, caption: str) -> Table:
    """Every indicator with target, value, share and verdict, the forecast, and what each partner brings."""
    partners = columns_of_partners(found)
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column("number", gettext("No."), "year", share=0.6),
            Column("indicator", gettext("Indicator"), share=4.2),
            Column("target", gettext("Target"), "number", share=0.9),
            Column("value", gettext("Value"), "number", share=0.8),
            Column("share", gettext("Share"), "percent", share=1.1),
            Column("reached", gettext("Reached"), share=1.2),
            Column("forecast", gettext("Forecast"), share=1.7),
            *(Column(code, partner_name(found, code), "number", share=0.95) for code in partners),
        ),
        rows=tuple(row(found, one, partners) for one in found.measured),
        note=gettext(
            "A partner's number stands before its own target, where it has one. An empty cell is no data."
        ),
        empty=gettext("No indicator is defined yet."),
        wide=True,
    )


def row(found: Told, one: Measured, partners: list[str]) -> Row:
    lines = of_partner(found, one.indicator.key)
    whole = lines[""]
    return (
        one.indicator.number or None,
        Cell(one.indicator.title, card_address(found, one.indicator.key)),
        number(whole.target),
        Cell(number(whole.value), rows_address(found, whole)),
        share(whole.value, whole.target),
        reached(whole.reached),
        forecast(one),
        *(against_target(found, lines.get(code)) for code in partners),
    )


def reached(verdict: bool | None) -> str:
    if verdict is None:
        return gettext("no data")
    return gettext("reached") if verdict else gettext("missed")


def against_target(found: Told, line: FigureLine | None) -> Cell:
    """'3 / 4' where the partner has a target of its own, else the number alone. Opens the partner's records."""
    if line is None:
        return Cell(None)
    value, target = number(line.value), number(line.target)
    href = "" if value is None else rows_address(found, line)
    if target is None:
        return Cell(value, href)
    return Cell(f"{'–' if value is None else rounded(value)} / {rounded(target)}", href)


def forecast(one: Measured) -> str:
    """'6.1 (5 to 7)': what is to be expected in the end, and between what in eight of ten cases."""
    if one.forecast is None:
        return ""
    low, high = rounded(one.forecast.low), rounded(one.forecast.high)
    return gettext("%(mean)s (%(low)s to %(high)s)") % {
        "mean": rounded(one.forecast.mean),
        "low": low,
        "high": high,
    }


def chart(found: Told) -> Chart:
    """How much of each target is reached."""
    whole = found.totals()
    return Chart(
        id="share-of-target",
        caption=gettext("Share of the target that is reached"),
        alt=gettext("Bars of the value of each indicator in per cent of its target."),
        form="bars",
        categories=tuple(map(numbered, whole)),
        series=(
            Series(gettext("Share of the target"), tuple(share(line.value, line.target) for line in whole)),
        ),
        unit="%",
        category_label=gettext("Indicator"),
    )


def partner_chart(found: Told) -> Chart:
    """Who brings how much to each indicator. Joint entries are divided, so that the parts make the whole."""
    whole = found.totals()
    parts = [parts_of(found, found.board.of(line.indicator), line) for line in whole]
    names = list(dict.fromkeys(name for one in parts for name in one))
    return Chart(
        id="values-by-partner",
        caption=gettext("Values by partner"),
        alt=gettext("Bars of the value of each indicator, divided by partner."),
        form="stacked-bars",
        categories=tuple(map(numbered, whole)),
        series=tuple(Series(name, tuple(float(one.get(name) or 0) for one in parts)) for name in names),
        category_label=gettext("Indicator"),
        note=gettext("What several partners did together is divided among them in equal parts."),
    )


def parts_of(found: Told, one: Measured | None, line: FigureLine) -> dict[str, float]:
    """Partner's name -> its part, all partners named; what others outside the partnership bring comes last."""
    split = divided(one) if one else {}
    parts = {partner.short: split.get(partner.key, 0.0) for partner in found.board.partners}
    if JOINT in split:
        parts[found.partnership.acronym] = split[JOINT]
    rest = round(float(number(line.value) or 0) - sum(parts.values()), 2)
    return {**parts, gettext("others"): rest} if rest > 0 and split else parts


def numbered(line: FigureLine) -> str:
    return f"{line.number} {line.title}" if line.number else line.title
