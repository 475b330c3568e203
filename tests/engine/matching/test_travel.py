"""Who could travel together, against brute force and against a case worked by hand."""

import doctest
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.matching import Meeting, Party, Plan, fewest_journeys, overlaps, travel

HALVES = range(8)
SMALL = st.builds(
    lambda number, party, country, first, longer: Plan(str(number), party, country, first, first + longer),
    st.integers(0, 10**6),
    st.sampled_from("ABCD"),
    st.sampled_from(["CN", "US"]),
    st.integers(0, 5),
    st.integers(0, 2),
)
PLANS = st.lists(SMALL, max_size=7, unique_by=lambda plan: plan.key)
PARTIES = {
    "A": Party(frozenset({"food", "water"}), frozenset({"x", "y"})),
    "B": Party(frozenset({"food"}), frozenset({"x"})),
    "C": Party(frozenset({"rail"}), frozenset({"x", "y"})),
}


def test_examples_run():
    assert doctest.testmod(travel).failed == 0


@settings(max_examples=300, deadline=None)
@given(PLANS)
def test_overlaps_are_the_parties_that_meet_in_each_half_year(plans):
    found = overlaps(plans, PARTIES)

    for country in ("CN", "US"):
        for half in HALVES:
            together = {plan.party for plan in plans if plan.country == country and plan.can_be_in(half)}
            told = [one.parties for one in found if one.country == country and one.first <= half <= one.last]
            assert told == ([tuple(sorted(together))] if len(together) > 1 else [])


@settings(max_examples=300, deadline=None)
@given(PLANS)
def test_no_fewer_journeys_serve_all_plans(plans):
    for found in fewest_journeys(plans, PARTIES):
        here = [plan for plan in plans if plan.country == found.country]

        assert found.number == fewest_by_force(here)
        assert len(found.apart) == found.number
        fixed = [plan for plan in here if plan.key in found.apart]
        assert all(a.last < b.first or b.last < a.first for a, b in combinations(fixed, 2))


@settings(max_examples=200, deadline=None)
@given(PLANS)
def test_who_travels_together_can(plans):
    by_key = {plan.key: plan for plan in plans}
    for found in fewest_journeys(plans, PARTIES):
        told = [key for one in found.joint for key in one.plans]

        assert len(told) == len(set(told))
        for one in found.joint:
            assert all(by_key[key].can_be_in(one.first) for key in one.plans)
            assert one.parties == tuple(sorted({by_key[key].party for key in one.plans}))
            assert one.saved_journeys == len(one.parties) - 1 > 0


@settings(max_examples=100, deadline=None)
@given(PLANS, st.randoms())
def test_the_order_of_plans_does_not_matter(plans, random):
    shuffled = random.sample(plans, len(plans))

    assert overlaps(shuffled, PARTIES) == overlaps(plans, PARTIES)
    assert fewest_journeys(shuffled, PARTIES) == fewest_journeys(plans, PARTIES)


def fewest_by_force(plans):
    """The size of the smallest set of half-years that every plan can be in one of."""
    for size in range(len(HALVES) + 1):
        for chosen in combinations(HALVES, size):
            if all(any(plan.can_be_in(half) for half in chosen) for plan in plans):
                return size
    raise AssertionError("a half-year of its own serves each plan")


def test_what_is_shared_is_named_with_who_shares_it():
    plans = [Plan("1", "A", "CN", 2, 3), Plan("2", "B", "CN", 3, 3), Plan("3", "C", "CN", 0, 5)]

    (found,) = [one for one in overlaps(plans, PARTIES) if one.first == 3]

    assert found == Meeting(
        country="CN",
        first=3,
        last=3,
        plans=("3", "1", "2"),
        parties=("A", "B", "C"),
        fields=(("food", ("A", "B")),),
        members=(("x", ("A", "B", "C")), ("y", ("A", "C"))),
    )
    assert (found.saved_journeys, found.saved_places) == (2, 3)


def test_two_plans_of_one_party_are_no_overlap():
    plans = [Plan("1", "A", "US", 0, 1), Plan("2", "A", "US", 1, 1)]

    assert overlaps(plans, PARTIES) == ()
    assert [(one.number, one.joint) for one in fewest_journeys(plans, PARTIES)] == [(1, ())]


def test_a_plan_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="Plan 1 ends"):
        Plan("1", "A", "US", 1, 0)
