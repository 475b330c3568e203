"""A better schedule: simulated annealing over alternating chains, admitted wishes and changed sitters.

First the value of the meetings held (when wishes are left over), then breaks, then what is finer: each stage starts hot
enough to undo what the one before left coarse and cools to where only gains are taken. The moves are in `kernel`.
Kirkpatrick, Gelatt, Vecchi, Science 220 (1983) 671-680.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Numbers
from kontor.engine.scheduling.draft import NOT_HELD, Draft
from kontor.engine.scheduling.improve.kernel import PLAIN, Loop, compiled
from kontor.engine.scheduling.improve.race import Race
from kontor.engine.scheduling.improve.table import CEILING, draft_of, table_of, values
from kontor.engine.scheduling.solution import Control, Progress

PACE = 2_500_000  # moves planned for a second of the limit: half of what one core makes, so that the plan is kept
RACE_PACE = 17_000_000  # the same of paths that relays look at: nine tenths of what one core does
ENOUGH, RACE_ENOUGH = 150_000, 300_000  # for each wish, after which more are of little use
BATCH, RACE_BATCH = 20_000, 200_000  # between two looks at the clock
STEP_COUNT = 400  # temperatures of the whole plan
LOOK = 10  # temperatures between two looks at how good the schedule is
NO_LIMIT = 1 << 30
FINE = 1_000  # the loop's prices are at least this fine: temperatures are whole numbers and a fraction of a price
SMART = 160  # of 256 moves how many begin at the end of somebody's run


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the plan: its share of the moves, from which temperature to which, and the prices that lead it."""

    name: str
    share: float
    hot: float
    cold: float
    admitting: int
    exact: bool = False  # the true prices; else breaks alone, because a rugged price hides the way
    relay: bool = False  # moves of pairs that hand new breaks on


def improve(arrays: Arrays, draft: Draft, control: Control, plain: bool = False) -> Draft:
    """Return a schedule that is valid if `draft` is and never worse, by (required missed, spread, cost without walking).

    Moves grow with `control.effort`, the limit and the number of wishes; the clock only cuts short. `plain` leaves Numba
    aside and gives the same answers some hundred times more slowly. O(moves).
    """
    if not (draft.slot != NOT_HELD).any() and not arrays.allowed.any():
        return draft
    return _Search(arrays, draft, control, None if plain else compiled()).run()


class _Search:
    def __init__(self, arrays: Arrays, draft: Draft, control: Control, loop: Loop | None) -> None:
        self.arrays, self.control = arrays, control
        self.start = control.clock()
        self.aims = arrays.problem.aims
        self.scale = -(-FINE // max(self.aims.breaks, self.aims.fairness, self.aims.idle, 1))
        self.loop = loop or PLAIN
        state, numbers = table_of(arrays, draft, self._prices(exact=True), control.seed, self.scale)
        self.state = state
        # Both arrays, which Numba takes, and lists, which Python is quick with, index alike.
        self.n: Any = numbers
        if loop is None:
            self.n = numbers.tolist()
        self.values = values(arrays)
        self.best, self.worth = draft, (0, 0, 0)
        self.loop.settle(self.state, self.n)
        self.worth = self._worth()

    def _race(self) -> Race:
        return Race(self.arrays, self.state, self.n, self.loop, self.control)

    def run(self) -> Draft:
        self._load()
        done = 0.0
        for stage in self._stages():
            self._set(self._prices(stage.exact, stage.relay))
            race = self._race() if stage.relay else None
            if not self._cool(stage, race, done) or self._is_perfect():
                break
            done += stage.share
        return self.best

    def _load(self) -> None:
        """Have the loop at hand. When it must be compiled, once on a machine, the time begins afterwards."""
        before = self.loop.compilings()
        self.loop.anneal(self.state, self.n, 0, 0, 0, 0)
        if self._is_relay():
            self._race().go(0, 1.0)
        if self.loop.compilings() > before:
            self.start = self.control.clock()

    def _cool(self, stage: Stage, race: Race | None, done: float) -> bool:
        """Go through the temperatures of a stage; False when the time is over or nothing is left to gain."""
        steps = max(1, round(STEP_COUNT * stage.share))
        moves = max(1, round(self._planned(stage) * stage.share / steps))
        step, goes_on = 0, True
        while step < steps and goes_on:
            temperature = stage.hot * (stage.cold / stage.hot) ** (step / max(steps - 1, 1))
            goes_on = self._anneal(stage, race, moves, temperature) and not self._is_perfect()
            if step % LOOK == 0:
                self._keep(stage.name, race)
            step = max(step + 1, self._due(done, stage.share, steps))
        self._keep(stage.name, race)
        return goes_on

    def _planned(self, stage: Stage) -> int:
        """The moves of the whole plan, were they all like those of this stage."""
        pace, enough = (RACE_PACE, RACE_ENOUGH) if stage.relay else (PACE, ENOUGH)
        work = min(pace * self.control.limit, enough * self.arrays.wishes)
        return max(BATCH, round(self.control.effort * work))

    def _due(self, done: float, share: float, steps: int) -> int:
        """At which temperature the stage should be by the clock, which counts only on a machine too slow for the plan."""
        late = (self.control.clock() - self.start) / self.control.limit * 1.35 - 0.35
        return min(steps, int((late - done) / share * steps))

    def _stages(self) -> Iterator[Stage]:
        unit = self.scale * max(self.aims.breaks, self.aims.fairness, self.aims.idle, 1)
        crowded = bool((np.asarray(self._part("slot", self.state.wishes)) == NOT_HELD).any())
        left = 1.0
        if crowded:
            left = 0.6
            value = self.scale * max(float(np.mean(np.minimum(self.values, CEILING))), self.aims.minimum, 1.0)
            yield Stage("value", 0.4, 0.2 * value, 0.004 * value, 128)
        admitting = 24 if crowded else 0
        if self._is_relay():
            yield Stage("breaks", 0.92 * left, 0.15 * unit, 0.07 * unit, 0, relay=True)
            yield Stage("fine", 0.08 * left, 0.07 * unit, 0.005 * unit, admitting, exact=True)
            return
        yield Stage("quick", 0.05 * left, 0.22 * unit, 0.12 * unit, admitting)
        yield Stage("breaks", 0.83 * left, 0.22 * unit, 0.12 * unit, admitting)
        yield Stage("fine", 0.12 * left, 0.12 * unit, 0.005 * unit, admitting, exact=True)

    def _is_relay(self) -> bool:
        """Whether chains are paths: pairs whose people are known, one day that fits a word of bits, no orders."""
        s = self.state
        return (s.words, s.parties, s.orders, s.flexible) == (1, 2, 0, 0) and self.aims.breaks > 0

    def _prices(self, exact: bool, relay: bool = False) -> tuple[int, ...]:
        *costs, most = self._plain_prices(exact, relay)
        return (*(self.scale * cost for cost in costs), most)

    def _plain_prices(self, exact: bool, relay: bool) -> tuple[int, ...]:
        aims = self.aims
        most = NO_LIMIT if aims.difference is None else aims.difference
        beyond = 4 * max(aims.breaks + aims.fairness * 4, 1)
        if exact:
            # At the end the spread is worth any meeting that is not required.
            beyond = max(beyond, 2 * min(int(self.arrays.weight.max(initial=0)) * aims.value, CEILING))
        if exact or aims.breaks == 0:
            return aims.breaks, aims.fairness, aims.idle, beyond, aims.minimum, most
        # A relay reads prices off the number of breaks alone.
        return aims.breaks, 0, 0 if relay else aims.breaks // 100, beyond, aims.minimum, most

    def _set(self, prices: tuple[int, ...]) -> None:
        for position, price in enumerate(prices, start=self.state.price):
            self.n[position] = price
        self.loop.settle(self.state, self.n)

    def _anneal(self, stage: Stage, race: Race | None, moves: int, temperature: float) -> bool:
        """Make the moves of one temperature; False when the time is over."""
        size = RACE_BATCH if race else BATCH
        for begin in range(0, moves, size):
            if self.control.cancelled() or self.control.clock() - self.start >= self.control.limit:
                return False
            batch = min(size, moves - begin)
            if race:
                race.go(batch, temperature / (self.scale * self.aims.breaks))
            else:
                self.loop.anneal(self.state, self.n, batch, round(temperature), SMART, stage.admitting)
        return True

    def _keep(self, phase: str, race: Race | None) -> None:
        if race:
            race.bring_back()
        worth = self._worth()
        if worth < self.worth:
            self.worth = worth
            self.best = draft_of(self.state, np.array(self.n, np.int64), self.arrays)
        seconds = self.control.clock() - self.start
        missed, beyond, cost = self.worth
        # What lacks a required meeting or spreads breaks too far is no schedule, so its cost is nobody's business.
        self.control.progress(Progress(seconds, None if missed or beyond else cost, None, phase))

    def _is_perfect(self) -> bool:
        return bool(self.n[self.state.out] == 0) and not any(self._part("cost", self.state.people))

    def _part(self, name: str, size: int) -> Numbers:
        begin = getattr(self.state, name)
        return np.array(self.n[begin : begin + size], np.int64)

    def _worth(self) -> tuple[int, int, int]:
        """Required wishes missed, spread of breaks beyond the aim, cost without walking: less is better."""
        arrays, aims = self.arrays, self.aims
        out = self._part("slot", arrays.wishes) == NOT_HELD
        breaks = self._part("breaks", arrays.people)
        short = np.maximum(arrays.minimum - self._part("tally", arrays.people), 0).sum()
        idle = sum(self.loop.day(self.state, self.n, person)[1] for person in range(arrays.people))
        spread = int(breaks.max(initial=0) - breaks.min(initial=0))
        cost = (
            aims.value * int(arrays.weight[out].sum())
            + aims.minimum * int(short)
            + aims.breaks * int(breaks.sum())
            + aims.fairness * int((breaks * (breaks - 1) // 2).sum())
            + aims.idle * int(idle)
        )
        beyond = 0 if aims.difference is None else max(spread - aims.difference, 0)
        return int(arrays.required[out].sum()), beyond, cost
