"""What a problem refuses: every reference to nothing and every value that means nothing, in one go."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from kontor.engine.scheduling import (
    Aims,
    Exclusion,
    Participant,
    Place,
    Precedence,
    Problem,
    ProblemError,
    Slot,
    Travel,
    Wish,
)
from tests.factories.scheduling import problems

PAIR = Wish("w1", (("ana",), ("ben",)))
MEETING = Problem(
    slots=(Slot("s1", 540), Slot("s2", 560)),
    participants=(Participant("ana"), Participant("ben")),
    wishes=(PAIR,),
    places=(Place("hall", 1),),
)
FAULTS: list[tuple[dict[str, Any], str]] = [
    (
        {"slots": (Slot("s1", 540), Slot("s1", 560))},
        "Two entries are called slot 's1': give each an id of its own.",
    ),
    (
        {"participants": (Participant("ana"), Participant("ben"), Participant("ben"))},
        "Two entries are called participant 'ben': give each an id of its own.",
    ),
    ({"wishes": (PAIR, PAIR)}, "Two entries are called wish 'w1': give each an id of its own."),
    (
        {"places": (Place("hall", 1), Place("hall", 2))},
        "Two entries are called place 'hall': give each an id of its own.",
    ),
    (
        {"minutes": 30},
        "Slot 's2' starts before slot 's1' ends: list slots in order of time, 30 minutes each.",
    ),
    ({"minutes": 0}, "A slot lasts 0 minutes: say 1 or more."),
    (
        {"slots": (Slot("a", 0, day="mon"), Slot("b", 20, day="tue"), Slot("c", 40, day="mon"))},
        "Slots of day 'mon' do not follow each other: give each day its own name.",
    ),
    (
        {"places": (Place("hall", (1, 1, 1)),)},
        "Place 'hall' has tables for 3 slots of 2: give one number, or one for each slot.",
    ),
    ({"places": (Place("hall", -1),)}, "Place 'hall' has a negative number of tables: say 0 or more."),
    ({"places": (Place("hall", (1, -1)),)}, "Place 'hall' has a negative number of tables: say 0 or more."),
    (
        {"travel": (Travel("hall", "attic", 5),)},
        "The way 'hall - attic' names places that are not there: attic.",
    ),
    ({"travel": (Travel("hall", "hall", -5),)}, "The way hall - hall takes -5 minutes: say 0 or more."),
    (
        {
            "places": (Place("hall", 1), Place("attic", 1)),
            "travel": (Travel("hall", "attic", 5), Travel("attic", "hall", 6)),
        },
        "The way attic - hall is listed 2 times: once is for both directions.",
    ),
    (
        {"participants": (Participant("ana", unavailable=("s9", "s8")), Participant("ben"))},
        "Participant 'ana' names slots that are not there: s8, s9.",
    ),
    (
        {"participants": (Participant("ana", minimum=3, maximum=2), Participant("ben"))},
        "Participant 'ana' wants at least 3 and at most 2 meetings: "
        "the first must be 0 or more and not above the second.",
    ),
    (
        {"participants": (Participant("ana", minimum=-1), Participant("ben"))},
        "Participant 'ana' wants at least -1 and at most None meetings: "
        "the first must be 0 or more and not above the second.",
    ),
    (
        {"participants": (Participant("ana", hours=(540, 1500)), Participant("ben"))},
        "Participant 'ana' has hours (540, 1500): say minutes of the day, 0 to 1440.",
    ),
    (
        {"wishes": (Wish("w1", (("ana",), ("zoe",))),)},
        "Wish 'w1' names participants that are not there: zoe.",
    ),
    (
        {"wishes": (replace(PAIR, sessions=("night",)),)},
        "Wish 'w1' names sessions that are not there: night.",
    ),
    ({"wishes": (replace(PAIR, forbidden=("s9",)),)}, "Wish 'w1' names slots that are not there: s9."),
    ({"wishes": (replace(PAIR, slot=""),)}, "Wish 'w1' names slots that are not there: ."),
    ({"wishes": (replace(PAIR, place="attic"),)}, "Wish 'w1' names places that are not there: attic."),
    (
        {"wishes": (Wish("w1", (("ana", "ben"),)),)},
        "Wish 'w1' has fewer than two parties: a meeting needs two or more, each with a person.",
    ),
    (
        {"wishes": (Wish("w1", (("ana",), ())),)},
        "Wish 'w1' has fewer than two parties: a meeting needs two or more, each with a person.",
    ),
    (
        {"wishes": (Wish("w1", (("ana",), ("ben", "ana"))),)},
        "Wish 'w1' names the same person twice: nobody meets herself.",
    ),
    (
        {"wishes": (replace(PAIR, weight=-1),)},
        "Wish 'w1' has the weight -1: say 0 or more; use an exclusion to forbid a meeting.",
    ),
    (
        {"exclusions": (Exclusion("ana", "zoe"),)},
        "The exclusion 'ana - zoe' names participants that are not there: zoe.",
    ),
    (
        {"precedences": (Precedence("w1", "w2"),)},
        "The precedence 'w1 before w2' names wishes that are not there: w2.",
    ),
    ({"precedences": (Precedence("w1", "w1"),)}, "Wish 'w1' is to be before itself: name two wishes."),
    ({"aims": Aims(breaks=-1)}, "The aim 'breaks' is -1: say 0 or more; use 0 for what does not matter."),
    (
        {"aims": Aims(difference=-1)},
        "The aim 'difference' is -1: say 0 or more; use 0 for what does not matter.",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_problem_refuses_with_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ProblemError) as refused:
        replace(MEETING, **change)

    assert refused.value.faults == (sentence,)


def test_problem_names_every_fault_in_one_go() -> None:
    with pytest.raises(ProblemError) as refused:
        replace(MEETING, minutes=0, exclusions=(Exclusion("ana", "zoe"),))

    assert refused.value.faults == (
        "A slot lasts 0 minutes: say 1 or more.",
        "The exclusion 'ana - zoe' names participants that are not there: zoe.",
    )
    assert str(refused.value) == " ".join(refused.value.faults)


def test_problem_without_anything_is_a_problem() -> None:
    empty = Problem((), (), (), ())

    assert (empty.minutes, empty.aims) == (20, Aims())


@given(problems())
def test_problem_of_every_feature_is_taken(problem: Problem) -> None:
    assert replace(problem) == problem


@pytest.mark.parametrize(
    ("hours", "zone", "awake"),
    [
        (None, 0, [True, True, True]),
        ((540, 580), 0, [True, True, False]),
        ((540, 579), 0, [True, False, False]),
        ((541, 600), 0, [False, True, True]),
        ((600, 640), 60, [True, True, False]),
        ((1320, 560), 0, [True, False, False]),  # passes midnight
        ((480, 520), -60, [True, True, False]),
        ((0, 1440), 300, [True, True, True]),
        ((30, 50), -9 * 60 + 10 + 24 * 60 * 3, [False, True, False]),  # three days ahead is the same hour
    ],
)
def test_participant_is_awake_when_the_whole_slot_is_in_her_hours(
    hours: tuple[int, int] | None, zone: int, awake: list[bool]
) -> None:
    person = Participant("ana", hours=hours, zone=zone)
    slots = [Slot("s1", 540), Slot("s2", 560), Slot("s3", 580)]

    assert [person.is_awake(slot, 20) for slot in slots] == awake


def test_participant_is_awake_across_midnight_as_long_as_her_hours_last() -> None:
    owl = Participant("ana", hours=(1320, 120))

    answers = [owl.is_awake(Slot("s", start), 20) for start in (1310, 1320, 1430, 1440 + 100, 1440 + 101)]

    assert answers == [False, True, True, True, False]


def test_place_holds_the_same_in_all_slots_or_as_listed() -> None:
    assert [Place("hall", 3).at(slot) for slot in range(2)] == [3, 3]
    assert [Place("hall", (3, 0)).at(slot) for slot in range(2)] == [3, 0]


def test_wish_names_everybody_who_may_sit() -> None:
    assert list(Wish("w", (("ana", "ben"), ("cem",))).people) == ["ana", "ben", "cem"]
