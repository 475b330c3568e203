"""Events with two sides: the choice is a flow, so exchanges that gain lead to the best, and the prices prove it.

Two sides are found, not stated: no wish joins two people of one side, and each limit's people sit on one side. Limits
of a side must lie inside each other or apart, as people do in firms, firms in kinds, and all in the capacity. Then
every limit is an arc of a tree, every wish an arc from a leaf of the left tree to one of the right, and a choice is a
flow. A set of exchanges is a cycle in what is left of the arcs; no cycle gains exactly if the choice is the best.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.demand import Demand
from kontor.engine.matching.rows import CAPACITY, PERSON, Flags, Numbers, Reals, Rows

WORK = 100_000_000  # arcs looked at in all
PASSES = 4  # between two looks for a cycle
ROOT = 0


@dataclass(frozen=True, eq=False)
class Sides:
    """The network: limit i is the tree arc between node i + 1 and `parent[i]`, downwards where it is on the `left`.

    `tail` and `head` are the leaves of each open wish, or the root where nothing on that side limits it.
    """

    parent: Numbers
    left: Flags
    tail: Numbers
    head: Numbers

    @classmethod
    def of(cls, demand: Demand, rows: Rows) -> Self | None:
        """Return the network of a demand; None where it has not two sides, or its limits overlap. O(entries)."""
        colour = _colours(demand, rows)
        if colour is None:
            return None
        size, left = _sizes(demand, rows, colour)
        parent = np.full(rows.limits, -1, np.int64)
        ends = np.zeros((2, rows.wishes), np.int64)
        for wish in range(rows.wishes):
            own = rows.limit[rows.first[wish] : rows.first[wish + 1]].tolist()
            for side in (True, False):
                chain = sorted(
                    (limit for limit in own if left[limit] == side), key=lambda limit: (size[limit], limit)
                )
                nodes = [limit + 1 for limit in chain] + [ROOT]
                ends[0 if side else 1, wish] = nodes[0]
                for limit, above in zip(chain, nodes[1:], strict=True):
                    if parent[limit] not in (-1, above):
                        return None
                    parent[limit] = above
        return cls(np.maximum(parent, ROOT), np.array(left, np.bool_), ends[0], ends[1])

    def potentials(self, prices: Reals) -> Numbers:
        """Return of each node, in whole numbers, the prices summed up from the root: downwards on the left."""
        height = np.zeros(len(prices) + 1)
        step = np.where(self.left, prices, -prices)
        for _ in range(len(prices)):  # as often as the tree is deep
            before = height.copy()
            height[1:] = height[self.parent] + step
            if (before == height).all():
                break
        return np.rint(height).astype(np.int64)

    def prices(self, height: Numbers, rows: Rows) -> Reals:
        """Return the prices of which these are the potentials; a limit never asks for more than a minimum is worth."""
        step = (height[1:] - height[self.parent]).astype(np.float64)
        least = -float(rows.price) * (rows.lower > 0)
        asked: Reals = np.maximum(np.where(self.left, step, -step), least)
        return asked


def exchanged(sides: Sides, rows: Rows, chosen: Flags, prices: Reals) -> tuple[Flags, Reals]:
    """Return the best choice and prices that prove it, from a good one; a better one where the effort ends before.

    Negative cycles are cancelled (Klein 1967), found by Bellman and Ford's method from the potentials of the prices.
    O(passes x (N + M)); few passes where the start is good.
    """
    chosen = chosen.copy()
    height = sides.potentials(prices)
    work = WORK
    while work > 0:
        arcs = _Arcs.left_of(sides, rows, chosen)
        cycles, height, cost = arcs.search(height, work)
        work -= cost
        for arc in (arc for cycle in cycles for arc in cycle):
            if arcs.wish[arc] >= 0:
                chosen[arcs.wish[arc]] ^= True
        if not cycles:
            break
    return chosen, sides.prices(height, rows) if work > 0 else prices


@dataclass(frozen=True, eq=False)
class _Arcs:
    """What may still change, sorted by head: a wish in or out, a limit one more or one less. `wish` is -1 for limits."""

    tail: Numbers
    head: Numbers
    cost: Numbers
    wish: Numbers

    @classmethod
    def left_of(cls, sides: Sides, rows: Rows, chosen: Flags) -> Self:
        used = np.bincount(rows.limit[chosen[rows.wish_of]], minlength=rows.limits)
        own = np.arange(1, rows.limits + 1)
        top, low = np.where(sides.left, sides.parent, own), np.where(sides.left, own, sides.parent)
        more, less = used < rows.upper, used > 0
        tail = np.concatenate([np.where(chosen, sides.head, sides.tail), top[more], low[less]])
        head = np.concatenate([np.where(chosen, sides.tail, sides.head), low[more], top[less]])
        cost = np.concatenate(
            [
                np.where(chosen, rows.weight, -rows.weight),
                -rows.price * (used < rows.lower)[more],
                rows.price * (used <= rows.lower)[less],
            ]
        )
        wish = np.concatenate([np.arange(rows.wishes), np.full(int(more.sum() + less.sum()), -1)])
        order = np.argsort(head, kind="stable")
        return cls(tail[order], head[order], cost[order], wish[order])

    def search(self, height: Numbers, work: int) -> tuple[list[list[int]], Numbers, int]:
        """Return disjoint cycles that gain, each a list of arcs; or none, with potentials that leave no arc to gain."""
        heads, starts = np.unique(self.head, return_index=True)
        sizes = np.diff(np.append(starts, len(self.head)))
        by = np.full(len(height), -1, np.int64)
        numbers = np.arange(len(self.head))
        height = height.copy()
        passes = 0
        while passes * len(self.head) < work and len(heads):
            passes += 1
            reached = height[self.tail] + self.cost
            least = np.minimum.reduceat(reached, starts)
            lower = least < height[heads]
            if not lower.any():
                break
            arc = np.minimum.reduceat(
                np.where(reached == np.repeat(least, sizes), numbers, len(numbers)), starts
            )
            height[heads[lower]] = least[lower]
            by[heads[lower]] = arc[lower]
            if passes % PASSES == 0 and (cycles := list(self._cycles(by))):
                return cycles, height, passes * len(self.head)
        return [], height, max(passes, 1) * len(self.head)

    def _cycles(self, by: Numbers) -> Iterator[list[int]]:
        """The cycles among the arcs by which each node was last reached: each of them gains."""
        arc_into, tail_of = by.tolist(), self.tail.tolist()
        seen = [0] * len(arc_into)
        for first in range(len(arc_into)):
            node = first
            while seen[node] == 0 and arc_into[node] >= 0:
                seen[node] = first + 1
                node = tail_of[arc_into[node]]
            if seen[node] == first + 1 and arc_into[node] >= 0:
                yield self._around(node, arc_into, tail_of)

    @staticmethod
    def _around(node: int, arc_into: list[int], tail_of: list[int]) -> list[int]:
        cycle = [arc_into[node]]
        while tail_of[cycle[-1]] != node:
            cycle.append(arc_into[tail_of[cycle[-1]]])
        return cycle


def _colours(demand: Demand, rows: Rows) -> dict[str, bool] | None:
    """On which side everybody sits, so that wishes join sides and limits do not; None where that is impossible."""
    beside: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for wish in (demand.wishes[place] for place in rows.open.tolist()):
        if len(wish.people) != 2:
            return None
        _join(beside, *wish.people, differ=True)
    for limit in demand.limits:
        if limit.partners:
            return None
        for person in limit.people[1:]:
            _join(beside, limit.people[0], person, differ=False)
    colour: dict[str, bool] = {}
    for first in demand.people:
        queue = [] if first.id in colour else [first.id]
        colour.setdefault(first.id, True)
        for person in queue:  # grows while it is walked
            for other, differ in beside[person]:
                if other not in colour:
                    colour[other] = colour[person] ^ differ
                    queue.append(other)
                elif colour[other] != colour[person] ^ differ:
                    return None
    return colour


def _join(beside: defaultdict[str, list[tuple[str, bool]]], one: str, other: str, *, differ: bool) -> None:
    beside[one].append((other, differ))
    beside[other].append((one, differ))


def _sizes(demand: Demand, rows: Rows, colour: dict[str, bool]) -> tuple[NDArray[np.float64], list[bool]]:
    """Of each limit how many people it counts, by which the inner ones are told, and whether it is on the left."""
    limits = {limit.id: limit for limit in demand.limits}
    size, left = [], []
    for name in rows.names:
        if name.kind == CAPACITY:
            size.append(np.inf)
            left.append(True)
        elif name.kind == PERSON:
            size.append(0.0)
            left.append(colour[name.id])
        else:
            people = limits[name.id].people
            size.append(float(len(people)))
            left.append(colour[people[0]] if people else True)
    return np.array(size), left
