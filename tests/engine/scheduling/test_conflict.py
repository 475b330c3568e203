"""Impossible demands are impossible; a conflict is one, and without any one of its demands it is none."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings

from kontor.engine.scheduling import (
    Aims,
    Control,
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
from kontor.engine.scheduling.conflict import conflict
from kontor.engine.scheduling.conflict.demand import demands, only
from kontor.engine.scheduling.conflict.impossible import crowded, impossible
from tests.factories.scheduling import problems

SLOTS = tuple(Slot(f"s{number}", 20 * number, "early" if number < 2 else "late") for number in range(3))
PEOPLE = tuple(Participant(name) for name in ("ann", "ben", "cat", "dan"))
CONTROL = Control(clock=lambda: 0.0)
MENDED_LATER = {"required", "fairness"}  # what one more meeting may put right


def feasible(problem: Problem) -> bool:
    """Whether there is a schedule, by trying all. Only `check` judges."""
    wishes = sorted(problem.wishes, key=lambda wish: not wish.required)
    if problem.aims.difference is None:  # then nothing else helps
        wishes = [wish for wish in wishes if wish.required]
    return _extends(problem, wishes, ())


def _extends(problem: Problem, left: list[Wish], meetings: tuple[Meeting, ...]) -> bool:
    rules = {fault.rule for fault in check(problem, Solution(meetings)).violations}
    if not rules <= MENDED_LATER:
        return False
    if not rules:
        return True
    if not left:
        return False
    wish, *rest = left
    held = any(_extends(problem, rest, (*meetings, meeting)) for meeting in _ways(problem, wish))
    return held or (not wish.required and _extends(problem, rest, meetings))


def _ways(problem: Problem, wish: Wish) -> Iterator[Meeting]:
    for slot, people in product(problem.slots, product(*wish.parties)):
        for place in problem.places:
            yield Meeting(wish.id, slot.id, place.id, people)


TIGHT = problems(without={"travel", "difference", "places", "place", "groups"}, slots=3, people=4, wishes=5)


def _strict(problem: Problem) -> Problem:
    """The same event where every wish must be held: mostly impossible."""
    wishes = tuple(Wish(w.id, w.parties, 1, True, w.sessions, w.forbidden, w.slot) for w in problem.wishes)
    return Problem(
        problem.slots,
        problem.participants,
        wishes,
        problem.places,
        problem.minutes,
        exclusions=problem.exclusions,
        precedences=problem.precedences,
    )


@given(TIGHT)
@settings(max_examples=60, deadline=None)
def test_conflict_is_one_and_without_any_demand_of_it_none(problem: Problem) -> None:
    problem = _strict(problem)

    found = conflict(problem, feasible, CONTROL, calls=0)

    assert bool(found) == (not feasible(problem))
    if found:
        assert not feasible(only(problem, found))
        for demand in found:
            assert feasible(only(problem, set(found) - {demand}))


@given(TIGHT)
@settings(max_examples=25, deadline=None)
def test_conflict_is_smallest_where_calls_reach(problem: Problem) -> None:
    problem = _strict(problem)

    found = conflict(problem, feasible, CONTROL, calls=10_000)

    smaller = range(min(len(found), 4))  # all sets of more are too many to try
    assert all(
        feasible(only(problem, kept)) for size in smaller for kept in combinations(demands(problem), size)
    )
    assert not found or not feasible(only(problem, found))


@given(TIGHT)
@settings(max_examples=60, deadline=None)
def test_impossible_names_only_what_is(problem: Problem) -> None:
    problem = _strict(problem)

    for found in impossible(problem):
        if found.hard:
            assert not feasible(only(problem, found.demands))


@given(TIGHT)
@settings(max_examples=60, deadline=None)
def test_problem_with_all_its_demands_is_the_problem(problem: Problem) -> None:
    assert only(problem, demands(problem)) == problem
    assert demands(only(problem, ())) == ()


def _must(name: str, a: str, b: str, **more: object) -> Wish:
    return Wish(name, ((a,), (b,)), required=True, **more)  # type: ignore[arg-type]


def _event(*wishes: Wish, **changes: object) -> Problem:
    given = {"slots": SLOTS, "participants": PEOPLE, "places": (Place("hall", 2),), "wishes": wishes}
    return Problem(**(given | changes))  # type: ignore[arg-type]


def _said(problem: Problem) -> list[str]:
    assert not feasible(problem)
    return [demand.sentence for demand in conflict(problem, feasible, CONTROL)]


def test_conflict_of_two_meetings_fixed_to_one_slot() -> None:
    problem = _event(_must("ab", "ann", "ben", slot="s0"), _must("ac", "ann", "cat", slot="s0"))

    assert _said(problem) == [
        "Meeting 'ab' must be held.",
        "Meeting 'ac' must be held.",
        "Meeting 'ab' is in slot 's0'.",
        "Meeting 'ac' is in slot 's0'.",
    ]
    assert [found.code for found in impossible(problem)] == ["too_many"]


def test_conflict_of_a_session_with_somebody_who_comes_later() -> None:
    late = Participant("ann", unavailable=("s0", "s1"))
    problem = _event(_must("ab", "ann", "ben", sessions=("early",)), participants=(late, *PEOPLE[1:]))

    assert _said(problem) == [
        "Meeting 'ab' must be held.",
        "Meeting 'ab' is in session 'early'.",
        "'ann' is not there in slot 's0'.",
        "'ann' is not there in slot 's1'.",
    ]
    assert [found.code for found in impossible(problem)] == ["no_slot"]


def test_conflict_of_more_meetings_than_tables() -> None:
    wishes = (_must("ab", "ann", "ben", slot="s0"), _must("cd", "cat", "dan", slot="s0"))
    problem = _event(*wishes, places=(Place("hall", 1),))

    assert _said(problem)[-1] == "'hall' has 1 tables in a slot."
    assert [found.sentence for found in impossible(problem)] == [
        "2 meetings must be held in 1 slots that have 1 tables."
    ]


def test_conflict_of_orders_in_a_circle() -> None:
    wishes = (_must("ab", "ann", "ben"), _must("cd", "cat", "dan"))
    circle = (Precedence("ab", "cd"), Precedence("cd", "ab"))
    problem = _event(*wishes, precedences=circle)

    assert _said(problem)[2:] == [
        "Meeting 'ab' is before meeting 'cd'.",
        "Meeting 'cd' is before meeting 'ab'.",
    ]
    assert [found.code for found in impossible(problem)] == ["order"]


def test_conflict_of_a_maximum_and_of_an_exclusion() -> None:
    few = Participant("ann", maximum=1)
    wishes = (_must("ab", "ann", "ben"), _must("ac", "ann", "cat"))
    above = _event(*wishes, participants=(few, *PEOPLE[1:]))
    apart = _event(wishes[0], exclusions=(Exclusion("ben", "ann"),))

    assert _said(above)[-1] == "'ann' has at most 1 meetings."
    assert _said(apart) == ["Meeting 'ab' must be held.", "'ann' and 'ben' do not meet."]


def test_conflict_of_the_difference_of_breaks() -> None:
    wishes = (_must("ab", "ann", "ben", slot="s0"), _must("ac", "ann", "cat", slot="s2"))
    problem = _event(*wishes, aims=Aims(difference=0))

    assert _said(problem)[-1] == "Numbers of breaks differ by at most 0."
    assert impossible(problem) == ()


def test_conflict_counts_what_nobody_knows_as_possible() -> None:
    problem = _event(_must("ab", "ann", "ben", slot="s0"), _must("ac", "ann", "cat", slot="s0"))

    assert conflict(problem, lambda _: None, CONTROL) == ()


def test_impossible_says_which_minimum_is_out_of_reach_without_forbidding_it() -> None:
    keen = Participant("ann", minimum=2)
    problem = _event(Wish("ab", (("ann",), ("ben",))), participants=(keen, *PEOPLE[1:]))

    (found,) = impossible(problem)

    assert (found.code, found.hard, feasible(problem)) == ("minimum", False, True)
    assert found.sentence == "'ann' is promised 2 meetings; 1 wishes and 3 slots allow 1 at most."


@pytest.mark.parametrize(
    ("masks", "crowd"),
    [([], []), ([0b11, 0b01], []), ([0b01, 0b10, 0b01], [0, 2]), ([0b11, 0b11, 0b11], [0, 1, 2]), ([0], [0])],
)
def test_crowded_finds_rows_that_want_too_few_seats(masks: list[int], crowd: list[int]) -> None:
    assert crowded(masks, lambda _: 1) == crowd
