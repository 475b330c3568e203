"""Room, critical path, clashes, and what a delay moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.roadmap import Activity, Clash, Plan, PlanError, clashes, critical, expected, rooms, shift

#  study 2 -> strategy 4 -> mission 8 (takes 2) -> follow-up 9;   fair 6 hangs on nothing.
STUDY, STRATEGY = Activity("study", 2, 2), Activity("strategy", 4, 2, ("study",))
MISSION, FOLLOW = Activity("mission", 8, 2, ("strategy",)), Activity("follow-up", 9, 1, ("mission",))
FAIR = Activity("fair", 6)
PLAN = Plan((STUDY, STRATEGY, MISSION, FOLLOW, FAIR))


def moves(plan, **moved):
    return {move.id: (move.now, move.because) for move in shift(plan, moved)}


def test_room_is_the_way_to_the_latest_month():
    assert {name: room.months for name, room in rooms(PLAN).items()} == {
        "study": 2, "strategy": 2, "mission": 0, "follow-up": 0, "fair": 3,
    }  # fmt: skip


def test_end_hangs_on_what_has_no_room():
    assert [one.id for one in critical(PLAN)] == ["mission", "follow-up"]


def test_delay_uses_up_the_room_first():
    assert moves(PLAN, study=2) == {"study": (4, ""), "strategy": (6, "study")}
    assert moves(PLAN, study=3) == {
        "study": (5, ""), "strategy": (7, "study"), "mission": (9, "strategy"), "follow-up": (10, "mission"),
    }  # fmt: skip


def test_nothing_is_pulled_forward():
    assert moves(PLAN, study=-1) == {"study": (1, "")}


def test_what_is_over_moves_no_more_and_lets_nothing_wait():
    plan = Plan((replace(STUDY, over=True), STRATEGY, MISSION, FOLLOW, FAIR))

    assert "study" not in rooms(plan)
    assert moves(plan, study=5) == {}


def test_clash_is_told_and_pushes_nothing_by_itself():
    plan = Plan((STUDY, replace(STRATEGY, month=3)))

    assert clashes(plan) == (Clash("strategy", "study", 1),)
    assert rooms(plan)["study"].months == -1
    assert moves(plan) == {}
    assert moves(plan, study=1) == {"study": (3, ""), "strategy": (5, "study")}


def test_late_today_moves_what_waits():
    plan = Plan((replace(STUDY, over=True), STRATEGY, MISSION, FOLLOW, FAIR))

    assert {move.id: move.now for move in expected(plan, 7)} == {
        "strategy": 7, "mission": 9, "follow-up": 10, "fair": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    "activities",
    [
        (STUDY, STUDY),
        (STRATEGY,),
        (Activity("a", 1, after=("b",)), Activity("b", 1, after=("a",))),
    ],
)
def test_plan_that_cannot_be_read_is_refused(activities):
    with pytest.raises(PlanError):
        _ = Plan(activities).ordered


def test_empty_plan_has_nothing():
    assert (Plan(()).end, rooms(Plan(())), critical(Plan(())), shift(Plan(()), {})) == (0, {}, (), ())


@st.composite
def plans(draw):
    size = draw(st.integers(1, 9))
    rows = []
    for number in range(size):
        before = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        takes = draw(st.integers(1, 3))
        start = max([rows[place].month for place in before], default=0)
        month = start + takes + draw(st.integers(0, 3))
        rows.append(Activity(str(number), month, takes, tuple(str(place) for place in sorted(before))))
    return Plan(tuple(rows))


@given(plans(), st.data())
def test_slip_within_the_room_leaves_the_end_and_one_more_moves_it(plan, data):
    one = data.draw(st.sampled_from(plan.activities))
    room = rooms(plan)[one.id].months

    def end(by):
        moved = {move.id: move.now for move in shift(plan, {one.id: by})}
        return max(moved.get(other.id, other.month) for other in plan.activities)

    assert end(room) == plan.end
    assert end(room + 1) == plan.end + 1


@given(plans(), st.integers(1, 6), st.data())
def test_moved_plan_has_no_clash_and_is_moved_no_further_than_it_must(plan, by, data):
    one = data.draw(st.sampled_from(plan.activities))
    now = {move.id: move for move in shift(plan, {one.id: by})}
    after = Plan(
        tuple(replace(row, month=now[row.id].now if row.id in now else row.month) for row in plan.activities)
    )

    assert clashes(after) == ()
    for move in now.values():
        if move.because:
            assert move.now - plan.by_id[move.id].takes == after.by_id[move.because].month
