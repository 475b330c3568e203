"""Layout: everybody has a place of their own, linked nodes are near, and the same seed gives the same picture."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.network import Graph, components, layout
from tests.engine.network.graphs import karate, small_graphs


@settings(deadline=None, max_examples=60)
@given(small_graphs(most=12), st.integers(0, 9))
def test_layout_places_every_node_inside_the_frame_and_apart(graph: Graph, seed: int) -> None:
    places = layout(graph, seed)

    assert tuple(places) == graph.nodes
    assert [p for p in places.values() if not (0 <= p[0] <= 1 and 0 <= p[1] <= 1)] == []
    assert [(a, b) for a, b in combinations(places.values(), 2) if math.dist(a, b) < 0.02] == []


def test_layout_is_the_same_for_the_same_seed() -> None:
    assert layout(karate(), 4) == layout(karate(), 4)
    assert layout(karate(), 4) != layout(karate(), 5)


def test_layout_keeps_linked_nodes_nearer_than_others() -> None:
    club = karate()

    places = layout(club, 1)

    linked = {frozenset((a, b)) for a, b, _ in club.edges}
    near = [math.dist(places[a], places[b]) for a, b in (tuple(pair) for pair in linked)]
    far = [
        math.dist(places[a], places[b])
        for a, b in combinations(club.nodes, 2)
        if frozenset((a, b)) not in linked
    ]
    assert sum(near) / len(near) < 0.75 * sum(far) / len(far)


def test_layout_gives_components_places_that_do_not_overlap() -> None:
    sizes = (12, 7, 5, 3, 2, 1, 1)
    names = [[f"{i}-{j}" for j in range(size)] for i, size in enumerate(sizes)]
    rings = [(g[j], g[j - 1], 1.0) for g in names for j in range(len(g)) if len(g) > 2 or j]
    graph = Graph(tuple(n for g in names for n in g), tuple(rings))

    places = layout(graph)

    boxes = []
    for part in components(graph):
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    meeting = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a[0] <= b[1] and b[0] <= a[1] and a[2] <= b[3] and b[2] <= a[3]
    ]
    assert meeting == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_layout_of_hardly_anything(count: int) -> None:
    nodes = tuple("ab"[:count])

    places = layout(Graph(nodes, (("a", "b", 1.0),) if count == 2 else ()))

    assert len(places) == count
