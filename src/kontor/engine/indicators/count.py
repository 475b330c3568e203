"""Counting: rows of a register and a rule give things that count, and every number is a sum of things that opens its rows.

A thing is a row, or for `distinct` all rows of the same. It counts once: in the period of its first dated row, for all
partners that its rows name. So periods, and partners under fractional or lead credit, always add up to the total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from kontor.engine.crosscheck.values import entries, plain, text_of
from kontor.engine.indicators.identity import Key, identities
from kontor.engine.indicators.judging import DOUBTFUL, PASSES, day_of, judge_of_values
from kontor.engine.indicators.number import Number, exact, plain_number, total, whole
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import DATE, DISTINCT, ENTERED, ID, PARTNERS, SUM_OF, Rule

type Day = date

FULL, FRACTIONAL, LEAD = "full", "fractional", "lead"
CREDITS = (FULL, FRACTIONAL, LEAD)
"""Whose a joint thing is: whole for each partner, in equal parts, or of the partner named first."""

UNDATED, OUTSIDE, NOBODY = "(undated)", "(outside)", "(nobody)"
NOT_STATED, SEVERAL = "(not stated)", "(several)"
"""What is in no period, of no partner, without a value or with several; brackets keep them apart from codes."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: its id, its own date, the partners that it names (lead first), and its fields.

    A field holds a text, number, truth value, date or ISO text, or a list of these; None and '' are not stated.
    """

    id: str
    date: Day | None = None
    partners: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    def value(self, name: str) -> object:
        """Return a field, or what every row has: id, date, partners. None where there is no such field."""
        if name in self.fields:
            return self.fields[name]
        return {ID: self.id, DATE: self.date, PARTNERS: self.partners}.get(name)


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `start` to the day `end`, both included."""

    code: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise IndicatorError("period", N_("Period %(code)s ends before it begins"), code=self.code)


@dataclass(frozen=True, slots=True)
class Tally:
    """A number and the ids of the rows behind it. `value` None is no data, which is not 0."""

    value: Number | None
    rows: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {"value": plain_number(self.value), "rows": list(self.rows)}


@dataclass(frozen=True, slots=True)
class Thing:
    """What counts once: by how much (None where the row does not say), its rows, its period, partners and dimensions.

    `dimensions` holds for each dimension of the rule the values of the first row that states it, as shown.
    """

    amount: Number | None
    rows: tuple[str, ...]
    period: str
    partners: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, ...], ...] = ()

    def share(self, partner: str, credit: str) -> Number | None:
        """Return how much of the thing is this partner's; None for nothing."""
        if partner not in (self.partners or (NOBODY,)) or self.amount is None:
            return None
        if credit == LEAD:
            return self.amount if partner == (self.partners or (NOBODY,))[0] else None
        if credit == FULL or len(self.partners) < 2:
            return self.amount
        return whole(Fraction(self.amount) / len(self.partners))


@dataclass(frozen=True)
class Count:
    """The things that a rule counts, and what could not be counted, as ids of rows.

    - `unjudged`: left out because a filtered field is not stated; the total is at least what it says.
    - `unstated`: pass, but do not state what is summed or counted distinct.
    - `later`: pass, but are dated after `until`.
    - `nothing`: the value of a number without rows: 0 in a kept register, None where nothing at all is recorded.
    """

    rule: Rule
    things: tuple[Thing, ...]
    periods: tuple[Period, ...] = ()
    partners: tuple[str, ...] = ()
    until: Day | None = None
    nothing: Number | None = None
    unjudged: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @cached_property
    def total(self) -> Tally:
        """All that counts, dated or not."""
        return self._tally((one.amount, one.rows) for one in self.things)

    @cached_property
    def by_period(self) -> Mapping[str, Tally]:
        """For each period, and for UNDATED and OUTSIDE where there are such rows. Adds up to the total.

        A period that begins after `until` has no data.
        """
        found = _grouped((one.period, one.amount, one.rows) for one in self.things)
        order = [one.code for one in self.periods]
        order += [one for one in (UNDATED, OUTSIDE) if one in found]
        return {code: self._in_period(code, found.get(code, [])) for code in order}

    @property
    def undated(self) -> Tally:
        """What counts in the total and in no period, because its rows have no date."""
        return self.by_period.get(UNDATED, Tally(self.nothing))

    def by_partner(self, credit: str) -> Mapping[str, Tally]:
        """For each partner, and NOBODY where a thing names none. Full credit may add up to more than the total.

        Raises IndicatorError for another word than full, fractional or lead.
        """
        found = _grouped((who, amount, one.rows) for who, one, amount in self._credited(credit))
        return {who: self._tally(found.get(who, [])) for who in self._everybody}

    def cells(self, credit: str) -> Mapping[tuple[str, str], Tally]:
        """For each (partner, period) of `by_partner` and `by_period`."""
        found = _grouped(((who, one.period), amount, one.rows) for who, one, amount in self._credited(credit))
        return {
            (who, code): self._in_period(code, found.get((who, code), []))
            for who in self._everybody
            for code in self.by_period
        }

    def by_dimension(self, name: str) -> Mapping[str, Tally]:
        """For each value of a dimension, the largest first, then SEVERAL and NOT_STATED. Adds up to the total.

        Raises IndicatorError where the rule has no such dimension.
        """
        if name not in self.rule.dimensions:
            raise IndicatorError("dimension", N_("The rule does not break down by %(name)s"), name=name)
        place = self.rule.dimensions.index(name)
        labels: dict[str, str] = {}
        found = _grouped((_label(one.dimensions[place], labels), one.amount, one.rows) for one in self.things)
        tallies = {label: self._tally(parts) for label, parts in found.items()}
        last = (SEVERAL, NOT_STATED)
        order = sorted(
            tallies, key=lambda one: (one in last and last.index(one) + 1, -(tallies[one].value or 0), one)
        )
        return {label: tallies[label] for label in order}

    @cached_property
    def joint(self) -> tuple[Thing, ...]:
        """The things of several partners, for which the credit matters."""
        return tuple(one for one in self.things if len(one.partners) > 1)

    def to_json(self, credit: str = FULL) -> dict[str, object]:
        """Return every number with its rows, the partners under one named credit."""
        return {
            "total": self.total.to_json(),
            "periods": {code: one.to_json() for code, one in self.by_period.items()},
            "credit": credit,
            "partners": {who: one.to_json() for who, one in self.by_partner(credit).items()},
            "dimensions": {
                name: {label: one.to_json() for label, one in self.by_dimension(name).items()}
                for name in self.rule.dimensions
            },
            "unjudged": list(self.unjudged),
            "unstated": list(self.unstated),
            "later": list(self.later),
        }

    @cached_property
    def _everybody(self) -> tuple[str, ...]:
        named = dict.fromkeys((*self.partners, *(who for one in self.things for who in one.partners)))
        return (*named, *((NOBODY,) if any(not one.partners for one in self.things) else ()))

    def _credited(self, credit: str) -> Iterable[tuple[str, Thing, Number | None]]:
        if credit not in CREDITS:
            raise IndicatorError(
                "credit", N_("%(credit)r is no credit; use full, fractional or lead"), credit=credit
            )
        for one in self.things:
            owners = one.partners or (NOBODY,)
            for who in owners[:1] if credit == LEAD else owners:
                yield who, one, one.share(who, credit)

    def _in_period(self, code: str, parts: Sequence[tuple[Number | None, tuple[str, ...]]]) -> Tally:
        begins = next((one.start for one in self.periods if one.code == code), None)
        if self.until and begins and begins > self.until:
            return Tally(None)
        return self._tally(parts)

    def _tally(self, parts: Iterable[tuple[Number | None, tuple[str, ...]]]) -> Tally:
        told = list(parts)
        stated = [amount for amount, _rows in told if amount is not None]
        rows = dict.fromkeys(one for amount, rows in told if amount is not None for one in rows)
        value = total(stated) if stated else None if told else self.nothing
        return Tally(value, tuple(rows))


def count(
    rule: Rule,
    rows: Sequence[Row],
    periods: Sequence[Period] = (),
    partners: Sequence[str] = (),
    until: date | None = None,
) -> Count:
    """Return what a rule counts among all `rows` of its register, in the order of the register.

    `periods` must not overlap; a day in none of them is OUTSIDE. `partners` are listed also where they have nothing.
    With `until` the register is read as of the end of that day: rows dated later are left out, undated ones stay.
    Raises IndicatorError for overlapping periods. O(rows x filters + rows log rows), memory O(rows that count).

    >>> rows = [
    ...     Row("1", date(2022, 10, 20), ("AMZ",), {"status": "SIGNED", "with": "ELA"}),
    ...     Row("2", date(2022, 11, 3), ("BIC", "AMZ"), {"status": "SIGNED", "with": "ela"}),
    ...     Row("3", None, ("MAV",), {"status": "NOT SIGNED", "with": "CIAC"}),
    ... ]
    >>> from kontor.engine.indicators.rule import Filter
    >>> found = count(Rule("agreements", (Filter("status", "equal", "SIGNED"),), "distinct", "with"), rows)
    >>> found.total
    Tally(value=1, rows=('1', '2'))
    >>> {who: str(one.value) for who, one in found.by_partner("fractional").items()}
    {'AMZ': '1/2', 'BIC': '1/2'}
    """
    counting = _Counting(rule, tuple(sorted(periods, key=lambda one: one.start)), until)
    passing, unjudged = _passing(rule, rows)
    kept = [row for row in passing if not counting.is_later(row)]
    things, unstated = counting.things(kept, rows)
    return Count(
        rule,
        things,
        tuple(periods),
        tuple(partners),
        until,
        0 if rows and rule.register != ENTERED else None,
        unjudged,
        unstated,
        tuple(row.id for row in passing if counting.is_later(row)),
    )


def _passing(rule: Rule, rows: Sequence[Row]) -> tuple[list[Row], tuple[str, ...]]:
    judges = [(one.field, judge_of_values(one)) for one in rule.filters]
    passing, unjudged = [], []
    for row in rows:
        worst = min((says(row.value(name)) for name, says in judges), default=PASSES)
        if worst == DOUBTFUL:
            unjudged.append(row.id)
        elif worst == PASSES:
            passing.append(row)
    return passing, tuple(unjudged)


@dataclass(frozen=True)
class _Counting:
    rule: Rule
    periods: tuple[Period, ...]
    until: date | None

    def __post_init__(self) -> None:
        for one, following in zip(self.periods, self.periods[1:], strict=False):
            if following.start <= one.end:
                raise IndicatorError(
                    "periods", N_("Periods %(a)s and %(b)s overlap"), a=one.code, b=following.code
                )

    def day(self, row: Row) -> date | None:
        return day_of(row.value(self.rule.date)) if self.rule.date else row.date

    def is_later(self, row: Row) -> bool:
        day = self.day(row)
        return self.until is not None and day is not None and day > self.until

    def things(
        self, rows: Sequence[Row], register: Sequence[Row]
    ) -> tuple[tuple[Thing, ...], tuple[str, ...]]:
        """What counts, and the ids of the rows that do not say what they should."""
        if self.rule.measure != DISTINCT:
            things = [self._thing(self._amount(row), [row]) for row in rows]
            return tuple(things), tuple(one.rows[0] for one in things if one.amount is None)
        keys_of = identities(self.rule, register)
        same: dict[Key, list[Row]] = {}
        for row in sorted(rows, key=lambda one: self.day(one) or date.max):
            for key in keys_of(row):
                same.setdefault(key, []).append(row)
        return tuple(self._thing(1, one) for one in same.values()), tuple(
            row.id for row in rows if not keys_of(row)
        )

    def _amount(self, row: Row) -> Number | None:
        return exact(row.value(self.rule.field)) if self.rule.measure == SUM_OF else 1

    def _thing(self, amount: Number | None, rows: list[Row]) -> Thing:
        return Thing(
            amount,
            tuple(row.id for row in rows),
            self._period(self.day(rows[0])),
            tuple(dict.fromkeys(who for row in rows for who in self._partners(row))),
            tuple(_stated(name, rows) for name in self.rule.dimensions),
        )

    def _partners(self, row: Row) -> tuple[str, ...]:
        if not self.rule.partners:
            return row.partners
        return tuple(text_of(one) for name in self.rule.partners for one in entries(row.value(name)))

    def _period(self, day: date | None) -> str:
        if day is None:
            return UNDATED
        return next((one.code for one in self.periods if one.start <= day <= one.end), OUTSIDE)


def _stated(name: str, rows: Sequence[Row]) -> tuple[str, ...]:
    found = (entries(row.value(name)) for row in rows)
    return tuple(map(text_of, next((one for one in found if one), ())))


def _label(values: tuple[str, ...], labels: dict[str, str]) -> str:
    """The value as it was first spelled."""
    if len(values) == 1:
        return labels.setdefault(plain(values[0]), values[0])
    return SEVERAL if values else NOT_STATED


def _grouped[K](
    parts: Iterable[tuple[K, Number | None, tuple[str, ...]]],
) -> dict[K, list[tuple[Number | None, tuple[str, ...]]]]:
    groups: dict[K, list[tuple[Number | None, tuple[str, ...]]]] = {}
    for key, amount, rows in parts:
        groups.setdefault(key, []).append((amount, rows))
    return groups
