"""Events of any size, drawn by seed: random wishes, a hidden schedule without breaks, and more wishes than fit."""

import random

from kontor.engine.scheduling import Participant, Place, Problem, Slot, Wish

MINUTES = 20


def random_event(participants: int, wishes: int, slots: int, tables: int, seed: int) -> Problem:
    """Return an event of required wishes between random pairs; nobody has more than `slots - 1`, so that all fit."""
    draw = random.Random(seed)
    most = slots - 1
    if wishes > tables * slots or 2 * wishes > participants * most:
        raise ValueError(f"{wishes} wishes of {participants} people do not fit into {slots} slots.")
    pairs: set[tuple[int, int]] = set()
    degree = [0] * participants
    while len(pairs) < wishes:
        a, b = sorted(draw.sample(range(participants), 2))
        if (a, b) not in pairs and degree[a] < most and degree[b] < most:
            pairs.add((a, b))
            degree[a] += 1
            degree[b] += 1
    rows = [(a, b, 1) for a, b in sorted(pairs)]
    return _event(participants, rows, slots, tables, required=True)


def planted_event(participants: int, slots: int, seed: int) -> Problem:
    """Return an event of required wishes that has a schedule without any break, which is not told.

    Everybody has one stretch of 40 to 60 % of the slots; in each slot those who are there are paired at random with
    somebody they have not met. Who finds nobody at the start or end of the stretch comes later or leaves earlier.
    """
    draw = random.Random(seed)
    met: set[tuple[int, int]] = set()
    begun: set[int] = set()
    length = [draw.randint(round(0.4 * slots), round(0.6 * slots)) for _ in range(participants)]
    start = [draw.randint(0, slots - length[person]) for person in range(participants)]
    gone: set[int] = set()
    busiest = 1
    for slot in range(slots):
        here = [
            person
            for person in range(participants)
            if start[person] <= slot < start[person] + length[person] and person not in gone
        ]
        pairs = _paired(here, met, begun, draw)
        paired = {person for pair in pairs for person in pair}
        gone |= begun.intersection(here) - paired
        begun |= paired
        met.update(pairs)
        busiest = max(busiest, len(pairs))
    rows = [(a, b, 1) for a, b in sorted(met)]
    return _event(participants, rows, slots, busiest, required=True)


def _paired(
    here: list[int], met: set[tuple[int, int]], begun: set[int], draw: random.Random
) -> list[tuple[int, int]]:
    """Pairs of people who have not met; those who have begun are served first, so that their stretch goes on."""
    draw.shuffle(here)
    waiting = sorted(here, key=lambda person: person not in begun)
    pairs = []
    while waiting:
        person = waiting.pop(0)
        other = next((one for one in waiting if (min(person, one), max(person, one)) not in met), None)
        if other is not None:
            waiting.remove(other)
            pairs.append((min(person, other), max(person, other)))
    return pairs


def crowded_event(participants: int, slots: int, tables: int, excess: float, seed: int) -> Problem:
    """Return an event with `excess` (0.4 is 40 %) more wishes than meetings fit; none is required, weights are 1 to 9."""
    draw = random.Random(seed)
    room = min(tables * slots, participants * slots // 2)
    wishes = min(round(room * (1 + excess)), participants * (participants - 1) // 2)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < wishes:
        a, b = sorted(draw.sample(range(participants), 2))
        pairs.add((a, b))
    rows = [(a, b, draw.randint(1, 9)) for a, b in sorted(pairs)]
    return _event(participants, rows, slots, tables, required=False)


def _event(
    participants: int, rows: list[tuple[int, int, int]], slots: int, tables: int, *, required: bool
) -> Problem:
    return Problem(
        slots=tuple(Slot(f"s{slot}", MINUTES * slot) for slot in range(slots)),
        participants=tuple(Participant(f"p{person}") for person in range(participants)),
        wishes=tuple(
            Wish(f"w{number}", ((f"p{a}",), (f"p{b}",)), weight=weight, required=required)
            for number, (a, b, weight) in enumerate(rows)
        ),
        places=(Place("hall", tables),),
        minutes=MINUTES,
    )
