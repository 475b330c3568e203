"""The checkers refuse what they should: an answer that is nearly right."""

import doctest

import pytest

from kontor.engine.network import (
    Graph,
    cohesion,
    graph,
    is_articulation_point,
    is_bridge,
    is_k_core,
    measures,
)
from kontor.engine.network import (
    layout as layout_function,
)

TAILED = Graph(tuple("abcd"), (("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 1)))


def test_is_bridge_knows_bridges_from_other_edges_and_from_no_edges() -> None:
    answers = [is_bridge(TAILED, *pair) for pair in (("c", "d"), ("d", "c"), ("a", "b"), ("a", "d"))]

    assert answers == [True, True, False, False]


def test_is_articulation_point_knows_those_who_hold_parts_together() -> None:
    assert [is_articulation_point(TAILED, node) for node in "abcdz"] == [False, False, True, False, False]


def test_is_k_core_refuses_too_much_and_too_little() -> None:
    triangle = TAILED.part("abc")

    answers = [is_k_core(TAILED, core, 2) for core in (triangle, TAILED, Graph(()), TAILED.part("ab"))]

    assert answers == [True, False, False, False]


@pytest.mark.parametrize("module", [graph, measures, cohesion], ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module: object) -> None:
    result = doctest.testmod(module)

    assert (result.failed, result.attempted > 0) == (0, True)


def test_layout_of_one_node_is_the_middle() -> None:
    assert layout_function(Graph(("a",))) == {"a": (0.5, 0.5)}
