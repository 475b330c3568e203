"""Networks: who is linked with whom, at the places that the layout gave."""

import math
from dataclasses import dataclass

from kontor.documents.blocks import Edge, Network, Node
from kontor.documents.drawings import svg
from kontor.documents.drawings.amounts import known
from kontor.documents.drawings.labels import Box, Room, anchor_place, around
from kontor.documents.drawings.letters import shortened, text_width
from kontor.documents.drawings.pen import SMALL, Pen, Picture, legend, moved
from kontor.documents.drawings.shapes import outline
from kontor.documents.drawings.svg import coordinate

WIDTH, LOWEST, HIGHEST = 760.0, 140.0, 1600.0
MARGIN_X, MARGIN_Y = 56.0, 30.0
LABEL_ROOM = 150.0
ALWAYS_NAMED = 12
MOST_CROWDED = 0.35
MOST_THREADS = 5_000
HEAD = 7.0


@dataclass(frozen=True, slots=True)
class Placed:
    node: Node
    x: float
    y: float
    radius: float


def network(block: Network, pen: Pen) -> Picture:
    """Edges below, nodes above, labels where there is room: large nodes first. O(edges + nodes x labels nearby)."""
    crowd, high = len(block.nodes), _height(block)
    placed = {node.id: _place(node, crowd, high) for node in block.nodes}
    edges = "".join(_edge(pen, edge, placed, directed=block.directed) for edge in block.edges)
    order = sorted(placed.values(), key=lambda p: (-p.radius, p.node.id))
    nodes = "".join(_node(pen, one, block) for one in order)
    labels = svg.element("g", {"pointer-events": "none", "aria-hidden": "true"}, _labels(pen, order, block))
    swatches = tuple(outline(pen, pen.role("node", n), n, 7, 6, radius=6) for n in range(len(block.groups)))
    key, height = legend(pen, block.groups, WIDTH, swatches) if block.groups else ("", 0.0)
    body = edges + nodes + labels + (moved(0, high + 8, key) if key else "")
    linked = any(svg.safe_link(node.href) for node in block.nodes)
    return Picture(WIDTH, high + (height + 10 if key else 0), body, linked=linked)


def _height(block: Network) -> float:
    return min(max(block.height, LOWEST), HIGHEST)


def _place(node: Node, crowd: int, high: float) -> Placed:
    smallest = 5.0 if crowd <= 60 else 3.4 if crowd <= 180 else 2.6
    radius = smallest + _unit(node.size) * (15.0 if crowd <= 60 else 11.0)
    x = MARGIN_X + _unit(node.x) * (WIDTH - 2 * MARGIN_X)
    y = MARGIN_Y + _unit(node.y) * (high - 2 * MARGIN_Y)
    return Placed(node, x, y, radius)


def _unit(value: float) -> float:
    """Into 0..1; what is no number goes to the middle."""
    return 0.5 if known(value) is None else min(max(value, 0.0), 1.0)


def _edge(pen: Pen, edge: Edge, placed: dict[str, Placed], *, directed: bool) -> str:
    """A straight line between two nodes, with an arrow where it is directed; nothing for an edge whose end is not in the network."""
    a, b = placed.get(edge.source), placed.get(edge.target)
    if a is None or b is None or a is b:
        return ""
    title = f"{a.node.label} {'→' if directed else '–'} {b.node.label}: {pen.spoken(known(edge.value))}" + (
        f". {edge.note}" if edge.note else ""
    )
    width = 0.7 + 3.5 * _unit(edge.weight)
    dashes = f"{3 + width:.1f} {2.5 + width:.1f}" if edge.dashed else None
    line = pen.line("edge", a.x, a.y, b.x, b.y, title=title, stroke_width=width, stroke_dasharray=dashes)
    return line + (_head(pen, a, b, width) if directed else "")


def _head(pen: Pen, a: Placed, b: Placed, width: float) -> str:
    """An open arrow that touches the second node; none where the nodes leave no room for it."""
    far = math.hypot(b.x - a.x, b.y - a.y)
    if far < a.radius + b.radius + 2 * HEAD:
        return ""
    along_x, along_y = (b.x - a.x) / far, (b.y - a.y) / far
    x, y = b.x - along_x * (b.radius * 1.4 + 1), b.y - along_y * (b.radius * 1.4 + 1)
    (one_x, one_y), (other_x, other_y) = (
        (x - HEAD * along_x + side * HEAD * along_y, y - HEAD * along_y - side * HEAD * along_x)
        for side in (0.6, -0.6)
    )
    spots = ((one_x, one_y), (x, y), (other_x, other_y))
    points = " ".join(f"{coordinate(at_x)},{coordinate(at_y)}" for at_x, at_y in spots)
    return pen.mark("polyline", "edge", points=points, stroke_width=max(width, 1.4))


def _node(pen: Pen, one: Placed, block: Network) -> str:
    node = one.node
    group = block.groups[node.group] if 0 <= node.group < len(block.groups) else ""
    title = ". ".join(text for text in (node.label, group, node.note) if text)
    mark = outline(
        pen, pen.role("node", node.group), node.group, one.x, one.y, radius=one.radius, title=title
    )
    return pen.link(node.href, title, mark)


def _labels(pen: Pen, order: list[Placed], block: Network) -> str:
    """Beside the node, on the side where its links are not; the largest nodes are named even over a small one.

    In a directed network all are named wherever no other name stands: a step without a name tells nothing.
    """
    frame = Box(0, 0, WIDTH, _height(block))
    marks, texts, threads = Room(frame), Room(frame), _threads(block, order, frame)
    large = [one for one in order[:ALWAYS_NAMED] if one.radius > 1.3 * order[-1].radius]
    for one in order:
        marks.take(_around_point(one.x, one.y, one.radius + 1))
    for one in large:  # no label may cover one of these
        texts.take(_around_point(one.x, one.y, one.radius + 1))
    outward = _outward(block, order)
    parts = []
    for one in order:
        named = one in large or block.directed
        size = 12.0 if named else SMALL
        text = shortened(one.node.label, size, LABEL_ROOM)
        places = around(one.x, one.y, one.radius, text_width(text, size) + 2, size + 2)
        away = outward[one.node.id]
        ranked = sorted(
            (marks.crowd(box), threads.crowd(box) * 0.1 + _inwardness(box, one, away) + i * 0.08, i)
            for i, (box, _) in enumerate(places)
            if texts.free(box)
        )
        if not text or not ranked or (not named and (ranked[0][0] or ranked[0][1] > MOST_CROWDED)):
            continue
        box, anchor = places[ranked[0][2]]
        texts.take(box)
        parts.append(
            pen.text("halo", anchor_place(box, anchor), box.bottom - size * 0.26, text, size, anchor=anchor)
        )
    return "".join(parts)


def _around_point(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


def _threads(block: Network, order: list[Placed], frame: Box) -> Room:
    """The edges as points along them, so that a label can be put where it crosses few."""
    places = {one.node.id: one for one in order}
    threads = Room(frame)
    for edge in block.edges[:MOST_THREADS]:
        a, b = places.get(edge.source), places.get(edge.target)
        if a is None or b is None:
            continue
        steps = int(math.hypot(b.x - a.x, b.y - a.y) // 18) + 1
        for i in range(1, steps):
            threads.take(_around_point(a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps, 2))
    return threads


def _outward(block: Network, order: list[Placed]) -> dict[str, tuple[float, float]]:
    """For each node the direction away from its neighbours, of length 1 at most; 0, 0 where they are all around it."""
    places = {one.node.id: one for one in order}
    sums = dict.fromkeys(places, (0.0, 0.0, 0))
    for edge in block.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if here in places and there in places and here != there:
                dx, dy = places[here].x - places[there].x, places[here].y - places[there].y
                far = math.hypot(dx, dy) or 1.0
                x, y, count = sums[here]
                sums[here] = x + dx / far, y + dy / far, count + 1
    return {id: (x / max(count, 1), y / max(count, 1)) for id, (x, y, count) in sums.items()}


def _inwardness(box: Box, one: Placed, outward: tuple[float, float]) -> float:
    """-1 for a label that lies just where the links of its node do not go, 1 for one on top of them."""
    dx, dy = (box.left + box.right) / 2 - one.x, (box.top + box.bottom) / 2 - one.y
    far = math.hypot(dx, dy) or 1.0
    return -(dx * outward[0] + dy * outward[1]) / far
