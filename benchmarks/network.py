"""Network measures for 17,000 organisations in 500 partnerships: CPU seconds per measure.

    python benchmarks/network.py [--organisations 17000] [--partnerships 500] [--participations 20000] [--seed 1]

The affiliations are drawn with a power law on the side of the organisations (few take part in many partnerships) and a
milder one on the side of the partnerships. Two measures of networkx on the same graph are the yardstick.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kontor.engine import network
from kontor.engine.network import Affiliation, Graph


@dataclass(frozen=True, slots=True)
class Row:
    measure: str
    seconds: float
    answer: str


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="CPU seconds of the network measures.")
    parser.add_argument("--organisations", type=int, default=17_000)
    parser.add_argument("--partnerships", type=int, default=500)
    parser.add_argument("--participations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    rows = drawn(options.organisations, options.partnerships, options.participations, options.seed)
    for row in measured(rows):
        print(f"{row.measure:<44}{row.seconds:>9.2f} s   {row.answer}", flush=True)


def drawn(organisations: int, partnerships: int, participations: int, seed: int) -> list[Affiliation]:
    """Everybody takes part once; the other participations go to the few that are everywhere."""
    random = np.random.default_rng(seed)
    size = np.arange(1, partnerships + 1) ** -0.5
    activity = np.arange(1, organisations + 1) ** -0.6
    first = np.arange(organisations)
    again = random.choice(organisations, max(0, participations - organisations), p=activity / activity.sum())
    who = np.concatenate([first, again])
    where = random.choice(partnerships, len(who), p=size / size.sum())
    return [Affiliation(f"o{a:05}", f"p{b:03}") for a, b in zip(who.tolist(), where.tolist(), strict=True)]


def measured(rows: list[Affiliation]) -> list[Row]:
    table: list[Row] = []

    def timed[T](measure: str, work: Callable[[], T], answer: Callable[[T], str]) -> T:
        start = time.process_time()
        result = work()
        table.append(Row(measure, time.process_time() - start, answer(result)))
        return result

    projection = timed(
        "project (who works with whom)",
        lambda: network.project(rows),
        lambda p: f"{len(p.graph.nodes):,} nodes, {len(p.graph.edges):,} edges",
    )
    graph = projection.graph
    timed("neighbours (once per graph)", lambda: graph.neighbours, lambda _: "")
    timed("degree", lambda: network.degree(graph), lambda d: f"largest {max(d.values()):,}")
    timed(
        "weighted degree", lambda: network.weighted_degree(graph), lambda d: f"largest {max(d.values()):,.0f}"
    )
    timed("density", lambda: network.density(graph), lambda d: f"{d:.4%}")
    timed("components", lambda: network.components(graph), lambda c: f"{len(c):,}, largest {len(c[0]):,}")
    timed("k-core numbers", lambda: network.core_numbers(graph), lambda c: f"deepest {max(c.values())}")
    timed("bridges", lambda: network.bridges(graph), lambda b: f"{len(b):,}")
    timed("articulation points", lambda: network.articulation_points(graph), lambda a: f"{len(a):,}")
    timed("clustering of every node", lambda: network.mean_clustering(graph), lambda c: f"mean {c:.3f}")
    timed("betweenness, 64 samples", lambda: network.betweenness(graph, samples=64), _error)
    timed("betweenness, 256 samples", lambda: network.betweenness(graph), _error)
    timed("communities", lambda: network.communities(graph), _communities)
    ends = graph.nodes[10], graph.nodes[-1]
    timed(
        "3 shortest paths",
        lambda: network.shortest_paths(projection, *ends),
        lambda p: f"{[len(x) for x in p]} steps",
    )
    around = timed(
        "ego network, 1 step", lambda: network.ego(graph, graph.nodes[-1]), lambda g: f"{len(g.nodes)} nodes"
    )
    timed("layout of that ego network", lambda: network.layout(around), lambda p: f"{len(p)} places")
    table.extend(_yardsticks(graph, table))
    return table


def _error(found: network.Betweenness) -> str:
    return f"each within {found.error:.3f} (95%)" if not found.exact else "exact"


def _communities(found: network.Communities) -> str:
    return f"{len(found.groups):,}, modularity {found.modularity:.2f}"


def _yardsticks(graph: Graph, table: list[Row]) -> list[Row]:
    """The same by networkx, and how many times longer it took."""
    ours = {row.measure: row.seconds for row in table}
    made = nx.Graph()
    made.add_weighted_edges_from(graph.edges)
    start = time.process_time()
    nx.core_number(made)
    between = time.process_time()
    nx.betweenness_centrality(made, k=4, seed=1)
    cores, paths = between - start, (time.process_time() - between) * 16
    return [
        Row("networkx: k-core numbers", cores, f"{cores / ours['k-core numbers']:.1f} times ours"),
        Row(
            "networkx: betweenness, 16 x 4 samples",
            paths,
            f"{paths / ours['betweenness, 64 samples']:.1f} times ours",
        ),
    ]


if __name__ == "__main__":
    main()
