"""The choice of meetings against brute force, against its checker, and against what is known of matchings."""

import doctest
from dataclasses import replace
from importlib import import_module

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings

from kontor.engine.matching import (
    Demand,
    DemandError,
    Exclusion,
    Limit,
    Name,
    Person,
    Price,
    Wish,
    choose,
    faults_of,
    kernel,
    search,
)
from kontor.engine.matching.prices import proven, relax
from kontor.engine.matching.rows import Rows
from kontor.engine.matching.sides import Sides, exchanged
from tests.engine.matching.demands import best_by_force, large_demand, small_demands

TRIO = tuple(Person(name, maximum=1) for name in "abc")
TRIANGLE = Demand(TRIO, (Wish("1", ("a", "b")), Wish("2", ("b", "c")), Wish("3", ("a", "c"))))


@settings(max_examples=300, deadline=None)
@given(small_demands())
def test_choose_finds_the_best_of_all_sets_and_proves_it(demand: Demand) -> None:
    found = choose(demand)

    assert faults_of(demand, found) == ()
    assert (found.objective, found.bound) == (best_by_force(demand), found.objective)


@settings(max_examples=200, deadline=None)
@given(small_demands(two_sided=True))
def test_exchanges_lead_from_nothing_to_the_best_of_two_sides_and_to_prices_that_prove_it(
    demand: Demand,
) -> None:
    rows = Rows.of(demand)
    sides = Sides.of(demand, rows)
    assume(sides is not None)

    chosen, prices = exchanged(sides, rows, np.zeros(rows.wishes, np.bool_), np.zeros(rows.limits))

    assert rows.objective(chosen) == proven(rows, prices) == best_by_force(demand)


@settings(max_examples=100, deadline=None)
@given(small_demands())
def test_prices_never_prove_a_bound_below_the_best_set(demand: Demand) -> None:
    rows = Rows.of(demand)

    assert relax(rows).bound >= best_by_force(demand)


@pytest.mark.parametrize(("two_sided", "weights"), [(False, 1), (False, 100), (True, 3), (True, 100)])
def test_choose_comes_within_a_thousandth_of_the_bound_at_an_event(two_sided: bool, weights: int) -> None:
    demand = large_demand(500, 5_600, 24, 2_600, seed=4, two_sided=two_sided, weights=weights)

    found = choose(demand)

    assert faults_of(demand, found) == ()
    assert found.gap < 0.001
    assert found.optimal or not two_sided


def test_choose_agrees_with_networkx_on_matchings_of_maximum_weight() -> None:
    graph = nx.gnm_random_graph(40, 120, seed=3)
    for number, (a, b) in enumerate(graph.edges):
        graph.edges[a, b]["weight"] = number % 7 + 1
    people = tuple(Person(str(node), maximum=1) for node in graph)
    wishes = tuple(Wish(f"{a}-{b}", (str(a), str(b)), w) for a, b, w in graph.edges(data="weight"))

    found = choose(Demand(people, wishes))

    assert found.optimal
    assert found.value == sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))


def test_choose_proves_more_than_the_prices_where_three_want_each_other() -> None:
    twice = Demand(
        (*TRIO, *(Person(name, maximum=1) for name in "xyz")),
        (*TRIANGLE.wishes, Wish("4", ("x", "y")), Wish("5", ("y", "z")), Wish("6", ("x", "z"))),
    )

    found = choose(twice)

    assert (found.objective, found.bound, found.price_bound) == (2, 2, 3)


def test_choose_gives_the_same_answer_for_the_same_seed() -> None:
    demand = large_demand(120, 900, 12, 400, seed=9)

    assert choose(demand, seed=3) == choose(demand, seed=3)


def test_search_gives_the_same_answer_plain_and_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows.of(large_demand(60, 300, 9, 150, seed=2))
    loose = replace(relax(rows), bound=10**9)

    monkeypatch.setattr(search, "PLAIN_UP_TO", 10**9)
    plain = search.search(rows, loose, seed=5)
    monkeypatch.setattr(search, "PLAIN_UP_TO", 0)
    compiled = search.search(rows, loose, seed=5)

    assert kernel.compiled()["anneal"] is not kernel.anneal
    assert plain.tolist() == compiled.tolist()


def test_choose_keeps_what_is_required_and_says_what_that_costs() -> None:
    people = (Person("a", maximum=1), Person("b"), Person("c"))
    wishes = (Wish("kept", ("a", "b"), 1, required=True), Wish("better", ("a", "c"), 9))

    found = choose(Demand(people, wishes))

    assert (found.chosen, found.value, found.bound) == (("kept",), 1, 1)
    assert found.left_out[0].sentence == (
        "'a' already has 1 of 1 meetings; this wish weighs 9, and no exchange for it gains anything."
    )


def test_choose_lets_minima_go_first_when_their_price_says_so() -> None:
    people = (Person("a", maximum=1), Person("b"), Person("c", minimum=1))
    wishes = (Wish("heavy", ("a", "b"), 5), Wish("promised", ("a", "c"), 3))

    by_price = {price: choose(Demand(people, wishes, shortfall_price=price)) for price in (1, 9)}

    assert (by_price[1].chosen, by_price[1].shortfall, by_price[1].objective) == (("heavy",), 1, 4)
    assert (by_price[9].chosen, by_price[9].shortfall, by_price[9].objective) == (("promised",), 0, 3)


def test_limits_count_people_kinds_and_pairs_of_groups() -> None:
    people = tuple(Person(name) for name in "abxyz")
    wishes = tuple(Wish(a + b, (a, b)) for a in "ab" for b in "xyz")

    one_firm = choose(Demand(people, wishes, (Limit("firm", ("a", "b"), maximum=2),)))
    two_firms = choose(Demand(people, wishes, (Limit("firms", ("a", "b"), ("x", "y"), maximum=1),)))

    assert (one_firm.value, two_firms.value) == (2, 3)
    assert "limit 'firms' already has 1 of 1 meetings" in two_firms.left_out[0].sentence.lower()


def test_excluded_pairs_do_not_meet_and_the_reason_is_said() -> None:
    group = Demand(TRIO, (Wish("all", ("a", "b", "c"), 5),), exclusions=(Exclusion("c", "a", "met before"),))

    found = choose(group)

    assert (found.chosen, found.left_out[0].sentence) == ((), "'c' and 'a' are not to meet: met before.")


def test_choose_refuses_promises_that_cannot_be_kept() -> None:
    wishes = tuple(Wish(name, pair, required=True) for name, pair in (("1", ("a", "b")), ("2", ("a", "c"))))

    with pytest.raises(DemandError) as refused:
        choose(Demand(TRIO, wishes, exclusions=(Exclusion("a", "b"),), capacity=1))

    assert refused.value.faults == (
        "Wish '1' is required, but 'a' and 'b' are not to meet.",
        "Person 'a' has at most 1 meetings, but 2 wishes are required: raise the maximum or release a wish.",
        "The capacity is 1 meetings, but 2 wishes are required: raise the maximum or release a wish.",
    )


def test_demand_names_every_fault_at_once() -> None:
    with pytest.raises(DemandError) as refused:
        Demand(
            (Person("a", 2, 1), Person("a")),
            (Wish("1", ("a", "a")), Wish("2", ("a", "b"), -1)),
            (Limit("l", ("z",)),),
            (Exclusion("a", "q"),),
            -1,
            -1,
        )

    assert len(refused.value.faults) == 9


def test_an_empty_demand_has_an_empty_choice() -> None:
    found = choose(Demand((), ()))

    assert (found.chosen, found.bound, found.gap, found.left_out) == ((), 0, 0.0, ())


@pytest.mark.parametrize(
    "change",
    [
        {"chosen": ("1", "2")},
        {"chosen": ("nobody",)},
        {"value": 2, "objective": 2},
        {"bound": 0},
        {"price_bound": 0, "bound": 0},
        {"prices": ()},
        {"left_out": ()},
    ],
)
def test_check_finds_what_is_wrong(change: dict[str, object]) -> None:
    found = choose(TRIANGLE)

    assert faults_of(TRIANGLE, found) == ()
    assert faults_of(TRIANGLE, replace(found, **change)) != ()


def test_check_refuses_a_price_below_that_of_a_missing_meeting() -> None:
    demand = Demand((Person("a", minimum=1), Person("b")), (Wish("1", ("a", "b"), 0),), shortfall_price=2)
    found = choose(demand)
    greedy = replace(found, prices=(Price(Name("person", "a"), -3.0),))

    assert (found.objective, faults_of(demand, found)) == (0, ())
    assert faults_of(demand, greedy)[0] == "The price of person a is below that of a missing meeting."


def test_examples_in_the_docstrings_hold() -> None:
    room = import_module("kontor.engine.matching.choose")

    assert doctest.testmod(room).failed == 0
