"""Chains: what cannot be read is refused in words, all at once; what is odd is remarked."""

import doctest
import importlib
import json
from collections import Counter
from dataclasses import asdict

import networkx as nx
import pytest
from hypothesis import given, settings

from kontor.engine.valuechain import (
    Chain,
    ChainError,
    Component,
    Contribution,
    Link,
    Organisation,
    Scale,
    remarks,
)
from tests.engine.valuechain.chains import BREAD, chains

MODULES = ("chain", "coverage", "invite", "remarks")


def test_chain_names_every_fault_at_once() -> None:
    with pytest.raises(ChainError) as refused:
        Chain(
            (Component("a", readiness=12), Component("a", wanted=0, weight=0)),
            (Link("a", "a"), Link("a", "b", "x", ("nobody",)), Link("a", "b", "x", ("nobody",))),
            (Organisation("o"),),
            (Contribution("o", "a"), Contribution("o", "a", readiness=0), Contribution("p", "z")),
        )

    assert Counter(str(fault) for fault in refused.value.faults) == {
        "2 components are called 'a'. Give each an id of its own.": 1,
        "'a' wants 0 organisations. Say 1 or more.": 1,
        "'a' has the weight 0. Say 1 or more.": 1,
        "'a' has the readiness 12. TRL goes from 1 to 9: choose a level of it.": 1,
        "'a' is linked with itself. Remove that link.": 1,
        "The link from 'a' to 'b' is drawn twice with the same kind. Remove one.": 1,
        "The link from 'a' to 'b' ends at 'b', which is no component of the chain. Add it, or remove the link.": 2,
        "The link from 'a' to 'b' is carried by 'nobody', which is no organisation of the chain. "
        "Add it, or remove it from the link.": 2,
        "'o' is mapped to 'a' 2 times. Join the contributions into one.": 1,
        "'o' has the readiness 0. TRL goes from 1 to 9: choose a level of it.": 1,
        "'p' contributes to 'z', which is no component of the chain. Add the component, or choose another.": 1,
        "'p' contributes to 'z', but is no organisation of the chain. Add it first.": 1,
    }


def test_chain_may_have_a_scale_of_its_own() -> None:
    market = Scale("market readiness", 0, 3)

    chain = Chain((Component("a", readiness=0),), scale=market)

    assert chain.scale.highest == 3
    with pytest.raises(ChainError, match="market readiness goes from 0 to 3"):
        Chain((Component("a", readiness=4),), scale=market)


def test_chain_is_plain_json() -> None:
    assert json.loads(json.dumps(asdict(BREAD)))["components"][1]["readiness"] == 6


def test_remarks_name_cycles_loose_ends_and_idle_organisations() -> None:
    chain = Chain(
        (Component("a", "Ay"), Component("b"), Component("c"), Component("d"), Component("e")),
        (Link("a", "b"), Link("b", "c"), Link("c", "b"), Link("c", "d"), Link("d", "b")),
        (Organisation("o", "Olga"),),
    )

    found = [(one.code, one.ids) for one in remarks(chain)]

    assert found == [("cycle", ("b", "c")), ("apart", ("e",)), ("idle", ("o",))]
    assert str(remarks(chain)[0].phrase) == (
        "These components lead back to the first of them: b, c. Check whether that is meant."
    )


@settings(deadline=None)
@given(chains())
def test_remarks_agree_with_networkx(chain: Chain) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(chain.component)
    graph.add_edges_from((link.start, link.end) for link in chain.links)
    begins = [node for node in graph if graph.in_degree(node) == 0]

    cycles = [one.ids for one in remarks(chain) if one.code == "cycle"]
    unreachable = {one.ids[0] for one in remarks(chain) if one.code == "unreachable"}

    knots = [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1]
    assert len(cycles) == len(knots)
    for cycle in cycles:
        (knot,) = (knot for knot in knots if set(cycle) <= knot)
        assert len(cycle) == min(len(one) for one in nx.simple_cycles(graph.subgraph(knot)))
        assert all(graph.has_edge(a, b) for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    reached = set(begins).union(*(nx.descendants(graph, node) for node in begins))
    assert unreachable == set(graph) - reached


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"kontor.engine.valuechain.{name}"))

    assert (result.failed, result.attempted > 0) == (0, True)
