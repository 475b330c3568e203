"""The judge of schedules: each rule is broken alone, each figure is counted by hand."""

from dataclasses import replace
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.scheduling import (
    Aims,
    Exclusion,
    Meeting,
    Participant,
    Place,
    Precedence,
    Problem,
    Quality,
    Slot,
    Solution,
    Travel,
    Violation,
    Wish,
    check,
)
from tests.factories.scheduling import best, problems

EVENT = Problem(
    slots=(
        Slot("s1", 540, "morning"),
        Slot("s2", 560, "morning"),
        Slot("s3", 580, "afternoon"),
        Slot("s4", 600, "afternoon"),
    ),
    participants=tuple(Participant(name) for name in ("ana", "ben", "cem", "dora")),
    wishes=(
        Wish("ab", (("ana",), ("ben",)), weight=3),
        Wish("ac", (("ana",), ("cem", "dora")), weight=2),
        Wish("bd", (("ben",), ("dora",))),
    ),
    places=(Place("hall", 2), Place("attic", 1)),
)
AB = Meeting("ab", "s1", "hall", ("ana", "ben"))
AC = Meeting("ac", "s2", "hall", ("ana", "cem"))
BD = Meeting("bd", "s4", "hall", ("ben", "dora"))
HELD = Solution((AB, AC, BD))


def wish(number: int, **changes: Any) -> tuple[Wish, ...]:
    return tuple(
        replace(each, **changes) if index == number else each for index, each in enumerate(EVENT.wishes)
    )


def ana(**changes: Any) -> tuple[Participant, ...]:
    return (replace(EVENT.participants[0], **changes), *EVENT.participants[1:])


BROKEN: list[tuple[dict[str, Any], tuple[Meeting, ...], Violation]] = [
    (
        {},
        (AB, replace(AC, wish="zz"), BD),
        Violation("unknown", ("zz",), "Meeting 'zz' names something not in the problem."),
    ),
    (
        {},
        (AB, replace(AC, slot="s9"), BD),
        Violation("unknown", ("ac",), "Meeting 'ac' names something not in the problem."),
    ),
    (
        {},
        (AB, replace(AC, place="cellar"), BD),
        Violation("unknown", ("ac",), "Meeting 'ac' names something not in the problem."),
    ),
    (
        {},
        (AB, replace(AC, people=("ana", "zoe")), BD),
        Violation("unknown", ("ac",), "Meeting 'ac' names something not in the problem."),
    ),
    ({}, (AB, AC, BD, replace(BD, slot="s3")), Violation("once", ("bd",), "Wish 'bd' is held 2 times.")),
    (
        {"wishes": wish(2, required=True)},
        (AB, AC),
        Violation("required", ("bd",), "Wish 'bd' must be held and is not."),
    ),
    (
        {},
        (AB, replace(AC, people=("cem", "ana")), BD),
        Violation("people", ("ac",), "Meeting 'ac' is not held by one person of each party."),
    ),
    (
        {},
        (AB, replace(AC, people=("ana",)), BD),
        Violation("people", ("ac",), "Meeting 'ac' is not held by one person of each party."),
    ),
    (
        {},
        (AB, replace(AC, people=("ana", "cem", "dora")), BD),
        Violation("people", ("ac",), "Meeting 'ac' is not held by one person of each party."),
    ),
    (
        {"wishes": wish(1, slot="s3")},
        (AB, AC, BD),
        Violation("slot", ("ac",), "Meeting 'ac' is fixed to slot 's3' and is in 's2'."),
    ),
    (
        {"wishes": wish(1, forbidden=("s1", "s2"))},
        (AB, AC, BD),
        Violation("forbidden", ("ac",), "Meeting 'ac' is in slot 's2', which is forbidden for it."),
    ),
    (
        {"wishes": wish(1, sessions=("afternoon",))},
        (AB, AC, BD),
        Violation("session", ("ac",), "Meeting 'ac' is in session 'morning', outside its own."),
    ),
    (
        {"wishes": wish(1, place="attic")},
        (AB, AC, BD),
        Violation("place", ("ac",), "Meeting 'ac' belongs at 'attic' and is at 'hall'."),
    ),
    (
        {"participants": ana(unavailable=("s2",))},
        (AB, AC, BD),
        Violation("available", ("ac", "ana"), "'ana' is not available in slot 's2'."),
    ),
    (
        {"participants": ana(hours=(540, 570))},
        (AB, AC, BD),
        Violation("available", ("ac", "ana"), "'ana' is not available in slot 's2'."),
    ),
    (
        {},
        (AB, replace(AC, slot="s1"), BD),
        Violation("clash", ("ana", "s1"), "'ana' has 2 meetings in slot 's1'."),
    ),
    (
        {"places": (Place("hall", (2, 0, 2, 2)), Place("attic", 1))},
        (AB, AC, BD),
        Violation("tables", ("hall", "s2"), "'hall' has 0 tables in slot 's2' and 1 meetings."),
    ),
    (
        {"travel": (Travel("attic", "hall", 5),)},
        (AB, replace(AC, place="attic"), BD),
        Violation("walk", ("ana", "s2"), "'ana' cannot walk from 'hall' to 'attic' before slot 's2'."),
    ),
    (
        {"participants": ana(maximum=1)},
        (AB, AC, BD),
        Violation("maximum", ("ana",), "'ana' has 2 meetings; at most 1 are wanted."),
    ),
    (
        {"exclusions": (Exclusion("cem", "ana"),)},
        (AB, AC, BD),
        Violation("exclusion", ("ac", "ana", "cem"), "'ana' must not meet 'cem'."),
    ),
    (
        {"precedences": (Precedence("ac", "ab"),)},
        (AB, AC, BD),
        Violation("order", ("ac", "ab"), "Meeting 'ac' is not before meeting 'ab'."),
    ),
    (
        {"precedences": (Precedence("ab", "bd"),)},
        (replace(AB, slot="s3"), AC, replace(BD, slot="s3", people=("cem", "dora"))),
        Violation("order", ("ab", "bd"), "Meeting 'ab' is not before meeting 'bd'."),
    ),
    (
        {"aims": Aims(difference=0)},
        (AB, AC, BD),
        Violation("fairness", (), "Numbers of breaks differ by 1; at most 0 is allowed."),
    ),
]


def test_check_finds_nothing_in_a_valid_schedule() -> None:
    assert check(EVENT, HELD).violations == ()
    assert check(EVENT, HELD).valid
    assert check(EVENT, Solution()).valid


@pytest.mark.parametrize(("change", "meetings", "expected"), BROKEN, ids=[v.sentence for *_, v in BROKEN])
def test_check_names_the_one_demand_that_is_broken(
    change: dict[str, Any], meetings: tuple[Meeting, ...], expected: Violation
) -> None:
    report = check(replace(EVENT, **change), Solution(meetings))

    others = [v for v in report.violations if v != expected]
    assert expected in report.violations
    # A person in nobody's seat breaks that rule too; nothing else may come along.
    assert {violation.rule for violation in others} <= ({"people"} if expected.rule == "order" else set())
    assert not report.valid


@pytest.mark.parametrize(
    ("change", "meetings"),
    [
        ({"travel": (Travel("attic", "hall", 20),)}, (AB, replace(AC, slot="s3", place="attic"))),
        ({"wishes": wish(2, place="attic", slot="s4")}, (AB, AC, replace(BD, place="attic"))),
        ({"wishes": wish(1, sessions=("night", "morning")), "slots": None}, (AB, AC)),
        ({"participants": ana(hours=(540, 580), maximum=2, minimum=2)}, (AB, AC, BD)),
        ({"exclusions": (Exclusion("ana", "dora"),)}, (AB, AC, BD)),
        ({"precedences": (Precedence("ab", "ac"), Precedence("bd", "ab"))}, (AB, AC)),
        ({"aims": Aims(difference=1)}, (AB, AC, BD)),
        ({}, (AB, replace(AC, people=("ana", "dora")), BD)),
        ({}, (AB, replace(BD, slot="s2"), replace(AC, slot="s3"))),
    ],
)
def test_check_allows_what_no_demand_forbids(change: dict[str, Any], meetings: tuple[Meeting, ...]) -> None:
    if "slots" in change:
        change = {**change, "slots": (*EVENT.slots, Slot("s5", 1200, "night"))}

    assert check(replace(EVENT, **change), Solution(meetings)).violations == ()


def test_check_counts_every_figure() -> None:
    problem = replace(
        EVENT,
        participants=(*EVENT.participants[:2], Participant("cem", minimum=3), Participant("dora", minimum=1)),
        travel=(Travel("hall", "attic", 7),),
        aims=Aims(value=1_000, minimum=100, breaks=50, fairness=20, idle=10, walking=3, tables=2),
    )
    meetings = (AB, replace(BD, place="attic"))

    quality = check(problem, Solution(meetings)).quality

    assert quality == Quality(
        held=2,
        wished=3,
        value=4,
        value_missed=2,
        shortfall=3,
        breaks=1,
        breaks_of={"ana": 0, "ben": 1, "cem": 0, "dora": 0},
        range=1,
        unfairness=0,
        idle=2,
        walking=7,
        table_changes=1,
        cost=1_000 * 2 + 100 * 3 + 50 * 1 + 20 * 0 + 10 * 2 + 3 * 7 + 2 * 1,
    )


@pytest.mark.parametrize(
    ("busy", "breaks", "idle", "unfairness"),
    [
        ("", 0, 0, 0),
        ("..x...", 0, 0, 0),
        (".xx.x.", 1, 1, 0),
        ("x....x", 1, 4, 0),
        ("x.x..x", 2, 3, 1),
        ("x.x.x.x.x", 4, 4, 6),
        ("x.|.x.", 0, 0, 0),  # night is no break
        ("x.x|x.x", 2, 2, 1),
        ("x|.|x", 0, 0, 0),
    ],
)
def test_check_counts_idle_runs_between_own_meetings_of_a_day(
    busy: str, breaks: int, idle: int, unfairness: int
) -> None:
    days = [(mark, str(day)) for day, part in enumerate(busy.split("|")) for mark in part]
    slots = tuple(Slot(f"s{number}", 20 * number, day=day) for number, (_, day) in enumerate(days))
    meetings = [slot.id for slot, (mark, _) in zip(slots, days, strict=True) if mark == "x"]
    problem = Problem(
        slots=slots,
        participants=(Participant("ana"), *(Participant(f"p{slot}") for slot in meetings)),
        wishes=tuple(Wish(f"w{slot}", (("ana",), (f"p{slot}",))) for slot in meetings),
        places=(Place("hall", 1),),
    )

    quality = check(
        problem,
        Solution(tuple(Meeting(f"w{slot}", slot, "hall", ("ana", f"p{slot}")) for slot in meetings)),
    ).quality

    assert (quality.breaks, quality.idle, quality.unfairness) == (breaks, idle, unfairness)
    assert (quality.range, quality.breaks_of["ana"]) == (breaks, breaks)


def test_check_counts_a_clash_as_no_break() -> None:
    quality = check(EVENT, Solution((AB, replace(AC, slot="s1"), BD))).quality

    assert quality.breaks_of == {"ana": 0, "ben": 1, "cem": 0, "dora": 0}


@given(problems(), st.randoms(use_true_random=False))
def test_check_does_not_depend_on_the_order_of_meetings(problem: Problem, random: Random) -> None:
    meetings = list((best(problem) or Solution()).meetings)
    shuffled = meetings.copy()
    random.shuffle(shuffled)

    assert check(problem, Solution(tuple(shuffled))) == check(problem, Solution(tuple(meetings)))


@given(problems(without={"required", "difference"}))
def test_best_is_nothing_held_or_better(problem: Problem) -> None:
    solution = best(problem)

    assert solution is not None
    report = check(problem, solution)
    assert report.violations == ()
    assert report.quality.cost <= check(problem, Solution()).quality.cost


def test_best_holds_all_that_can_be_held() -> None:
    everybody = ("ana", "ben", "cem")
    problem = Problem(
        slots=(Slot("s1", 0), Slot("s2", 20), Slot("s3", 40)),
        participants=tuple(Participant(name) for name in everybody),
        wishes=tuple(Wish(f"{a}-{b}", ((a,), (b,))) for a, b in permutations(everybody, 2) if a < b),
        places=(Place("hall", 1),),
    )

    solution = best(problem)

    # Three pairs of three people at one table: the person of the first and the third meeting has a break.
    assert solution is not None
    quality = check(problem, solution).quality
    assert (quality.held, quality.breaks, quality.cost) == (3, 1, 1_001)


def test_best_of_the_impossible_is_none() -> None:
    crowded = replace(
        EVENT,
        places=(Place("hall", 1),),
        wishes=tuple(replace(w, slot="s1", required=True) for w in EVENT.wishes),
    )

    assert best(crowded) is None
