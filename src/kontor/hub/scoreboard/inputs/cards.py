"""Indicator cards, targets and periods as the engine takes them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kontor.engine.indicators import (
    Card,
    Formula,
    IndicatorError,
    Number,
    Period,
    Rule,
    SetTarget,
    Target,
    definition_from_json,
    exact,
)
from kontor.engine.indicators.bulk import Asked
from kontor.hub.scoreboard import models


def definition_of(indicator: models.Indicator) -> Rule | Formula | None:
    """How the indicator is counted; None where its values are entered. A rule breaks down by the card's dimensions."""
    if not indicator.rule:
        return None
    found = definition_from_json(indicator.rule)
    if isinstance(found, Rule) and not found.dimensions:
        return replace(found, dimensions=tuple(indicator.dimensions))
    return found


def rule_counted(indicator: models.Indicator, credit: str) -> Asked | None:
    """How many are counted at once; None for one that no register counts, or that cannot be. `credit` is its own where empty."""
    try:
        how = definition_of(indicator)
    except IndicatorError:
        return None
    if not isinstance(how, Rule) or indicator.over_time == "ratio":
        return None
    return Asked(
        replace(how, dimensions=()), indicator.over_time, indicator.over_partners, credit or indicator.credit
    )


def card_of(indicator: models.Indicator) -> Card:
    """The card. Raises an IndicatorError for one that cannot be, such as a percentage that is no ratio."""
    return Card(
        indicator.key,
        {"en": indicator.title},
        unit=indicator.unit,
        measure=indicator.measure,
        direction=indicator.direction,
        level=indicator.level,
        over_time=indicator.over_time,
        over_partners=indicator.over_partners,
        counted_by=definition_of(indicator),
        baseline=number(indicator.baseline),
        baseline_on=indicator.baseline_on,
        target=number(indicator.target),
        deadline=indicator.due_on,
        sets=sets_of(indicator),
        verification=indicator.means,
        frequency=indicator.frequency,
        owner=indicator.responsible,
        rationale=indicator.rationale,
        assumptions=indicator.assumptions,
        version=indicator.card_version,
    )


def sets_of(indicator: models.Indicator) -> tuple[SetTarget, ...]:
    return (SetTarget.from_json(indicator.set_target),) if indicator.set_target else ()


def number(value: Any) -> Number | None:
    return None if value is None else exact(value)


def period_of(period: models.Period) -> Period:
    return Period(period.key, period.start, period.end)


def target_of(total: Any, parts: Iterable[tuple[str, str, Any]]) -> Target:
    """The target with its split from (partner, period, value), '' for none."""
    partners: dict[str, Number] = {}
    periods: dict[str, Number] = {}
    cells: dict[tuple[str, str], Number] = {}
    for partner, period, value in parts:
        amount = exact(value) or 0
        if partner and period:
            cells[partner, period] = amount
        elif partner:
            partners[partner] = amount
        else:
            periods[period] = amount
    return Target(number(total), partners, periods, cells)
