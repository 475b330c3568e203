"""Which rows of many partnerships name the same thing, as numbers: the same answer as `identity`, by column."""

from types import NoneType

import numpy as np

from kontor.engine.crosscheck.tables import UNKNOWN, Column, Numbers, combined_codes
from kontor.engine.indicators.bulk.columns import Columns
from kontor.engine.indicators.identity import Same
from kontor.engine.indicators.rule import ID

type Keyed = tuple[Numbers, Numbers, int]
"""(row, key) for each thing that each row names, in the order of the rows, and how many keys there are."""

_ROOM = 2**20
"""So many keys may stay unused."""


def keys_of(columns: Columns, field: str, same_as: str) -> Keyed:
    """Return what tells the things of rows apart: rows of one partnership with a common key are of one thing.

    O(rows log rows), and O(marked rows) in plain Python.
    """
    if field == ID and not same_as and ID not in columns.fields:
        return np.arange(columns.size), np.arange(columns.size), columns.size
    rows, values, number = _named(columns.column(field))
    keys, span = _of_partnership(columns, rows, values, number)
    return _marked(columns, same_as, rows, keys, span) if same_as else (rows, keys, span)


def _named(column: Column) -> Keyed:
    """(row, value) for each entry of each row, whole numbers by what they are, the rest as people read them."""
    if set(map(type, column.cells)) <= {int, NoneType}:
        stated = np.array([cell is not None for cell in column.cells], dtype=bool)
        rows = np.flatnonzero(stated[column.codes])
        return rows, column.codes[rows], len(column.cells)
    rows, values = column.named.of(column.codes)
    return rows, values, len(column.named.plain)


def _of_partnership(columns: Columns, rows: Numbers, values: Numbers, number: int) -> tuple[Numbers, int]:
    """(keys, how many there may be): a value of two partnerships is two things.

    Few values make a key with each partnership. Of many, most are of one partnership and are keys as they are.
    """
    partnerships = columns.partnerships[rows]
    span = int(partnerships.max(initial=0)) + 1
    if span * number <= _ROOM + len(rows):
        return partnerships * number + values, span * number
    owner = np.empty(number, dtype=np.int64)
    owner[values] = partnerships
    of_others = np.flatnonzero(owner[values] != partnerships)
    combined = combined_codes([(partnerships[of_others], span), (values[of_others], number)], len(of_others))
    different, places = np.unique(combined, return_inverse=True)
    keys = values.copy()
    keys[of_others] = number + places
    return keys, number + len(different)


def _marked(columns: Columns, same_as: str, rows: Numbers, keys: Numbers, span: int) -> Keyed:
    """Join the keys of rows with the same mark; a row without a key of its own has that of its mark."""
    mark_of, numbers = _marks(columns, same_as)
    entries = np.bincount(rows, minlength=columns.size)
    shared = (
        np.bincount(mark_of[mark_of >= 0], minlength=1) > 1
    )  # what one row alone is marked with joins nothing
    marked = np.flatnonzero((mark_of >= 0) & (entries <= 1) & shared[mark_of])
    own = np.full(columns.size, UNKNOWN)
    own[rows] = keys
    same = Same[int]()
    for key, mark in zip(own[marked].tolist(), (mark_of[marked] + span).tolist(), strict=True):
        if key != UNKNOWN:
            same.join(key, mark)
    one_for_all = np.arange(span + numbers)
    for key in same.known:
        one_for_all[key] = same.of(key)
    nameless = np.flatnonzero((mark_of >= 0) & (entries == 0))
    rows = np.concatenate([rows, nameless])
    keys = one_for_all[np.concatenate([keys, mark_of[nameless] + span])]
    order = np.argsort(rows, kind="stable")
    rows, keys = rows[order], keys[order]
    _different, first = np.unique(rows * (span + numbers) + keys, return_index=True)
    first.sort()
    return rows[first], keys[first], span + numbers


def _marks(columns: Columns, same_as: str) -> tuple[Numbers, int]:
    """For each row the number of its mark within its partnership, UNKNOWN for none; and how many numbers there may be."""
    column = columns.column(same_as)
    rows, values, number = _named(column)
    firsts = np.unique(rows, return_index=True)[1]
    marks, numbers = _of_partnership(columns, rows[firsts], values[firsts], number)
    mark_of = np.full(columns.size, UNKNOWN)
    mark_of[rows[firsts]] = marks
    return mark_of, numbers
