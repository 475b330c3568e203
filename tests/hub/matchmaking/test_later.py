"""What became of the meetings: asked by mail months later, once each, and answered over the participant's own link."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django_ox.models import OxTask

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.matchmaking import actions, tasks
from kontor.hub.matchmaking.actions.people import erase_people
from kontor.hub.matchmaking.models import FollowUp, Notice, Outcome, Participant
from kontor.hub.matchmaking.notices import message_of
from kontor.hub.matchmaking.queries.outcomes import outcomes_shown
from kontor.hub.matchmaking.rules.later import NotAskedYet, months_after, question_due
from tests.factories import actors
from tests.factories.matchmaking import (
    NINE,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
SYSTEM = system("test")
LAST_DAY = NINE.date()
MONTHS = (1, 3, 6, 12, 24)


@pytest.fixture
def session():
    return make_session(slots=3, tables=4)


def meeting_of(session, schedule, held, **fields):
    one = make_participant(session, email="one@example.org", **fields)
    other = make_participant(session, side="receiving", email="other@example.org")
    wish = make_wish(one, other)
    make_meeting(schedule, wish)
    for person, said in zip((one, other), held, strict=False):
        Outcome.objects.create(wish=wish, participant=person, held=said)
    return one, other


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 5, 12), 24, date(2029, 5, 12)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day, months, found):
    assert months_after(day, months) == found


@pytest.mark.parametrize(
    ("days", "month"), [(0, None), (30, None), (31, 1), (59, 1), (60, None), (92, 3), (184, 6), (365, None), (366, 12), (731, 24), (2000, None)]
)  # fmt: skip
def test_each_question_is_asked_in_its_own_weeks(days, month):
    due = question_due(LAST_DAY, MONTHS, LAST_DAY + timedelta(days=days))

    assert (due[0] if due else None) == month


def test_who_held_a_meeting_is_asked_once_and_nobody_else(session):
    schedule = make_schedule(session, "published", published_at=NINE)
    held = meeting_of(session, schedule, ["held"])
    meeting_of(session, schedule, ["held", "not-held"])
    meeting_of(session, schedule, ["other-absent"])
    meeting_of(session, schedule, [])
    make_participant(session, email="none@example.org")
    meeting_of(session, schedule, ["held"], arrival="withdrawn")
    Participant.objects.filter(pk=held[1].pk).update(email="")
    day = LAST_DAY + timedelta(days=31)

    numbers = [actions.ask_later(actor=SYSTEM, today=day) for _time in range(3)]

    asked = list(FollowUp.objects.values_list("participant", "month", "due_on"))
    withdrawn_partner = Participant.objects.filter(is_asked__asker__arrival="withdrawn").get()
    assert sorted(asked) == sorted(
        [(held[0].pk, 1, date(2027, 6, 12)), (withdrawn_partner.pk, 1, date(2027, 6, 12))]
    )
    assert numbers == [2, 0, 0]


def test_the_letter_asks_in_her_language_and_goes_once(session, mailoutbox):
    schedule = make_schedule(session, "published", published_at=NINE)
    one, _other = meeting_of(session, schedule, ["held"], name="Ana Luz", languages="es, en")
    Participant.objects.exclude(pk=one.pk).update(email="")
    actions.ask_later(actor=SYSTEM, today=LAST_DAY + timedelta(days=92))
    ids = list(FollowUp.objects.values_list("pk", flat=True))

    letter = tasks.write_later_letter(ids[0])
    tasks.later.keep_fate(ids[0], tasks_handed())

    assert letter.to == ["one@example.org"]
    assert f"{reverse('matchmaking:mine', args=[one.token])}#later" in letter.body
    assert (
        letter.extra_headers["Message-ID"]
        == tasks.later_message_of(FollowUp.objects.get()).extra_headers["Message-ID"]
    )
    assert tasks.write_later_letter(ids[0]) is None
    assert [task.kwargs["kind"] for task in OxTask.objects.all()] == ["matchmaking.later"]


def tasks_handed():
    from kontor.hub.foundation.mail import Fate, Handed

    return Handed(Fate.TAKEN)


def test_she_answers_over_her_link_and_the_organiser_reads_it(client, session):
    schedule = make_schedule(session, "published", published_at=NINE)
    one, other = meeting_of(session, schedule, ["held"])
    actions.ask_later(actor=SYSTEM, today=LAST_DAY + timedelta(days=31))
    address = reverse("matchmaking:mine", args=[one.token])
    assert 'id="later"' in client.get(address).content.decode()
    sent = {"go": "later", "month": 1, "result": "offer", "answer": "We sent\r\na price list"}

    for _time in range(2):
        assert client.post(address, sent).status_code == 303
    assert client.post(address, sent | {"result": "everything"}).status_code == 422

    told = outcomes_shown(SYSTEM, session).later
    assert [(len(found.answers), found.asked, found.month) for found in told] == [(1, 2, 1)]
    assert (told[0].answers[0].result, told[0].answers[0].answer) == ("offer", "We sent\na price list")
    assert AuditEvent.objects.filter(action="matchmaking.answer_later").count() == 1
    assert other.follow_ups.get().answered_on is None


def test_what_was_not_asked_cannot_be_answered_and_another_ones_is_not_hers(session):
    one = make_participant(session)

    with pytest.raises(NotAskedYet):
        actions.answer_later(
            actor=SYSTEM, participant=one, month=1, result="offer", answer="", today=LAST_DAY
        )


def test_erased_she_has_said_nothing(session):
    one = make_participant(session)
    FollowUp.objects.create(
        participant=one, month=1, due_on=LAST_DAY, answer="Mine alone", answered_on=LAST_DAY
    )

    erase_people(Participant.objects.filter(pk=one.pk))

    assert FollowUp.objects.get().answer == ""


def test_only_the_platform_itself_asks(session):
    somebody = actors.make_coordinator(make_partnership().team)

    with pytest.raises(NotAllowed):
        actions.ask_later(actor=somebody, today=LAST_DAY)
    with pytest.raises(NotAllowed):
        actions.post_again(actor=somebody, now=NINE)


def test_a_letter_whose_task_was_lost_is_handed_over_again_half_a_day_later(session):
    schedule = make_schedule(session, "published", published_at=NINE)
    one = make_participant(session, email="one@example.org")
    notice = Notice.objects.create(participant=one, schedule=schedule, kind="published")
    number = message_of(notice).extra_headers["Message-ID"]

    hours = {
        hour: actions.post_again(actor=SYSTEM, now=notice.created_at + timedelta(hours=hour))
        for hour in (11, 13)
    }
    Notice.objects.update(fate="taken")

    assert hours == {11: 0, 13: 1}
    assert [task.kwargs["ids"] for task in OxTask.objects.all()] == [[notice.pk]]
    assert message_of(notice).extra_headers["Message-ID"] == number
    assert actions.post_again(actor=SYSTEM, now=notice.created_at + timedelta(hours=13)) == 0
