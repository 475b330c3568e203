"""Proof for small demands: decide one wish at a time, drop what the bound says cannot win, keep what is left."""

import heapq
from dataclasses import dataclass

import numpy as np

from kontor.engine.matching.prices import Relaxation, relax
from kontor.engine.matching.rows import Numbers, Rows
from kontor.engine.matching.search import search

WORK = 150_000  # entries looked at in all: some hundred nodes of a demand with some hundred wishes
NODES, FEW_NODES = 400, 30  # fewer are not begun: they prove nothing about a large demand


@dataclass(frozen=True, eq=False)
class Proof:
    """The best choice found, as places of the wishes in the demand, its objective, and the bound proven for all."""

    taken: Numbers
    objective: int
    bound: int


@dataclass(frozen=True, eq=False)
class _Node:
    """Rows of what is undecided, with the wishes decided to be held."""

    rows: Rows
    taken: tuple[int, ...]
    relaxation: Relaxation

    def answer(self) -> tuple[Numbers, int]:
        chosen = search(self.rows, self.relaxation, steps_each=0)
        return np.append(self.rows.open[chosen], self.taken).astype(np.int64), self.rows.objective(chosen)


def prove(rows: Rows, relaxation: Relaxation, start: Numbers, objective: int) -> Proof:
    """Return a choice not worse than `start` (places in the demand) with a bound that meets it where the effort suffices.

    Branch and bound, best bound first, on the wish whose share is nearest a half (Land and Doig 1960). The effort is
    counted in nodes, so the answer depends on nothing else. O(nodes x relaxation).
    """
    best, most = start, objective
    heap: list[tuple[int, int, _Node]] = [(-relaxation.bound, 0, _Node(rows, (), relaxation))]
    nodes = min(NODES, WORK // (len(rows.limit) + 1))
    made = 0 if nodes >= FEW_NODES else nodes
    while heap and -heap[0][0] > most and made < nodes:
        _, _, node = heapq.heappop(heap)
        for child in _branches(node):
            made += 1
            places, reached = child.answer()
            if reached > most:
                best, most = places, reached
            if child.relaxation.bound > most:
                heapq.heappush(heap, (-child.relaxation.bound, made, child))
    return Proof(np.sort(best), most, max(most, -heap[0][0] if heap else most))


def _branches(node: _Node) -> list[_Node]:
    """The node with its most doubtful wish held, if that is possible, and not held; none where nothing is undecided."""
    rows = node.rows
    if rows.wishes == 0:
        return []
    wish = int(np.argmin(np.abs(node.relaxation.shares - 0.5)))
    places = rows.limit[rows.first[wish] : rows.first[wish + 1]]
    children = [(rows.without(wish, held=False), node.taken)]
    if (rows.upper[places] > 0).all():
        children.append((rows.without(wish, held=True), (*node.taken, int(rows.open[wish]))))
    return [_Node(left, taken, relax(left)) for left, taken in children]
