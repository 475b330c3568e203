"""The records of one collection by column: each field as the different values it takes, and which of them each row has.

Twenty thousand participations have some ten kinds and some fifty countries. A question judges those, and numpy carries
the judgement to the rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from kontor.engine.crosscheck.values import entries, number_of, plain, text_of

type Row = Mapping[str, object]
type Numbers = NDArray[np.int64]
type Judgements = NDArray[np.int8]
type Values = tuple[object, ...]
type Plains = tuple[str, ...]

ID = "id"
UNKNOWN = -1
_LARGEST = 2**62


@dataclass(frozen=True)
class Column:
    """`cells` are the different values in the order of their first rows, lists as tuples; `codes` is the cell of each row."""

    cells: tuple[object, ...]
    codes: Numbers

    @classmethod
    def of(cls, values: Sequence[object]) -> "Column":
        """Return the column of these values, one per row. O(rows)."""
        types = set(map(type, values))
        odd = types & _LISTS or (bool in types and not types.isdisjoint(_LIKE_TRUTH))
        places: dict[object, int] = {}
        codes = [places.setdefault(value, len(places)) for value in (map(_key, values) if odd else values)]
        cells = (
            tuple(key.value if isinstance(key, _Truth) else key for key in places) if odd else tuple(places)
        )
        return cls(cells, np.array(codes, dtype=np.int64))

    def judged(self, judge: Callable[[Values, Plains], int]) -> Judgements:
        """Return for each row what `judge` says of its values and of how they compare. It is asked once for each cell."""
        said = map(judge, self.known, self.plains)
        return np.fromiter(said, dtype=np.int8, count=len(self.cells))[self.codes]

    @cached_property
    def known(self) -> tuple[Values, ...]:
        """For each cell its entries."""
        return tuple(map(entries, self.cells))

    @cached_property
    def plains(self) -> tuple[Plains, ...]:
        """For each cell its entries as they are compared."""
        return tuple(tuple(map(plain, one)) for one in self.known)

    @cached_property
    def keys(self) -> tuple[Numbers, int]:
        """(for each cell a number that those share which compare alike, UNKNOWN for nothing; how many there are)."""
        places: dict[Plains, int] = {}
        numbers = [places.setdefault(one, len(places)) if one else UNKNOWN for one in self.plains]
        return np.array(numbers, dtype=np.int64), len(places)

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """For each cell the number that it is, not-a-number where it is none."""
        found = [number_of(cell) for cell in self.cells]
        return np.array([np.nan if one is None else one for one in found], dtype=np.float64)

    @cached_property
    def named(self) -> "Named":
        """The different entries of all cells."""
        if set(map(type, self.cells)) == {str} and "" not in self.cells:
            return _of_words(self.cells)
        places: dict[str, int] = {}
        texts: list[tuple[str, ...]] = []
        numbered: list[list[int]] = []
        for known, plains in zip(self.known, self.plains, strict=True):
            spelled: dict[str, str] = {}
            for one, compared in zip(known, plains, strict=True):
                spelled.setdefault(compared, text_of(one))
            numbered.append([places.setdefault(one, len(places)) for one in spelled])
            texts.append(tuple(spelled.values()))
        lengths = np.array([len(one) for one in numbered], dtype=np.int64)
        flat = np.array([number for one in numbered for number in one], dtype=np.int64)
        return Named(tuple(places), tuple(texts), lengths, np.cumsum(lengths) - lengths, flat)

    def __getstate__(self) -> dict[str, object]:
        """Without what is worked out of it: that is cheap to do again and long to store."""
        return {"cells": self.cells, "codes": self.codes}


@dataclass(frozen=True, slots=True)
class Named:
    """The different entries of a column by number. `plain` is what is compared, `texts` how each cell spells its entries.

    `flat` are the entries of all cells, one cell after the other; those of one cell begin at its `starts` and are `lengths`.
    """

    plain: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    lengths: Numbers
    starts: Numbers
    flat: Numbers

    def of(self, codes: Numbers) -> tuple[Numbers, Numbers]:
        """Return, for rows with these cells, (place among the rows, entry) for each entry of each row."""
        lengths = self.lengths[codes]
        which = np.repeat(np.arange(len(codes)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, self.flat[np.arange(len(which)) + np.repeat(self.starts[codes] - before, lengths)]


def _of_words(cells: tuple[object, ...]) -> Named:
    """Each cell is one word: keys of many thousand records are."""
    places: dict[str, int] = {}
    flat = np.array([places.setdefault(one, len(places)) for one in map(plain, cells)], dtype=np.int64)
    number = len(cells)
    return Named(
        tuple(places), tuple(zip(map(text_of, cells), strict=True)), np.ones(number, dtype=np.int64), np.arange(number), flat
    )  # fmt: skip


class Table(Sequence[Row]):
    """The rows of one collection. Reads like a list of mappings, each with a text `id` of its own.

    >>> table = Table.of([{"id": "1", "country": "ES"}, {"id": "2", "country": "ES"}, {"id": "3", "country": None}])
    >>> table[1], table.column("country").cells
    ({'id': '2', 'country': 'ES'}, ('ES', None))
    """

    def __init__(self, fields: Sequence[str], values: Iterable[Sequence[object]]) -> None:
        """`values` are the rows, each in the order of `fields`. O(rows x fields)."""
        columns = list(zip(*values, strict=True)) or [()] * len(fields)
        self.columns = {name: Column.of(its) for name, its in zip(fields, columns, strict=True)}
        size = len(columns[0]) if columns else 0
        self._nothing = Column((None,), np.zeros(size, dtype=np.int64))
        self.size = size

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Table":
        """Return the table of these rows, itself where it is one; a key that a row lacks is unknown in it."""
        if isinstance(rows, Table):
            return rows
        fields = tuple(dict.fromkeys(name for row in rows for name in row))
        return cls(fields, [tuple(row.get(name) for name in fields) for row in rows])

    def column(self, name: str) -> Column:
        """Return the field of this name; one that no row has is unknown in all."""
        return self.columns.get(name, self._nothing)

    @cached_property
    def ids(self) -> NDArray[np.object_]:
        column = self.column(ID)
        texts = np.array(["" if cell is None else str(cell) for cell in column.cells] or [""], dtype=object)
        return texts[column.codes]

    def ids_of(self, rows: Numbers) -> tuple[str, ...]:
        return tuple(self.ids[rows].tolist())

    def called(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows with these ids, in the table's order. O(rows)."""
        wanted = set(ids)
        return [self[place] for place, one in enumerate(self.ids.tolist()) if one in wanted]

    def tally(self, *fields: str) -> Counter[tuple[object, ...]]:
        """Return how many rows have each combination of these fields' values. O(rows)."""
        columns = [self.column(name) for name in fields]
        combined = combined_codes([(one.codes, len(one.cells)) for one in columns], self.size)
        _different, first, counts = np.unique(combined, return_index=True, return_counts=True)
        return Counter(
            {
                tuple(one.cells[one.codes[place]] for one in columns): int(count)
                for place, count in zip(first, counts, strict=True)
            }
        )

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self.size))]
        return {name: one.cells[one.codes[place]] for name, one in self.columns.items()}

    def __iter__(self) -> Iterator[Row]:
        values = [map(one.cells.__getitem__, one.codes.tolist()) for one in self.columns.values()]
        return (dict(zip(self.columns, row, strict=True)) for row in zip(*values, strict=True))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __getstate__(self) -> dict[str, object]:
        return {"columns": self.columns, "_nothing": self._nothing, "size": self.size}


def combined_codes(parts: Iterable[tuple[Numbers, int]], size: int) -> Numbers:
    """Return one number for each row that rows share whose codes are the same in all parts: (codes, how many there are)."""
    combined, span = np.zeros(size, dtype=np.int64), 1
    for codes, number in parts:
        if span * max(number, 1) > _LARGEST:
            combined, span = np.unique(combined, return_inverse=True)[1].astype(np.int64), size
        combined, span = combined * max(number, 1) + codes, span * max(number, 1)
    return combined


@dataclass(frozen=True, slots=True)
class _Truth:
    """A truth value as a key: else True would be the number 1."""

    value: bool


_LISTS = frozenset({list, set, frozenset})
"""Types whose values are no keys."""
_LIKE_TRUTH = frozenset({int, float})
"""Types with values that equal truth values."""


def _key(value: object) -> object:
    if isinstance(value, list | set | frozenset):
        return tuple(value)
    return _Truth(value) if isinstance(value, bool) else value
