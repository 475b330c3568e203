"""Where to draw the nodes, so that those who are linked lie together and every part of the network has its own place."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.network.cohesion import components
from kontor.engine.network.graph import Graph

type Points = NDArray[np.float64]

ASPECT = 1.42  # width of the drawing by its height
ROUNDS = 220
LARGEST_SPECTRAL = 700


def layout(graph: Graph, seed: int = 0, aspect: float = ASPECT) -> dict[str, tuple[float, float]]:
    """Positions (x, y) in 0..1, y downwards, for a drawing `aspect` times as wide as high.

    The same for the same graph and seed on one machine; another linear algebra library may move nodes of very
    symmetrical networks, so keep the positions where a picture must stay as it was.

    Each component is laid out by forces (Fruchterman and Reingold 1991, from a spectral start) and turned so that it is
    wide rather than high; the components are then packed in rows, large ones first. O(rounds x nodes^2) for the largest
    component; 300 nodes take about 0.4 s, 2,000 about 4 s. Meant for up to some 2,000 nodes: take `part` or `ego` of more.

    >>> layout(Graph(("a",)))
    {'a': (0.5, 0.5)}
    """
    parts = components(graph)
    shapes = [_component(graph.part(part), seed) for part in parts]
    sides = [_side(len(part), _complete(graph.part(part))) for part in parts]
    places = _packed([_Shape(side, points) for side, points in zip(sides, shapes, strict=True)], aspect)
    if not places:
        return {}
    everything = _fitted(np.concatenate(places), aspect)
    apart = _apart(everything * [aspect, 1.0]) / [aspect, 1.0]
    final = _fitted(apart, aspect).round(5)
    order = [node for part in parts for node in part]
    found = {node: (float(x), float(y)) for node, (x, y) in zip(order, final, strict=True)}
    return {node: found[node] for node in graph.nodes}


def _component(graph: Graph, seed: int) -> Points:
    """One connected part around the origin, its longest direction lying flat. Shape (nodes, 2)."""
    n = len(graph.nodes)
    if n == 1:
        return np.zeros((1, 2))
    if n == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    if _complete(graph):
        angle = np.arange(n) * (2 * math.pi / n) - math.pi / 2
        return np.column_stack([np.cos(angle), np.sin(angle)])
    weights = _weights(graph)
    points = _start(weights, seed)
    return _laid_flat(_forced(points, weights))


def _complete(graph: Graph) -> bool:
    """Everybody linked with everybody, as in a partnership that shares nobody: best drawn as a regular polygon."""
    return 2 * len(graph.edges) == len(graph.nodes) * (len(graph.nodes) - 1)


def _weights(graph: Graph) -> Points:
    """The symmetric matrix of edge weights, dampened: a pair with nine partnerships pulls three times as hard as one."""
    matrix = np.zeros((len(graph.nodes), len(graph.nodes)))
    for (a, b), (_, _, weight) in zip(graph.numbered, graph.edges, strict=True):
        matrix[a, b] = matrix[b, a] = math.sqrt(weight)
    return matrix / matrix.max()


def _start(weights: Points, seed: int) -> Points:
    """The two slowest vibrations of the network (Koren 2005), or a seeded circle where that would take too long.

    A little noise parts nodes that stand for the same thing and would otherwise lie on one point.
    """
    n = len(weights)
    random = np.random.default_rng(seed)
    if n <= LARGEST_SPECTRAL:
        strength = np.sqrt(weights.sum(axis=1))
        normal = np.eye(n) - weights / np.outer(strength, strength)
        _, vectors = np.linalg.eigh(normal)
        points = vectors[:, 1:3] / strength[:, None]
        # The sign of an eigenvector is arbitrary and may differ between machines.
        points = points * np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
        points = points / max(float(np.abs(points).max()), 1e-12)
    else:
        angle = random.permutation(n) * (2 * math.pi / n)
        points = np.column_stack([np.cos(angle), np.sin(angle)])
    return points + random.normal(scale=0.05, size=(n, 2))


def _forced(points: Points, weights: Points) -> Points:
    """Nodes push each other away, edges pull; the allowed step shrinks until everything stands still."""
    n = len(points)
    wanted = 1.0 / math.sqrt(n)
    rounds = ROUNDS if n <= 400 else max(40, int(ROUNDS * (400 / n) ** 1.5))
    degree = (weights > 0).sum(axis=1)
    # Many links must not pull a hub's whole neighbourhood into one point.
    pull = weights / np.sqrt(np.maximum(1, np.minimum.outer(degree, degree)))
    for round_ in range(rounds):
        step = 0.12 * (1 - round_ / rounds) ** 1.5 + 0.001
        gaps = points[:, None, :] - points[None, :, :]
        squared = np.einsum("ijk,ijk->ij", gaps, gaps) + 1e-6
        distance = np.sqrt(squared)
        force = wanted**2 / squared - pull * distance / wanted
        moves = np.einsum("ijk,ij->ik", gaps, force) - 0.35 * points * wanted
        length = np.maximum(np.sqrt((moves**2).sum(axis=1)), 1e-9)
        points = points + moves / length[:, None] * np.minimum(length, step)[:, None]
    return points


def _laid_flat(points: Points) -> Points:
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Points = centred @ axes.T
    return turned * np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Shape:
    side: float
    points: Points

    def box(self) -> tuple[float, float]:
        """Width and height: an area of side squared, in the shape's own proportions, within reason."""
        span = np.ptp(self.points, axis=0)
        flat = min(max(float(span[0] / span[1]) if span[1] > 1e-9 else 1.0, 1.0), 1.8)
        return self.side * math.sqrt(flat), self.side / math.sqrt(flat)


def _side(count: int, complete: bool) -> float:
    """A polygon needs less room than a shape that tells something."""
    return math.sqrt(count) * (0.8 if complete else 1.0) + 0.35


def _packed(shapes: list[_Shape], aspect: float) -> list[Points]:
    """The shapes side by side, in the width that comes nearest to the drawing's proportions without waste."""
    if not shapes:
        return []
    boxes = [shape.box() for shape in shapes]
    widest, whole = max(width for width, _ in boxes), math.sqrt(sum(w * h for w, h in boxes) * aspect)
    widths = [max(widest, whole * factor) for factor in (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)]
    corners = min(
        (_corners(boxes, width) for width in widths), key=lambda made: max(made[1] / aspect, made[2])
    )[0]
    return [
        _into(shape.points, corner, box) for shape, corner, box in zip(shapes, corners, boxes, strict=True)
    ]


def _corners(
    boxes: list[tuple[float, float]], width: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Top left corners, each box as high up as it goes, and the width and height used. O(boxes^2) at worst.

    The lower edge of what is placed is kept as steps (x, y), from left to right: a skyline (Burke et al. 2004).
    """
    steps = [(0.0, 0.0)]
    corners: list[tuple[float, float]] = []
    used = depth = 0.0
    for w, h in boxes:
        places = [
            (max(y for x, y in _under(steps, left, left + w)), left)
            for left, _ in steps
            if left + w <= width + 1e-9
        ]
        top, left = min(places)
        corners.append((left, top))
        after = _under(steps, left, left + w)[-1][1]
        steps = [step for step in steps if step[0] < left or step[0] >= left + w - 1e-9]
        steps.append((left, top + h))
        if left + w < width - 1e-9 and not any(abs(x - left - w) < 1e-9 for x, _ in steps):
            steps.append((left + w, after))
        steps.sort()
        used, depth = max(used, left + w), max(depth, top + h)
    return corners, used, depth


def _under(steps: list[tuple[float, float]], left: float, right: float) -> list[tuple[float, float]]:
    """The steps of the skyline that lie between left and right, the first perhaps beginning before."""
    first = max(i for i, (x, _) in enumerate(steps) if x <= left)
    return [step for step in steps[first:] if step[0] < right - 1e-9]


def _into(points: Points, corner: tuple[float, float], box: tuple[float, float]) -> Points:
    """The points within the box, with a margin, stretched at most a little."""
    margin = 0.35
    room = np.array([max(box[0] - 2 * margin, 0.1), max(box[1] - 2 * margin, 0.1)])
    span = np.maximum(np.ptp(points, axis=0), 1e-9)
    scale = room / span
    scale = np.minimum(scale, scale.min() * 1.4)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    placed: Points = (points - middle) * scale + np.array(corner) + np.array(box) / 2
    return placed


def _fitted(points: Points, aspect: float) -> Points:
    """Into 0..1, filling both directions; stretched at most by half beyond the drawing's own proportions."""
    span = np.ptp(points, axis=0)
    if float(span.max()) < 1e-9:
        return np.full_like(points, 0.5)
    safe = np.maximum(span, 1e-9)
    scale = 1.0 / safe
    limit = min(scale[0] * aspect, scale[1]) * 1.5
    scale = np.minimum(scale, [limit / aspect, limit])
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    fitted: Points = np.clip((points - middle) * scale + 0.5, 0.0, 1.0)
    return fitted


def _apart(points: Points) -> Points:
    """Nodes nearer than a mark's width are pushed apart, a few times over."""
    n = len(points)
    least = min(0.055, 0.62 / math.sqrt(n))
    for _ in range(30 if n <= 600 else 6):
        gaps = points[:, None, :] - points[None, :, :]
        distance = np.sqrt(np.einsum("ijk,ijk->ij", gaps, gaps))
        np.fill_diagonal(distance, 10.0)  # nobody is too near to itself
        close = distance < least
        if not close.any():
            break
        push = np.where(close, (least - distance) / np.maximum(distance, 1e-9) / 2, 0.0)
        points = points + np.clip(np.einsum("ijk,ij->ik", gaps, push), -least / 2, least / 2)
    return points
