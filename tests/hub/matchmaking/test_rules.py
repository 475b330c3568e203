"""The programme as text, rooms as text, who may ask whom, what is possible at most."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.matchmaking.rules import people, times
from kontor.hub.matchmaking.rules.demand import Demand


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def starts(text, zone="UTC", minutes=20, pause=5):
    return [one.start for one in times.begins_of(text, zone, minutes, pause)]


def test_a_part_holds_as_many_meetings_as_fit():
    assert starts("Morning 2027-05-12 09:00-10:10") == [
        utc(2027, 5, 12, 9), utc(2027, 5, 12, 9, 25), utc(2027, 5, 12, 9, 50),
    ]  # fmt: skip


def test_times_are_those_on_the_wall_of_the_event():
    assert starts("2027-05-12 09:00-09:20", "America/Lima") == [utc(2027, 5, 12, 14)]


def test_the_clock_put_back_inside_a_part_makes_it_an_hour_longer():
    # Madrid, 31 October 2027: 03:00 becomes 02:00.
    assert len(starts("2027-10-31 01:00-04:00", "Europe/Madrid", 60, 0)) == 4
    assert len(starts("2027-03-28 01:00-04:00", "Europe/Madrid", 60, 0)) == 2


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Morning 9-10", times.UnreadableTime),
        ("Morning 2027-02-30 09:00-10:00", times.UnreadableTime),
        ("2027-05-12 09:00-09:10", times.TooShort),
        ("2027-05-12 10:00-09:00", times.TooShort),
        ("2027-05-12 09:00-10:00\n2027-05-12 09:30-11:00", times.Overlapping),
        ("2027-03-28 02:30-05:00", times.NoSuchTime),
        ("\n".join(f"2027-05-{day:02} 00:00-23:59" for day in range(1, 9)), times.TooManySlots),
    ],
)
def test_a_programme_that_cannot_be_is_refused(text, refusal):
    with pytest.raises(refusal):
        times.begins_of(text, "Europe/Madrid", 20, 5)


def test_a_time_zone_that_is_none_is_refused():
    with pytest.raises(times.NoTimeZone):
        times.begins_of("", "Zaragoza", 20, 5)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0, 1]), st.integers(1, 6)), max_size=8, unique_by=lambda x: x[:2]),
    st.sampled_from(["UTC", "Europe/Madrid", "America/Lima", "Asia/Kolkata"]),
)  # fmt: skip
def test_what_is_written_reads_back_as_the_same_begins(parts, zone):
    begins = [
        times.Begin(f"Part {half}", utc(2027, 5, 12, 6 + 6 * half) + timedelta(days=day, minutes=25 * i))
        for day, half, number in parts
        for i in range(number)
    ]
    begins.sort(key=lambda one: one.start)

    assert times.begins_of(times.written(begins, zone, 20, 5), zone, 20, 5) == begins


def test_rooms_are_read_line_by_line():
    assert people.rooms_of("Hall A: 12\n\n Sala: pequeña : 3 ") == [("Hall A", 12), ("Sala: pequeña", 3)]
    for text, refusal in (
        ("Hall A", people.UnreadableRoom),
        ("A: x", people.UnreadableRoom),
        ("A: 1\nA: 2", people.RoomTwice),
    ):
        with pytest.raises(refusal):
            people.rooms_of(text)


def side(pk, **fields):
    values = {"session": 1, "name": f"P{pk}", "type_name": "SME", "type_pk": 1} | fields
    return people.Side(pk, **values)


@pytest.mark.parametrize(
    ("one", "other", "refusal"),
    [
        (side(1), side(1), people.WishesHerself),
        (side(1), side(2, session=2), people.OtherSession),
        (side(1), side(2, takes_part=False), people.TakesNoPart),
        (side(1, organisation=7), side(2, organisation=7), people.SameOrganisation),
        (side(1), side(2, type_pk=2), people.MayNotAsk),
    ],
)
def test_wishes_that_no_answer_could_make_a_meeting_are_refused(one, other, refusal):
    with pytest.raises(refusal):
        people.check_wish(one, other, frozenset({(1, 1)}))


def test_two_of_a_type_that_may_ask_itself_may_ask_each_other():
    people.check_wish(side(1), side(2), frozenset({(1, 1)}))


def test_more_tables_and_times_bring_what_people_can_attend_and_no_more():
    # Three people who all wish each other, one table, one time.
    demand = Demand(pairs=3, tables=1, times=1, people=[(2, 1)] * 3)

    assert (demand.bound, demand.by_a_table, demand.by_a_time) == (1, 0, 1)
