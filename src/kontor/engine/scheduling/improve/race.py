"""Relays on what stands in the table: meetings of pairs as paths, one or more searches of them side by side.

Each worker searches with chances of her own. Whenever the table is brought up to date, all go on from the best.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Numbers
from kontor.engine.scheduling.improve.kernel import PLAIN, Loop
from kontor.engine.scheduling.improve.kernel.breaks import worth
from kontor.engine.scheduling.improve.kernel.state import FREE, LONGEST, Paths, State
from kontor.engine.scheduling.solution import Control

MANY = 2  # searches side by side: more than two gain too little
MIX = 0x9E3779B97F4A7C15  # tells the chances of neighbouring seeds apart
CHANGING = ("partner", "held", "busy", "taken")  # what a move changes


class Race:
    """Searches from the schedule that stands in `n`, with the prices that stand there."""

    def __init__(self, arrays: Arrays, state: State, n: Any, loop: Loop, control: Control) -> None:
        self.state, self.n, self.loop = state, n, loop
        first = _paths(arrays, state, n)
        chances = [(control.seed * MANY + number + 1) * MIX % (1 << 62) | 1 for number in range(MANY)]
        workers = max(1, min(control.workers, MANY))
        self.searches = [_search(first, chance, plain=loop is PLAIN) for chance in chances[:workers]]
        threads = len(self.searches) if loop is not PLAIN else 1
        self.pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def go(self, moves: int, heat: float) -> None:
        """Let each search look at about so many paths; `heat` is the temperature as a share of the price of a break."""
        once, twice = (round(math.exp(-count / heat) * (1 << 32)) for count in (1, 2))
        words = [(search, moves, once, twice) for search in self.searches]
        list((self.pool.map if self.pool else map)(self.loop.race, *zip(*words, strict=True)))

    def bring_back(self) -> None:
        """Let all go on from the best, and put it into the table."""
        best = min(self.searches, key=_cost)
        for search in self.searches:
            if search is not best:
                for name in CHANGING:
                    getattr(search, name)[:] = getattr(best, name)
        _note(best, self.state, self.n)
        self.loop.settle(self.state, self.n)


def _paths(arrays: Arrays, s: State, n: Any) -> dict[str, Any]:
    """What a search begins with, but for its chance."""
    numbers = np.array(n, np.int64)
    at = numbers[s.at : s.at + s.slots * s.people].reshape(s.slots, s.people)
    seat = numbers[s.seat : s.seat + 2 * s.wishes].reshape(s.wishes, 2)
    there = numbers[s.there : s.there + s.people]
    may = numbers[s.may : s.may + s.wishes]
    partner = np.where(at == FREE, FREE, seat[at].sum(axis=2) - np.arange(s.people))
    return {
        "closed": int((may != there[seat[:, 0]] & there[seat[:, 1]]).any()),
        "partner": partner.astype(np.int16 if s.people < 1 << 15 else np.int32).ravel(),
        "held": at.astype(np.int32).ravel(),
        "busy": numbers[s.busy : s.busy + s.people],
        "there": there,
        "may": may,
        "taken": numbers[s.taken : s.taken + s.slots],
        "tables": arrays.tables.astype(np.int64),
        "toll": np.array([0, *(worth(s, n, breaks, 0) for breaks in range(s.slots + 1))], np.int64),
        "broken": np.zeros(s.people, np.int64),
        "trail": np.zeros(3 * LONGEST, np.int64),
    }


def _search(first: dict[str, Any], chance: int, plain: bool) -> Paths:
    """A search with arrays of its own, or with lists, which Python is quicker with."""
    parts = {**first, "chance": np.array([chance], np.int64)}
    for name, part in parts.items():
        if isinstance(part, np.ndarray):
            parts[name] = part.tolist() if plain else part.copy()
    return Paths(people=len(first["busy"]), slots=len(first["taken"]), **parts)


def _cost(paths: Paths) -> int:
    busy = np.asarray(paths.busy, np.int64)
    return int(np.asarray(paths.toll)[np.bitwise_count(busy & ~(busy << 1))].sum())


def _note(paths: Paths, s: State, n: Any) -> None:
    """Write into the table who meets whom when."""
    held = np.where(np.asarray(paths.partner) == FREE, FREE, np.asarray(paths.held, np.int64))
    slots, people = np.nonzero(held.reshape(s.slots, s.people) != FREE)
    slot: Numbers = np.full(s.wishes, FREE, np.int64)
    slot[held.reshape(s.slots, s.people)[slots, people]] = slots
    for name, part in (("at", held), ("busy", paths.busy), ("taken", paths.taken), ("slot", slot)):
        begin = getattr(s, name)
        n[begin : begin + len(part)] = part if isinstance(n, np.ndarray) else list(map(int, part))
