"""Who complements an organisation: as looking at every pair of competences says, and explained."""

import doctest
import importlib
import math
import pickle
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kontor.engine.matching import (
    Ask,
    Competence,
    Directory,
    Held,
    Others,
    Profile,
    Search,
    Stock,
    complements,
    score,
)
from kontor.engine.matching.nearness import nearness, words_of

PATHS = [("a",), ("a", "b"), ("a", "c"), ("a", "b", "d"), ("e",), ("e", "b")]
TERMS = st.builds(
    Competence, st.sampled_from(PATHS), st.just(""), st.just("en"), st.sampled_from([None, 2, 5, 9])
)
ROWS = st.lists(st.builds(Held, st.integers(1, 6), TERMS), max_size=12)
ASKED = st.lists(st.builds(Held, st.just(0), TERMS), min_size=1, max_size=3).map(tuple)
COLD = Competence(("Logistics", "Cold chain"), readiness=6)


def all_others(offers, seeks, size, countries=None, interested=()):
    at_home = defaultdict(list)
    for who, country in sorted((countries or {}).items()):
        at_home[country].append(who)
    return Others(
        Stock.of(offers), Stock.of(seeks), size,
        {country: np.array(who) for country, who in at_home.items()}, np.array(sorted(interested), np.int32),
    )  # fmt: skip


def scores_of(ranking):
    return dict(zip(ranking.who.tolist(), ranking.score.tolist(), strict=True))


@settings(deadline=None, max_examples=200)
@given(ROWS, ASKED)
def test_what_others_give_is_what_a_search_of_the_whole_directory_gives(rows, asked):
    directory = Directory(
        [Profile(f"p{i}", offers=tuple(r.competence for r in rows if r.who == i)) for i in range(7)]
    )
    expected = score(directory, Search(tuple(held.competence for held in asked))).share

    found = scores_of(complements(Ask(seeks=asked), all_others(rows, (), 7)))

    assert found == pytest.approx(
        {i: share * 0.6 / 0.7 for i, share in enumerate(expected.tolist()) if share > 0}, abs=2e-4
    )


@settings(deadline=None, max_examples=200)
@given(ROWS, ROWS, ASKED, ASKED, st.randoms())
def test_order_of_rows_does_not_matter_and_every_hit_has_a_reason(offers, seeks, sought, offered, random):
    ask, mixed = Ask(sought, offered), random.sample(offers, len(offers))

    ranking = complements(ask, all_others(offers, seeks, 6))
    found = list(scores_of(ranking).items())

    assert found == list(scores_of(complements(ask, all_others(mixed, seeks, 6))).items())
    assert found == sorted(found, key=lambda one: (-one[1], one[0]))
    for one in ranking.explained(ranking.who):
        assert 0 < one.score <= 1
        assert one.reasons
        assert all(str(why.phrase).endswith(".") for why in one.reasons)


def sentences(ask, others, readiness=None):
    ranking = complements(ask, others, readiness)
    found = ranking.explained(ranking.who)
    return [(one.who, [str(why.phrase) for why in one.reasons]) for one in found]


def test_field_of_work_counts_less_than_an_offer_and_says_so():
    works = Held(1, Competence(COLD.path), stated=False)
    offers = Held(2, Competence(COLD.path, readiness=7))

    found = sentences(Ask(seeks=(Held(0, COLD),)), all_others((works, offers), (), 20))

    assert found == [
        (2, ["Offers Cold chain, as sought.", "Its readiness is 7; 6 or more is sought."]),
        (1, ["Works in Cold chain, which is sought."]),
    ]


def test_both_ways_and_countries_add_up():
    ask = Ask((Held(0, COLD),), (Held(0, Competence(("Food", "Fish")), stated=False),), ("PE",), "ES")
    others = all_others(
        (Held(1, COLD), Held(2, COLD)),
        (Held(2, Competence(("Food", "Fish"))),),
        20,
        {2: "PE", 1: "CL"},
        frozenset({2}),
    )

    found = scores_of(complements(ask, others))

    assert list(found.items()) == [(2, round(0.6 + 0.3 * 0.6 + 0.1, 4)), (1, 0.6)]
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

    found = complements(asked, all_others(rows, (), 100))

    assert list(scores_of(found).items()) == [(31, round(0.6 / 0.7, 4))]
    assert sentences(asked, all_others(rows, (), 100)) == [
        (31, ["What it offers shares these words: kuhlkette."])
    ]


def test_least_readiness_leaves_out_what_states_none_or_less():
    rows = [Held(1, Competence(COLD.path)), Held(2, Competence(COLD.path, readiness=5)), Held(3, COLD)]

    ranking = complements(Ask((Held(0, COLD),), (Held(0, COLD),)), all_others(rows, rows, 10), readiness=6)
    found = ranking.explained(ranking.who)

    assert [(one.who, one.readiness) for one in found] == [(3, 6)]


def test_rare_needs_weigh_more_than_common_ones():
    rare, common = Competence(("x",)), Competence(("y",))
    rows = [Held(1, rare), *(Held(i, common) for i in range(2, 12))]

    found = complements(Ask((Held(0, rare), Held(0, common))), all_others(rows, (), 20))

    weights = math.log1p(20), math.log1p(2)
    assert found.who[0] == 1
    assert found.score[0] == pytest.approx(weights[0] / sum(weights) * 0.6 / 0.7, abs=1e-4)


def test_examples_of_the_module_hold():
    assert doctest.testmod(importlib.import_module("kontor.engine.matching.complement")).failed == 0


def one_by_one(among, asked, rows, size):
    """The share of what is asked that each holder meets, row by row."""
    terms = [held for held in asked if held.competence.path]
    wanted = words_of(held.competence for held in asked)
    words = {
        who: words_of(row.competence for row in rows if row.who == who) & wanted
        for who in {row.who for row in rows}
    }
    held = Counter(word for said in words.values() for word in said)
    heavy = {word: math.log1p(size / times) for word, times in held.items() if times <= max(0.1 * size, 5)}
    rare = [
        math.log1p(size / max(1, sum(row.competence.path[: len(p)] == p for row in rows)))
        for p in (term.competence.path for term in terms)
    ]
    found = {}
    for who, said in words.items():
        best = [
            max(
                (nearness(one.competence, row.competence) if among == "offers" else nearness(row.competence, one.competence))
                * (1 if one.stated and row.stated else 0.6)
                for row in rows if row.who == who
            )
            for one in terms
        ]  # fmt: skip
        by_terms = (
            sum(weight * share for weight, share in zip(rare, best, strict=True)) / sum(rare) if terms else 0
        )
        by_words = (
            sum(heavy.get(word, 0) for word in said) / sum(heavy.values()) if said & heavy.keys() else 0
        )
        found[who] = 0.7 * by_terms + 0.3 * by_words if terms and wanted else by_terms if terms else by_words
    return found


SAID = st.builds(
    Competence, st.sampled_from([(), *PATHS]), st.sampled_from(["fish", "fish oil", "cold store"]),
    st.just(""), st.sampled_from([None, 2, 5, 9]),
)  # fmt: skip
ANY_ROWS = st.lists(st.builds(Held, st.integers(1, 6), SAID, st.booleans()), max_size=12)
ANY_ASKED = st.lists(st.builds(Held, st.just(0), SAID, st.booleans()), max_size=3).map(tuple)


@settings(deadline=None, max_examples=200)
@given(ANY_ASKED, ANY_ASKED, ANY_ROWS, ANY_ROWS)
def test_columns_say_what_rows_say_one_by_one(sought, offered, offers, seeks):
    ask = Ask(sought, offered, ("PE",), "ES")
    assume(not ask.empty)
    gives = one_by_one("offers", sought, offers, 20) if sought else {}
    takes = one_by_one("seeks", offered, seeks, 20) if offered else {}
    weights = 0.6 if sought else 0, 0.3 if offered else 0, 0.1
    expected = {
        who: (
            weights[0] * gives.get(who, 0) + weights[1] * takes.get(who, 0) + weights[2] * (who in (1, 2))
        ) / sum(weights)
        for who in {*gives, *takes}
        if gives.get(who, 0) + takes.get(who, 0) > 0
    }  # fmt: skip

    found = scores_of(complements(ask, all_others(offers, seeks, 20, {1: "PE", 3: "CL"}, {2})))

    assert found == pytest.approx(expected, abs=1e-4)


@given(ROWS)
def test_a_stock_that_was_kept_and_read_again_is_the_same(rows):
    stock = Stock.of(rows)

    again = pickle.loads(pickle.dumps(stock))

    for name in ("who", "kind", "term", "level", "stated"):
        column = getattr(again, name)
        assert (column.tolist(), column.dtype) == (getattr(stock, name).tolist(), getattr(stock, name).dtype)
    assert (again.paths, again.words) == (stock.paths, stock.words)
