"""Communities: groups that are linked more among themselves than chance would have it."""

from dataclasses import dataclass

import networkx as nx

from kontor.engine.network.graph import Graph


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups (largest first, nodes in the graph's order) and their modularity, -0.5 to 1: above 0.3 they mean something."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float

    def number_of(self) -> dict[str, int]:
        """The place of each node's group in `groups`."""
        return {node: i for i, group in enumerate(self.groups) for node in group}


def communities(graph: Graph, seed: int = 0, resolution: float = 1.0) -> Communities:
    """Louvain communities by weight: the same for the same graph and seed, on every machine.

    A higher `resolution` gives more and smaller groups. About O(edges log nodes) in practice; space O(nodes + edges).
    Source: Blondel et al. 2008, as in networkx.
    """
    if not graph.edges:
        return Communities(tuple((node,) for node in graph.nodes), 0.0)
    numbered = _networkx(graph)
    found = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=seed)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return Communities(
        tuple(tuple(graph.nodes[i] for i in group) for group in groups), modularity(graph, groups, resolution)
    )


def modularity(graph: Graph, groups: list[list[int]], resolution: float = 1.0) -> float:
    """Newman and Girvan's modularity of groups of places, by weight. O(nodes + edges)."""
    number = {place: i for i, group in enumerate(groups) for place in group}
    inside, strength = [0.0] * len(groups), [0.0] * len(groups)
    total = 0.0
    for (a, b), (_, _, weight) in zip(graph.numbered, graph.edges, strict=True):
        total += weight
        strength[number[a]] += weight
        strength[number[b]] += weight
        if number[a] == number[b]:
            inside[number[a]] += weight
    return sum(w / total - resolution * (s / (2 * total)) ** 2 for w, s in zip(inside, strength, strict=True))


def _networkx(graph: Graph) -> "nx.Graph[int]":
    """Nodes are numbers: sets of strings come out in another order in every process."""
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(graph.nodes)))
    made.add_weighted_edges_from(
        (a, b, w) for (a, b), (_, _, w) in zip(graph.numbered, graph.edges, strict=True)
    )
    return made
