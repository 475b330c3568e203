"""From a problem to an answer: valid by the checker, never better than the best, proven where it says so."""

import time

import pytest
from hypothesis import HealthCheck, given, settings

from kontor.engine.scheduling import Control, Participant, Place, Problem, Slot, Status, Wish, check
from kontor.engine.scheduling.solve import solve
from tests.factories.scheduling import best, large, problems


def patient(**changes):
    return Control(clock=time.monotonic, **{"limit": 30.0, **changes})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_solve_answers_what_trying_all_answers(problem):
    expected = best(problem)

    answer = solve(problem, patient(limit=5.0, effort=0.05))

    if expected is None:
        assert answer.status in {Status.INFEASIBLE, Status.UNKNOWN}
        return
    least = check(problem, expected).quality.cost
    assert answer.status != Status.INFEASIBLE
    assert answer.bound is None or answer.bound <= least
    if answer.solution is not None:
        report = check(problem, answer.solution)
        assert report.violations == ()
        assert report.quality.cost == answer.objective >= least
    if answer.status == Status.OPTIMAL:
        assert answer.objective == answer.bound == least


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(without={"places", "travel"}))
def test_solve_proves_every_small_event_of_one_place(problem):
    answer = solve(problem, patient(limit=20.0, effort=0.05))

    assert answer.status in {Status.OPTIMAL, Status.INFEASIBLE}


@pytest.mark.parametrize("seed", [1, 2])
def test_solve_gives_the_same_answer_twice(seed):
    problem = large(seed)

    answers = [solve(problem, patient(seed=7, effort=0.02, limit=600.0)) for _ in range(2)]

    assert answers[0].solution == answers[1].solution
    assert answers[0].bound == answers[1].bound


def test_solve_says_what_is_impossible():
    slots = (Slot("nine", 0),)
    people = tuple(Participant(name) for name in ("ana", "ben", "cleo"))
    wishes = (
        Wish("first", (("ana",), ("ben",)), required=True),
        Wish("second", (("ana",), ("cleo",)), required=True),
    )
    problem = Problem(slots, people, wishes, (Place("hall", 5),))

    answer = solve(problem, patient())

    assert answer.status == Status.INFEASIBLE
    assert answer.solution is None
    assert "ana" in answer.reason
