"""Communities: a partition, the same for everybody, and worth something."""

import os
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.network import Graph, communities, is_community_partition, modularity
from tests.engine.network.graphs import as_networkx, karate, small_graphs


@given(small_graphs(), st.integers(0, 3))
def test_communities_are_a_partition_with_their_modularity(graph: Graph, seed: int) -> None:
    found = communities(graph, seed)

    assert is_community_partition(graph, found.groups)
    if graph.edges:
        assert found.modularity == pytest.approx(
            nx.community.modularity(as_networkx(graph), map(set, found.groups))
        )


@given(small_graphs())
def test_communities_are_never_worse_than_one_group(graph: Graph) -> None:
    found = communities(graph)

    one = modularity(graph, [list(range(len(graph.nodes)))]) if graph.edges else 0.0
    assert found.modularity >= one - 1e-9


def test_karate_club_falls_into_four_communities() -> None:
    found = communities(karate(), seed=1)

    assert (len(found.groups), found.modularity > 0.41) == (4, True)


def test_two_cliques_are_two_communities() -> None:
    edges = [(a, b, 1.0) for group in ("abcd", "efgh") for a in group for b in group if a < b]

    found = communities(Graph(tuple("abcdefgh"), (*edges, ("d", "e", 1.0))))

    assert found.groups == (("a", "b", "c", "d"), ("e", "f", "g", "h"))
    assert found.number_of()["h"] == 1


def test_communities_are_the_same_in_processes_that_hash_differently() -> None:
    script = (
        "from tests.engine.network.graphs import karate; from kontor.engine.network import communities;"
        "print(communities(karate(), 7))"
    )
    path = os.pathsep.join(sys.path)

    answers = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert answers[0] == answers[1]
    assert b"Communities" in answers[0]


@pytest.mark.parametrize("groups", [[["a"], ["a", "b"]], [["a"]], [["a"], ["b"], []], [["a", "b", "z"]]])
def test_is_community_partition_refuses_what_is_none(groups: list[list[str]]) -> None:
    assert not is_community_partition(Graph(("a", "b")), groups)
