"""How central an organisation is, and how dense a network: degree, betweenness, closeness, clustering, density."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.network.graph import Graph

type Numbers = NDArray[np.float64]
type Places = NDArray[np.int64]

CONFIDENCE = 0.95


def degree(graph: Graph) -> dict[str, int]:
    """With how many others each node is linked. O(edges)."""
    return {node: len(around) for node, around in zip(graph.nodes, graph.neighbours, strict=True)}


def weighted_degree(graph: Graph) -> dict[str, float]:
    """The sum of the weights of each node's edges, also called strength. O(edges)."""
    total = dict.fromkeys(graph.nodes, 0.0)
    for a, b, weight in graph.edges:
        total[a] += weight
        total[b] += weight
    return total


def density(graph: Graph) -> float:
    """Edges as a share of all pairs, 0 to 1; 0 for fewer than two nodes. O(1)."""
    pairs = len(graph.nodes) * (len(graph.nodes) - 1) / 2
    return len(graph.edges) / pairs if pairs else 0.0


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Shares of shortest paths, 0 to 1. `error` is 0 when exact.

    When sampled, with probability 0.95 *every* value is within `error` of the exact one; most are far nearer.
    """

    values: dict[str, float]
    samples: int
    error: float

    @property
    def exact(self) -> bool:
        return self.error == 0.0


def betweenness(graph: Graph, exact_up_to: int = 2_000, samples: int = 256, seed: int = 0) -> Betweenness:
    """How often a node lies on the shortest path of two others; edges count alike, whatever their weight.

    Exact up to `exact_up_to` nodes (Brandes 2001, O(nodes x edges)); above, the mean over `samples` start nodes drawn
    without replacement by `seed` (Brandes and Pich 2007, O(samples x edges)). The error bound follows from Hoeffding's
    inequality for all n nodes together: sqrt(ln(2n / 0.05) / 2k) x n / (n - 1) for k samples. Space O(nodes + edges).

    >>> betweenness(Graph(("a", "b", "c"), (("a", "b", 1), ("b", "c", 1)))).values
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    n = len(graph.nodes)
    whole = n <= max(exact_up_to, samples)
    sources = np.arange(n) if whole else np.random.default_rng(seed).choice(n, samples, replace=False)
    if n < 3:
        return Betweenness(dict.fromkeys(graph.nodes, 0.0), n, 0.0)
    starts, ends = _arcs(graph)
    total = np.zeros(n)
    for source in sources:
        total += _dependencies(starts, ends, n, int(source))
    of_others = n / (n - 1)  # a node lies on no path that starts at itself
    values = total / (len(sources) * (n - 2)) * of_others
    error = 0.0 if whole else of_others * math.sqrt(math.log(2 * n / (1 - CONFIDENCE)) / (2 * samples))
    return Betweenness(_named(graph, np.minimum(values, 1.0)), len(sources), error)


def closeness(graph: Graph) -> dict[str, float]:
    """How near a node is to all others: (reached / (n-1)) x (reached / sum of distances); 0 for a node without edges.

    The correction for several components is Wasserman and Faust's (1994). O(nodes x edges).
    """
    n = len(graph.nodes)
    starts, ends = _arcs(graph)
    values = np.zeros(n)
    for source in range(n):
        far = _distances(starts, ends, n, source)
        reached = far[far > 0]
        if len(reached):
            values[source] = len(reached) ** 2 / ((n - 1) * float(reached.sum()))
    return _named(graph, values)


def clustering(graph: Graph) -> dict[str, float]:
    """The share of a node's pairs of neighbours that are linked themselves; 0 below two neighbours.

    O(sum over edges of the smaller degree). Source: Watts and Strogatz 1998.
    """
    triangles = _triangles(graph)
    return {
        node: 2 * triangles[i] / (len(around) * (len(around) - 1)) if len(around) > 1 else 0.0
        for i, (node, around) in enumerate(zip(graph.nodes, graph.neighbours, strict=True))
    }


def mean_clustering(graph: Graph) -> float:
    """The mean of `clustering` over all nodes; 0 for an empty graph."""
    return sum(clustering(graph).values()) / len(graph.nodes) if graph.nodes else 0.0


def transitivity(graph: Graph) -> float:
    """Closed paths of two edges as a share of all of them: the clustering of the whole network, 0 to 1."""
    triples = sum(len(around) * (len(around) - 1) // 2 for around in graph.neighbours)
    return sum(_triangles(graph)) / triples if triples else 0.0


def _triangles(graph: Graph) -> list[int]:
    sets = [frozenset(around) for around in graph.neighbours]
    found = [0] * len(graph.nodes)
    for a, b in graph.numbered:
        small, large = (sets[a], sets[b]) if len(sets[a]) < len(sets[b]) else (sets[b], sets[a])
        common = len(small & large)
        found[a] += common
        found[b] += common
    return [twice // 2 for twice in found]


def _arcs(graph: Graph) -> tuple[Places, Places]:
    """Both directions of every edge: compressed rows (n + 1 starts) and the ends of the arcs."""
    pairs = np.array(graph.numbered, dtype=np.int64).reshape(-1, 2)
    tails, heads = np.concatenate([pairs, pairs[:, ::-1]]).T
    order = np.argsort(tails, kind="stable")
    counts = np.bincount(tails, minlength=len(graph.nodes))
    return np.concatenate([[0], np.cumsum(counts)]), heads[order]


def _out_arcs(starts: Places, ends: Places, front: Places) -> tuple[Places, Places]:
    """The arcs that leave the nodes of `front`: their tails and heads."""
    counts = starts[front + 1] - starts[front]
    offsets = np.repeat(starts[front] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return np.repeat(front, counts), ends[np.arange(int(counts.sum())) + offsets]


def _distances(starts: Places, ends: Places, n: int, source: int) -> Places:
    """Edges from `source`; -1 where it does not reach."""
    far = np.full(n, -1, dtype=np.int64)
    far[source] = 0
    front = np.array([source], dtype=np.int64)
    step = 0
    while len(front):
        step += 1
        _, heads = _out_arcs(starts, ends, front)
        front = np.unique(heads[far[heads] < 0])
        far[front] = step
    return far


def _dependencies(starts: Places, ends: Places, n: int, source: int) -> Numbers:
    """Brandes' accumulation for one source, a breadth-first level at a time."""
    far = np.full(n, -1, dtype=np.int64)
    paths, share = np.zeros(n), np.zeros(n)
    far[source], paths[source] = 0, 1.0
    front = np.array([source], dtype=np.int64)
    levels: list[tuple[Places, Places]] = []
    step = 0
    while len(front):
        step += 1
        tails, heads = _out_arcs(starts, ends, front)
        onward = (far[heads] < 0) | (far[heads] == step)
        tails, heads = tails[onward], heads[onward]
        new = np.zeros(n, dtype=bool)
        new[heads] = True
        front = np.flatnonzero(new)
        far[front] = step
        paths += np.bincount(heads, paths[tails], minlength=n)
        levels.append((tails, heads))
    for tails, heads in reversed(levels):
        share += np.bincount(tails, paths[tails] / paths[heads] * (1 + share[heads]), minlength=n)
    share[source] = 0.0
    return share


def _named(graph: Graph, values: Numbers) -> dict[str, float]:
    return dict(zip(graph.nodes, values.tolist(), strict=True))
