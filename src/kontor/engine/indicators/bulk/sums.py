"""One rule over the rows of a register, for all partnerships at once: masks, groups and bins instead of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from math import lcm

import numpy as np
from numpy.typing import NDArray

from kontor.engine.crosscheck.tables import Column, Judgements, Numbers
from kontor.engine.indicators.bulk.columns import UNDATED_DAY, Columns, days_of
from kontor.engine.indicators.bulk.credits import LARGEST, Credits, credits_of, exact_bins
from kontor.engine.indicators.bulk.frame import Frame
from kontor.engine.indicators.bulk.keys import Keyed, keys_of
from kontor.engine.indicators.count import LEAD
from kontor.engine.indicators.judging import DOUBTFUL, PASSES, judge
from kontor.engine.indicators.number import exact
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import DATE, DISTINCT, ENTERED, SUM_OF, Filter, Rule

type Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """What one rule gives. `by_partner` has the shape of the frame, `whole` is without partners; both in parts of `scale`.

    `scale` and `nought` are by partnership: in how many parts one is cut, and whether no row means 0. For a sum,
    `stated` and `blank` count the things with and without a number, by (partnership, period, partner) and whole.
    """

    by_partner: Numbers
    whole: Numbers
    scale: Numbers
    nought: Mask
    stated: tuple[Numbers, Numbers] | None = None
    blank: tuple[Numbers, Numbers] | None = None


@dataclass(frozen=True)
class Working:
    """A register in a frame, and what several rules need of it, worked out once."""

    columns: Columns
    frame: Frame
    _kept: dict[object, object] = field(default_factory=dict)

    def sums(self, rule: Rule) -> Sums:
        """Return what a rule gives. O(rows x filters), for `distinct` O(rows log rows) once for each field."""
        passing = self._passing(rule)
        if rule.measure == DISTINCT:
            return self._distinct(rule, passing)
        return self._sum(rule, passing) if rule.measure == SUM_OF else self._rows(rule, passing)

    def _rows(self, rule: Rule, passing: Mask | None) -> Sums:
        credits, bins = self._bins(rule)
        counts = np.bincount(_only(bins, passing), minlength=self._size(credits))
        return self._told(rule, [(credits, self._shaped(counts))])

    def _sum(self, rule: Rule, passing: Mask | None) -> Sums:
        credits, bins = self._bins(rule)
        amounts, stated, scale = self._amounts(rule.field)
        with_number = stated if passing is None else stated & passing
        without = ~stated if passing is None else ~stated & passing
        numbers = exact_bins(bins[with_number], amounts[with_number], self._size(credits))
        counted = [np.bincount(bins[one], minlength=self._size(credits)) for one in (with_number, without)]
        told = self._told(rule, [(credits, self._shaped(numbers))])
        told_stated, told_blank = (self._counted(credits, self._shaped(one)) for one in counted)
        return Sums(told.by_partner, told.whole, told.scale * scale, told.nought, told_stated, told_blank)

    def _distinct(self, rule: Rule, passing: Mask | None) -> Sums:
        rows, keys, span = self._once(
            ("order", rule.field, rule.same_as, rule.date), partial(self._in_order, rule)
        )
        chosen = passing[rows] if passing is not None else slice(None)
        rows, keys = rows[chosen], keys[chosen]
        first = np.full(span, -1)
        first[keys[::-1]] = rows[::-1]  # of repeated places the last assignment holds: the first row of a key
        credits, groups = self._credits(rule)
        joint = np.zeros(span, dtype=bool)
        joint[keys[groups[rows] != groups[first[keys]]]] = True
        alone = first[(first >= 0) & ~joint]
        counts = np.bincount(self._bins(rule)[1][alone], minlength=self._size(credits))
        parts = [(credits, self._shaped(counts))]
        if joint.any():
            parts.append(self._joined(rule, rows[joint[keys]], keys[joint[keys]], first))
        return self._told(rule, parts)

    def _joined(self, rule: Rule, rows: Numbers, keys: Numbers, first: Numbers) -> tuple[Credits, Numbers]:
        """Things whose rows name different partners: each is a group of its own, of all whom its rows name."""
        credits, groups = self._credits(rule)
        things, place = _numbered(keys, len(first))
        which, who = credits.members(groups[rows])
        several = int(who.max(initial=0)) + 1
        pairs = place[which] * several + who
        if (
            self.frame.credit == LEAD
        ):  # then nobody but the first partner of the first row that names one matters
            leads = np.full(len(things), -1)
            leads[place[which][::-1]] = pairs[::-1]
            pairs = leads[leads >= 0]
        named = np.zeros(len(things) * several, dtype=bool)
        named[pairs] = True
        of, partners = np.divmod(np.flatnonzero(named), several)
        heads = first[things]
        lengths = np.bincount(of, minlength=len(things))
        joined = Credits(self.frame, self.columns.partnerships[heads], lengths, partners)
        return joined, self._periods(rule)[heads]

    def _told(self, rule: Rule, parts: Sequence[tuple[Credits, Numbers]]) -> Sums:
        scale = lcm(*(credits.scale for credits, _numbers in parts))
        by_partner = sum(
            (credits.spread(numbers, scale) for credits, numbers in parts),
            np.zeros(self.frame.shape, dtype=np.int64),
        )
        whole = sum((credits.whole(numbers) for credits, numbers in parts), np.int64(0)) * scale
        scales = np.full(self.frame.shape[0], scale)
        return Sums(by_partner, np.asarray(whole), scales, self._nought(rule))

    def _counted(self, credits: Credits, counts: Numbers) -> tuple[Numbers, Numbers]:
        return credits.spread(counts, credits.scale), credits.whole(counts)

    def _nought(self, rule: Rule) -> Mask:
        has_rows = np.bincount(self.columns.partnerships, minlength=self.frame.shape[0]) > 0
        return has_rows if rule.register != ENTERED else np.zeros_like(has_rows)

    def unjudged(self, rule: Rule) -> Numbers:
        """For each partnership how many rows are left out because a filtered field is not stated. O(rows x filters)."""
        judged = [self._judged(one) for one in rule.filters]
        number = self.frame.shape[0]
        if not any((said == DOUBTFUL).any() for said, _codes in judged):
            return np.zeros(number, dtype=np.int64)
        worst = np.minimum.reduce([said[codes] for said, codes in judged])
        return np.bincount(self.columns.partnerships[worst == DOUBTFUL], minlength=number)

    def in_order(self, rule: Rule) -> Numbers:
        """The rows that name a thing, in the order in which things are found; all of them where rows are counted."""
        if rule.measure != DISTINCT:
            return np.arange(self.columns.size)
        return self._once(("order", rule.field, rule.same_as, rule.date), partial(self._in_order, rule))[0]

    def passing(self, rule: Rule) -> Mask:
        """Which rows pass the filters, whatever their day."""
        masks = [self._once(one, partial(self._mask, one)) for one in rule.filters]
        return np.asarray(np.logical_and.reduce(masks)) if masks else np.ones(self.columns.size, dtype=bool)

    def later(self, rule: Rule) -> Mask:
        """Which rows are dated after the last day."""
        until = self.frame.until
        if until is None:
            return np.zeros(self.columns.size, dtype=bool)
        return ~self._once(("until", rule.date), partial(self._not_later, rule, until))

    def _passing(self, rule: Rule) -> Mask | None:
        masks = [self._once(one, partial(self._mask, one)) for one in rule.filters]
        if self.frame.until is not None:
            masks.append(self._once(("until", rule.date), partial(self._not_later, rule, self.frame.until)))
        return np.asarray(np.logical_and.reduce(masks)) if masks else None

    def _mask(self, one: Filter) -> Mask:
        said, codes = self._judged(one)
        passes: Mask = said == PASSES
        return passes[codes]

    def _judged(self, one: Filter) -> tuple[Judgements, Numbers]:
        """What a filter says of each cell of its column, and the cell of each row."""
        column = self.columns.column(one.field)
        said = self._once(("judged", one), partial(_judgements, one, column))
        return said, column.codes

    def _not_later(self, rule: Rule, until: date) -> Mask:
        column, days = self._dates(rule)
        counts: Mask = (days <= until.toordinal()) | (days == UNDATED_DAY)
        return counts[column.codes]

    def _in_order(self, rule: Rule) -> Keyed:
        """Rows with the keys of their things, by day, undated ones last, of one day in the order of the register."""
        rows, keys, span = self._once(
            ("keys", rule.field, rule.same_as), lambda: keys_of(self.columns, rule.field, rule.same_as)
        )
        column, days = self._dates(rule)
        different, ranks = np.unique(days, return_inverse=True)
        narrow = np.int16 if len(different) < 2**15 else np.int64  # numpy sorts the short ones by counting
        order = np.argsort(ranks.astype(narrow)[column.codes[rows]], kind="stable")
        return rows[order], keys[order], span

    def _periods(self, rule: Rule) -> Numbers:
        def found() -> Numbers:
            column, days = self._dates(rule)
            schedules, table = self.frame.periods_of(days)
            return table[schedules[self.columns.partnerships], column.codes]

        return self._once(("periods", rule.date), found)

    def _dates(self, rule: Rule) -> tuple[Column, Numbers]:
        """The column that puts rows in periods, and the day of each of its cells."""
        column = self.columns.column(rule.date or DATE)
        return column, self._once(("days", rule.date), lambda: days_of(column))

    def _credits(self, rule: Rule) -> tuple[Credits, Numbers]:
        return self._once(
            ("credits", rule.partners), lambda: credits_of(self.columns, rule.partners, self.frame)
        )

    def _bins(self, rule: Rule) -> tuple[Credits, Numbers]:
        """The groups, and for each row where (group, period) stands among all."""
        credits, groups = self._credits(rule)
        return credits, self._once(
            ("bins", rule.date, rule.partners), lambda: groups * self.frame.shape[1] + self._periods(rule)
        )

    def _amounts(self, name: str) -> tuple[Numbers, Mask, int]:
        """For each row the number of a field in parts of a scale, whether it states one, and the scale."""
        return self._once(("amounts", name), lambda: _amounts(self.columns.column(name)))

    def _size(self, credits: Credits) -> int:
        return len(credits.lengths) * self.frame.shape[1]

    def _shaped(self, counts: Numbers) -> Numbers:
        return counts.reshape(-1, self.frame.shape[1])

    def _once[T](self, key: object, work: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = work()
        return self._kept[key]  # type: ignore[return-value]  # what was kept under this key is what its work gives


def _judgements(one: Filter, column: Column) -> Judgements:
    return np.array(list(map(judge(one), column.known, column.plains)), dtype=np.int8)


def _only(bins: Numbers, passing: Mask | None) -> Numbers:
    return bins if passing is None else bins[passing]


def _amounts(column: Column) -> tuple[Numbers, Mask, int]:
    numbers = [cell if type(cell) is int else exact(cell) for cell in column.cells]
    scale = lcm(*{one.denominator for one in numbers if one is not None})
    parts = [0 if one is None else int(one * scale) for one in numbers]
    if max(map(abs, parts), default=0) * max(len(column.codes), 1) > LARGEST:
        raise IndicatorError(
            "field", N_("These numbers are too large or too fine to be added up for many at once")
        )
    stated = np.array([one is not None for one in numbers], dtype=bool)
    return np.array(parts, dtype=np.int64)[column.codes], stated[column.codes], scale


def _numbered(keys: Numbers, span: int) -> tuple[Numbers, Numbers]:
    """The different keys in their order, and for each key given its place among them."""
    seen = np.zeros(span, dtype=bool)
    seen[keys] = True
    different = np.flatnonzero(seen)
    place = np.empty(span, dtype=np.int64)
    place[different] = np.arange(len(different))
    return different, place[keys]
