"""From registers to the value of an indicator: counted by a rule, entered by people, or made of other indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from kontor.engine.crosscheck.values import entries, text_of
from kontor.engine.indicators.card import DISTINCT, RATIO, SUM, Card
from kontor.engine.indicators.combine import (
    Combined,
    CombineError,
    Ratio,
    Score,
    Value,
    combined,
    over_partners,
    over_time,
    ratio_of,
)
from kontor.engine.indicators.count import FRACTIONAL, FULL, NOBODY, Period, Row, Tally
from kontor.engine.indicators.number import Number, exact
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import RATIO as RATIO_OF
from kontor.engine.indicators.rule import Formula

VALUE, NUMERATOR, DENOMINATOR, MEMBERS = "value", "numerator", "denominator", "members"
"""The fields of the register of entered values: a value, for a ratio two numbers, or the members that count once."""


class Ways(Protocol):
    """How values of several periods and of several partners are put together; a card says so."""

    @property
    def over_time(self) -> str: ...
    @property
    def over_partners(self) -> str: ...


class Tallies(Protocol):
    """The numbers of one rule: a `Count`, or the same without the rows behind them."""

    @property
    def periods(self) -> Sequence[Period]: ...
    @property
    def total(self) -> Tally: ...
    @property
    def by_period(self) -> Mapping[str, Tally]: ...
    def by_partner(self, credit: str) -> Mapping[str, Tally]: ...
    def cells(self, credit: str) -> Mapping[tuple[str, str], Tally]: ...


def counted(card: Ways, count: Tallies, credit: str = FULL) -> Score:
    """Return the value of a card whose rule was counted, the partners under one credit.

    What is summed or counted distinct is the count's own total, undated rows included. A running total, snapshot or
    maximum is taken from the dated rows: each partner over its periods, then the partners together. Joint things count
    once in the total and in each period whatever the credit. O(partners x periods).
    """
    if card.over_time == RATIO:
        raise IndicatorError("over_time", N_("A ratio is made of two indicators; count each of them"))
    codes = [one.code for one in count.periods]
    cells = count.cells(credit)
    partners = count.by_partner(credit)
    told = {who: [cells[who, code].value for code in codes] for who in partners}
    over = {who: over_time(_each(card), values) for who, values in told.items()}
    if card.over_time in (SUM, DISTINCT):
        over = {who: replace(over[who], value=tally.value) for who, tally in partners.items()}
    values = [count.by_period[code].value for code in codes]
    return Score(
        _total(card, count, values),
        over,
        {code: Combined(value, int(value is not None), 1) for code, value in zip(codes, values, strict=True)},
    )


def _each(card: Ways) -> str:
    """Things that are counted once are in one period each, so their numbers add up."""
    return SUM if card.over_time == DISTINCT else card.over_time


def shared_by(card: Ways) -> str:
    """The credit under which partners are put together, so that what is joint counts once."""
    return FRACTIONAL if card.over_partners == SUM else FULL


def _total(card: Ways, count: Tallies, values: Sequence[Number | None]) -> Combined:
    if card.over_time in (SUM, DISTINCT):
        return replace(over_time(SUM, values), value=count.total.value)
    shared = count.cells(shared_by(card))
    partners = dict.fromkeys(who for who, _code in shared)
    each = [
        over_time(card.over_time, [shared[who, one.code].value for one in count.periods]) for who in partners
    ]
    known = sum(value is not None for value in values)
    return replace(
        over_partners(card.over_partners, [one.value for one in each]), reported=known, of=len(values)
    )


def entered(
    card: Card,
    rows: Sequence[Row],
    partners: Sequence[str],
    periods: Sequence[Period],
    until: date | None = None,
) -> Score:
    """Return the value of a card that people fill in: `value`, or `numerator` and `denominator`, or a list of `members`.

    Each row is of its first partner, of NOBODY where it names none because all report it together, and of the period of
    its date; several in one cell combine like those of several periods, in the order of their dates. Raises CombineError for values that do not fit the card, such as a percentage
    without its denominator. O(rows log rows + partners x periods).

    >>> from kontor.engine.indicators.card import PERCENTAGE
    >>> share = Card("share", measure=PERCENTAGE, over_time=RATIO)
    >>> year = Period("2022", date(2022, 1, 1), date(2022, 12, 31))
    >>> told = [Row("a", date(2022, 3, 1), ("AMZ",), {"numerator": 1, "denominator": 2}),
    ...         Row("b", date(2022, 9, 1), ("AMZ",), {"numerator": 3, "denominator": 10})]
    >>> entered(share, told, ["AMZ", "BIC"], [year]).total.to_json()
    {'value': '1/3', 'reported': 1, 'of': 2, 'numerator': 4, 'denominator': 12}
    """
    told: dict[tuple[str, str], list[Value]] = {}
    dated = [(row.date, row) for row in rows if row.date and (until is None or row.date <= until)]
    for day, row in sorted(dated, key=lambda one: one[0]):
        code = next((one.code for one in periods if one.start <= day <= one.end), None)
        if code is not None:
            told.setdefault((row.partners[0] if row.partners else NOBODY, code), []).append(_told(card, row))
    cells = {cell: over_time(card.over_time, values).whole for cell, values in told.items()}
    codes = [one.code for one in periods]
    everybody = dict.fromkeys((*partners, *(who for who, _code in cells)))
    return combined(cells, list(everybody), codes, time=card.over_time, across=card.over_partners)


def derived(formula: Formula, parts: Mapping[str, Score]) -> Score:
    """Return the value of an indicator that is made of others, cell by cell of their totals, partners and periods.

    A ratio has no value where one part has none, and for 0 of 0. A roll-up adds what is known and says how many are.
    Raises IndicatorError for a part that is not given, CombineError for 3 of 0. O(parts x (partners + periods)).
    """
    for code in formula.of:
        if code not in parts:
            raise IndicatorError("of", N_("The value of indicator %(code)s is missing"), code=code)
    scores = [parts[code] for code in formula.of]
    partners = dict.fromkeys(who for one in scores for who in one.by_partner)
    periods = dict.fromkeys(when for one in scores for when in one.by_period)
    return Score(
        _joined(formula, [one.total for one in scores]),
        {who: _joined(formula, [one.by_partner.get(who) for one in scores]) for who in partners},
        {when: _joined(formula, [one.by_period.get(when) for one in scores]) for when in periods},
    )


def _joined(formula: Formula, parts: Sequence[Combined | None]) -> Combined:
    if formula.how != RATIO_OF:
        return over_partners(SUM, [one.value if one else None for one in parts])
    numerator, denominator = (_number(one) for one in parts)
    return over_time(RATIO, [ratio_of(numerator, denominator)])


def _number(one: Combined | None) -> Number | None:
    return None if one is None or isinstance(one.value, str) else one.value


def _told(card: Card, row: Row) -> Value:
    if card.over_time == RATIO:
        numerator, denominator = exact(row.value(NUMERATOR)), exact(row.value(DENOMINATOR))
        if numerator is None and entries(row.value(VALUE)):
            raise CombineError(
                NUMERATOR, N_("A percentage needs a numerator and a denominator, not only a value")
            )
        return None if numerator is None else Ratio(numerator, denominator)
    if card.over_time == DISTINCT:
        return frozenset(map(text_of, entries(row.value(MEMBERS)))) or None
    known = entries(row.value(VALUE))
    if not known:
        return None
    number = exact(known[0])
    return text_of(known[0]) if number is None else number
