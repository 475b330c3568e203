"""Whose things are: rows of a partnership that name the same partners are a group, and a group's number is spread once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np

from kontor.engine.crosscheck.tables import Column, Numbers, combined_codes
from kontor.engine.crosscheck.values import entries, text_of
from kontor.engine.indicators.bulk.columns import Columns
from kontor.engine.indicators.bulk.frame import Frame
from kontor.engine.indicators.count import FRACTIONAL, LEAD
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import PARTNERS

LARGEST = 2**62
_LOW_BITS = 26


@dataclass(frozen=True)
class Credits:
    """Groups of rows. Of each its partnership and how many partners it names; `who` are these, group after group.

    A partner is a number within its partnership: listed ones in their order, then those that only rows name.
    """

    frame: Frame
    partnerships: Numbers
    lengths: Numbers
    who: Numbers

    @cached_property
    def starts(self) -> Numbers:
        return np.cumsum(self.lengths) - self.lengths

    def members(self, groups: Numbers) -> tuple[Numbers, Numbers]:
        """Return (place among the groups given, partner) for each partner of each, lead first."""
        lengths = self.lengths[groups]
        which = np.repeat(np.arange(len(groups)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, self.who[np.arange(len(which)) + np.repeat(self.starts[groups] - before, lengths)]

    @cached_property
    def scale(self) -> int:
        """In how many parts one is cut, so that every share is a whole number of them."""
        return (
            lcm(*np.unique(self.lengths[self.lengths > 0]).tolist()) if self.frame.credit == FRACTIONAL else 1
        )

    def spread(self, numbers: Numbers, scale: int) -> Numbers:
        """Return the numbers of groups as those of partners under the frame's credit, in parts of `scale`.

        `numbers` have the shape (groups, periods), or (groups,) for groups of one thing each: where its period stands.
        Returns shape (partnerships, periods, partners). Raises IndicatorError where the parts are too fine for 63 bits.
        O(groups x periods), of single things O(groups).
        """
        partnerships, periods, partners = self.frame.shape
        groups, targets = self._pairs
        cut = scale // np.maximum(self.lengths[groups], 1) if self.frame.credit == FRACTIONAL else None
        if numbers.ndim == 1:
            bins = targets * periods + numbers[groups]
            told = exact_bins(
                bins, np.ones_like(bins) if cut is None else cut, partnerships * partners * periods
            )
        else:
            shares = numbers[groups] if cut is None else numbers[groups] * cut[:, None]
            if float(np.abs(shares).sum(dtype=np.float64)) > LARGEST:
                raise IndicatorError(
                    "credit", N_("These shares are too fine to be added up for many at once")
                )
            told = self._to_partners.sum(shares)
        return told.reshape(partnerships, partners, periods).transpose(0, 2, 1)

    def whole(self, numbers: Numbers) -> Numbers:
        """Return the numbers of groups, as `spread` takes them, by (partnership, period): what is joint counts once."""
        partnerships, periods, _partners = self.frame.shape
        if numbers.ndim == 1:
            bins = self.partnerships * periods + numbers
            return np.bincount(bins, minlength=partnerships * periods).reshape(partnerships, periods)
        return self._to_partnerships.sum(numbers)

    @cached_property
    def _to_partners(self) -> "Gathering":
        return Gathering.of(self._pairs[1], self.frame.shape[0] * self.frame.shape[2])

    @cached_property
    def _to_partnerships(self) -> "Gathering":
        return Gathering.of(self.partnerships, self.frame.shape[0])

    @cached_property
    def _pairs(self) -> tuple[Numbers, Numbers]:
        """(group, where its partner stands) for each credited partner."""
        groups, who = self.members(np.arange(len(self.lengths)))
        if self.frame.credit == LEAD:
            first = self.lengths > 0
            groups, who = np.flatnonzero(first), self.who[self.starts[first]]
        nobodys = np.flatnonzero(self.lengths == 0)
        known = np.array([len(one.partners) for one in self.frame.partnerships], dtype=np.int64)
        others, nobody = self.frame.partners, self.frame.partners + 1
        at = np.where(who < known[self.partnerships[groups]], who, others)
        groups = np.concatenate([groups, nobodys])
        at = np.concatenate([at, np.full(len(nobodys), nobody)])
        return groups, self.partnerships[groups] * self.frame.shape[2] + at


def credits_of(columns: Columns, fields: Sequence[str], frame: Frame) -> tuple[Credits, Numbers]:
    """Return the groups of a register's rows, and the group of each row. O(rows + groups)."""
    column = _partners(columns, fields)
    span = max(len(column.cells), 1)
    pairs = columns.partnerships * span + column.codes
    seen = np.zeros(len(frame.partnerships) * span, dtype=bool)
    seen[pairs] = True
    found = np.flatnonzero(seen)
    number = np.empty(len(seen), dtype=np.int64)  # most of it is never looked at, and so takes no memory
    number[found] = np.arange(len(found))
    partnerships, codes = np.divmod(found, span)
    lengths, who = _named(frame, partnerships.tolist(), [column.cells[code] for code in codes.tolist()])
    return Credits(frame, partnerships, lengths, who), number[pairs]


def named_in(columns: Columns, fields: Sequence[str], partnerships: int) -> list[tuple[str, ...]]:
    """Return for each partnership whom its rows name, in the order of the first row that does. O(rows + different cells)."""
    column = _partners(columns, fields)
    span = max(len(column.cells), 1)
    pairs, firsts = np.unique(columns.partnerships * span + column.codes, return_index=True)
    found: list[dict[str, None]] = [{} for _one in range(partnerships)]
    for pair in pairs[np.argsort(firsts)].tolist():
        place, code = divmod(pair, span)
        found[place].update(dict.fromkeys(_codes(column.cells[code])))
    return [tuple(one) for one in found]


def _named(frame: Frame, partnerships: Sequence[int], cells: Sequence[object]) -> tuple[Numbers, Numbers]:
    """(how many partners each cell names, their numbers within the partnership of each)"""
    numbers = [{code: place for place, code in enumerate(one.partners)} for one in frame.partnerships]
    lengths: list[int] = []
    who: list[int] = []
    for place, cell in zip(partnerships, cells, strict=True):
        known, names = numbers[place], _codes(cell)
        lengths.append(len(names))
        who += [known[name] if name in known else known.setdefault(name, len(known)) for name in names]
    return np.array(lengths, dtype=np.int64), np.array(who, dtype=np.int64)


def _codes(cell: object) -> Sequence[str]:
    """The partners that a cell names, each once. There are many cells, and nearly all are codes already."""
    if (
        type(cell) is tuple
        and set(map(type, cell)) == {str}
        and "" not in cell
        and len(set(cell)) == len(cell)
    ):
        return cell
    return tuple(dict.fromkeys(map(text_of, entries(cell))))


def _partners(columns: Columns, fields: Sequence[str]) -> Column:
    """The column of who is named, from several fields where the rule names several."""
    parts = [columns.column(name) for name in fields or (PARTNERS,)]
    if len(parts) == 1:
        return parts[0]
    combined = combined_codes([(one.codes, len(one.cells)) for one in parts], columns.size)
    _different, first, codes = np.unique(combined, return_index=True, return_inverse=True)
    cells = [tuple(entry for one in parts for entry in entries(one.cells[one.codes[row]])) for row in first]
    return Column(tuple(cells) or ((),), codes.astype(np.int64))


@dataclass(frozen=True)
class Gathering:
    """Which rows of numbers go to which of `size` targets, sorted once for many sums."""

    size: int
    order: Numbers
    targets: Numbers
    first: Numbers

    @classmethod
    def of(cls, targets: Numbers, size: int) -> "Gathering":
        order = np.argsort(targets, kind="stable")
        different, first = np.unique(targets[order], return_index=True)
        return cls(size, order, different, first)

    def sum(self, numbers: Numbers) -> Numbers:
        """Return for each target the sum of the rows that go there. O(numbers)."""
        result = np.zeros((self.size, numbers.shape[1]), dtype=np.int64)
        if len(self.order):
            result[self.targets] = np.add.reduceat(numbers[self.order], self.first, axis=0)
        return result


def exact_bins(bins: Numbers, amounts: Numbers, size: int) -> Numbers:
    """Return the sum of the amounts in each bin. Floats hold 53 bits, so the low and the high bits are summed apart."""
    low = np.bincount(bins, amounts & (2**_LOW_BITS - 1), minlength=size).astype(np.int64)
    if amounts.min(initial=0) >= 0 and amounts.max(initial=0) < 2**_LOW_BITS:
        return low
    high = np.bincount(bins, amounts >> _LOW_BITS, minlength=size).astype(np.int64)
    return (high << _LOW_BITS) + low
