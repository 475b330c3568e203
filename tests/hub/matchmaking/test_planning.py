"""From wishes to a published schedule and through the day: whatever happens, what is published passes the engine's check."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.engine.scheduling import check
from kontor.hub.foundation import mail
from kontor.hub.foundation.actor import system
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.actions.notify import LETTERS
from kontor.hub.matchmaking.models import Meeting, Notice, Outcome, Schedule, Session
from kontor.hub.matchmaking.notices import message_of
from kontor.hub.matchmaking.queries import agenda, schedules
from kontor.hub.matchmaking.queries.problem import problem_of, published_of
from kontor.hub.matchmaking.rules import planning
from kontor.hub.matchmaking.rules.people import NotAskedOfHer
from tests.factories.mail import Box, server_at
from tests.factories.matchmaking import (
    NINE,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)
from tests.factories.ports import free_port

pytestmark = pytest.mark.django_db
SYSTEM = system("test")
BEFORE = NINE - timedelta(days=1)


def fill(session, visiting=3, receiving=3):
    """All of one side wish all of the other."""
    ones = [make_participant(session, f"V{i}", email=f"v{i}@example.org") for i in range(visiting)]
    others = [
        make_participant(session, f"R{i}", side="receiving", email=f"r{i}@example.org")
        for i in range(receiving)
    ]
    for one in ones:
        for other in others:
            make_wish(one, other)
    return ones, others


def plan(session):
    return actions.plan(actor=SYSTEM, session=session, limit=5)


def published(session):
    return actions.publish(actor=SYSTEM, schedule=plan(session), now=BEFORE)


def holds(session, schedule, now=None):
    planned = problem_of(session, schedule, now=now)
    return check(planned.problem, planned.published).valid


def test_a_draft_holds_all_that_fits_and_is_proven_best():
    session = make_session(slots=3, tables=3)
    fill(session)

    draft = plan(session)

    assert (draft.held, draft.wished, draft.proven, draft.breaks, draft.unmet) == (9, 9, True, 0, [])
    assert holds(session, draft)
    assert Meeting.objects.values_list("slot", "place", "table").distinct().count() == 9


def test_what_does_not_fit_is_named_with_why():
    session = make_session(slots=1, tables=1)
    fill(session, 2, 1)

    draft = plan(session)

    assert draft.held == 1
    (unmet,) = schedules.schedule_shown(draft).unmet
    assert unmet.words == "Whenever you are both there, one of you has another meeting."


def test_nothing_to_plan_is_said():
    with pytest.raises(planning.NothingToPlan):
        plan(make_session())


def test_publishing_tells_everybody_once_and_changing_tells_those_concerned(
    django_capture_on_commit_callbacks,
):
    session = make_session(slots=4, tables=3)
    ones, others = fill(session, 2, 2)
    schedule = published(session)
    assert {one.participant.name for one in Notice.objects.all()} == {"V0", "V1", "R0", "R1"}
    assert Session.objects.get().stage == "published"
    letter = message_of(Notice.objects.filter(participant=ones[0]).get())
    assert letter.to == ["v0@example.org"]
    assert ones[0].token in letter.body
    assert letter.body.count("R0") == 1

    Notice.objects.all().delete()
    new = make_participant(session, "V9", email="v9@example.org")
    make_wish(new, others[0])
    again = actions.replan(actor=SYSTEM, session=session, now=BEFORE)
    assert [(one["what"], one["wish"]) for one in again.changes] == [("added", new.asks.get().pk)]
    actions.publish(actor=SYSTEM, schedule=again, now=BEFORE)

    assert {one.participant.name for one in Notice.objects.all()} == {"V9", "R0"}
    assert Schedule.objects.get(pk=schedule.pk).state == "replaced"
    assert {one.kind for one in Notice.objects.all()} == {"changed"}


@pytest.fixture
def box(settings):
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAILERS = server_at(controller.port)
    yield box
    controller.stop()


def test_letters_leave_once_and_their_fate_is_kept(box):
    session = make_session()
    fill(session, 1, 1)
    published(session)
    waiting = list(Notice.objects.values_list("pk", flat=True))

    for _time in range(2):  # the queue may hand a letter over again after a crash
        mail.deliver_letters.func(kind=LETTERS, ids=waiting)

    assert sorted(address for one in box.mails for address in one.rcpt_tos) == [
        "r0@example.org",
        "v0@example.org",
    ]
    assert set(Notice.objects.values_list("fate", flat=True)) == {"taken"}
    text = box.read["v0@example.org"].get_body().get_content()
    assert "2027" in text
    assert "Hall, 1" in text


def test_two_organisers_who_publish_at_once_do_not_undo_each_other():
    session = make_session()
    fill(session)
    first, second = plan(session), plan(session)
    actions.publish(actor=SYSTEM, schedule=first, now=BEFORE)

    with pytest.raises(planning.NotADraft):
        actions.publish(actor=SYSTEM, schedule=second, now=BEFORE)
    with pytest.raises(planning.NotADraft):
        actions.publish(actor=SYSTEM, schedule=first, now=BEFORE)
    late = make_schedule(session)
    with pytest.raises(planning.PublishedMeanwhile):
        actions.publish(actor=SYSTEM, schedule=late, now=BEFORE)
    assert published_of(session) == Schedule.objects.get(pk=first.pk)


def test_a_draft_that_no_longer_holds_is_refused_by_name():
    session = make_session()
    (one, *_), _others = fill(session, 1, 1)
    draft = plan(session)
    actions.set_arrival(actor=SYSTEM, participant=one, arrival="withdrawn")

    with pytest.raises(planning.NoLongerHolds) as refusal:
        actions.publish(actor=SYSTEM, schedule=draft, now=BEFORE)
    assert "V0 – R0" in str(refusal.value)


def test_no_show_frees_the_others_and_nobody_else_is_moved():
    session = make_session(slots=4, tables=3)
    ones, _others = fill(session)
    schedule = published(session)
    before = {one.wish_id: (one.slot_id, one.place_id) for one in schedule.meetings.all()}
    actions.set_arrival(actor=SYSTEM, participant=ones[0], arrival="no-show")

    draft = actions.replan(actor=SYSTEM, session=session, now=BEFORE)

    after = {one.wish_id: (one.slot_id, one.place_id) for one in draft.meetings.all()}
    hers = set(ones[0].asks.values_list("pk", flat=True))
    assert before.keys() - after.keys() == hers
    assert all(after[wish] == before[wish] for wish in after)
    assert {row["what"] for row in draft.changes} == {"dropped"}
    assert schedules.schedule_shown(draft).changes[0].why == "One of the two is not there then."


def test_a_shortened_session_names_the_meetings_in_removed_times_and_plans_them_anew():
    session = make_session(slots=4, tables=3)
    fill(session, 1, 3)
    schedule = published(session)
    used = [one.slot for one in schedule.meetings.select_related("slot").order_by("slot__start")]
    entry = actions.SessionEntry({}, times="Morning 2027-05-12 09:25-10:35", places=None)
    Session.objects.filter(pk=session.pk).update(minutes=20, pause=5)

    actions.edit_session(actor=SYSTEM, session=session, version=Session.objects.get().version, entry=entry)
    draft = actions.replan(actor=SYSTEM, session=session, now=BEFORE)

    open_slots = set(session.slots.filter(removed=False).values_list("pk", flat=True))
    assert {one.slot_id for one in draft.meetings.all()} <= open_slots
    gone = [slot.pk for slot in used if slot.pk not in open_slots]
    named = {row["from"][0] for row in draft.changes if row["from"]}
    assert set(gone) <= named


def test_what_is_past_stays_and_a_lost_room_is_left():
    session = make_session(slots=4, tables=2)
    fill(session, 2, 3)
    schedule = published(session)
    now = NINE + timedelta(minutes=30)  # two times have begun
    past = {one.wish_id: one.slot_id for one in schedule.meetings.filter(slot__start__lte=now)}
    session.places.update(tables=1)

    draft = actions.replan(actor=SYSTEM, session=session, now=now)

    kept = {one.wish_id: one.slot_id for one in draft.meetings.all()}
    assert all(kept[wish] == slot for wish, slot in past.items())
    for slot in session.slots.filter(start__gt=now):
        assert draft.meetings.filter(slot=slot).count() <= 1
    actions.publish(actor=SYSTEM, schedule=draft, now=now)


def test_a_declined_meeting_is_dropped_and_nothing_to_change_is_said():
    session = make_session()
    (one, *_), _others = fill(session, 1, 2)
    published(session)
    with pytest.raises(planning.NothingChanges):
        actions.replan(actor=SYSTEM, session=session, now=BEFORE)
    wish = one.asks.first()
    actions.save_wishes(actor=SYSTEM, entries=[actions.WishEntry({"state": "declined"}, wish)])

    draft = actions.replan(actor=SYSTEM, session=session, now=BEFORE)

    assert [(row["what"], row["wish"], row["code"]) for row in draft.changes] == [
        ("dropped", wish.pk, "cancelled")
    ]
    with pytest.raises(planning.AllOver):
        actions.replan(actor=SYSTEM, session=session, now=NINE + timedelta(days=2))
    with pytest.raises(planning.NothingPublished):
        actions.replan(actor=SYSTEM, session=make_session(), now=BEFORE)


def test_a_kept_meeting_stays_where_it_is_in_a_second_run():
    session = make_session(slots=4, tables=3)
    fill(session)
    meeting = published(session).meetings.order_by("-slot__start", "pk").first()
    actions.keep(actor=SYSTEM, meeting=meeting, kept=True)

    again = plan(session)

    same = again.meetings.get(wish=meeting.wish_id)
    assert (same.slot_id, same.place_id, same.kept) == (meeting.slot_id, meeting.place_id, True)
    actions.publish(actor=SYSTEM, schedule=again, now=BEFORE)


def test_a_moved_meeting_is_where_it_was_put_and_discarding_takes_it_back():
    session = make_session(slots=3, tables=1)
    fill(session, 1, 2)
    draft = plan(session)
    first, second = draft.meetings.order_by("slot__start")
    free = session.slots.exclude(pk__in=[first.slot_id, second.slot_id]).get()

    moved = actions.move(actor=SYSTEM, meeting=first, slot=free, place=first.place, now=BEFORE)

    assert moved.meetings.get(wish=first.wish_id).slot == free
    assert moved.based_on == draft
    actions.discard(actor=SYSTEM, schedule=moved)
    actions.publish(actor=SYSTEM, schedule=draft, now=BEFORE)
    with pytest.raises(planning.NotADraft):
        actions.discard(actor=SYSTEM, schedule=draft)


def test_a_meeting_cannot_be_put_where_somebody_is_away():
    session = make_session(slots=2, tables=1)
    (one, *_), _others = fill(session, 1, 1)
    meeting = plan(session).meetings.get()
    other = session.slots.exclude(pk=meeting.slot_id).get()
    one.away.add(other)

    with pytest.raises(planning.CannotMove):
        actions.move(actor=SYSTEM, meeting=meeting, slot=other, place=meeting.place, now=BEFORE)


def test_both_sides_say_what_came_of_a_meeting_and_twice_sent_is_once_said():
    session = make_session()
    (one, *_), (other, *_) = fill(session, 1, 1)
    wish = one.asks.get()
    said = {
        "held": "held",
        "result": "offer",
        "said": "Pumps",
        "next_step": "Send prices",
        "owner": "Ana",
        "due": None,
    }
    with pytest.raises(planning.NotPlanned):
        actions.say_outcome(actor=SYSTEM, participant=one, wish=wish, said=said)
    published(session)

    for _time in range(2):
        actions.say_outcome(actor=SYSTEM, participant=one, wish=wish, said=said)
    actions.say_outcome(actor=SYSTEM, participant=other, wish=wish, said=said | {"held": "other-absent"})

    assert [
        (row.participant, row.held, row.result, row.version) for row in Outcome.objects.order_by("pk")
    ] == [
        (one, "held", "offer", 1),
        (other, "other-absent", "", 1),
    ]
    with pytest.raises(NotAskedOfHer):
        actions.say_outcome(actor=SYSTEM, participant=make_participant(session), wish=wish, said=said)


def test_letters_ask_those_who_have_not_said_and_only_once():
    session = make_session()
    (one, *_), (other, *_) = fill(session, 1, 1)
    schedule = published(session)
    said = {"held": "held", "result": "", "said": "", "next_step": "", "owner": "", "due": None}
    actions.say_outcome(actor=SYSTEM, participant=one, wish=one.asks.get(), said=said)

    for _time in range(2):
        actions.ask_for_outcomes(actor=SYSTEM, schedule=schedule)

    assert [row.participant for row in Notice.objects.filter(kind="outcome")] == [other]


def test_a_cancelled_search_keeps_what_it_found():
    session = make_session(slots=6, tables=3)
    fill(session, 4, 4)
    told = []

    draft = actions.plan(
        actor=SYSTEM,
        session=session,
        limit=30,
        progress=lambda *found: told.append(found),
        cancelled=lambda: True,
    )

    assert draft.held > 0
    assert holds(session, draft)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_happens_on_the_day_the_new_plan_holds_and_the_past_stays(data):
    session = make_session(slots=data.draw(st.integers(2, 5)), tables=data.draw(st.integers(1, 3)))
    ones, others = fill(session, data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3)))
    schedule = published(session)
    now = NINE + timedelta(minutes=data.draw(st.integers(-60, 60)))
    past = {(one.wish_id, one.slot_id) for one in schedule.meetings.filter(slot__start__lte=now)}
    for one in data.draw(st.lists(st.sampled_from([*ones, *others]), unique_by=id, max_size=3)):
        actions.set_arrival(
            actor=SYSTEM, participant=one, arrival=data.draw(st.sampled_from(["no-show", "withdrawn"]))
        )
    for one in data.draw(st.lists(st.sampled_from(ones), unique_by=id, max_size=2)):
        one.refresh_from_db()
        one.there_from = now + timedelta(minutes=25)
        one.save()
    session.places.update(tables=data.draw(st.integers(1, 3)))

    try:
        draft = actions.replan(actor=SYSTEM, session=session, now=now)
    except (planning.NothingChanges, planning.AllOver):
        return
    assert holds(session, draft, now)
    assert past <= {(one.wish_id, one.slot_id) for one in draft.meetings.all()}
    actions.publish(actor=SYSTEM, schedule=draft, now=now)


@pytest.mark.parametrize(
    "read",
    [
        schedules.schedule_shown,
        lambda schedule: list(schedules.sheets_of(schedule)),
        lambda schedule: agenda.agenda_of(schedule.session.participants.first()),
        lambda schedule: problem_of(schedule.session, schedule),
    ],
)
def test_reading_costs_the_same_whatever_the_size(read):
    counts = []
    for number in (2, 4):
        session = make_session(slots=5, tables=4)
        fill(session, number, number)
        schedule = published(session)
        with CaptureQueriesContext(connection) as captured:
            read(schedule)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_meetings_lie_in_the_room_and_nobody_sits_at_two_tables():
    session = make_session(slots=2, tables=2)
    (one, *_), (other, *_) = fill(session, 1, 1)
    schedule = make_schedule(session, state="published")
    make_meeting(schedule, one.asks.get())

    (mine,) = agenda.agenda_of(one)
    (hers,) = agenda.agenda_of(other)
    assert (mine.other, hers.other, mine.begins, mine.room) == (other, one, "09:00", "Hall")
