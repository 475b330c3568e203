"""Who is linked with whom, as plain values: graphs, affiliations of organisations with partnerships, and projections.

All of it is undirected and simple: one edge per pair, never from a node to itself.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations


@dataclass(frozen=True)
class Graph:
    """Nodes, and edges (a, b, weight) with a before b in the order of `nodes`. Weights are positive and finite.

    Raises ValueError for an edge with an unknown end, a loop, a pair given twice, or a weight that is not positive.
    """

    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str, float], ...] = ()

    def __post_init__(self) -> None:
        if len(self.index) != len(self.nodes):
            raise ValueError("A node is listed twice. Give every node once.")
        seen: set[tuple[str, str]] = set()
        for a, b, weight in self.edges:
            _check_edge(self.index, a, b, weight)
            if (a, b) in seen or (b, a) in seen:
                raise ValueError(f"The edge {a} - {b} is listed twice. Add the weights into one edge.")
            seen.add((a, b))

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each node in `nodes`."""
        return {node: i for i, node in enumerate(self.nodes)}

    @cached_property
    def numbered(self) -> tuple[tuple[int, int], ...]:
        """The edges as pairs of places in `nodes`."""
        index = self.index
        return tuple((index[a], index[b]) for a, b, _ in self.edges)

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each node, by place, the places of its neighbours, ascending."""
        around: list[list[int]] = [[] for _ in self.nodes]
        for a, b in self.numbered:
            around[a].append(b)
            around[b].append(a)
        return tuple(tuple(sorted(row)) for row in around)

    def part(self, nodes: Iterable[str]) -> "Graph":
        """The graph of these nodes and the edges among them, in the order of this graph. O(nodes + edges)."""
        kept = set(nodes)
        return Graph(
            tuple(node for node in self.nodes if node in kept),
            tuple(edge for edge in self.edges if edge[0] in kept and edge[1] in kept),
        )


def _check_edge(index: dict[str, int], a: str, b: str, weight: float) -> None:
    for end in (a, b):
        if end not in index:
            raise ValueError(f"The edge {a} - {b} ends at '{end}', which is not a node. Add it to the nodes.")
    if a == b:
        raise ValueError(f"'{a}' is linked with itself. Leave that edge out.")
    if not (weight > 0 and math.isfinite(weight)):
        raise ValueError(f"The edge {a} - {b} has the weight {weight}. A weight is a positive number.")


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One organisation takes part in one partnership."""

    organisation: str
    partnership: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations (a before b in the alphabet) and the partnerships they share: the reason for the edge."""

    a: str
    b: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Who works with whom: the graph (weight = number of shared partnerships) and a tie per edge, in its order."""

    graph: Graph
    ties: tuple[Tie, ...]


def project(affiliations: Iterable[Affiliation]) -> Projection:
    """The organisations, linked where they share a partnership. Repeated affiliations count once.

    O(sum of squares of the partnerships' sizes) time and space. Source: Breiger 1974, The Duality of Persons and Groups.

    >>> project([Affiliation("A", "X"), Affiliation("B", "X")]).ties
    (Tie(a='A', b='B', shared=('X',)),)
    """
    members = members_of(affiliations)
    shared: dict[tuple[str, str], list[str]] = {}
    for partnership, organisations in members.items():
        for pair in combinations(organisations, 2):
            shared.setdefault(pair, []).append(partnership)
    nodes = tuple(sorted({organisation for group in members.values() for organisation in group}))
    ties = tuple(Tie(a, b, tuple(shared[a, b])) for a, b in sorted(shared))
    return Projection(Graph(nodes, tuple((tie.a, tie.b, float(len(tie.shared))) for tie in ties)), ties)


def members_of(affiliations: Iterable[Affiliation]) -> dict[str, tuple[str, ...]]:
    """The organisations of each partnership, both in alphabetical order."""
    members: dict[str, set[str]] = {}
    for one in affiliations:
        members.setdefault(one.partnership, set()).add(one.organisation)
    return {partnership: tuple(sorted(members[partnership])) for partnership in sorted(members)}


def ego(graph: Graph, centre: str, steps: int = 1) -> Graph:
    """The nodes within `steps` edges of `centre`, and the edges among them. O(nodes + edges).

    Raises KeyError for a node that the graph does not have.
    """
    reached = {graph.index[centre]}
    edge_of_it = reached
    for _ in range(steps):
        edge_of_it = {n for node in edge_of_it for n in graph.neighbours[node]} - reached
        reached = reached | edge_of_it
    return graph.part(graph.nodes[i] for i in reached)
