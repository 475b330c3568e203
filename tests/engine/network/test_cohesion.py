"""Components, cores, bridges and bridge organisations, against removal by hand."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.network import (
    BridgeOrganisation,
    Graph,
    articulation_points,
    bridge_organisations,
    bridges,
    components,
    core_numbers,
    is_articulation_point,
    is_bridge,
    is_k_core,
    k_core,
)
from tests.engine.network.graphs import as_networkx, karate, small_graphs

TWO_TRIANGLES = Graph(
    tuple("abcdefg"),
    (("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 1), ("d", "e", 1), ("e", "f", 1), ("d", "f", 1)),
)


@given(small_graphs())
def test_components_are_those_of_networkx_largest_first(graph: Graph) -> None:
    found = components(graph)

    assert {frozenset(part) for part in found} == {
        frozenset(part) for part in nx.connected_components(as_networkx(graph))
    }
    assert [len(part) for part in found] == sorted(map(len, found), reverse=True)


def test_bridge_organisations_name_the_parts_that_fall_off() -> None:
    found = bridge_organisations(TWO_TRIANGLES)

    assert found == (
        BridgeOrganisation("c", (("d", "e", "f"), ("a", "b"))),
        BridgeOrganisation("d", (("a", "b", "c"), ("e", "f"))),
    )
    assert [bridge.cut_off for bridge in found] == [2, 2]
    assert bridges(TWO_TRIANGLES) == (("c", "d"),)


@given(small_graphs())
def test_bridges_are_the_edges_whose_removal_cuts(graph: Graph) -> None:
    found = bridges(graph)

    assert set(found) == {(a, b) for a, b, _ in graph.edges if is_bridge(graph, a, b)}


@given(small_graphs())
def test_articulation_points_are_the_nodes_whose_removal_cuts(graph: Graph) -> None:
    found = articulation_points(graph)

    assert found == tuple(node for node in graph.nodes if is_articulation_point(graph, node))
    assert {bridge.node for bridge in bridge_organisations(graph)} == set(found)


@given(small_graphs())
def test_bridge_organisations_leave_the_components_of_the_rest(graph: Graph) -> None:
    for bridge in bridge_organisations(graph):
        rest = components(graph.part(node for node in graph.nodes if node != bridge.node))
        own = {node for part in components(graph) if bridge.node in part for node in part}
        assert set(bridge.parts) == {part for part in rest if set(part) <= own}
        assert len(bridge.parts) > 1


def test_bridges_of_a_very_long_chain_need_no_deep_stack() -> None:
    nodes = tuple(f"{i:05}" for i in range(20_000))
    chain = Graph(nodes, tuple((a, b, 1.0) for a, b in pairwise(nodes)))

    assert len(bridges(chain)) == 19_999
    assert len(articulation_points(chain)) == 19_998


@given(small_graphs(), st.integers(0, 5))
def test_k_core_is_the_largest_part_with_k_links_each(graph: Graph, k: int) -> None:
    assert is_k_core(graph, k_core(graph, k), k)


@given(small_graphs())
def test_core_numbers_are_those_of_networkx(graph: Graph) -> None:
    assert core_numbers(graph) == nx.core_number(as_networkx(graph))


def test_karate_club_has_its_known_core() -> None:
    core = k_core(karate(), 4)

    assert sorted(map(int, core.nodes)) == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]
    assert k_core(karate(), 5) == Graph(())
