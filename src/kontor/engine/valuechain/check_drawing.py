"""Is a drawing what it claims to be? Found without the layout, by looking at all pairs."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from kontor.engine.valuechain.chain import Chain
from kontor.engine.valuechain.drawing import Drawing

type Segment = tuple[int, float, float]  # the column it begins in, heights at its left and right end

LEAST = 0.99  # a unit, less rounding


def drawing_faults(chain: Chain, drawing: Drawing) -> tuple[str, ...]:
    """Return every claim of a drawing that does not hold, a sentence each; none for a correct one.

    Checked are: each component and link once, spots apart, lines from spot to spot through every column between, to the
    right unless they are marked as leading back, and the number of crossings. O(lines^2).
    """
    return tuple(_faults(chain, drawing))


def _faults(chain: Chain, drawing: Drawing) -> Iterator[str]:
    if [spot.component for spot in drawing.spots] != list(chain.component):
        yield "The spots are not the components of the chain in their order."
    if [(line.start, line.end, line.kind) for line in drawing.lines] != [
        (link.start, link.end, link.kind) for link in chain.links
    ]:
        yield "The lines are not the links of the chain in their order."
    for one, other in combinations(drawing.spots, 2):
        if one.column == other.column and abs(one.y - other.y) < LEAST:
            yield f"{one.component} and {other.component} stand on each other."
    yield from _line_faults(drawing)
    counted = _crossings(drawing)
    if counted != drawing.crossings:
        yield f"{counted} pairs of lines cross, not {drawing.crossings}."


def _line_faults(drawing: Drawing) -> Iterator[str]:
    place = {spot.component: (spot.column, spot.y) for spot in drawing.spots}
    for line in drawing.lines:
        xs = [x for x, _ in line.points]
        step = -1 if line.back else 1
        if (line.points[0], line.points[-1]) != (place[line.start], place[line.end]):
            yield f"The line from {line.start} to {line.end} does not join them."
        if xs != list(range(xs[0], xs[-1] + step, step)) or len(xs) < 2:
            yield f"The line from {line.start} to {line.end} jumps, or runs the other way."


def _crossings(drawing: Drawing) -> int:
    """Pairs of pieces between the same columns that change sides; pieces of links between the same two count once."""
    pieces: dict[tuple[frozenset[str], int], Segment] = {}
    for line in drawing.lines:
        points = line.points[::-1] if line.back else line.points
        for (x, left), (_, right) in pairwise(points):
            pieces[frozenset((line.start, line.end)), x] = (x, left, right)
    return sum(_cross(one, other) for one, other in combinations(pieces.values(), 2))


def _cross(one: Segment, other: Segment) -> bool:
    return one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
