"""Checkers: whether an answer of this package is what it claims to be, found without the algorithm that gave it."""

from collections.abc import Iterable, Sequence

from kontor.engine.network.cohesion import components
from kontor.engine.network.graph import Graph, Projection
from kontor.engine.network.paths import Path


def is_community_partition(graph: Graph, groups: Iterable[Sequence[str]]) -> bool:
    """Every node in exactly one group, no group empty, nobody from outside. O(nodes)."""
    listed = [tuple(group) for group in groups]
    flat = [node for group in listed for node in group]
    return all(listed) and len(flat) == len(set(flat)) and set(flat) == set(graph.nodes)


def is_bridge(graph: Graph, a: str, b: str) -> bool:
    """Whether the loss of the edge a - b gives one component more; False where there is no such edge. O(nodes + edges)."""
    left = tuple(edge for edge in graph.edges if {edge[0], edge[1]} != {a, b})
    return len(left) < len(graph.edges) and len(components(Graph(graph.nodes, left))) > len(components(graph))


def is_articulation_point(graph: Graph, node: str) -> bool:
    """Whether the loss of `node` gives more components than it takes. O(nodes + edges)."""
    others = graph.part(other for other in graph.nodes if other != node)
    return len(others.nodes) < len(graph.nodes) and len(components(others)) > len(components(graph))


def is_k_core(graph: Graph, core: Graph, k: int) -> bool:
    """Whether everybody in `core`, a part of `graph`, has at least k links inside, and nobody outside could be added.

    Nobody can be added exactly if taking away, again and again, whoever has fewer than k links leaves this same core.
    """
    left = set(graph.nodes)
    weak = True
    while weak:
        part = graph.part(left)
        weak = [
            node for node, around in zip(part.nodes, part.neighbours, strict=True) if len(around) < k
        ] != []
        left = {node for node, around in zip(part.nodes, part.neighbours, strict=True) if len(around) >= k}
    return set(core.nodes) == left and set(core.edges) == set(graph.part(left).edges)


def is_path(projection: Projection, path: Path, start: str, end: str) -> bool:
    """Whether the steps lead from start to end, visit nobody twice, and each names exactly the shared partnerships."""
    shared = {frozenset((tie.a, tie.b)): tie.shared for tie in projection.ties}
    visited = [start, *(step.end for step in path)]
    joined = all(step.start == before for step, before in zip(path, visited, strict=False))
    reasons = all(shared.get(frozenset((step.start, step.end))) == step.partnerships for step in path)
    return joined and reasons and visited[-1] == end and len(visited) == len(set(visited))
