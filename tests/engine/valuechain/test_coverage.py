"""What is filled, what is missing, what is done twice, how even that is, and what hangs on whom: with the rows."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings

from kontor.engine.valuechain import (
    Chain,
    Component,
    Contribution,
    Gap,
    Link,
    Organisation,
    balance,
    coverage,
    gaps_of,
    joints,
    single_points,
)
from tests.engine.valuechain.chains import BREAD, chains


def test_coverage_tells_the_states_apart_with_the_rows_behind_them() -> None:
    found = coverage(BREAD)

    assert [(stage.component.id, stage.state, stage.missing) for stage in found.stages] == [
        ("grow", "filled", 0),
        ("mill", "filled", 0),
        ("bake", "filled", 0),
        ("pack", "filled", 0),
        ("sell", "empty", 1),
    ]
    mill = found.stages[1]
    assert [[row.organisation for row in rows] for rows in (mill.ready, mill.unready, mill.unstated)] == [
        ["ada"],
        ["bo"],
        ["cy"],
    ]
    assert found.share == 0.625


def test_coverage_at_a_level_asks_it_where_the_component_says_none() -> None:
    found = coverage(BREAD, at_least=5)

    assert [stage.state for stage in found.stages] == [
        "not-stated",
        "filled",
        "not-stated",
        "not-stated",
        "empty",
    ]
    assert [stage.required for stage in found.stages] == [5, 6, 5, 5, 5]
    assert gaps_of(found)[:2] == (Gap("sell", 1, 5, 3), Gap("bake", 2, 5, 2))


def test_overlaps_are_explained_when_of_each_pair_one_says_how_it_complements() -> None:
    (baking,) = coverage(BREAD).overlaps
    both_silent = Chain(
        (Component("bake"),),
        (),
        tuple(Organisation(name) for name in "abc"),
        (Contribution("a", "bake"), Contribution("b", "bake", complements="rye"), Contribution("c", "bake")),
    )

    (three,) = coverage(both_silent).overlaps

    assert (baking.component.id, baking.complementary) == ("bake", True)
    assert (three.complementary, three.unexplained) == (False, (("a", "c"),))


@settings(deadline=None)
@given(chains())
def test_coverage_counts_every_contribution_once(chain: Chain) -> None:
    found = coverage(chain)

    assert sorted(map(repr, (row for stage in found.stages for row in stage.rows))) == sorted(
        map(repr, chain.contributions)
    )
    wanted = sum(one.weight for one in chain.components)
    filled = sum(
        one.weight * min(len(stage.ready), one.wanted) / one.wanted
        for one, stage in zip(chain.components, found.stages, strict=True)
    )
    assert found.share == (round(filled / wanted, 6) if wanted else None)


def test_balance_divides_the_work_among_those_who_fill_it() -> None:
    found = balance(BREAD, coverage(BREAD))

    # grow 1 and mill 1 for the north; bake 2 and pack 1 for the south; nobody sells.
    assert [(one.group, one.share, one.components) for one in found.portions] == [
        ("south", 0.6, ("bake", "pack")),
        ("north", 0.4, ("grow", "mill")),
    ]
    expected = -(0.6 * math.log(0.6) + 0.4 * math.log(0.4)) / math.log(2)
    assert (found.evenness, found.effective) == (round(expected, 6), round(1 / 0.52, 6))


def test_balance_counts_a_group_that_carries_nothing() -> None:
    chain = Chain(
        (Component("a"),), (), (Organisation("x", country="DE"), Organisation("y", country="ES")), (Contribution("x", "a"),)
    )  # fmt: skip

    found = balance(chain, coverage(chain), "country")

    assert [(one.group, one.share) for one in found.portions] == [("DE", 1.0), ("ES", 0.0)]
    assert (found.evenness, found.effective) == (0.0, 1.0)


def test_balance_keeps_unrecorded_countries_apart() -> None:
    chain = Chain(
        (Component("a"), Component("b")), (), (Organisation("x", country="DE"), Organisation("y")),
        (Contribution("x", "a"), Contribution("y", "b")),
    )  # fmt: skip

    found = balance(chain, coverage(chain), "country")

    assert ([one.group for one in found.portions], found.unknown, found.evenness) == (["DE"], 0.5, None)


@settings(deadline=None)
@given(chains())
def test_balance_shares_sum_to_the_whole_and_measures_stay_in_their_ranges(chain: Chain) -> None:
    for by in ("partner", "country", "side"):
        found = balance(chain, coverage(chain), by)

        total = sum(one.share for one in found.portions)
        assert total == pytest.approx(1, abs=1e-5) or total == 0
        assert found.evenness is None or 0 <= found.evenness <= 1
        assert found.effective is None or 1 <= found.effective <= len(found.portions) + 1e-6


def test_single_points_say_what_falls_and_what_is_cut_off() -> None:
    first, second = single_points(BREAD, coverage(BREAD))

    assert (first.organisation, first.components, first.cut_off) == (
        "ada",
        ("grow", "mill"),
        ("bake", "pack"),
    )
    assert [(link.start, link.end) for link in first.links] == [("grow", "mill"), ("mill", "bake")]
    assert [row.component for row in first.rows] == ["grow", "mill"]
    assert (second.organisation, second.components, second.cut_off) == ("cy", ("pack",), ())


@settings(deadline=None, max_examples=200)
@given(chains())
def test_single_points_are_those_whose_loss_leaves_something_uncarried(chain: Chain) -> None:
    found = {one.organisation: one for one in single_points(chain, coverage(chain))}
    before = _carried(chain, "")

    for one in chain.organisation:
        after = _carried(chain, one)
        point = found.get(one)
        assert set(point.components if point else ()) == before[0] - after[0]
        assert {(link.start, link.end) for link in (point.links if point else ())} == before[1] - after[1]
        assert set(point.cut_off if point else ()) == (before[2] - after[2]) & after[0]


def _carried(chain: Chain, gone: str) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """The components filled, the links carried, and what they reach, without an organisation: by looking at all rows."""
    able: dict[str, set[str]] = {one.id: set() for one in chain.components}
    for row in chain.contributions:
        required = chain.component[row.component].readiness
        if row.organisation != gone and (required is None or (row.readiness or 0) >= required):
            able[row.component].add(row.organisation)
    graph = nx.DiGraph()
    graph.add_nodes_from(name for name, who in able.items() if who)
    graph.add_edges_from(
        (link.start, link.end) for link in chain.links if able[link.start] and able[link.end]
    )
    led_to = {link.end for link in chain.links}
    begins = [node for node in graph if node not in led_to]
    reached = set(begins).union(*(nx.descendants(graph, node) for node in begins))
    return set(graph), set(graph.edges), reached


def test_single_points_of_a_link_with_stated_carriers_are_those_carriers() -> None:
    chain = Chain(
        (Component("a"), Component("b")),
        (Link("a", "b", "goods", ("z",)),),
        tuple(Organisation(name) for name in "wxyz"),
        tuple(Contribution(who, name) for who in "wx" for name in "ab"),
    )

    (point,) = single_points(chain, coverage(chain))

    assert (point.organisation, point.components, len(point.links), point.cut_off) == ("z", (), 1, ("b",))


def test_joints_take_the_drawing_apart() -> None:
    found = joints(BREAD, coverage(BREAD))

    assert [(one.component, one.carriers) for one in found if one.component] == [
        ("mill", ("ada",)),
        ("bake", ("bo", "cy")),
    ]
    assert [(one.link.start, one.link.end) for one in found if one.link] == [
        ("grow", "mill"),
        ("mill", "bake"),
    ]


def test_coverage_of_an_empty_chain_is_unknown() -> None:
    empty = Chain(())

    found = coverage(empty)

    assert (found.share, found.gaps, found.overlaps, balance(empty, found).evenness) == (None, (), (), None)
