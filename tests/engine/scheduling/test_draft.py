"""Drafts: slots and sitters, from nothing or from a solution."""

from hypothesis import given

from kontor.engine.scheduling import Problem, Solution
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.draft import NOT_HELD, Draft
from tests.factories.scheduling import best, problems


@given(problems())
def test_empty_draft_holds_nothing(problem: Problem) -> None:
    draft = Draft.empty(Arrays.of(problem))

    assert draft.slot.tolist() == [NOT_HELD] * len(problem.wishes)
    assert [len(sitters) for sitters in draft.sitters] == [len(wish.parties) for wish in problem.wishes]


@given(problems())
def test_draft_of_a_solution_says_the_same(problem: Problem) -> None:
    arrays = Arrays.of(problem)
    solution = best(problem) or Solution()
    place = {meeting.wish: meeting.place for meeting in solution.meetings}
    places = [each.id for each in problem.places]

    draft = Draft.of(arrays, solution)

    rows = [
        (wish, int(slot), places.index(place[problem.wishes[wish].id]), draft.sitters[wish])
        for wish, slot in enumerate(draft.slot)
        if slot != NOT_HELD
    ]
    assert arrays.placed(rows) == solution
