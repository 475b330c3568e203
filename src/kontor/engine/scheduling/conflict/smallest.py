"""A smallest set of demands that cannot hold together, so that somebody can decide which one to give up.

Any one of the set given up makes the rest possible. Found by QuickXplain (Junker, AAAI 2004), then made smallest by
cardinality through hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva, CP 2015) as far as the calls reach.
"""

from collections.abc import Callable, Iterable

from kontor.engine.scheduling.conflict.demand import Demand, demands, only
from kontor.engine.scheduling.conflict.impossible import impossible
from kontor.engine.scheduling.problem import Problem
from kontor.engine.scheduling.solution import Control

CALLS = 100  # questions to the oracle; those that make the set irreducible are always asked

type Oracle = Callable[[Problem], bool | None]


def conflict(problem: Problem, feasible: Oracle, control: Control, calls: int = CALLS) -> tuple[Demand, ...]:
    """Return demands that cannot hold together although all but any one of them can; empty when there is a schedule.

    `feasible` says whether a problem has a schedule, or None when it does not know; what it does not know counts as
    possible, so that the set may then hold more than it needs to. Up to `calls` questions, and the limit of `control`,
    are spent on a set of least size; within them the answer is proven smallest. O(k log(n / k)) questions for k of n
    demands, plus `calls`.
    """
    return _Search(problem, feasible, control, calls).smallest()


class _Search:
    def __init__(self, problem: Problem, feasible: Oracle, control: Control, calls: int) -> None:
        self.problem = problem
        self.control = control
        self.most = calls
        self.all = demands(problem)
        self.position = {demand: index for index, demand in enumerate(self.all)}
        self.calls = 0
        self._feasible = feasible
        self._started = control.clock()
        self._known: dict[frozenset[Demand], bool] = {}

    def holds(self, kept: Iterable[Demand]) -> bool:
        """Whether those demands can hold together, as far as anybody knows."""
        key = frozenset(kept)
        if key not in self._known:
            self.calls += 1
            self._known[key] = self._feasible(only(self.problem, key)) is not False
        return self._known[key]

    def may_ask(self) -> bool:
        """Whether there is effort left for a smaller set than the one known."""
        late = self.control.clock() - self._started > self.control.limit
        return self.calls < self.most and not late and not self.control.cancelled()

    def smallest(self) -> tuple[Demand, ...]:
        core = self._irreducible()
        ordered = [demand for demand in self.all if demand in core]
        corrections = [frozenset({one}) for one in ordered if self.may_ask() and self._is_needed(one)]
        while core and self.may_ask():
            least = _hitting(corrections, len(core))
            if least is None:
                break  # nothing smaller meets every way out, so the core is smallest
            if not self.holds(least):
                core = least
                break
            corrections.append(self._correction(least, core))
        return tuple(sorted(core, key=self.position.__getitem__))

    def _irreducible(self) -> frozenset[Demand]:
        """A conflict none of whose demands can be spared; from a named impossibility where there is one."""
        starts = [found.demands for found in impossible(self.problem) if found.hard]
        named = [start for start in starts if not self.holds(start)]
        if not named and self.holds(self.all):
            return frozenset()
        found = [frozenset(self._explained([], False, list(start))) for start in named or [self.all]]
        least: frozenset[Demand] = min(found, key=len)
        return least

    def _explained(self, background: list[Demand], grown: bool, open_: list[Demand]) -> list[Demand]:
        """QuickXplain: what of the open demands is needed so that together with the background nothing holds."""
        if grown and not self.holds(background):
            return []
        if len(open_) <= 1:
            return open_
        half = len(open_) // 2
        first, second = open_[:half], open_[half:]
        late = self._explained(background + first, True, second)
        early = self._explained(background + late, bool(late), first)
        return early + late

    def _is_needed(self, demand: Demand) -> bool:
        """Whether every conflict has this demand, since without it there is a schedule."""
        return self.holds(other for other in self.all if other != demand)

    def _correction(self, kept: frozenset[Demand], core: frozenset[Demand]) -> frozenset[Demand]:
        """Demands whose giving up makes the rest possible: few, most likely among those of the conflict known."""
        held = set(kept)
        parts = [[demand] for demand in self.all if demand in core - kept]
        parts.append([demand for demand in self.all if demand not in core | kept])
        while parts and self.may_ask():
            part = parts.pop()
            if self.holds(held | set(part)):
                held |= set(part)
            elif len(part) > 1:
                half = len(part) // 2
                parts += [part[:half], part[half:]]
        return frozenset(demand for demand in self.all if demand not in held)


def _hitting(sets: list[frozenset[Demand]], below: int) -> frozenset[Demand] | None:
    """A smallest set with a demand of each of the sets and fewer than `below`, or None. Exponential in its size only."""
    best: frozenset[Demand] | None = None

    def search(chosen: frozenset[Demand]) -> None:
        nonlocal best
        limit = below if best is None else len(best)
        missed = [some for some in sets if some.isdisjoint(chosen)]
        if not missed:
            if len(chosen) < limit:
                best = chosen
            return
        if len(chosen) + _packing(missed) >= limit:
            return
        fewest: frozenset[Demand] = min(missed, key=len)
        for demand in sorted(fewest, key=lambda one: (one.kind, one.subject)):
            search(chosen | {demand})

    search(frozenset())
    return best


def _packing(sets: list[frozenset[Demand]]) -> int:
    """How many of the sets have nothing in common, at least: so many demands are still needed."""
    taken: set[Demand] = set()
    number = 0
    for some in sorted(sets, key=len):
        if taken.isdisjoint(some):
            taken |= some
            number += 1
    return number
