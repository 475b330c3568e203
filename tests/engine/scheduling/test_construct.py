"""First schedules: valid whatever the event asks, complete where there is room, the same for the same seed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.schedule.generate import crowded_event, planted_event, random_event
from kontor.engine.scheduling import Exclusion, Participant, Place, Precedence, Problem, Slot, Wish, check
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.construct import construct
from kontor.engine.scheduling.draft import NOT_HELD, Draft
from tests.factories.scheduling import large, problems

# Of places a draft knows nothing; what a first schedule may miss is a required wish, and the spread of breaks.
OUTSIDE_A_DRAFT = {"place", "walk", "tables"}
MAY_BE_MISSED = {"required", "fairness"}


def faults(problem: Problem, draft: Draft) -> set[str]:
    """The rules that a draft breaks when all tables stand in one room."""
    return {fault.rule for fault in check(problem, in_one_room(problem, draft)).violations} - OUTSIDE_A_DRAFT


def in_one_room(problem: Problem, draft: Draft):
    rows = [
        (wish, slot, 0, draft.sitters[wish]) for wish, slot in enumerate(draft.slot.tolist()) if slot >= 0
    ]
    return Arrays.of(problem).placed(rows)


def overfull(problem: Problem, draft: Draft) -> list[int]:
    """Slots with more meetings than tables."""
    arrays = Arrays.of(problem)
    return [slot for slot in range(arrays.slots) if (draft.slot == slot).sum() > arrays.tables[slot]]


def pairs(count: int, slots: int, tables: int, wishes: list[tuple[str, str]], **more) -> Problem:
    return Problem(
        slots=tuple(Slot(str(number), 20 * number) for number in range(slots)),
        participants=tuple(Participant("abcdefgh"[number]) for number in range(count)),
        wishes=tuple(Wish(a + b, ((a,), (b,)), required=True) for a, b in wishes),
        places=(Place("hall", tables),),
        **more,
    )


@given(problem=problems())
@settings(max_examples=200, deadline=None)
def test_construct_breaks_nothing_hard(problem):
    draft = construct(Arrays.of(problem))

    assert faults(problem, draft) <= MAY_BE_MISSED
    assert overfull(problem, draft) == []


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_construct_breaks_nothing_hard_in_larger_events(seed):
    problem = large(seed)

    draft = construct(Arrays.of(problem), seed)

    assert faults(problem, draft) <= MAY_BE_MISSED
    assert overfull(problem, draft) == []


def test_construct_holds_all_wishes_of_a_random_event():
    problem = random_event(participants=120, wishes=960, slots=30, tables=36, seed=3)

    draft = construct(Arrays.of(problem))

    assert (draft.slot == NOT_HELD).sum() == 0


def test_construct_fills_every_table_of_a_crowded_event():
    problem = crowded_event(participants=60, slots=20, tables=20, excess=0.4, seed=3)

    draft = construct(Arrays.of(problem))

    assert (draft.slot != NOT_HELD).sum() == 20 * 20


def test_construct_completes_a_tournament_that_has_no_slot_to_spare():
    everybody = [(a, b) for a in "abcdefgh" for b in "abcdefgh" if a < b]
    problem = pairs(8, slots=7, tables=4, wishes=everybody)

    draft = construct(Arrays.of(problem))

    assert (draft.slot == NOT_HELD).sum() == 0


def test_construct_keeps_the_order_of_a_chain_that_fills_the_day():
    orders = tuple(Precedence(before, after) for before, after in [("cd", "ab"), ("ab", "ef")])
    problem = pairs(6, slots=3, tables=1, wishes=[("a", "b"), ("c", "d"), ("e", "f")], precedences=orders)

    draft = construct(Arrays.of(problem))

    assert draft.slot.tolist() == [1, 0, 2]


def test_construct_leaves_out_those_who_must_not_meet():
    problem = pairs(3, slots=3, tables=1, wishes=[("a", "b"), ("b", "c")], exclusions=(Exclusion("a", "b"),))

    draft = construct(Arrays.of(problem))

    assert draft.slot.tolist() == [NOT_HELD, 0]


def test_construct_gives_the_same_draft_for_the_same_seed():
    arrays = Arrays.of(planted_event(participants=60, slots=12, seed=4))

    first, second = construct(arrays, seed=5), construct(arrays, seed=5)

    assert first.slot.tolist() == second.slot.tolist()
    assert first.sitters == second.sitters
