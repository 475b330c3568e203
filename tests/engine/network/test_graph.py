"""Graphs, projections and ego networks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.network import Affiliation, Graph, Tie, ego, members_of, project

affiliations = st.lists(
    st.builds(Affiliation, st.sampled_from("abcdefg"), st.sampled_from("WXYZ")), max_size=24
)


def test_project_links_organisations_by_what_they_share() -> None:
    pairs = [("gaia", "adpack"), ("gaia", "ecca"), ("hegan", "adpack"), ("hegan", "ecca"), ("siit", "ecca")]

    projection = project(Affiliation(*pair) for pair in pairs)

    assert projection.graph == Graph(
        ("gaia", "hegan", "siit"), (("gaia", "hegan", 2.0), ("gaia", "siit", 1.0), ("hegan", "siit", 1.0))
    )
    assert projection.ties[0] == Tie("gaia", "hegan", ("adpack", "ecca"))


@given(affiliations)
def test_project_weighs_a_pair_by_the_partnerships_they_share(rows: list[Affiliation]) -> None:
    projection = project(rows)

    groups = {name: {r.organisation for r in rows if r.partnership == name} for name in "WXYZ"}
    nodes = sorted({row.organisation for row in rows})
    expected = {
        (a, b): tuple(name for name, group in groups.items() if {a, b} <= group)
        for a in nodes
        for b in nodes
        if a < b
    }
    assert projection.graph.nodes == tuple(nodes)
    assert {(tie.a, tie.b): tie.shared for tie in projection.ties} == {k: v for k, v in expected.items() if v}
    assert [w for _, _, w in projection.graph.edges] == [len(tie.shared) for tie in projection.ties]


@given(affiliations)
def test_project_does_not_depend_on_the_order_of_the_rows(rows: list[Affiliation]) -> None:
    assert project(rows) == project(reversed(rows))


def test_members_of_lists_each_organisation_once() -> None:
    rows = [Affiliation("b", "X"), Affiliation("a", "X"), Affiliation("b", "X")]

    assert members_of(rows) == {"X": ("a", "b")}


@pytest.mark.parametrize(
    ("nodes", "edges", "sentence"),
    [
        (("a", "a"), (), "A node is listed twice"),
        (("a",), (("a", "b", 1.0),), "ends at 'b', which is not a node"),
        (("a",), (("a", "a", 1.0),), "'a' is linked with itself"),
        (("a", "b"), (("a", "b", 1.0), ("b", "a", 1.0)), "The edge b - a is listed twice"),
        (("a", "b"), (("a", "b", 0.0),), "has the weight 0.0"),
        (("a", "b"), (("a", "b", float("nan")),), "has the weight nan"),
        (("a", "b"), (("a", "b", float("inf")),), "has the weight inf"),
    ],
)
def test_graph_refuses_what_is_no_simple_graph(
    nodes: tuple[str, ...], edges: tuple[tuple[str, str, float], ...], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Graph(nodes, edges)


def test_ego_holds_those_within_reach_and_the_edges_among_them() -> None:
    chain = Graph(tuple("abcde"), (("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 1), ("d", "e", 1)))

    near, far = ego(chain, "a"), ego(chain, "a", steps=2)

    assert near == Graph(("a", "b", "c"), (("a", "b", 1), ("b", "c", 1), ("a", "c", 1)))
    assert far.nodes == ("a", "b", "c", "d")


def test_ego_of_an_unknown_organisation_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        ego(Graph(("a",)), "nobody")
