"""Scores and pipelines of many partnerships that count by the same rules: what `counted` says of each `count`, in one pass."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from kontor.engine.crosscheck.tables import Numbers
from kontor.engine.indicators.bulk.columns import Columns
from kontor.engine.indicators.bulk.credits import named_in
from kontor.engine.indicators.bulk.frame import Frame, Partnership
from kontor.engine.indicators.bulk.pipeline import Waiting, waiting
from kontor.engine.indicators.bulk.sums import Sums, Working
from kontor.engine.indicators.card import DISTINCT, SUM
from kontor.engine.indicators.combine import Score
from kontor.engine.indicators.count import FULL, LEAD, NOBODY, OUTSIDE, UNDATED, Period, Tally
from kontor.engine.indicators.number import Number, whole
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import SUM_OF, Rule
from kontor.engine.indicators.score import counted, shared_by

_NOTHING = Tally(None)


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator that is counted: its rule, how its values are put together, and whose joint things are."""

    rule: Rule
    over_time: str
    over_partners: str
    credit: str

    @property
    def credits(self) -> tuple[str, ...]:
        """Under which its numbers are needed."""
        shared = () if self.over_time in (SUM, DISTINCT) else (shared_by(self),)
        whole_ones = (FULL,) if self.credit == LEAD else ()  # who is named shows where a thing is everybody's
        return tuple(dict.fromkeys((self.credit, *shared, *whole_ones)))


@dataclass(frozen=True, slots=True)
class Scored:
    """The score, how many rows nobody can judge, and the rows that would count but for their state or their day."""

    score: Score
    unjudged: int
    waiting: Sequence[Waiting]


def scored(
    asked: Sequence[Asked],
    registers: Mapping[str, Columns],
    partnerships: Sequence[Partnership],
    until: date | None = None,
    stages: Collection[str] = (),
) -> list[list[Scored]]:
    """Return for each partnership what each of the indicators says, equal to `counted` of `count` of its rows.

    `stages` are the words of rows that do not count yet and may come to.

    Raises IndicatorError for a register that is not given, for an unknown credit, and for numbers too large or shares too
    fine for 63 bits. O(rows x indicators + partnerships x indicators x partners x periods).
    """
    told: list[list[Scored]] = [[] for _one in partnerships]
    together: dict[tuple[str, tuple[str, ...]], _Together] = {}
    for one in asked:
        key = one.rule.register, one.rule.partners
        if one.rule.register not in registers:
            raise IndicatorError("register", N_("There is no register %(register)s"), register=key[0])
        if key not in together:
            together[key] = _Together(registers[key[0]], key[1], tuple(partnerships), until, stages)
        for place, found in enumerate(together[key].of(one)):
            told[place].append(found)
    return told


class _Together:
    """A register whose rows name partners in the same fields: what its rules need of it, under every credit."""

    def __init__(
        self,
        columns: Columns,
        fields: Sequence[str],
        given: Sequence[Partnership],
        until: date | None,
        stages: Collection[str],
    ) -> None:
        named = named_in(columns, fields, len(given))
        self.listed = [len(one.partners) for one in given]
        self.partnerships = tuple(
            replace(one, partners=tuple(dict.fromkeys((*one.partners, *others))))
            for one, others in zip(given, named, strict=True)
        )
        self.columns, self.until, self.stages = columns, until, stages
        self.workings: dict[str, Working] = {}

    def of(self, asked: Asked) -> Iterator[Scored]:
        """What one indicator says of each partnership."""
        workings = {credit: self.working(credit) for credit in asked.credits}
        sums = {credit: one.sums(asked.rule) for credit, one in workings.items()}
        working = workings[asked.credit]
        unjudged = working.unjudged(asked.rule).tolist()
        sums_up = asked.rule.measure == SUM_OF  # then a row is no piece that may come to count
        rows = [()] * len(unjudged) if sums_up else waiting(working, asked.rule, self.stages)
        for place in range(len(self.partnerships)):
            tallied = Tallied(
                working.frame, place, self.listed[place], {credit: _Sums(one, place) for credit, one in sums.items()}
            )  # fmt: skip
            yield Scored(counted(asked, tallied, asked.credit), unjudged[place], rows[place])

    def working(self, credit: str) -> Working:
        if credit not in self.workings:
            self.workings[credit] = Working(self.columns, Frame(self.partnerships, credit, self.until))
        return self.workings[credit]


class _Sums:
    """The sums of one partnership as plain numbers: lists are read ten times as fast as arrays, entry by entry."""

    def __init__(self, sums: Sums, place: int) -> None:
        told = (sums.by_partner, sums.whole)
        self.numbers, self.whole = _lists(told, place)
        self.stated, self.whole_stated = _lists(sums.stated or told, place)
        blank = _lists(sums.blank, place) if sums.blank else None
        self.blank: list[list[int]] | None = blank and blank[0]
        self.whole_blank: list[int] | None = blank and blank[1]
        self.scale = int(sums.scale[place])
        self.nothing: Number | None = 0 if sums.nought[place] else None

    def cell(self, period: int, partner: int) -> Number | None:
        if self.stated[period][partner]:
            return self.exact(self.numbers[period][partner])
        return None if self.blank and self.blank[period][partner] else self.nothing

    def period(self, period: int) -> Number | None:
        if self.whole_stated[period]:
            return self.exact(self.whole[period])
        return None if self.whole_blank and self.whole_blank[period] else self.nothing

    def partner(self, partner: int) -> Number | None:
        if sum(period[partner] for period in self.stated):
            return self.exact(sum(period[partner] for period in self.numbers))
        return None if self.blank and any(period[partner] for period in self.blank) else self.nothing

    def total(self) -> Number | None:
        if sum(self.whole_stated):
            return self.exact(sum(self.whole))
        return None if self.whole_blank and any(self.whole_blank) else self.nothing

    def names(self, partner: int) -> bool:
        """Whether anything is this partner's."""
        return any(period[partner] for period in self.stated) or bool(
            self.blank and any(period[partner] for period in self.blank)
        )

    def exact(self, parts: int) -> Number:
        return parts if self.scale == 1 else whole(Fraction(parts, self.scale))


def _lists(told: tuple[Numbers, Numbers], place: int) -> tuple[list[list[int]], list[int]]:
    by_partner, together = told
    return np.asarray(by_partner[place]).tolist(), np.asarray(together[place]).tolist()


class Tallied:
    """The numbers of one rule and partnership, as `Count` gives them, without the rows behind them."""

    def __init__(self, frame: Frame, place: int, listed: int, sums: Mapping[str, _Sums]) -> None:
        self.frame, self.place, self.listed, self.sums = frame, place, listed, sums

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.frame.partnerships[self.place].periods

    @property
    def total(self) -> Tally:
        return Tally(self._any.total())

    @cached_property
    def by_period(self) -> Mapping[str, Tally]:
        told = {
            one.code: Tally(self._any.period(at)) if self._begun(one) else _NOTHING
            for at, one in enumerate(self.periods)
        }
        for code, at in ((UNDATED, self.frame.periods), (OUTSIDE, self.frame.periods + 1)):
            if self._any.whole_stated[at] or (self._any.whole_blank and self._any.whole_blank[at]):
                told[code] = Tally(self._any.period(at))
        return told

    def by_partner(self, credit: str) -> Mapping[str, Tally]:
        sums = self.sums[credit]
        return {who: Tally(sums.partner(at)) for who, at in self._everybody}

    def cells(self, credit: str) -> Mapping[tuple[str, str], Tally]:
        sums = self.sums[credit]
        begun = [(at, one.code, self._begun(one)) for at, one in enumerate(self.periods)]
        return {
            (who, code): Tally(sums.cell(at, partner)) if has_begun else _NOTHING
            for who, partner in self._everybody
            for at, code, has_begun in begun
        }

    @property
    def _any(self) -> _Sums:
        """What is without partners is the same under every credit."""
        return next(iter(self.sums.values()))

    @cached_property
    def _everybody(self) -> list[tuple[str, int]]:
        """(partner, place) of those who are listed, and of others where something is theirs."""
        partners = self.frame.partnerships[self.place].partners
        sums = self.sums.get(FULL, self._any)
        told = [(who, at) for at, who in enumerate(partners) if at < self.listed or sums.names(at)]
        nobody = self.frame.partners + 1
        return [*told, *([(NOBODY, nobody)] if sums.names(nobody) else [])]

    def _begun(self, period: Period) -> bool:
        return self.frame.until is None or period.start <= self.frame.until
