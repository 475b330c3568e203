"""Ranking by weighted criteria: ties, what is not stated, and properties that hold for all."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.matching import Criterion, advised, rank

# The package names the function like its module.
module = __import__("sys").modules["kontor.engine.matching.rank"]
CRITERIA = (Criterion("interest", 3), Criterion("others", 2, higher_is_better=False), Criterion("growth", 1))
VALUES = st.one_of(st.none(), st.integers(-5, 20))
OPTIONS = st.dictionaries(
    st.sampled_from(["AR", "BR", "CL", "CO", "MX", "PE"]),
    st.fixed_dictionaries({"interest": VALUES, "others": VALUES, "growth": VALUES}),
)


def test_examples_run():
    assert doctest.testmod(module).failed == 0


def test_what_is_not_stated_is_left_out_and_never_nothing():
    values = {
        "CO": {"interest": 4, "others": 2, "growth": None},
        "PE": {"interest": 4, "others": 2, "growth": 0},
        "CL": {"interest": 0, "others": 2, "growth": 5},
    }

    found = {one.option: one for one in rank(values, CRITERIA)}

    # CO: (3 x 1 + 2 x 0.5) / 5; PE: (3 x 1 + 2 x 0.5 + 1 x 0) / 6; CL: (0 + 1 + 1) / 6
    assert (found["CO"].score, found["CO"].place) == (pytest.approx(0.8), 1)
    assert (found["PE"].score, found["PE"].place) == (pytest.approx(4 / 6), 2)
    assert (found["CL"].score, found["CL"].place) == (pytest.approx(2 / 6), 3)
    assert (found["CO"].parts[2].value, found["CO"].parts[2].scaled) == (None, None)


def test_too_little_stated_has_no_place():
    (best, other) = rank({"CO": {"interest": 1}, "PE": {"growth": 9}}, CRITERIA)

    assert (best.option, best.place) == ("CO", 1)
    assert (other.option, other.place, other.score) == ("PE", None, None)


def test_equal_scores_share_a_place_and_are_advised_together_or_not_at_all():
    ranked = rank(
        {code: {"interest": value} for code, value in zip("ABCDE", (5, 4, 3, 3, 1), strict=True)},
        [Criterion("interest", 1)],
    )

    assert [one.place for one in ranked] == [1, 2, 3, 3, 5]
    assert advised(ranked) == ("A", "B")
    assert advised(ranked, most=4) == ("A", "B", "C", "D")


def test_a_weight_below_nothing_is_refused():
    with pytest.raises(ValueError, match="below nothing"):
        rank({}, [Criterion("interest", -1)])


@settings(max_examples=200, deadline=None)
@given(OPTIONS)
def test_order_and_places_agree_with_scores(options):
    found = rank(options, CRITERIA)

    assert sorted(one.option for one in found) == sorted(options)
    scores = [one.score for one in found if one.score is not None]
    assert all(0 <= score <= 1 for score in scores)
    for one in found:
        if one.score is not None:
            assert one.place == 1 + sum(other > one.score + 1e-9 for other in scores)
    assert len(advised(found)) <= 3


@settings(max_examples=200, deadline=None)
@given(OPTIONS, st.integers(1, 9), st.randoms())
def test_neither_the_order_nor_the_size_of_weights_matters(options, factor, random):
    keys = random.sample(list(options), len(options))
    shuffled = {key: options[key] for key in keys}
    larger = [Criterion(one.key, one.weight * factor, one.higher_is_better) for one in CRITERIA]

    told = [(one.option, one.place) for one in rank(options, CRITERIA)]

    assert [(one.option, one.place) for one in rank(shuffled, larger)] == told


@settings(max_examples=200, deadline=None)
@given(OPTIONS)
def test_an_option_that_is_better_in_all_is_never_behind(options):
    whole = {key: values for key, values in options.items() if None not in values.values()}
    places = {one.option: one.place for one in rank(whole, CRITERIA)}

    for a, left in whole.items():
        for b, right in whole.items():
            if (
                left["interest"] >= right["interest"]
                and left["others"] <= right["others"]
                and left["growth"] >= right["growth"]
            ):
                assert places[a] <= places[b]
