"""The day itself: how long a repair takes, and whether it leaves alone what it should."""

import argparse
import random
import time
from dataclasses import dataclass, replace

from benchmarks.schedule.generate import random_event
from benchmarks.schedule.running import apart, peak, solved
from benchmarks.schedule.table import Table
from kontor.engine.scheduling import Control, Place, Problem, Solution, Wish, check
from kontor.engine.scheduling.repair.events import Event, Latecomers, Lost, NoShow, Now

ROOMS = 10
SIZES = ((500, 4_000, 30, 150), (2_000, 20_000, 45, 500))


@dataclass(frozen=True)
class Repair:
    wall: float
    kept: int
    changed: int
    dropped: int
    added: int
    touched: int  # confirmed meetings changed or dropped
    said: int  # sentences about what could not be avoided
    valid: bool
    memory: float


def run(options: argparse.Namespace) -> int:
    """Print the table; return how many repaired schedules are not valid."""
    table = Table(
        "Repairs at half time, every third meeting confirmed",
        "event", "seconds", "kept", "changed", "dropped", "added", "confirmed", "said", "MB",
    )  # fmt: skip
    wrong = 0
    for people, wishes, slots, tables in SIZES:
        if people > options.largest:
            continue
        rooms = tuple(Place(f"room{number}", tables // ROOMS) for number in range(ROOMS))
        problem = random_event(people, wishes, slots, tables, options.seed + 1)
        problem = replace(
            problem, places=rooms, wishes=tuple(replace(wish, required=False) for wish in problem.wishes)
        )
        published = solved(problem, options.limit / 6, options.workers, options.seed).answer.solution
        if published is None:
            print(f"No schedule of {people} people to repair was found.")
            continue
        for name, happened in _days(problem, options.seed):
            made = apart(_repair, problem, published, happened, options.seed)
            wrong += not made.valid
            table.row(
                f"{people:,} people: {name}", made.wall, made.kept, made.changed, made.dropped, made.added,
                made.touched, made.said, round(made.memory),
            )  # fmt: skip
    return wrong


def _days(problem: Problem, seed: int) -> list[tuple[str, tuple[Event, ...]]]:
    draw = random.Random(seed)
    half = problem.slots[len(problem.slots) // 2].id
    people = [person.id for person in problem.participants]
    pairs = {frozenset(wish.people) for wish in problem.wishes}
    late: list[Wish] = []
    while len(late) < 10:
        pair = draw.sample(people, 2)
        if frozenset(pair) not in pairs:
            late.append(Wish(f"late{len(late)}", tuple((person,) for person in pair)))
    return [
        ("no-show", (NoShow(draw.choice(people)),)),
        ("lost room", (Now(half), Lost("room3", half))),
        ("ten late wishes", (Now(half), Latecomers(tuple(late)))),
    ]


def _repair(problem: Problem, published: Solution, happened: tuple[Event, ...], seed: int) -> Repair:
    from kontor.engine.scheduling.repair import repair

    confirmed = frozenset(meeting.wish for meeting in published.meetings[::3])
    start = time.monotonic()
    made = repair(problem, published, happened, Control(clock=time.monotonic, seed=seed), confirmed)
    wall = time.monotonic() - start
    touched = [each.before.wish for each in (*made.changed, *made.dropped)]
    return Repair(
        wall=wall,
        kept=len(made.kept),
        changed=len(made.changed),
        dropped=len(made.dropped),
        added=len(made.added),
        touched=len(confirmed.intersection(touched)),
        said=len(made.unavoidable),
        valid=check(made.problem, made.solution).valid,
        memory=peak(),
    )
