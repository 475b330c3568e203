"""The columns of a drawing: which links are turned to be free of cycles, who stands in which column, in which order."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

type Arcs = Sequence[tuple[int, int]]

SWEEPS = 12  # through all columns, unless nothing is gained before
STARTS = 4  # from so many sortings an order is improved
FAR = float("inf")


@dataclass
class Grid:
    """Nodes (components, and a place in each column for a longer arc) in columns; arcs join neighbouring columns.

    `column[n]` is where node n stands, `order[c]` the nodes of column c from the top, `before` and `after` the neighbours.
    """

    column: list[int]
    order: list[list[int]]
    before: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    after: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def join(self, start: int, end: int) -> None:
        self.after[start].append(end)
        self.before[end].append(start)


def turned(number: int, arcs: Arcs) -> set[tuple[int, int]]:
    """Return the arcs that a walk into the depth finds leading back to where it came from: turned, no cycle is left.

    The walk begins at nodes to which no arc leads, then takes them in their order. O(nodes + arcs).
    """
    after: list[list[int]] = [[] for _ in range(number)]
    led_to = {end for _, end in arcs}
    for start, end in arcs:
        after[start].append(end)
    back: set[tuple[int, int]] = set()
    on_the_way: dict[int, bool] = {}  # False once it is left
    for root in sorted(range(number), key=lambda node: (node in led_to, node)):
        stack = [] if root in on_the_way else [(root, iter(after[root]))]
        on_the_way.setdefault(root, True)
        while stack:
            node, rest = stack[-1]
            end = next(rest, -1)
            if end < 0:
                on_the_way[node] = False
                stack.pop()
            elif end not in on_the_way:
                on_the_way[end] = True
                stack.append((end, iter(after[end])))
            elif on_the_way[end]:
                back.add((node, end))
    return back


def columns(number: int, arcs: Arcs) -> list[int]:
    """Return the column of each node: right of all that lead to it, and as near as can be to what it leads to.

    First everybody stands as far left as possible; then, from the right, those to which nothing leads move to the right.
    O(nodes + arcs).
    """
    after: list[list[int]] = [[] for _ in range(number)]
    waiting = [0] * number
    for start, end in arcs:
        after[start].append(end)
        waiting[end] += 1
    begins = [node for node in range(number) if not waiting[node]]
    found = [0] * number
    queue = list(begins)
    for node in queue:  # grows while it is walked
        for end in after[node]:
            found[end] = max(found[end], found[node] + 1)
            waiting[end] -= 1
            if not waiting[end]:
                queue.append(end)
    for node in begins:
        if after[node]:
            found[node] = min(found[end] for end in after[node]) - 1
    return found


def gridded(column: Sequence[int], arcs: Arcs) -> tuple[Grid, dict[tuple[int, int], list[int]]]:
    """Return the grid, each column in the order of the nodes, and of each arc the nodes it runs through."""
    grid = Grid(list(column), [[] for _ in range(max(column, default=-1) + 1)])
    ways: dict[tuple[int, int], list[int]] = {}
    for node, at in enumerate(column):
        grid.order[at].append(node)
    for start, end in arcs:
        way = [start]
        for at in range(column[start] + 1, column[end]):
            grid.column.append(at)
            way.append(len(grid.column) - 1)
            grid.order[at].append(way[-1])
        way.append(end)
        for one, other in pairwise(way):
            grid.join(one, other)
        ways[start, end] = way
    return grid, ways


def sort_columns(grid: Grid, height: Mapping[int, float]) -> None:
    """Put the nodes of each column in the order of the given heights; nodes without one come last. O(n log n)."""
    for nodes in grid.order:
        nodes.sort(key=lambda node: height.get(node, FAR))


def crossings(grid: Grid) -> int:
    """How many pairs of arcs between neighbouring columns cross. O(arcs x log arcs), Barth, Mutzel and Juenger 2002."""
    return sum(_crossings(grid, column) for column in range(len(grid.order) - 1))


def _crossings(grid: Grid, column: int) -> int:
    place = {node: at for at, node in enumerate(grid.order[column + 1])}
    passed: list[int] = []
    total = 0
    for node in grid.order[column]:
        ends = sorted(place[end] for end in grid.after[node])
        total += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
        for end in ends:
            insort(passed, end)
    return total


def uncross(grid: Grid) -> None:
    """Improve the order in the columns; an order that saves no crossing is not taken, so nothing moves for nothing.

    The columns as they are, and as they stand after each sweep of sorting them by the mean place of their neighbours
    (Sugiyama 1981), equals as they were or turned round; from each, every node goes where it saves most (sifting,
    Matuszewski 1999). The first with the fewest crossings stays.
    O(starts x sweeps x (sum over columns of nodes^2 x neighbours + arcs log arcs)).
    """
    best = _sifted(grid)
    for turn in (False, True):
        moving = replace(grid, order=[list(nodes) for nodes in grid.order])
        for _ in range(STARTS):
            if not best[0]:
                break
            _sort_by_means(moving, turn=turn)
            best = min(best, _sifted(moving), key=_number)
    grid.order = best[1]


type _Result = tuple[int, list[list[int]]]  # crossings, order


def _number(result: _Result) -> int:
    return result[0]


def _sifted(grid: Grid) -> _Result:
    """The crossings left, and the order, when every node has gone where it saves most."""
    tried = replace(grid, order=[list(nodes) for nodes in grid.order])
    number = crossings(tried)
    for _ in range(SWEEPS):
        for column in range(len(tried.order)):
            _sift(tried, column)
        before, number = number, crossings(tried)
        if number == before:
            break
    return number, tried.order


def _sort_by_means(grid: Grid, *, turn: bool) -> None:
    """Once to the right and back: each column by the mean place of its neighbours on the side one comes from."""
    count = len(grid.order)
    for columns_, sides in ((range(1, count), grid.before), (range(count - 2, -1, -1), grid.after)):
        for column in columns_:
            _sort_by_mean(grid, column, sides, turn=turn)


def _sort_by_mean(grid: Grid, column: int, sides: Mapping[int, list[int]], *, turn: bool) -> None:
    nodes = grid.order[column]
    place = {node: at for row in grid.order for at, node in enumerate(row)}
    mean = {
        node: sum(place[other] for other in sides[node]) / len(sides[node])
        if sides.get(node)
        else place[node]
        for node in nodes
    }
    grid.order[column] = sorted(nodes[::-1] if turn else nodes, key=lambda node: mean[node])


def _sift(grid: Grid, column: int) -> None:
    """Each node of the column tries every place in it, and takes the first that saves most. O(nodes^2 x neighbours)."""
    nodes = grid.order[column]
    if len(nodes) < 2:
        return
    above = _pairs(grid, column)
    order = list(range(len(nodes)))
    for node in range(len(nodes)):
        at = order.index(node)
        rest = [other for other in order if other != node]
        cost = np.r_[0, np.cumsum(above[rest, node])] + np.r_[np.cumsum(above[node, rest][::-1])[::-1], 0]
        best = int(np.argmin(cost))
        if cost[best] < cost[at]:
            order = [*rest[:best], node, *rest[best:]]
    grid.order[column] = [nodes[at] for at in order]


def _pairs(grid: Grid, column: int) -> NDArray[np.int64]:
    """How many arcs of two nodes of the column cross when the first stands above the second, for each pair."""
    nodes = grid.order[column]
    total = np.zeros((len(nodes), len(nodes)), np.int64)
    for side, sides in ((column - 1, grid.before), (column + 1, grid.after)):
        if 0 <= side < len(grid.order):
            place = {node: at for at, node in enumerate(grid.order[side])}
            arcs = np.zeros((len(nodes), len(place)), np.int64)
            for at, node in enumerate(nodes):
                arcs[at, [place[other] for other in sides[node]]] = 1
            total += arcs @ (np.cumsum(arcs, axis=1) - arcs).T
    return total


def heights(grid: Grid) -> list[float]:
    """Return the height of each node: a row or more from those above and below, near the mean of its neighbours.

    Columns are set in turn, each at the least squares from the means wished for (isotonic regression, Barlow 1972).
    """
    found = [0.0] * len(grid.column)
    for nodes in grid.order:
        for at, node in enumerate(nodes):
            found[node] = float(at)
    count = len(grid.order)
    for _ in range(SWEEPS // 2):
        for column, sides in (
            *((column, grid.before) for column in range(1, count)),
            *((column, grid.after) for column in range(count - 2, -1, -1)),
        ):
            _set_heights(grid.order[column], sides, found)
    top = min(found, default=0.0)
    return [round(height - top, 3) + 0.0 for height in found]


def _set_heights(nodes: Sequence[int], sides: Mapping[int, list[int]], found: list[float]) -> None:
    wished = [
        (sum(found[other] for other in sides[node]) / len(sides[node]) if sides.get(node) else found[node])
        - at
        for at, node in enumerate(nodes)
    ]
    blocks: list[tuple[float, int]] = []  # sum and number of wishes that share one height
    for wish in wished:
        total, size = wish, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / size:
            total, size = total + blocks[-1][0], size + blocks[-1][1]
            blocks.pop()
        blocks.append((total, size))
    level = [total / size for total, size in blocks for _ in range(size)]
    for at, node in enumerate(nodes):
        found[node] = level[at] + at
