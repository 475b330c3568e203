"""Project months, due days and what counts as overdue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.strategy import rules


def test_month_eleven_in_july_2021_means_a_start_in_september_2020():
    assert rules.start_of_project(date(2021, 7, 15), 11) == "2020-09"
    assert rules.month_of_project("2020-09", 11) == (date(2021, 7, 1), date(2021, 7, 31))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, rules.LAST_MONTH))
def test_month_of_the_start_that_it_tells_is_the_month_itself(day, month):
    first, last = rules.month_of_project(rules.start_of_project(day, month), month)

    assert first <= day <= last
    assert (first.day, (last.month, last.year)) == (1, (day.month, day.year))


@pytest.mark.parametrize("month", [0, -1, rules.LAST_MONTH + 1])
def test_month_outside_the_project_is_refused(month):
    with pytest.raises(rules.NoSuchMonth):
        rules.month_of_project("2020-09", month)


@pytest.mark.parametrize("start", ["", "2020"])
def test_month_without_a_known_start_has_no_days(start):
    with pytest.raises(rules.StartNotKnown):
        rules.month_of_project(start, 3)


def test_due_day_is_the_agreed_one_else_the_last_of_the_month():
    assert rules.due_day("2020-09", 18, None) == date(2022, 2, 28)
    assert rules.due_day("2020-09", 18, date(2022, 3, 4)) == date(2022, 3, 4)
    assert rules.due_day("", None, None) is None


@pytest.mark.parametrize(
    ("state", "late"),
    [("done", False), ("dropped", False), ("started", True), ("planned", True), ("", True)],
)
def test_what_is_due_before_today_and_not_over_is_overdue(state, late):
    due = date(2022, 2, 28)

    assert rules.is_overdue(state, due, date(2022, 3, 1)) is late
    assert rules.is_overdue(state, due, due) is False
    assert rules.is_overdue(state, None, date(2022, 3, 1)) is False


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"state": "started", "done_on": "2021", "due": None}, rules.DoneOnWithoutDone),
        ({"state": "", "done_on": "2021", "due": None}, rules.DoneOnWithoutDone),
        ({"state": "", "done_on": "", "due": date(2020, 8, 31)}, rules.DueBeforeStart),
    ],
)
def test_impossible_activity_is_refused(facts, refusal):
    with pytest.raises(refusal):
        rules.check_activity(**facts, start="2020-09")


@pytest.mark.parametrize(
    ("now", "reason", "refusal"),
    [(date(2022, 1, 1), "as before", rules.SameDay), (date(2022, 1, 2), "  ", rules.NeedsAReason)],
)
def test_moved_due_day_needs_another_day_and_a_reason(now, reason, refusal):
    with pytest.raises(refusal):
        rules.check_moved(date(2022, 1, 1), now, reason)


def test_activity_does_not_come_after_itself():
    known = {2: [3], 3: [1]}

    rules.check_no_circle(4, [2], known)
    with pytest.raises(rules.ComesAfterItself):
        rules.check_no_circle(1, [2], known)
