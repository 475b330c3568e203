from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import Expected, IndicatorError, Phrase, Thresholds, expected, light

START, END = date(2020, 9, 1), date(2022, 8, 31)
TEN = Expected(10, Phrase("ten"))


@pytest.mark.parametrize("course", ["linear", "s-curve"])
@given(days=st.lists(st.integers(-100, 900), min_size=2, max_size=2).map(sorted), target=st.integers(1, 50))
def test_a_course_rises_from_the_baseline_to_the_target(course, days, target):
    early, late = (
        expected(target, START, END, START + timedelta(day), course=course, baseline=0).value for day in days
    )

    assert 0 <= early <= late <= target


@pytest.mark.parametrize(
    ("course", "values"),
    [("linear", [0, Fraction(5, 2), 5, 10, 10]), ("s-curve", [0, Fraction(25, 16), 5, 10, 10])],
)
def test_courses_at_their_quarters(course, values):
    quarters = [
        START - timedelta(1),
        date(2020, 10, 20),
        date(2020, 12, 9),
        date(2021, 3, 19),
        date(2023, 1, 1),
    ]

    assert [expected(10, START, date(2021, 3, 19), day, course=course).value for day in quarters] == values


def test_a_planned_course_goes_by_what_is_due():
    planned = {date(2021, 1, 31): 3, date(2021, 6, 30): 4, date(2022, 8, 31): 3}

    told = [
        expected(10, START, END, day, course="planned", planned=planned, baseline=2)
        for day in (date(2021, 1, 30), date(2021, 1, 31), date(2022, 1, 1))
    ]

    assert [one.value for one in told] == [2, 5, 9]
    assert str(told[2].formula) == "baseline + what was planned until 2022-01-01"


def test_what_is_to_fall_is_expected_to_fall():
    assert expected(2, START, END, END, baseline=10).value == 2
    assert expected(2, START, END, START - timedelta(1), baseline=10).value == 10


@pytest.mark.parametrize(
    ("achieved", "colour"),
    [(11, "green"), (Fraction(19, 2), "green"), (Fraction(94, 10), "amber"), (Fraction(15, 2), "amber"),
     (7, "red"), (0, "red"), (-3, "red"), (None, "grey")],
)  # fmt: skip
def test_a_light_has_the_colour_of_its_share(achieved, colour):
    assert light(achieved, TEN).colour == colour


def test_thresholds_are_arguments():
    assert light(6, TEN, thresholds=Thresholds(Fraction(6, 10), Fraction(5, 10))).colour == "green"
    with pytest.raises(IndicatorError, match="Amber begins above nothing"):
        Thresholds(Fraction(1, 2), Fraction(3, 4))


def test_a_light_without_what_it_needs_is_grey():
    assert light(3, None).colour == light(3, TEN, direction="down").colour == "grey"


def test_a_light_measures_from_the_baseline():
    should = expected(20, START, END, END, baseline=10)

    told = light(14, should, baseline=10)

    assert (told.colour, told.share) == ("red", Fraction(2, 5))


def test_what_falls_is_green_below_the_expected():
    should = expected(2, START, END, END, baseline=10)

    assert [light(value, should, baseline=10, direction="down").colour for value in (1, 2, 3, 9)] == [
        "green", "green", "amber", "red",
    ]  # fmt: skip


def test_before_anything_is_expected_a_light_is_green():
    assert light(0, expected(10, START, END, START - timedelta(1))).colour == "green"


def test_11_indicator_5_with_2_of_10_in_month_24_is_red_and_shows_its_formula():
    told = light(2, expected(10, START, END, date(2022, 8, 31)))

    assert told.to_json()["colour"] == "red"
    assert (told.share, told.expected) == (Fraction(1, 5), 10)
    assert str(told.formula) == "baseline + (target - baseline) x share of the time, 100%"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"course": "steep"}, "'steep' is neither linear"),
        ({"end": START - timedelta(1)}, "The course ends before it begins"),
        ({"course": "planned"}, "A planned course needs amounts"),
    ],
)
def test_a_course_that_cannot_be_is_refused(change, sentence):
    with pytest.raises(IndicatorError, match=sentence):
        expected(**{"target": 10, "start": START, "end": END, "on": START} | change)
