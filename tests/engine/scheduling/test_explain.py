"""Every wish not held and every break has its reason, and the change offered really helps."""

from dataclasses import replace

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
from kontor.engine.scheduling.explain import Explanation, explain, obstacles
from kontor.engine.scheduling.explain.change import apply
from kontor.engine.scheduling.repair import repair
from tests.factories.scheduling import large, problems

CONTROL = Control(clock=lambda: 0.0)
SLOTS = tuple(Slot(f"s{number}", 20 * number) for number in range(4))
ANN, BEN, CAT = Participant("ann"), Participant("ben"), Participant("cat")
AB = Wish("ab", (("ann",), ("ben",)))
AC = Wish("ac", (("ann",), ("cat",)))
BC = Wish("bc", (("ben",), ("cat",)))


def _event(**changes: object) -> Problem:
    given = {
        "slots": SLOTS,
        "participants": (ANN, BEN, CAT),
        "wishes": (AB, AC, BC),
        "places": (Place("hall", 1),),
    }
    return Problem(**(given | changes))  # type: ignore[arg-type]


def _held(*rows: tuple[str, str]) -> Solution:
    people = {"ab": ("ann", "ben"), "ac": ("ann", "cat"), "bc": ("ben", "cat")}
    return Solution(tuple(Meeting(wish, slot, "hall", people[wish]) for wish, slot in rows))


def _offers_hold(problem: Problem, solution: Solution) -> Explanation:
    """Apply every change that is offered: the wish is held, the break gone, and the judge finds nothing."""
    before = check(problem, solution).quality
    explanation = explain(problem, solution)
    assert {row.wish for row in explanation.wishes} == {wish.id for wish in problem.wishes} - set(
        solution.by_wish()
    )
    assert len(explanation.breaks) == before.breaks
    assert obstacles(problem, solution) == tuple((row.wish, row.reason) for row in explanation.wishes)
    for row in (*explanation.wishes, *explanation.breaks):
        assert row.reason.sentence
        if row.change is not None:
            allowed, then = apply(problem, solution, row.change)
            report = check(allowed, then)
            assert report.violations == ()
            assert all(step.sentence for step in row.change.steps)
            assert report.quality.breaks - before.breaks == row.change.breaks
    for row in explanation.wishes:
        if row.change is not None:
            assert row.wish in apply(problem, solution, row.change)[1].by_wish()
    for idle in explanation.breaks:
        if idle.change is not None:
            quality = check(*apply(problem, solution, idle.change)).quality
            assert quality.breaks_of[idle.person] < before.breaks_of[idle.person]
    return explanation


@given(problems())
@settings(max_examples=100, deadline=None)
def test_changes_offered_for_a_tiny_event_hold(problem: Problem) -> None:
    begun = repair(problem, Solution(), (), CONTROL)

    _offers_hold(begun.problem, begun.solution)


@given(problems())
@settings(max_examples=40, deadline=None)
def test_changes_offered_for_an_empty_schedule_hold(problem: Problem) -> None:
    wishes = tuple(replace(wish, required=False) for wish in problem.wishes)

    _offers_hold(replace(problem, wishes=wishes), Solution())


@pytest.mark.parametrize("seed", range(3))
def test_changes_offered_for_a_large_event_hold(seed: int) -> None:
    begun = repair(large(seed, people=40, wishes=220), Solution(), (), CONTROL)

    explanation = _offers_hold(begun.problem, begun.solution)

    assert sum(row.change is not None for row in explanation.wishes) > len(explanation.wishes) * 3 // 4


def _only(explanation: Explanation) -> tuple[str, list[str]]:
    """Reason and steps of the one wish that is not held."""
    (row,) = explanation.wishes
    return row.reason.code, [] if row.change is None else [step.sentence for step in row.change.steps]


def test_explain_asks_for_a_table_where_all_are_taken() -> None:
    two = SLOTS[:1]
    wishes = (AB, Wish("cd", (("cat",), ("dan",)), required=True))
    problem = _event(slots=two, participants=(ANN, BEN, CAT, Participant("dan")), wishes=wishes)

    told = explain(problem, Solution((Meeting("cd", "s0", "hall", ("cat", "dan")),)))

    assert _only(told) == (
        "no_table",
        ["Have one more table at 'hall' in slot 's0'.", "Hold 'ab' in slot 's0'."],
    )


def test_explain_asks_a_person_to_be_there() -> None:
    away = replace(ANN, unavailable=("s0", "s1", "s2", "s3"))
    problem = _event(participants=(away, BEN, CAT), wishes=(AB,))

    told = explain(problem, Solution())

    assert _only(told) == ("never_together", ["'ann' is there in slot 's0', too.", "Hold 'ab' in slot 's0'."])


def test_explain_moves_the_meeting_that_is_in_the_way() -> None:
    morning = replace(AC, sessions=("morning",))
    slots = (Slot("s0", 0, "morning"), Slot("s1", 20, "noon"))
    problem = _event(slots=slots, wishes=(AB, morning))

    told = explain(problem, _held(("ab", "s0")))

    assert _only(told) == (
        "no_common_slot",
        ["Move meeting 'ab' from slot 's0' to slot 's1'.", "Hold 'ac' in slot 's0'."],
    )


def test_explain_drops_a_meeting_of_lower_weight_where_nothing_can_move() -> None:
    problem = _event(slots=SLOTS[:1], wishes=(AB, replace(AC, weight=5)))

    told = explain(problem, _held(("ab", "s0")))

    assert _only(told) == ("no_common_slot", ["Drop meeting 'ab' of weight 1.", "Hold 'ac' in slot 's0'."])


def test_explain_names_a_maximum_an_exclusion_and_an_order() -> None:
    done = replace(ANN, maximum=1)
    full = _event(participants=(done, BEN, CAT), wishes=(AB, AC))
    apart = _event(wishes=(AB,), exclusions=(Exclusion("ann", "ben", "met before"),))
    order = _event(slots=SLOTS[:1], wishes=(AB, BC), precedences=(Precedence("ab", "bc"),))

    assert _only(explain(full, _held(("ab", "s0"))))[0] == "at_maximum"
    assert _only(explain(apart, Solution())) == (
        "excluded",
        ["Let 'ann' meet 'ben' although they are excluded.", "Hold 'ab' in slot 's0'."],
    )
    assert _only(explain(order, _held(("bc", "s0"))))[0] == "out_of_order"


def test_explain_closes_a_break_by_the_move_that_costs_least() -> None:
    told = explain(_event(wishes=(AB, AC)), _held(("ab", "s0"), ("ac", "s2")))

    (idle,) = told.breaks
    assert (idle.person, idle.after, idle.before, idle.reason.code) == ("ann", "s0", "s2", "idle_open")
    assert idle.change is not None
    assert idle.change.breaks == -1
    assert len(idle.change.steps) == 1


def test_explain_says_that_somebody_is_away_in_her_break() -> None:
    away = replace(ANN, unavailable=("s1", "s3"))

    told = explain(_event(participants=(away, BEN, CAT), wishes=(AB, AC)), _held(("ab", "s0"), ("ac", "s2")))

    assert [idle.reason.code for idle in told.breaks] == ["idle_away"]


def test_explain_offers_no_change_in_slots_that_are_past() -> None:
    told = explain(_event(wishes=(AB,)), Solution(), now="s3")

    assert told.wishes[0].change is not None
    assert told.wishes[0].change.meetings == (Meeting("ab", "s3", "hall", ("ann", "ben")),)


def test_explain_widens_the_bound_of_breaks_only_where_needed() -> None:
    problem = _event(
        slots=SLOTS[:3],
        wishes=(AB, replace(AC, slot="s2")),
        aims=Aims(difference=0),
    )

    told = explain(problem, _held(("ab", "s0")))

    assert [step.code for step in told.wishes[0].change.steps] == ["let_differ", "hold"]  # type: ignore[union-attr]
