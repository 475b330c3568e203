"""Who is reminded: the example of the programme's survey, and the laws that hold for any history of letters."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.surveys.rules.reminders import (
    Known,
    Limits,
    Why,
    free_again,
    invitation,
    latest_planned,
    planned,
    reminder,
)

BEGIN = datetime(2018, 10, 29, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LIMITS = Limits(min_days=7, most=3)


def invited(**more):
    return Known(invited_at=BEGIN, **more)


def test_of_23_with_4_answers_19_are_reminded():
    """The programme's survey of 2018: 23 invited on 29 October, 4 had answered before the first reminder."""
    asked = [invited(completed=number < 4) for number in range(23)]

    why = [reminder(one, LIMITS, BEGIN + 7 * DAY) for one in asked]

    assert [why.count(Why.DUE), why.count(Why.ANSWERED)] == [19, 4]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (invited(), Why.DUE),
        (invited(completed=True), Why.ANSWERED),
        (invited(opted_out=True), Why.OPTED_OUT),
        (invited(has_address=False), Why.NO_ADDRESS),
        (invited(bounced=True), Why.BOUNCED),
        (Known(), Why.NOT_INVITED),
        (invited(reminded_at=BEGIN + 10 * DAY, reminders=3), Why.ENOUGH),
        (invited(reminded_at=BEGIN + 24 * DAY, reminders=1), Why.TOO_SOON),
        (invited(completed=True, opted_out=True, bounced=True), Why.ANSWERED),
    ],
)
def test_reminder_says_why(one, why):
    assert reminder(one, LIMITS, BEGIN + 30 * DAY) is why


def test_reminder_waits_to_the_second():
    last = BEGIN + 8 * DAY
    one = invited(reminded_at=last, reminders=1)

    assert reminder(one, LIMITS, last + 7 * DAY - timedelta(seconds=1)) is Why.TOO_SOON
    assert reminder(one, LIMITS, last + 7 * DAY) is Why.DUE


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Known(), Why.DUE),
        (invited(), Why.INVITED),
        (Known(opted_out=True), Why.OPTED_OUT),
        (Known(has_address=False), Why.NO_ADDRESS),
        (Known(bounced=True), Why.BOUNCED),
        (Known(completed=True), Why.ANSWERED),
    ],
)
def test_invitation_says_why(one, why):
    assert invitation(one) is why


def test_latest_planned_is_the_last_day_that_has_come():
    days = ["2018-11-05", "2018-11-19", "2018-11-12"]

    assert latest_planned(days, date(2018, 11, 13)) == date(2018, 11, 12)
    assert latest_planned(days, date(2018, 11, 4)) is None


@given(
    limits=st.builds(Limits, st.integers(0, 30), st.integers(0, 5)),
    steps=st.lists(st.timedeltas(timedelta(0), 20 * DAY), max_size=30),
    answered_at=st.none() | st.integers(0, 30),
)
def test_no_history_breaks_the_limits(limits, steps, answered_at):
    """However often the button is pressed: never closer than the interval, never more than most, none after the answer."""
    one, now, letters = invited(), BEGIN, [BEGIN]
    for number, step in enumerate(steps):
        now += step
        if number == answered_at:
            one = Known(**{**_fields(one), "completed": True})
        if reminder(one, limits, now) is Why.DUE:
            letters.append(now)
            one = Known(**{**_fields(one), "reminded_at": now, "reminders": one.reminders + 1})
            assert answered_at is None or number < answered_at

    assert all(later >= free_again(earlier, limits) for earlier, later in pairwise(letters))
    assert len(letters) - 1 <= limits.most


@given(
    limits=st.builds(Limits, st.integers(0, 10), st.just(9)),
    days=st.sets(st.integers(1, 60), max_size=5),
)
def test_a_plan_run_every_night_sends_one_letter_for_each_day_that_the_interval_allows(limits, days):
    one, sent = invited(), []
    for night in range(1, 80):
        now = BEGIN + night * DAY
        come = [day for day in days if day <= night]
        since = (BEGIN + max(come) * DAY).replace(hour=0) if come else None
        if planned(one, limits, now, since) is Why.DUE:
            sent.append(night)
            one = invited(reminded_at=now, reminders=one.reminders + 1)

    gaps = [later - earlier for earlier, later in pairwise([0, *sent])]
    assert all(gap >= limits.min_days for gap in gaps)
    assert len(sent) <= len(days)
    if days and max(days) >= limits.min_days:
        assert sent


def test_planned_without_a_day_that_has_come_reminds_nobody():
    assert planned(invited(), LIMITS, BEGIN + 30 * DAY, None) is Why.TOO_SOON
    assert planned(invited(bounced=True), LIMITS, BEGIN + 30 * DAY, None) is Why.BOUNCED


def _fields(one):
    return {name: getattr(one, name) for name in one.__slots__}
