"""No bound exceeds any valid schedule of any small event, whatever its features; and the bounds are no trifles."""

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.schedule.generate import planted_event
from kontor.engine.scheduling import Aims, Control, Participant, Place, Precedence, Problem, Slot, Wish, check
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.bounds import NEVER, bounds, breaks_of_person, usable
from kontor.engine.scheduling.construct import construct
from kontor.engine.scheduling.draft import NOT_HELD
from tests.engine.scheduling.every import qualities
from tests.factories.scheduling import large, problems

TINY = problems(slots=4, people=4, wishes=3)


def _event(
    rows: list[tuple[str, str]], slots: int, closed: dict[str, tuple[str, ...]] | None = None
) -> Problem:
    """Required meetings of pairs of people called by letters, in slots 0, 1, 2 ... of one day."""
    names = sorted({name for row in rows for name in row})
    return Problem(
        slots=tuple(Slot(str(number), 20 * number) for number in range(slots)),
        participants=tuple(Participant(name, unavailable=(closed or {}).get(name, ())) for name in names),
        wishes=tuple(Wish(a + b, ((a,), (b,)), required=True) for a, b in rows),
        places=(Place("hall", 9),),
    )


@given(TINY)
@settings(max_examples=25, deadline=None)
def test_breaks_of_person_never_exceeds_a_schedule(problem: Problem) -> None:
    least = breaks_of_person(Arrays.of(problem))

    for _, quality in qualities(problem):
        assert (least <= list(quality.breaks_of.values())).all()


@given(TINY)
@settings(max_examples=25, deadline=None)
def test_breaks_of_person_holds_for_the_wishes_taken_for_granted(problem: Problem) -> None:
    every = breaks_of_person(Arrays.of(problem), np.ones(len(problem.wishes), np.bool_))

    for _, quality in qualities(problem):
        if quality.held == quality.wished:
            assert (every <= list(quality.breaks_of.values())).all()


@given(TINY)
@settings(max_examples=25, deadline=None)
def test_usable_keeps_the_slots_of_every_schedule(problem: Problem) -> None:
    left = usable(Arrays.of(problem))

    number = {wish.id: index for index, wish in enumerate(problem.wishes)}
    position = {slot.id: index for index, slot in enumerate(problem.slots)}
    for solution, _ in qualities(problem):
        assert not left.impossible
        assert all(left.allowed[number[m.wish], position[m.slot]] for m in solution.meetings)


def test_breaks_of_person_counts_the_hole_in_her_hours() -> None:
    problem = _event([("a", "b"), ("a", "c")], slots=3, closed={"a": ("1",)})

    assert breaks_of_person(Arrays.of(problem)).tolist() == [1, 0, 0]


def test_breaks_of_person_sees_what_fixed_meetings_of_others_take() -> None:
    rows = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    wishes = tuple(
        Wish(a + b, ((a,), (b,)), required=True, slot={"ab": "0", "cd": "1"}.get(a + b)) for a, b in rows
    )
    problem = _event(rows, slots=3)
    fixed = Problem(problem.slots, problem.participants, wishes, problem.places)

    assert breaks_of_person(Arrays.of(fixed)).tolist() == [1, 1, 0, 0]


def test_breaks_of_person_matches_wishes_and_slots() -> None:
    """Two wishes share the slots 0 and 3, so both are taken, and the third one cannot fill both holes between."""
    problem = _event(
        [("a", "b"), ("a", "c"), ("a", "d")],
        slots=4,
        closed={"b": ("1", "2"), "c": ("1", "2")},
    )

    assert breaks_of_person(Arrays.of(problem)).tolist() == [1, 0, 0, 0]


def test_breaks_of_person_is_never_where_too_little_time_is() -> None:
    problem = _event([("a", "b"), ("a", "c"), ("a", "d")], slots=3, closed={"a": ("1",)})

    assert breaks_of_person(Arrays.of(problem)).tolist() == [NEVER, 0, 0, 0]


@pytest.mark.parametrize(("difference", "others"), [(None, 0), (0, 2), (1, 1), (2, 0)])
def test_breaks_of_person_keeps_the_difference(difference: int | None, others: int) -> None:
    problem = _event([("a", "b"), ("a", "c"), ("a", "d")], slots=5, closed={"a": ("1", "3")})
    even = Problem(
        problem.slots, problem.participants, problem.wishes, problem.places, aims=Aims(difference=difference)
    )

    assert breaks_of_person(Arrays.of(even)).tolist() == [2, others, others, others]


def test_usable_names_a_meeting_without_a_slot() -> None:
    problem = _event([("a", "b"), ("a", "c")], slots=2)
    order = (Precedence("ab", "ac"), Precedence("ac", "ab"))
    circular = Problem(problem.slots, problem.participants, problem.wishes, problem.places, precedences=order)

    impossible = usable(Arrays.of(circular)).impossible

    assert impossible[0].startswith("No slot is left for the meeting 'ab'")


def _control() -> Control:
    return Control(clock=lambda: 0.0, effort=0.3)


@given(TINY)
@settings(max_examples=40, deadline=None)
def test_bounds_never_exceed_a_schedule(problem: Problem) -> None:
    found = bounds(Arrays.of(problem), _control())

    for _, quality in qualities(problem):
        assert not found.impossible
        assert found.value_missed <= quality.value_missed
        assert found.shortfall <= quality.shortfall
        assert found.breaks <= quality.breaks
        assert found.unfairness <= quality.unfairness
        assert found.idle <= quality.idle
        assert found.cost <= quality.cost
        if quality.held == quality.wished:
            assert found.breaks_all_held is not None
            assert found.breaks_all_held <= quality.breaks


def _crowded() -> Problem:
    """Three people who all wish to meet, two slots, one table; the meeting of b and c is worth least."""
    names = ("a", "b", "c")
    pairs = (("a", "b", 3), ("a", "c", 2), ("b", "c", 1))
    return Problem(
        slots=(Slot("0", 0), Slot("1", 20)),
        participants=tuple(Participant(name, minimum=2) for name in names),
        wishes=tuple(Wish(a + b, ((a,), (b,)), weight=weight) for a, b, weight in pairs),
        places=(Place("table", 1),),
    )


def test_bounds_count_the_value_and_the_minima_that_tables_leave_out() -> None:
    found = bounds(Arrays.of(_crowded()), Control(clock=lambda: 0.0))

    assert (found.value_missed, found.shortfall, found.cost) == (1, 2, 1_200_000)


def test_bounds_price_tables_when_all_day_long_nearly_all_are_taken() -> None:
    """Six people meet the same two of three slots; a table for two at noon sends four of them round it."""
    rows = [(name, other) for name in "abc" for other in "xyz" if (name + other) not in {"ax", "by", "cz"}]
    problem = _event(rows, slots=3)
    narrow = Problem(
        problem.slots, problem.participants, problem.wishes, (Place("hall", (3, 1, 3)),), aims=Aims(idle=0)
    )

    found = bounds(Arrays.of(narrow), Control(clock=lambda: 0.0))

    assert (found.breaks, found.cost) == (4, 4_000)
    assert found.reasons["breaks"].endswith("force 4 more.")


def test_bounds_prove_that_there_is_no_schedule() -> None:
    problem = _event([("a", "b"), ("a", "c"), ("a", "d")], slots=2)

    found = bounds(Arrays.of(problem), Control(clock=lambda: 0.0))

    assert found.impossible[0].startswith("'a' would have 3 meetings and can have 2")


def test_bounds_of_an_event_without_wishes_are_nothing() -> None:
    found = bounds(Arrays.of(_event([], slots=2)), Control(clock=lambda: 0.0))

    assert (found.cost, found.breaks, found.impossible) == (0, 0, ())


@pytest.mark.parametrize("seed", range(4))
def test_bounds_never_exceed_a_constructed_schedule_of_every_feature(seed: int) -> None:
    problem = large(seed, people=30, wishes=90, slots=10, without={"places", "place", "travel", "difference"})
    arrays = Arrays.of(problem)
    draft = construct(arrays, seed)
    held = np.flatnonzero(draft.slot != NOT_HELD)
    rows = [(int(wish), int(draft.slot[wish]), 0, draft.sitters[wish]) for wish in held]
    report = check(problem, arrays.placed(rows))

    found = bounds(arrays, _control())

    assert report.valid == (not found.impossible)
    assert found.cost <= report.quality.cost


def test_bounds_of_an_event_with_a_hidden_schedule_without_breaks_are_nothing() -> None:
    found = bounds(Arrays.of(planted_event(participants=40, slots=12, seed=5)), _control())

    assert (found.breaks, found.cost, found.impossible) == (0, 0, ())


def test_bounds_see_that_people_who_meet_must_be_free_together() -> None:
    """a meets b and c in slots 0 and 2, for only d can come at 1; whoever is early waits for slot 3 to meet the other."""
    rows = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")]
    arrays = Arrays.of(_event(rows, slots=4, closed={"a": ("3",), "b": ("1",), "c": ("1",)}))

    found = bounds(arrays, Control(clock=lambda: 0.0))

    assert (int(breaks_of_person(arrays).sum()), found.breaks) == (0, 1)
