"""Where to draw the components of a chain: in columns from left to right, so that links go right and cross little.

Layers after Sugiyama, Tagawa and Toda 1981. Nothing is drawn by chance, and an order that saves no crossing is left as
it is, so a small edit moves little; with the drawing before the edit, less.
"""

from dataclasses import dataclass

from kontor.engine.valuechain.chain import Chain
from kontor.engine.valuechain.columns import (
    Grid,
    columns,
    crossings,
    gridded,
    heights,
    sort_columns,
    turned,
    uncross,
)

type Ways = dict[tuple[int, int], list[int]]  # of each arc the nodes of the grid it runs through


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a component stands: its column from the left, its place in the column from the top, and its height in rows."""

    component: str
    column: int
    place: int
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """How a link runs: points (column, y) from its start to its end. `back`: it leads to the left, closing a cycle."""

    start: str
    end: str
    kind: str
    points: tuple[tuple[int, float], ...]
    back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Spots in the order of the components, lines in that of the links, and how many crossings the lines have.

    x is the column, y goes down from 0 to `height`; both count in units of which the picture chooses the size. Spots in
    one column are a unit or more apart. Lines of different kinds between the same components run alike.
    """

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    columns: int
    height: float
    crossings: int


def draw(chain: Chain, before: Drawing | None = None) -> Drawing:
    """Return where to draw the chain; `before` is a drawing of it before an edit, whose order is kept where possible.

    The same chain gives the same drawing. O(sweeps x columns x links log links), milliseconds for 60 components.

    >>> from kontor.engine.valuechain import Component, Link
    >>> found = draw(Chain((Component("a"), Component("b"), Component("c")), (Link("a", "b"), Link("b", "c"))))
    >>> [(spot.component, spot.column, spot.y) for spot in found.spots]
    [('a', 0, 0.0), ('b', 1, 0.0), ('c', 2, 0.0)]
    """
    number = {name: at for at, name in enumerate(chain.component)}
    pairs = list(dict.fromkeys((number[link.start], number[link.end]) for link in chain.links))
    back = turned(len(number), pairs)
    arcs = list(dict.fromkeys((end, start) if (start, end) in back else (start, end) for start, end in pairs))
    grid, ways = gridded(columns(len(number), arcs), arcs)
    _begin(grid, ways, _kept(grid, ways, list(number), before))
    uncross(grid)
    y = heights(grid)
    place = {node: at for nodes in grid.order for at, node in enumerate(nodes)}
    return Drawing(
        spots=tuple(Spot(name, grid.column[at], place[at], y[at]) for name, at in number.items()),
        lines=tuple(
            _line(
                link.start,
                link.end,
                link.kind,
                _points(grid, ways, y, (number[link.start], number[link.end])),
            )
            for link in chain.links
        ),
        columns=len(grid.order),
        height=max(y, default=0.0),
        crossings=crossings(grid),
    )


def _kept(grid: Grid, ways: Ways, names: list[str], before: Drawing | None) -> dict[int, float]:
    """The heights in a drawing before, of components and of the longer arcs in the columns they ran through."""
    if before is None:
        return {}
    was = {spot.component: spot.y for spot in before.spots}
    lines = {frozenset((line.start, line.end)): dict(line.points) for line in before.lines}
    known = {at: was[name] for at, name in enumerate(names) if name in was}
    for (start, end), way in ways.items():
        points = lines.get(frozenset((names[start], names[end])), {})
        for node in way[1:-1]:
            if grid.column[node] in points:
                known[node] = points[grid.column[node]]
    return known


def _begin(grid: Grid, ways: Ways, known: dict[int, float]) -> None:
    """Order the columns before improving: as they were; who is new stands where the mean of its known neighbours is.

    Without a drawing before, the components keep their order. Longer arcs run straight from end to end.
    """
    count = len(grid.column) - sum(len(way) - 2 for way in ways.values())
    start = {}
    for nodes in grid.order:
        for at, node in enumerate(node for node in nodes if node < count):
            start[node] = _first_height(grid, ways, known, node) if known else float(at)
    for (one, other), way in ways.items():
        for step, node in enumerate(way[1:-1], start=1):
            straight = start[one] + (start[other] - start[one]) * step / (len(way) - 1)
            start[node] = known.get(node, straight)
    sort_columns(grid, start)


def _first_height(grid: Grid, ways: Ways, known: dict[int, float], node: int) -> float:
    if node in known:
        return known[node]
    ends = [one if other == node else other for one, other in ways if node in (one, other)]
    near = [known[end] for end in ends if end in known]
    return sum(near) / len(near) if near else float(len(grid.column))


def _points(grid: Grid, ways: Ways, y: list[float], pair: tuple[int, int]) -> tuple[tuple[int, float], ...]:
    way = ways[pair] if pair in ways else ways[pair[::-1]][::-1]
    return tuple((grid.column[node], y[node]) for node in way)


def _line(start: str, end: str, kind: str, points: tuple[tuple[int, float], ...]) -> Line:
    return Line(start, end, kind, points, back=points[0][0] > points[-1][0])
