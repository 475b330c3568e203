"""Large events: how soon there is a schedule, how good it gets, how far from the proven best, in how much memory."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.schedule.generate import crowded_event, planted_event, random_event
from benchmarks.schedule.running import Run, apart, solved
from benchmarks.schedule.table import Table
from kontor.engine.scheduling import Aims, Control, Problem
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.bounds import bounds

BREAKS = Aims(breaks=1, fairness=0, idle=0, walking=0, tables=0)  # the cost is the number of breaks


@dataclass(frozen=True)
class Case:
    name: str
    people: int
    make: Callable[[int], Problem]


CASES = (
    Case("500 x 4,000 x 30", 500, partial(random_event, 500, 4_000, 30, 149)),
    Case("2,000 x 20,000 x 45", 2_000, partial(random_event, 2_000, 20_000, 45, 494)),
    Case("5,000 x 50,000 x 60", 5_000, partial(random_event, 5_000, 50_000, 60, 926)),
    Case("planted, 500 x 30", 500, partial(planted_event, 500, 30)),
)


def run(options: argparse.Namespace) -> int:
    """Print both tables; return how many schedules are not valid."""
    cases = [case for case in CASES if case.people <= options.largest]
    wrong = sum([_breaks(cases, options), _crowded(options)])
    print(f"\n{wrong} wrong." if wrong else "\nAll schedules are valid.")
    return wrong


def _breaks(cases: list[Case], options: argparse.Namespace) -> int:
    limit = options.limit
    table = Table(
        "Large events, all wishes required: breaks",
        "participants x meetings x slots", "first s", "first", f"{limit / 6:.3g} s", f"{limit / 2:.3g} s", "last",
        "a person", "bound", "gap", "CPU s", "MB",
    )  # fmt: skip
    wrong = 0
    for case in cases:
        problem = replace(case.make(seed=options.seed + 1), aims=BREAKS)
        made = solved(problem, limit, options.workers, options.seed)
        wrong += _is_wrong(made)
        seconds, breaks = made.answer.seconds, made.answer.objective
        table.row(
            case.name,
            seconds.first,
            made.trace[0][1] if made.trace else None,
            made.at(limit / 6),
            made.at(limit / 2),
            breaks,
            None if breaks is None else breaks / case.people,
            made.answer.bound,
            None if made.answer.gap is None else f"{made.answer.gap:.0%}",
            made.cpu,
            round(made.memory),
        )
    return wrong


def _crowded(options: argparse.Namespace) -> int:
    table = Table(
        "Wishes 40 % above capacity, 500 participants: value of the meetings held",
        "participants x wishes x slots", "first s", "held", "value", "at most", "share", "bound s", "CPU s",
    )  # fmt: skip
    problem = crowded_event(500, 30, 149, 0.4, options.seed + 1)
    made = solved(problem, options.limit / 2, options.workers, options.seed)
    possible, seconds = apart(_possible, problem, options.limit / 2)
    quality = None if made.report is None else made.report.quality
    table.row(
        f"500 x {len(problem.wishes):,} x 30",
        made.answer.seconds.first,
        quality and quality.held,
        quality and quality.value,
        possible,
        quality and f"{quality.value / possible:.2%}",
        seconds,
        made.cpu,
    )
    return _is_wrong(made) + (quality is not None and quality.value > possible)


def _possible(problem: Problem, limit: float) -> tuple[int, float]:
    """The value that no schedule can exceed, and the seconds to prove that."""
    start = time.monotonic()
    proven = bounds(Arrays.of(problem), Control(clock=time.monotonic, limit=limit))
    return sum(wish.weight for wish in problem.wishes) - proven.value_missed, time.monotonic() - start


def _is_wrong(made: Run) -> int:
    """An invalid schedule, or one better than its bound; no schedule at all is no fault, but seen in the table."""
    if made.report is None:
        return 0
    for violation in made.report.violations[:3]:
        print(f"WRONG: {violation.sentence}", flush=True)
    bound = made.answer.bound
    return int(not made.report.valid or (bound is not None and made.report.quality.cost < bound))
