"""A problem in numbers: what is decided beforehand is what the judge of schedules says of a meeting alone."""

from itertools import product

import numpy as np
from hypothesis import given

from kontor.engine.scheduling import (
    Exclusion,
    Meeting,
    Participant,
    Place,
    Precedence,
    Problem,
    Slot,
    Solution,
    Wish,
    check,
)
from kontor.engine.scheduling.arrays import ENDLESS, Arrays
from kontor.engine.scheduling.problem import Travel
from tests.factories.scheduling import problems

ALONE = {"required", "maximum", "fairness"}  # what a single meeting cannot help

EVENT = Problem(
    slots=(Slot("s1", 540, "early", "mon"), Slot("s2", 560, "late", "mon"), Slot("s3", 2080, "late", "tue")),
    participants=(
        Participant("ana", minimum=1, maximum=2),
        Participant("ben", unavailable=("s1",)),
        Participant("cem", hours=(600, 700), zone=65),
        Participant("dora"),
    ),
    wishes=(
        Wish("ab", (("ana",), ("ben", "cem")), weight=4, required=True),
        Wish("acd", (("ana",), ("cem",), ("dora",)), sessions=("early",)),
        Wish("bd", (("ben",), ("dora",)), forbidden=("s3",)),
        Wish("ad", (("ana",), ("dora",)), slot="s2", place="attic"),
    ),
    places=(Place("hall", 2), Place("attic", (0, 1, 1))),
    travel=(Travel("hall", "attic", 5),),
    exclusions=(Exclusion("ana", "cem", "met before"),),
    precedences=(Precedence("bd", "ab"),),
)


def test_arrays_state_the_problem_in_numbers() -> None:
    arrays = Arrays.of(EVENT)

    assert (arrays.people, arrays.slots, arrays.wishes) == (4, 3, 4)
    assert arrays.available.tolist() == [
        [True, True, True],
        [False, True, True],
        [True, True, False],
        [True, True, True],
    ]
    assert arrays.parties == (((0,), (1, 2)), ((0,), (2,), (3,)), ((1,), (3,)), ((0,), (3,)))
    assert arrays.allowed.tolist() == [
        [False, True, True],  # cem could sit in s1, but ana must not meet him
        [False, False, False],
        [False, True, False],
        [False, True, False],
    ]
    assert arrays.tables.tolist() == [2, 3, 3]
    assert arrays.days.tolist() == [0, 0, 1]
    assert arrays.weight.tolist() == [4, 1, 1, 1]
    assert arrays.required.tolist() == [True, False, False, False]
    assert arrays.minimum.tolist() == [1, 0, 0, 0]
    assert arrays.maximum.tolist() == [2, ENDLESS, ENDLESS, ENDLESS]
    assert arrays.before == ((2, 0),)
    assert arrays.of_person == ((0, 1, 3), (0, 2), (0, 1), (1, 2, 3))
    assert arrays.has_stand_ins


def test_arrays_of_nothing_are_empty() -> None:
    arrays = Arrays.of(Problem((), (), (), ()))

    assert (arrays.people, arrays.slots, arrays.wishes) == (0, 0, 0)
    assert arrays.allowed.shape == (0, 0)
    assert not arrays.has_stand_ins


@given(problems())
def test_allowed_is_where_the_wish_alone_could_be_held(problem: Problem) -> None:
    arrays = Arrays.of(problem)

    for wish, slot in product(range(arrays.wishes), range(arrays.slots)):
        record = problem.wishes[wish]
        ways = [
            Meeting(record.id, problem.slots[slot].id, place.id, people)
            for place, people in product(problem.places, product(*record.parties))
        ]
        held = [way for way in ways if _rules(problem, way) <= ALONE]
        assert bool(arrays.allowed[wish, slot]) == bool(held)


def _rules(problem: Problem, meeting: Meeting) -> set[str]:
    return {violation.rule for violation in check(problem, Solution((meeting,))).violations}


@given(problems())
def test_available_is_where_the_judge_finds_a_person_there(problem: Problem) -> None:
    arrays = Arrays.of(problem)

    expected = [
        [
            slot.id not in person.unavailable and person.is_awake(slot, problem.minutes)
            for slot in problem.slots
        ]
        for person in problem.participants
    ]
    assert np.array_equal(arrays.available, np.array(expected, np.bool_).reshape(arrays.available.shape))


def test_placed_lists_meetings_in_the_order_of_the_wishes() -> None:
    arrays = Arrays.of(EVENT)

    solution = arrays.placed([(3, 1, 1, (0, 3)), (0, 2, 0, (0, 1))])

    assert solution == Solution(
        (Meeting("ab", "s3", "hall", ("ana", "ben")), Meeting("ad", "s2", "attic", ("ana", "dora")))
    )
