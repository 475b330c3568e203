"""Measures against networkx, brute force and published values."""

import itertools

import networkx as nx
import pytest
from hypothesis import given

from kontor.engine.network import (
    Graph,
    betweenness,
    closeness,
    clustering,
    degree,
    density,
    mean_clustering,
    transitivity,
    weighted_degree,
)
from tests.engine.network.graphs import as_networkx, karate, small_graphs

STAR = Graph(tuple("abcd"), (("a", "b", 2), ("a", "c", 1), ("a", "d", 1)))


def test_degree_counts_links_and_weighted_degree_their_weights() -> None:
    assert degree(STAR) == {"a": 3, "b": 1, "c": 1, "d": 1}
    assert weighted_degree(STAR) == {"a": 4, "b": 2, "c": 1, "d": 1}


def test_density_is_the_share_of_pairs_that_are_linked() -> None:
    assert (density(STAR), density(Graph(("a",))), density(Graph(()))) == (0.5, 0.0, 0.0)


def test_karate_club_has_its_known_values() -> None:
    club = karate()

    between = betweenness(club).values

    assert (degree(club)["33"], degree(club)["0"]) == (17, 16)
    assert density(club) == pytest.approx(0.1390, abs=1e-4)
    assert between["0"] == pytest.approx(0.4376, abs=1e-4)
    assert between["33"] == pytest.approx(0.3041, abs=1e-4)
    assert mean_clustering(club) == pytest.approx(0.5706, abs=1e-4)
    assert transitivity(club) == pytest.approx(0.2557, abs=1e-4)
    assert closeness(club)["0"] == pytest.approx(0.5690, abs=1e-4)


def brute_betweenness(graph: Graph) -> dict[str, float]:
    """By listing all shortest paths of all pairs."""
    made, total = as_networkx(graph), dict.fromkeys(graph.nodes, 0.0)
    for a, b in itertools.combinations(graph.nodes, 2):
        if not nx.has_path(made, a, b):
            continue
        paths = list(nx.all_shortest_paths(made, a, b))
        for path in paths:
            for node in path[1:-1]:
                total[node] += 1 / len(paths)
    n = len(graph.nodes)
    return {node: value / ((n - 1) * (n - 2) / 2) if n > 2 else 0.0 for node, value in total.items()}


@given(small_graphs())
def test_betweenness_counts_shortest_paths(graph: Graph) -> None:
    found = betweenness(graph)

    assert found.exact
    assert found.values == pytest.approx(brute_betweenness(graph))


def test_sampled_betweenness_lies_within_its_stated_error() -> None:
    made = nx.barabasi_albert_graph(400, 2, seed=5)
    graph = Graph(tuple(map(str, made.nodes)), tuple((str(a), str(b), 1.0) for a, b in made.edges))

    exact, sampled = betweenness(graph), betweenness(graph, exact_up_to=100, samples=80, seed=3)

    off = max(abs(exact.values[node] - sampled.values[node]) for node in graph.nodes)
    assert (exact.exact, sampled.exact, sampled.samples) == (True, False, 80)
    assert 0 < off <= sampled.error < 0.3


def test_sampled_betweenness_is_the_same_for_the_same_seed() -> None:
    graph = karate()

    runs = [betweenness(graph, exact_up_to=10, samples=12, seed=seed).values for seed in (1, 1, 2)]

    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@given(small_graphs())
def test_closeness_and_clustering_agree_with_networkx(graph: Graph) -> None:
    made = as_networkx(graph)

    assert closeness(graph) == pytest.approx(nx.closeness_centrality(made))
    assert clustering(graph) == pytest.approx(nx.clustering(made))
    assert transitivity(graph) == pytest.approx(nx.transitivity(made))


@given(small_graphs())
def test_measures_do_not_depend_on_the_order_of_nodes_and_edges(graph: Graph) -> None:
    turned = Graph(graph.nodes[::-1], tuple((b, a, w) for a, b, w in graph.edges[::-1]))

    for measure in (degree, weighted_degree, closeness, clustering):
        assert measure(turned) == pytest.approx(measure(graph))
    assert betweenness(turned).values == pytest.approx(betweenness(graph).values)
