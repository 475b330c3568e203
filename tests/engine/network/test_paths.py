"""Paths between organisations, with the partnerships on the way."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.network import Affiliation, Step, is_path, project, shortest_paths
from tests.engine.network.graphs import as_networkx

CHAIN = project(
    [
        Affiliation("a", "X"), Affiliation("b", "X"), Affiliation("b", "Y"), Affiliation("b", "Z"), Affiliation("c", "Y"),
        Affiliation("c", "Z"), Affiliation("a", "W"), Affiliation("d", "W"), Affiliation("d", "V"), Affiliation("c", "V"),
        Affiliation("e", "U"),
    ]
)  # fmt: skip


def test_shortest_paths_name_the_partnerships_and_prefer_those_who_share_more() -> None:
    found = shortest_paths(CHAIN, "a", "c")

    assert found == (
        (Step("a", "b", ("X",)), Step("b", "c", ("Y", "Z"))),
        (Step("a", "d", ("W",)), Step("d", "c", ("V",))),
    )


def test_shortest_paths_to_oneself_is_one_empty_path() -> None:
    assert shortest_paths(CHAIN, "a", "a") == ((),)


def test_shortest_paths_to_another_component_is_none() -> None:
    assert shortest_paths(CHAIN, "a", "e") == ()


def test_shortest_paths_of_an_unknown_organisation_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        shortest_paths(CHAIN, "a", "nobody")


@given(
    st.lists(
        st.builds(Affiliation, st.sampled_from("abcdefg"), st.sampled_from("UVWXYZ")), min_size=2, max_size=20
    ),
    st.data(),
    st.integers(1, 5),
)
def test_shortest_paths_are_the_shortest_of_all(
    rows: list[Affiliation], data: st.DataObject, count: int
) -> None:
    projection = project(rows)
    start, end = (data.draw(st.sampled_from(projection.graph.nodes)) for _ in range(2))

    found = shortest_paths(projection, start, end, count)

    every = sorted(len(p) - 1 for p in nx.all_simple_paths(as_networkx(projection.graph), start, end))
    expected = [0] if start == end else every[:count]
    assert [len(path) for path in found] == expected
    assert [path for path in found if not is_path(projection, path, start, end)] == []
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "path",
    [
        (Step("a", "b", ("X",)),),
        (Step("a", "b", ("Y",)), Step("b", "c", ("Y", "Z"))),
        (Step("a", "c", ("X",)),),
        (Step("a", "b", ("X",)), Step("d", "c", ("V",))),
    ],
)
def test_is_path_refuses_what_is_none(path: tuple[Step, ...]) -> None:
    assert not is_path(CHAIN, path, "a", "c")
