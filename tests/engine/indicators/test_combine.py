from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import (
    CombineError,
    Ratio,
    SetTarget,
    combined,
    cover,
    over_partners,
    over_time,
    ratio_of,
)

NUMBERS = st.lists(st.one_of(st.none(), st.integers(-9, 9), st.fractions(max_denominator=4)), max_size=6)
RATIOS = st.lists(
    st.one_of(
        st.none(), st.integers(1, 9).flatmap(lambda of: st.builds(Ratio, st.integers(0, of), st.just(of)))
    ),
    max_size=5,
)


@given(NUMBERS, st.sampled_from(["sum", "cumulative", "latest", "maximum"]))
def test_periods_without_data_are_told_and_never_nought(values, method):
    known = [value for value in values if value is not None]

    found = over_time(method, values)

    assert (found.reported, found.of, found.complete) == (len(known), len(values), len(known) == len(values))
    assert found.value == (over_time(method, known).value if known else None)


@given(NUMBERS)
def test_methods_are_what_their_names_say(values):
    known = [value for value in values if value is not None]

    if known:
        assert over_time("sum", values).value == sum(known, Fraction(0))
        assert over_time("maximum", values).value == max(known)
        assert over_time("latest", values).value == over_time("cumulative", values).value == known[-1]


@given(RATIOS)
def test_ratio_is_all_numerators_over_all_denominators(values):
    known = [one for one in values if one is not None]

    found = over_time("ratio", values)

    top, bottom = sum(one.numerator for one in known), sum(one.denominator for one in known)
    assert found.value == (Fraction(top, bottom) if known else None)
    assert found.ratio == (Ratio(top, bottom) if known else None)


def test_nought_of_nought_says_nothing():
    assert over_time("ratio", [Ratio(0, 0)]).value is None
    assert over_time("ratio", [Ratio(0, 0), Ratio(1, 2)]).value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: Ratio(1, None), "denominator: A percentage needs its denominator"),
        (lambda: Ratio(3, 0), "3 of 0 is no ratio"),
        (lambda: Ratio(1, -2), "1 of -2 is no ratio"),
        (lambda: over_time("ratio", [Ratio(1, 2), 40]), "A percentage needs its denominator"),
        (lambda: over_time("mean", [1]), "'mean' is not known"),
        (lambda: over_partners("mean", [1]), "'mean' is not known"),
        (lambda: over_time("distinct", [3, 4]), "To count things once, name them"),
        (lambda: over_time("sum", ["good"]), "sum needs numbers"),
        (lambda: over_time("cumulative", ["good"]), "cumulative needs numbers"),
        (lambda: over_partners("joint", [Ratio(1, 2)]), "A joint value is one number or one word"),
    ],
)
def test_what_does_not_combine_is_refused_in_words(made, sentence):
    with pytest.raises(CombineError) as refused:
        made()

    assert sentence in str(refused.value)


def test_distinct_things_of_two_periods_count_once():
    found = over_time("distinct", [{"ELA", "CDI"}, None, {"ELA"}])

    assert (found.value, found.members, found.reported) == (2, {"ELA", "CDI"}, 2)


def test_a_running_total_that_falls_is_told_where():
    assert over_time("cumulative", [3, None, 9, 7, 8]).fell == (3,)
    assert over_time("latest", [120, 118]).fell == ()


def test_the_latest_may_be_words_a_ratio_or_things():
    assert over_time("latest", ["fair", "good", None]).value == "good"
    assert over_time("latest", [Ratio(1, 2), Ratio(3, 4)]).value == Fraction(3, 4)
    assert over_time("latest", [{"a", "b"}, {"c"}]).value == 1


def test_a_joint_value_is_counted_once_and_a_conflict_is_no_value():
    assert over_partners("joint", [5, 5, None]).value == 5
    assert over_partners("joint", [5, 6]).conflict == (5, 6)


def test_a_scoreboard_goes_over_the_periods_first_and_then_over_the_partners():
    cells = {("A", "1"): 120, ("A", "2"): 118, ("B", "1"): 40}

    found = combined(cells, ["A", "B"], ["1", "2"], time="latest")

    assert (found.total.value, found.total.reported, found.total.of) == (158, 3, 4)
    assert {who: one.value for who, one in found.by_partner.items()} == {"A": 118, "B": 40}
    assert {when: one.value for when, one in found.by_period.items()} == {"1": 160, "2": 118}


def test_ratios_of_partners_are_summed_as_ratios():
    cells = {("A", "1"): Ratio(1, 2), ("B", "1"): Ratio(3, 10)}

    assert combined(cells, ["A", "B"], ["1"], time="ratio").total.ratio == Ratio(4, 12)


def test_things_of_partners_count_once():
    cells = {("A", "1"): {"x"}, ("A", "2"): {"y"}, ("B", "1"): {"x"}}

    found = combined(cells, ["A", "B"], ["1", "2"], time="distinct", across="distinct")

    assert (found.total.value, found.by_partner["A"].value) == (2, 2)


def test_ratio_of_two_indicators_needs_both():
    assert (ratio_of(3, None), ratio_of(None, 4), ratio_of(3, 4)) == (None, None, Ratio(3, 4))


def test_a_set_is_covered_where_each_member_has_enough():
    found = cover(SetTarget("partner", ("A", "B", "C", "D"), 2), {"A": 2, "B": 1, "C": None, "E": 9})

    assert (found.covered, found.missing, found.met) == ({"A": 2}, ("B", "C", "D"), False)
    assert cover(SetTarget("partner", ("A",)), {"A": 1}).met
