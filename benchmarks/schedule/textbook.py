"""What somebody who needs a schedule would write in an afternoon: a plain CP-SAT model, and first fit.

Both know the published special case: pairs who must meet, tables, sessions, forbidden and fixed slots, order, and a
limit on the difference of breaks.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from kontor.engine.scheduling import Problem
from kontor.engine.scheduling.arrays import Arrays


@dataclass(frozen=True)
class Outcome:
    """What a peer found: its own word for the state, the breaks of its best schedule, seconds to the proof."""

    state: str
    breaks: int | None
    seconds: float
    left_over: int = 0  # meetings without a slot


def plain_model(problem: Problem, limit: float, workers: int, seed: int) -> Outcome:
    """One boolean for each meeting and slot, and breaks counted where a stretch of meetings begins."""
    from ortools.sat.python import cp_model

    arrays = Arrays.of(problem)
    model = cp_model.CpModel()
    slots = range(arrays.slots)
    x = [
        [model.new_bool_var("") if arrays.allowed[wish, slot] else 0 for slot in slots]
        for wish in range(arrays.wishes)
    ]
    for row in x:
        model.add(sum(row) == 1)
    for slot in slots:
        model.add(sum(row[slot] for row in x) <= int(arrays.tables[slot]))
    for before, after in arrays.before:
        early, late = (sum(slot * x[wish][slot] for slot in slots) for wish in (before, after))
        model.add(early < late)
    breaks = [_breaks(model, [x[wish] for wish in own], slots) for own in arrays.of_person if own]
    if problem.aims.difference is not None and breaks:
        most, least = (model.new_int_var(0, arrays.slots, "") for _ in range(2))
        model.add_max_equality(most, breaks)
        model.add_min_equality(least, breaks if len(breaks) == arrays.people else [*breaks, 0])
        model.add(most - least <= problem.aims.difference)
    model.minimize(sum(breaks))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    state = solver.solve(model)
    found = state in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return Outcome(
        solver.status_name(state).lower(), round(solver.objective_value) if found else None, solver.wall_time
    )


def _breaks(model, rows, slots):
    """The number of stretches less one."""
    busy = []
    for slot in slots:
        here = model.new_bool_var("")
        model.add(sum(row[slot] for row in rows) == here)
        busy.append(here)
    starts = [busy[0]]
    for before, now in pairwise(busy):
        start = model.new_bool_var("")
        model.add_bool_or(before, ~now, start)
        starts.append(start)
    breaks = model.new_int_var(0, len(busy), "")
    model.add(breaks == sum(starts) - 1)
    return breaks


def first_fit(problem: Problem) -> Outcome:
    """Each meeting in the order of the file, in the first slot when both are free and a table is left."""
    begin = time.monotonic()
    arrays = Arrays.of(problem)
    taken = [0] * arrays.slots
    busy: dict[int, set[int]] = defaultdict(set)
    left_over = 0
    for wish in range(arrays.wishes):
        people = [party[0] for party in arrays.parties[wish]]
        for slot in range(arrays.slots):
            free = not any(slot in busy[person] for person in people)
            if arrays.allowed[wish, slot] and free and taken[slot] < arrays.tables[slot]:
                taken[slot] += 1
                for person in people:
                    busy[person].add(slot)
                break
        else:
            left_over += 1
    breaks = sum(len([t for t in own if t - 1 not in own]) - 1 for own in busy.values() if own)
    return Outcome("first fit", breaks, time.monotonic() - begin, left_over)
