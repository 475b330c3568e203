"""Indicators, their targets, periods and values as tables; and the scoreboard itself, a row for each indicator and partner."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.importers.cells import spelled
from kontor.hub.scoreboard.importers.indicators import (
    ENTERED,
    PLAIN,
    Indicators,
    IndicatorTargets,
    Measurements,
    Periods,
)
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement, Period
from kontor.hub.scoreboard.queries.board import Board, boards
from kontor.hub.scoreboard.queries.figures import Figure, figures_of
from kontor.hub.transfer.kit import Column, Exporter


class ExportIndicators(Exporter):
    """The cards that the actor sees, as they would be imported."""

    kind = "indicators"
    label = _("Indicators")
    permission = "scoreboard.export"
    columns = Indicators.columns

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        found = visible(Indicator, actor).filter(withdrawn_on=None).select_related("partnership", "origin")
        for one in found.order_by("partnership__key", "number", "key"):
            yield {
                "id": one.key,
                **{name: getattr(one, name) for name in PLAIN},
                "partnership": one.partnership.key if one.partnership else None,
                "origin": one.origin.key if one.origin else None,
                "rule": spelled(one.rule),
                "set_target": spelled(one.set_target),
                "dimensions": tuple(one.dimensions),
            }


class ExportPeriods(Exporter):
    kind = "periods"
    label = _("Reporting periods")
    permission = "scoreboard.export"
    columns = Periods.columns

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for one in visible(Period, actor).select_related("partnership").order_by("key"):
            plain = ("label", "start", "end", "due_on")
            yield {
                "id": one.key,
                "partnership": one.partnership.key,
                **{name: getattr(one, name) for name in plain},
            }


class ExportTargets(Exporter):
    kind = "indicator-targets"
    label = _("Targets of indicators")
    permission = "scoreboard.export"
    columns = IndicatorTargets.columns

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(IndicatorTarget, actor).order_by("indicator__key", "pk")
        for indicator, partner, period, value in rows.values_list(
            "indicator__key", "partner__key", "period__key", "value"
        ):
            yield {"indicator": indicator, "partner": partner, "period": period, "target": value}


class ExportMeasurements(Exporter):
    """The entered values that the actor sees: of others, only verified ones."""

    kind = "measurements"
    label = _("Entered values of indicators")
    permission = "scoreboard.export"
    columns = Measurements.columns

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(Measurement, actor).select_related("indicator", "period", "partner")
        for one in rows.order_by("indicator__key", "period__start", "pk"):
            yield {
                "indicator": one.indicator.key,
                "period": one.period.key,
                "partner": one.partner.key if one.partner else None,
                "members": tuple(one.members),
                **{name: getattr(one, name) for name in ENTERED},
            }


FIGURE_COLUMNS = (
    Column("partnership", _("Partnership"), example="elca"),
    Column("code", _("Figure"), example="kpi.09.bic"),
    Column("indicator", _("Indicator"), example="elca-kpi-09"),
    Column("title", _("Title")),
    Column("partner", _("Partner"), example="bic"),
    Column("unit", _("Unit")),
    Column("target", _("Target"), example="1"),
    Column("value", _("Value"), example="0"),
    Column("verified", _("Verified value")),
    Column("reached", _("Target reached")),
    Column("light", _("Light"), example="red"),
    Column("forecast", _("Forecast")),
    Column("credit", _("Joint credit"), example="full"),
    Column("rule", _("Counting rule")),
    Column("rows", _("Number of records behind it")),
)


def figure_row(one: Figure) -> dict[str, Any]:
    return {
        "partnership": one.partnership, "code": one.code, "indicator": one.indicator, "title": one.title, "partner": one.partner,
        "unit": one.unit, "target": text(one.target), "value": text(one.value), "verified": text(one.verified),
        "reached": "" if one.reached is None else str(one.reached).lower(), "light": one.light, "forecast": text(one.forecast),
        "credit": one.credit, "rule": one.rule, "rows": len(one.rows),
    }  # fmt: skip


def text(value: Any) -> str:
    return "" if value is None else str(value)


def figure_rows(found: Iterable[Board]) -> Iterator[dict[str, Any]]:
    for board in found:
        for figure in figures_of(board):
            yield figure_row(figure)


class ExportFigures(Exporter):
    """What all scoreboards say today, as the actor sees them."""

    kind = "scoreboard"
    label = _("Scoreboards")
    permission = "scoreboard.export"
    columns = FIGURE_COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        counted = visible(Indicator, actor).filter(withdrawn_on=None).values("partnership_id")
        partnerships = list(visible(Partnership, actor).filter(pk__in=counted).order_by("key"))
        yield from figure_rows(boards(actor, partnerships, timezone.localdate()).values())


EXPORTERS = (ExportIndicators, ExportPeriods, ExportTargets, ExportMeasurements, ExportFigures)
