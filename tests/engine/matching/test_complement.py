"""Who complements an organisation: as looking at every pair of competences says, and explained."""

import doctest
import importlib
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.matching import (
    Ask,
    Competence,
    Directory,
    Held,
    Others,
    Profile,
    Search,
    complements,
    score,
)

PATHS = [("a",), ("a", "b"), ("a", "c"), ("a", "b", "d"), ("e",), ("e", "b")]
TERMS = st.builds(
    Competence, st.sampled_from(PATHS), st.just(""), st.just("en"), st.sampled_from([None, 2, 5, 9])
)
ROWS = st.lists(st.builds(Held, st.integers(1, 6), TERMS), max_size=12)
ASKED = st.lists(st.builds(Held, st.just(0), TERMS), min_size=1, max_size=3).map(tuple)
COLD = Competence(("Logistics", "Cold chain"), readiness=6)


@settings(deadline=None, max_examples=200)
@given(ROWS, ASKED)
def test_what_others_give_is_what_a_search_of_the_whole_directory_gives(rows, asked):
    directory = Directory(
        [Profile(f"p{i}", offers=tuple(r.competence for r in rows if r.who == i)) for i in range(7)]
    )
    expected = score(directory, Search(tuple(held.competence for held in asked))).share

    found = {one.who: one.score for one in complements(Ask(seeks=asked), Others(rows, (), 7)).found}

    assert found == pytest.approx(
        {i: share * 0.6 / 0.7 for i, share in enumerate(expected.tolist()) if share > 0}, abs=2e-4
    )


@settings(deadline=None, max_examples=200)
@given(ROWS, ROWS, ASKED, ASKED, st.randoms())
def test_order_of_rows_does_not_matter_and_every_hit_has_a_reason(offers, seeks, sought, offered, random):
    ask, mixed = Ask(sought, offered), random.sample(offers, len(offers))
    others = Others(offers, seeks, 6)

    ranking = complements(ask, others)
    found = ranking.found

    assert found == complements(ask, Others(mixed, seeks, 6)).found
    assert found == sorted(found, key=lambda one: (-one.score, one.who))
    for one in ranking.explained(found):
        assert 0 < one.score <= 1
        assert one.reasons
        assert all(str(why.phrase).endswith(".") for why in one.reasons)


def sentences(ask, others, readiness=None):
    ranking = complements(ask, others, readiness)
    found = ranking.explained(ranking.found)
    return [(one.who, [str(why.phrase) for why in one.reasons]) for one in found]


def test_field_of_work_counts_less_than_an_offer_and_says_so():
    works = Held(1, Competence(COLD.path), stated=False)
    offers = Held(2, Competence(COLD.path, readiness=7))

    found = sentences(Ask(seeks=(Held(0, COLD),)), Others((works, offers), (), 20))

    assert found == [
        (2, ["Offers Cold chain, as sought.", "Its readiness is 7; 6 or more is sought."]),
        (1, ["Works in Cold chain, which is sought."]),
    ]


def test_both_ways_and_countries_add_up():
    ask = Ask((Held(0, COLD),), (Held(0, Competence(("Food", "Fish")), stated=False),), ("PE",), "ES")
    others = Others(
        (Held(1, COLD), Held(2, COLD)),
        (Held(2, Competence(("Food", "Fish"))),),
        20,
        {2: "PE", 1: "CL"},
        frozenset({2}),
    )

    found = complements(ask, others).found

    assert [(one.who, one.score) for one in found] == [(2, round(0.6 + 0.3 * 0.6 + 0.1, 4)), (1, 0.6)]
    assert sentences(ask, others)[0][1] == [
        "Offers Cold chain, as sought.",
        "Its readiness is 6; 6 or more is sought.",
        "Seeks Fish, which is a field of work here.",
        "It is in PE, a country of interest.",
        "It is interested in ES.",
    ]


def test_words_are_weighed_by_rarity_and_common_ones_say_nothing():
    asked = Ask(seeks=(Held(0, Competence(text="Kühlkette für Fisch")),))
    rows = [Held(i, Competence(text="fisch")) for i in range(1, 31)] + [
        Held(31, Competence(text="KUHLKETTE"))
    ]

    found = complements(asked, Others(rows, (), 100)).found

    assert [(one.who, one.score) for one in found] == [(31, round(0.6 / 0.7, 4))]
    assert sentences(asked, Others(rows, (), 100)) == [
        (31, ["What it offers shares these words: kuhlkette."])
    ]


def test_least_readiness_leaves_out_what_states_none_or_less():
    rows = [Held(1, Competence(COLD.path)), Held(2, Competence(COLD.path, readiness=5)), Held(3, COLD)]

    ranking = complements(Ask((Held(0, COLD),), (Held(0, COLD),)), Others(rows, rows, 10), readiness=6)
    found = ranking.explained(ranking.found)

    assert [(one.who, one.readiness) for one in found] == [(3, 6)]


def test_rare_needs_weigh_more_than_common_ones():
    rare, common = Competence(("x",)), Competence(("y",))
    rows = [Held(1, rare), *(Held(i, common) for i in range(2, 12))]

    found = complements(Ask((Held(0, rare), Held(0, common))), Others(rows, (), 20)).found

    weights = math.log1p(20), math.log1p(2)
    assert found[0].who == 1
    assert found[0].score == pytest.approx(weights[0] / sum(weights) * 0.6 / 0.7, abs=1e-4)


def test_examples_of_the_module_hold():
    assert doctest.testmod(importlib.import_module("kontor.engine.matching.complement")).failed == 0
