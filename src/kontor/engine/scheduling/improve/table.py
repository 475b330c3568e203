"""A draft as the one sequence of integers that the inner loop works on, and back."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.draft import NOT_HELD, Draft
from kontor.engine.scheduling.improve.kernel.state import FREE, STEPS, WORD, State

CEILING = 1 << 40  # a price above it counts as this much, so that sums fit 64 bits


def table_of(
    arrays: Arrays, draft: Draft, prices: Sequence[int], seed: int, scale: int = 1
) -> tuple[State, Numbers]:
    """Return where what stands, and the integers themselves; values are `scale` times as fine. O(W x T + P x T)."""
    words = _Words(arrays.days)
    parties = max((len(wish) for wish in arrays.parties), default=1)
    seat = np.full((arrays.wishes, parties), FREE, np.int64)
    for wish, sitters in enumerate(draft.sitters):
        seat[wish, : len(sitters)] = sitters
    parts = {
        **words.parts(),
        "tables": arrays.tables,
        "price": np.array(prices, np.int64),
        "value": values(arrays) * scale,
        "minimum": arrays.minimum,
        "maximum": arrays.maximum,
        "there": words.packed(arrays.available),
        "allowed": words.packed(arrays.allowed),
        **_choices(arrays, parties),
        **_orders(arrays),
        **_strangers(arrays),
        **_placed(arrays, draft, seat, words),
        "mark": np.zeros(arrays.wishes),
        "move": np.zeros(1),
        "chain": np.zeros(arrays.wishes + 8),
        "loose": np.zeros(arrays.people + arrays.wishes),
        "chance": np.array([(seed * 2654435761 + 88172645) % (1 << 32) or 1, seed * 40503 % (1 << 32)]),
        "threshold": np.array([round(-math.log((k + 0.5) / STEPS) * STEPS) for k in range(STEPS)]),
    }
    begins = np.cumsum([0] + [part.size for part in parts.values()]).tolist()
    state = State(
        people=arrays.people,
        slots=arrays.slots,
        wishes=arrays.wishes,
        parties=parties,
        words=len(words.width),
        orders=len(arrays.before),
        flexible=parts["choosy"].size,
        **dict(zip(parts, begins, strict=False)),
    )
    return state, np.concatenate([np.asarray(part, np.int64).ravel() for part in parts.values()])


def values(arrays: Arrays) -> Numbers:
    """What it costs not to hold each wish; a required one costs more than all that are not."""
    value = np.minimum(arrays.weight * min(arrays.problem.aims.value, CEILING), CEILING)
    must = min(int(value.sum()) + arrays.problem.aims.minimum * 8 + 1, 16 * CEILING)
    return np.where(arrays.required, must, value)


def draft_of(state: State, n: Numbers, arrays: Arrays) -> Draft:
    """Return the draft that stands in the integers."""
    seat = n[state.seat : state.seat + state.wishes * state.parties].reshape(state.wishes, state.parties)
    sitters = tuple(tuple(row[: len(wish)]) for row, wish in zip(seat.tolist(), arrays.parties, strict=True))
    return Draft(n[state.slot : state.slot + state.wishes].copy(), sitters)


class _Words:
    """How the slots of each day are spread over words of bits."""

    def __init__(self, days: Numbers) -> None:
        self.slots = len(days)
        starts = [slot for slot in range(self.slots) if slot == 0 or days[slot] != days[slot - 1]]
        pieces = [
            (begin, min(begin + WORD, end), begin == first, begin + WORD >= end)
            for first, end in pairwise([*starts, self.slots])
            for begin in range(first, end, WORD)
        ]
        self.begin = np.array([piece[0] for piece in pieces], np.int64)
        self.width = np.array([piece[1] - piece[0] for piece in pieces], np.int64)
        self.opens = np.array([piece[2] for piece in pieces], np.int64)
        self.closes = np.array([piece[3] for piece in pieces], np.int64)

    def parts(self) -> dict[str, Numbers]:
        word = np.repeat(np.arange(len(self.width)), self.width)
        return {
            "word": word,
            "bit": np.int64(1) << (np.arange(self.slots) - self.begin[word]),
            "begin": self.begin,
            "width": self.width,
            "opens": self.opens,
            "closes": self.closes,
        }

    def packed(self, flags: Flags) -> Numbers:
        """Rows of flags, one for each slot, as words."""
        bits = np.int64(1) << np.arange(WORD, dtype=np.int64)
        return np.stack(
            [
                flags[:, begin : begin + width] @ bits[:width]
                for begin, width in zip(self.begin, self.width, strict=True)
            ],
            axis=1,
        )


def _placed(arrays: Arrays, draft: Draft, seat: Numbers, words: _Words) -> dict[str, Numbers]:
    at = np.full((arrays.slots, arrays.people), FREE, np.int64)
    held = np.flatnonzero(draft.slot != NOT_HELD)
    for party in seat.T:
        sitting = held[party[held] != FREE]
        at[draft.slot[sitting], party[sitting]] = sitting
    available = words.packed(arrays.available)
    may = words.packed(arrays.allowed)
    for party in seat.T:
        may &= np.where((party != FREE)[:, None], available[party], -1)
    pool = np.concatenate([np.flatnonzero(draft.slot == NOT_HELD), held])
    where = np.empty(arrays.wishes, np.int64)
    where[pool] = np.arange(arrays.wishes)
    return {
        "at": at,
        "slot": draft.slot,
        "seat": seat,
        "may": may,
        "busy": words.packed(at.T != FREE),
        "cost": np.zeros(arrays.people),
        "breaks": np.zeros(arrays.people),
        "tally": (at != FREE).sum(axis=0),
        "taken": np.bincount(draft.slot[held], minlength=arrays.slots),
        "pool": pool,
        "where": where,
        "out": np.array([arrays.wishes - len(held)]),
    }


def _choices(arrays: Arrays, parties: int) -> dict[str, Numbers]:
    people = [wish[party] if party < len(wish) else () for wish in arrays.parties for party in range(parties)]
    begins, choice = _listed(people)
    choosy = [number for number, wish in enumerate(arrays.parties) if any(len(party) > 1 for party in wish)]
    return {"party": begins, "choice": choice, "choosy": np.array(choosy, np.int64)}


def _orders(arrays: Arrays) -> dict[str, Numbers]:
    bound: list[list[tuple[int, int]]] = [[] for _ in range(arrays.wishes)]
    for earlier, later in arrays.before:
        bound[earlier].append((later, 1))
        bound[later].append((earlier, -1))
    begins, other = _listed([[other for other, _ in own] for own in bound])
    _, sign = _listed([[sign for _, sign in own] for own in bound])
    return {"order": begins, "other": other, "sign": sign}


def _strangers(arrays: Arrays) -> dict[str, Numbers]:
    people = {person.id: index for index, person in enumerate(arrays.problem.participants)}
    strangers: list[list[int]] = [[] for _ in people]
    for pair in arrays.problem.exclusions:
        strangers[people[pair.a]].append(people[pair.b])
        strangers[people[pair.b]].append(people[pair.a])
    begins, strange = _listed(strangers)
    return {"stranger": begins, "strange": strange}


def _listed(rows: Iterable[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """Rows one after the other, and where each begins."""
    rows = list(rows)
    begins = np.cumsum([0, *map(len, rows)])
    return begins, np.array([number for row in rows for number in row], np.int64)
