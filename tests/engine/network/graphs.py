"""Graphs for the tests: one well known, and random small ones."""

from itertools import combinations

import networkx as nx
from hypothesis import strategies as st

from kontor.engine.network import Graph


def karate() -> Graph:
    """Zachary's karate club (1977): 34 members, 78 friendships, all of weight 1 here."""
    club = nx.karate_club_graph()
    return Graph(tuple(str(n) for n in club.nodes), tuple((str(a), str(b), 1.0) for a, b in club.edges))


def as_networkx(graph: Graph) -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(graph.nodes)
    made.add_weighted_edges_from(graph.edges)
    return made


@st.composite
def small_graphs(draw: st.DrawFn, most: int = 9) -> Graph:
    nodes = tuple("abcdefghijkl"[: draw(st.integers(0, most))])
    pairs = list(combinations(nodes, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Graph(nodes, tuple((a, b, float(draw(st.integers(1, 4)))) for a, b in sorted(chosen)))
