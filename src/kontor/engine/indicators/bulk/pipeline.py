"""What does not count yet: rows that would but for their state, and those that are dated later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kontor.engine.crosscheck.tables import Column
from kontor.engine.indicators.bulk.sums import Mask, Working
from kontor.engine.indicators.rule import Rule

STATE, CASE_STATE, SAME_AS = "state", "case_state", "same_as"
"""The fields that say how far a row is, that of what it belongs to first, and which rows are one and the same thing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that does not count yet, what it is a row of, and how far it is; `later` where only its day is to come."""

    row: str
    thing: object
    state: str
    later: bool


def waiting(working: Working, rule: Rule, stages: Collection[str]) -> list[Sequence[Waiting]]:
    """Return for each partnership the rows that pass every filter but those on their state, or that are dated later.

    Of the first only those in one of the stages. A row of a thing of which another row counts already is none; of several
    rows of a thing the last stands for it. O(rows), and O(rows that wait) in plain Python.
    """
    columns, later = working.columns, working.later(rule)
    passing = working.passing(rule)
    loose = replace(rule, filters=tuple(one for one in rule.filters if one.field != STATE))
    candidates = passing & later if loose == rule else working.passing(loose)
    order = working.in_order(rule)
    told: list[Sequence[Waiting]] = [()] * working.frame.shape[0]
    if not candidates.any():
        return told
    named = np.zeros(columns.size, dtype=bool)
    named[order] = True
    planned = passing & later
    state, things = _states(working), columns.column(SAME_AS)
    staged = np.array([one in stages for one in state.cells], dtype=bool)[state.codes]
    rows = order[(candidates & (planned | staged))[order]]
    counts = _counting(working, passing & ~later & named, things)
    found: dict[int, dict[object, Waiting]] = {}
    for row in rows[~counts[rows]].tolist():
        of = found.setdefault(int(columns.partnerships[row]), {})
        id, is_planned = str(columns.ids[row]), bool(planned[row])
        thing = things.cells[things.codes[row]] or id
        of[thing] = Waiting(id, thing, str(state.cells[state.codes[row]] or ""), is_planned)
    for place, of in found.items():
        told[place] = tuple(of.values())
    return told


def _states(working: Working) -> Column:
    """How far each row is: what its case says, else what it says itself."""
    whose, own = working.columns.column(CASE_STATE), working.columns.column(STATE)
    if len(whose.cells) == 1 and not whose.cells[0]:
        return own
    cells = (*whose.cells, *own.cells)
    said = np.array([bool(one) for one in whose.cells], dtype=bool)[whose.codes]
    return Column(cells, np.where(said, whose.codes, own.codes + len(whose.cells)))


def _counting(working: Working, counted: Mask, things: Column) -> Mask:
    """Which rows are of a thing that counts already in their partnership."""
    stated = np.array([bool(one) for one in things.cells], dtype=bool)[things.codes]
    span = max(len(things.cells), 1)
    keys = working.columns.partnerships * span + things.codes
    there = np.zeros(working.frame.shape[0] * span, dtype=bool)
    there[keys[counted & stated]] = True
    return np.where(stated, there[keys], counted)
