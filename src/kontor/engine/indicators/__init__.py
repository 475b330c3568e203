"""Indicators: what counts is data, every number opens its rows, and no data is never 0.

A `Card` defines an indicator, a `Rule` says what of a register counts, a `Formula` makes it of other indicators.

    Rule(register, filters=(Filter(field, operator, value), ...), measure="rows"|"distinct"|"sum", field="", date="",
         partners=(), dimensions=(), same_as="")             .to_json() .to_text() Rule.from_json(given)
    Formula(how="ratio"|"sum", of=(code, ...))               definition_from_json(given) -> Rule | Formula
    Register(code, {field: "text"|"number"|"date"|"truth"})
    faults_of(rule, registers) -> tuple[Phrase, ...]         check(rule, registers) raises RuleError
    check_formulas({code: Rule | Formula | None}) raises RuleError for circles; order_of(the same) -> codes
    in_words(rule) -> tuple[Phrase, ...]                     Phrase(text, values): translate text, then fill in values

    count(rule, rows, periods=(), partners=(), until=None) -> Count
        Row(id, date, partners, fields)  Period(code, start, end)  Tally(value, rows)
        .total .undated .by_period -> {period: Tally} .by_partner(credit) -> {partner: Tally}
        .cells(credit) -> {(partner, period): Tally} .by_dimension(name) -> {label: Tally} .joint .to_json(credit)
        .unjudged .unstated .later -> ids of rows that are not in the numbers
        credit is "full" | "fractional" | "lead"
        keys that are no codes: UNDATED, OUTSIDE (periods), NOBODY (partners), NOT_STATED, SEVERAL (dimensions)

    over_time(method, values) -> Combined                    method: sum cumulative latest maximum ratio distinct
    over_partners(method, values) -> Combined                method: sum distinct maximum joint
    combined({(partner, period): value}, partners, periods, time=, across=) -> Score(total, by_partner, by_period)
    Combined(value, reported, of, ratio, members, fell, conflict) .complete .whole
    Ratio(numerator, denominator) .value                     cover(SetTarget, {member: value}) -> Covered
    counted(card, count, credit) -> Score                    an indicator from a register
    entered(card, rows, partners, periods, until) -> Score   an indicator that people fill in
    derived(formula, {code: Score}) -> Score                 an indicator made of others

    Target(total, by_partner={}, by_period={}, cells={})     check_split(target, time=, across=) -> tuple[Gap, ...]
    progress(achieved, target, baseline, direction) -> Number | None     reached(achieved, target, direction)
    standings(target, achieved, by_partner, baseline=, baselines=, direction=) -> Standings(together, partners)
    breakdowns(value, {dimension: {label: value}}) -> tuple[Breakdown, ...]       .parts .difference .fault (Phrase or None)
    expected(target, start, end, on, baseline=, course="linear"|"s-curve"|"planned", planned={date: n}) -> Expected
    light(achieved, Expected or None, baseline=, direction=, thresholds=Thresholds(green, amber)) -> Light(colour, ...)
    forecast(achieved, [Prospect(row, stage)], {stage: probability}, target) -> Forecast(mean, low, median, high, ...)
    plausibility(Achieved(partnership, value, months, partners, smes, group), past, fewest=5) -> tuple[Comparison, ...]
    freeze(indicator, count, rows, credit) -> Frozen         .to_json() Frozen.from_json(given)
    deltas(then, now) -> tuple[Delta, ...]                   both Frozen; a Delta names rows added, removed, changed

    lint(card) -> tuple[Phrase, ...]                         check_change(before, after, measured=) raises CardError

Numbers are int or Fraction, exact; `plain_number` makes them JSON ('9/4'), `read_number` reads that again.
Errors are IndicatorError (RuleError, CardError, CombineError, TargetError): `.field`, `.problem` (a Phrase).
"""

from kontor.engine.indicators.card import Card, CardError, SetTarget, check_change, lint
from kontor.engine.indicators.combine import (
    Combined,
    CombineError,
    Covered,
    Ratio,
    Score,
    Value,
    combined,
    cover,
    over_partners,
    over_time,
    ratio_of,
)
from kontor.engine.indicators.count import (
    CREDITS,
    FRACTIONAL,
    FULL,
    LEAD,
    NOBODY,
    NOT_STATED,
    OUTSIDE,
    SEVERAL,
    UNDATED,
    Count,
    Period,
    Row,
    Tally,
    Thing,
    count,
)
from kontor.engine.indicators.disaggregation import Breakdown, breakdowns
from kontor.engine.indicators.forecast import Forecast, Prospect, forecast
from kontor.engine.indicators.freeze import Delta, Frozen, deltas, freeze
from kontor.engine.indicators.light import Expected, Light, Thresholds, expected, light
from kontor.engine.indicators.number import Number, exact, plain_number, read_number
from kontor.engine.indicators.phrase import IndicatorError, Phrase
from kontor.engine.indicators.plausibility import Achieved, Comparison, plausibility
from kontor.engine.indicators.register import (
    Register,
    check,
    check_formulas,
    faults_of,
    in_words,
    order_of,
)
from kontor.engine.indicators.rule import (
    ENTERED,
    Filter,
    Formula,
    Rule,
    RuleError,
    definition_from_json,
)
from kontor.engine.indicators.score import counted, derived, entered
from kontor.engine.indicators.targets import (
    Gap,
    Standing,
    Standings,
    Target,
    TargetError,
    check_split,
    progress,
    reached,
    standings,
)

__all__ = [
    "CREDITS",
    "ENTERED",
    "FRACTIONAL",
    "FULL",
    "LEAD",
    "NOBODY",
    "NOT_STATED",
    "OUTSIDE",
    "SEVERAL",
    "UNDATED",
    "Achieved",
    "Breakdown",
    "Card",
    "CardError",
    "CombineError",
    "Combined",
    "Comparison",
    "Count",
    "Covered",
    "Delta",
    "Expected",
    "Filter",
    "Forecast",
    "Formula",
    "Frozen",
    "Gap",
    "IndicatorError",
    "Light",
    "Number",
    "Period",
    "Phrase",
    "Prospect",
    "Ratio",
    "Register",
    "Row",
    "Rule",
    "RuleError",
    "Score",
    "SetTarget",
    "Standing",
    "Standings",
    "Tally",
    "Target",
    "TargetError",
    "Thing",
    "Thresholds",
    "Value",
    "breakdowns",
    "check",
    "check_change",
    "check_formulas",
    "check_split",
    "combined",
    "count",
    "counted",
    "cover",
    "definition_from_json",
    "deltas",
    "derived",
    "entered",
    "exact",
    "expected",
    "faults_of",
    "forecast",
    "freeze",
    "in_words",
    "light",
    "lint",
    "order_of",
    "over_partners",
    "over_time",
    "plain_number",
    "plausibility",
    "progress",
    "ratio_of",
    "reached",
    "read_number",
    "standings",
]
