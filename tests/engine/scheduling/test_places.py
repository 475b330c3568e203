"""Places: within the tables, reachable in the pauses, with little walking; only the impossible is left out."""

from hypothesis import given, settings

from kontor.engine.scheduling import Participant, Place, Problem, Slot, Travel, Wish, check
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.construct import construct
from kontor.engine.scheduling.places import place
from tests.factories.scheduling import large, problems

MAY_BE_MISSED = {"required", "fairness"}


def meeting_places(problem: Problem) -> dict[str, str]:
    arrays = Arrays.of(problem)
    return {meeting.wish: meeting.place for meeting in place(arrays, construct(arrays)).meetings}


def event(places: tuple[Place, ...], wishes: tuple[Wish, ...], travel: tuple[Travel, ...] = ()) -> Problem:
    return Problem(
        slots=tuple(Slot(str(number), 20 * number) for number in range(3)),
        participants=tuple(Participant(name) for name in "abcd"),
        wishes=wishes,
        places=places,
        travel=travel,
    )


def pair(a: str, b: str, **more) -> Wish:
    return Wish(a + b, ((a,), (b,)), **more)


@given(problem=problems())
@settings(max_examples=80, deadline=None)
def test_place_breaks_nothing_hard(problem):
    arrays = Arrays.of(problem)

    solution = place(arrays, construct(arrays))

    assert {fault.rule for fault in check(problem, solution).violations} <= MAY_BE_MISSED


def test_place_breaks_nothing_hard_in_larger_events():
    for seed in range(8):
        problem = large(seed)
        arrays = Arrays.of(problem)

        solution = place(arrays, construct(arrays))

        assert {fault.rule for fault in check(problem, solution).violations} <= MAY_BE_MISSED


def test_place_leaves_everybody_at_one_table_where_two_would_do():
    tables = (Place("left", 1), Place("right", 1))
    problem = event(tables, (pair("a", "b"), pair("a", "c"), pair("a", "d")))

    where = meeting_places(problem)

    assert where == {"ab": "left", "ac": "left", "ad": "left"}


def test_place_lets_others_come_to_the_stand_of_an_exhibitor():
    tables = (Place("left", 2), Place("stand", 1))
    wishes = (pair("a", "b"), pair("a", "c", place="stand"), pair("a", "d", place="stand"))
    problem = event(tables, wishes)

    where = meeting_places(problem)

    assert where == {"ab": "stand", "ac": "stand", "ad": "stand"}


def test_place_moves_a_meeting_when_the_way_is_longer_than_the_pause():
    tables = (Place("here", 1), Place("far", 1))
    wishes = (pair("a", "b", place="here", slot="0"), pair("a", "c", place="far"))
    problem = event(tables, wishes, (Travel("here", "far", 15),))

    solution = place(Arrays.of(problem), construct(Arrays.of(problem)))

    assert [(meeting.wish, meeting.slot) for meeting in solution.meetings] == [("ab", "0"), ("ac", "2")]
    assert check(problem, solution).valid


def test_place_leaves_out_what_can_be_reached_in_no_slot():
    tables = (Place("here", 1), Place("far", 1))
    wishes = (pair("a", "b", place="here", slot="1"), pair("a", "c", place="far"))
    problem = event(tables, wishes, (Travel("here", "far", 15),))

    solution = place(Arrays.of(problem), construct(Arrays.of(problem)))

    assert len(solution.meetings) == 1
    assert check(problem, solution).valid
