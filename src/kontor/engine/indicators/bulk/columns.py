"""The rows of a register of many partnerships by column: each field as the different values it takes, and which each row has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kontor.engine.crosscheck.tables import UNKNOWN, Column, Numbers
from kontor.engine.indicators.count import Row
from kontor.engine.indicators.judging import day_of
from kontor.engine.indicators.rule import DATE, ID, PARTNERS


@dataclass(frozen=True)
class Columns:
    """A register. `partnerships` is for each row the place of its partnership; `ids` are the rows' ids, as texts or numbers.

    `fields` are the columns of the register, with `date` (cells are dates or None) and `partners` (cells are tuples of
    codes, lead first) among them. All have one entry for each row, in the order of the register.
    """

    partnerships: Numbers
    ids: NDArray[np.object_] | Numbers
    fields: Mapping[str, Column]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, Row]]) -> "Columns":
        """Return the columns of rows with the place of the partnership of each. O(rows x fields)."""
        told = list(rows)
        names = dict.fromkeys(name for _place, row in told for name in row.fields)
        fields = {name: Column.of([row.fields.get(name) for _place, row in told]) for name in names}
        fields.setdefault(DATE, Column.of([row.date for _place, row in told]))
        fields.setdefault(PARTNERS, Column.of([row.partners for _place, row in told]))
        ids = np.array([row.id for _place, row in told], dtype=object)
        return cls(np.array([place for place, _row in told], dtype=np.int64), ids, fields)

    @property
    def size(self) -> int:
        return len(self.partnerships)

    def column(self, name: str) -> Column:
        """Return a field, or what every row has; one that the register lacks is stated nowhere."""
        if name == ID and ID not in self.fields:
            return Column(tuple(self.ids.tolist()), np.arange(self.size))
        return self.fields.get(name) or Column((None,), np.zeros(self.size, dtype=np.int64))

    def only(self, places: Sequence[int]) -> "Columns":
        """Return the rows of some partnerships, whose places are then their order. O(rows x fields)."""
        among = max(int(self.partnerships.max(initial=-1)), *places, -1) + 1
        order = np.full(among, UNKNOWN)
        order[np.array(places, dtype=np.int64)] = np.arange(len(places))
        if np.array_equal(order, np.arange(among)):
            return self
        told = order[self.partnerships]
        rows = np.flatnonzero(told != UNKNOWN)
        fields = {name: Column(one.cells, one.codes[rows]) for name, one in self.fields.items()}
        return Columns(told[rows], self.ids[rows], fields)

    def rows_of(self, place: int) -> list[Row]:
        """Return the rows of one partnership, in the order of the register. O(its rows x fields) after the first call."""
        if place + 1 >= len(self._starts):
            return []
        rows: list[int] = self._sorted[self._starts[place] : self._starts[place + 1]].tolist()
        columns = {name: (one.cells, one.codes) for name, one in self.fields.items()}
        return [_row(columns, str(self.ids[row]), row) for row in rows]

    @cached_property
    def _sorted(self) -> Numbers:
        """The numbers of the rows, partnership by partnership."""
        return np.argsort(self.partnerships, kind="stable")

    @cached_property
    def _starts(self) -> Numbers:
        return np.concatenate([[0], np.cumsum(np.bincount(self.partnerships))])


def _row(columns: Mapping[str, tuple[Sequence[object], Numbers]], id: str, number: int) -> Row:
    fields = {name: cells[codes[number]] for name, (cells, codes) in columns.items()}
    day, partners = fields.pop(DATE, None), fields.pop(PARTNERS, ())
    return Row(id, day_of(day), tuple(map(str, partners)) if isinstance(partners, tuple) else (), fields)


def days_of(column: Column) -> Numbers:
    """Return for each cell of a date column the ordinal of its day, UNDATED_DAY for none. O(cells)."""
    days = map(day_of, column.cells)
    return np.array([UNDATED_DAY if day is None else day.toordinal() for day in days], dtype=np.int64)


UNDATED_DAY = 2**31 - 1
"""After every day, so that rows without one come last."""
