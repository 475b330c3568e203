"""Sessions, participants and wishes: what is kept, what is refused, who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.models import Meeting, Participant, Schedule, Session, Wish
from kontor.hub.matchmaking.queries import pages, pairs, records
from kontor.hub.matchmaking.rules import people
from kontor.hub.surveys import kit
from tests.factories.actors import make_cluster_manager
from tests.factories.directory import make_organisation, make_team
from tests.factories.matchmaking import make_participant, make_session, make_wish
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


def entry(times="Morning 2027-05-12 09:00-10:10", places="Hall: 2", **fields):
    values = {"name": "Lima", "zone": "America/Lima", "minutes": 20, "pause": 5, "contact": ""} | fields
    return actions.SessionEntry(values, times, places)


def test_a_session_is_set_up_with_times_rooms_and_two_sides():
    event = make_event(make_partnership(), key="lima-2027")

    session = actions.add_session(actor=SYSTEM, event=event, entry=entry())

    assert session.key == "lima-2027-lima"
    assert pages.times_text(session) == "Morning 2027-05-12 09:00-10:10"
    assert pages.places_text(session) == "Hall: 2"
    assert {kind.key: [one.key for one in kind.may_ask.all()] for kind in session.types.all()} == {
        "visiting": ["receiving"],
        "receiving": ["visiting"],
    }


@pytest.mark.parametrize("fields", [{"number": 3}, {"same_as": True}])
def test_entries_that_are_not_one_event_have_no_session(fields):
    if "same_as" in fields:
        fields["same_as"] = make_event()
    with pytest.raises(people.NoMeetingsAtThisEvent):
        actions.add_session(actor=SYSTEM, event=make_event(**fields), entry=entry())


def test_times_that_stay_keep_their_identity_and_those_with_meetings_are_kept_as_removed():
    session = make_session(slots=3)
    first, second, third = session.slots.all()
    wish = make_wish(make_participant(session), make_participant(session, side="receiving"))
    schedule = Schedule.objects.create(session=session, number=1)
    Meeting.objects.create(schedule=schedule, wish=wish, slot=third, place=session.places.get())

    actions.edit_session(
        actor=SYSTEM,
        session=session,
        version=1,
        entry=entry("Morning 2027-05-12 09:00-09:20", zone="UTC", places=None),
    )

    assert [(slot.pk, slot.removed) for slot in session.slots.all()] == [(first.pk, False), (third.pk, True)]
    assert second.pk not in session.slots.values_list("pk", flat=True)
    with pytest.raises(people.RoomInUse):
        actions.edit_session(
            actor=SYSTEM, session=session, version=2, entry=entry(times=None, places="Other: 1")
        )


def test_two_who_change_a_session_at_once_do_not_overwrite_each_other():
    session = make_session()
    actions.edit_session(actor=SYSTEM, session=session, version=1, entry=entry())

    with pytest.raises(ChangedMeanwhile):
        actions.edit_session(actor=SYSTEM, session=session, version=1, entry=entry(name="Other"))
    assert Session.objects.get().name == "Lima"


def enter(session, **fields):
    values = {
        "session_id": session.pk,
        "kind_id": session.types.get(key="visiting").pk,
        "name": "Ana",
    } | fields
    return actions.add_participants(actor=SYSTEM, entries=[actions.ParticipantEntry(values)])[0]


def test_a_participant_is_found_by_her_link_and_by_no_other():
    session = make_session(key="lima")
    ana, other = enter(session), enter(session)

    assert (ana.key, other.key) == ("lima-ana", "lima-ana-2")
    assert records.participant_behind(ana.token) == ana
    with pytest.raises(NotThere):
        records.participant_behind(kit.link_token(kit.new_nonce()))


def test_the_trail_holds_no_personal_values():
    enter(make_session(), name="Ottilie Unverkennbar", email="ottilie@example.org", function="Chief")

    told = str(list(AuditEvent.objects.values_list("changes", flat=True)))
    assert "Ottilie" not in told
    assert "ottilie@" not in told


def test_impossible_numbers_and_times_are_refused():
    session = make_session()
    with pytest.raises(people.LeastAboveMost):
        enter(session, minimum=4, maximum=3)
    first, second = session.slots.all()[:2]
    with pytest.raises(people.GoesBeforeComing):
        enter(session, there_from=second.start, there_until=first.start)


def test_who_has_meetings_is_not_removed_but_withdraws():
    session = make_session()
    one, other = make_participant(session), make_participant(session, side="receiving")
    schedule = Schedule.objects.create(session=session, number=1)
    Meeting.objects.create(
        schedule=schedule, wish=make_wish(one, other), slot=session.slots.first(), place=session.places.get()
    )

    with pytest.raises(people.ParticipantHasMeetings):
        actions.remove_participant(actor=SYSTEM, participant=one)
    actions.set_arrival(actor=SYSTEM, participant=one, arrival="withdrawn")
    assert pairs.pairs_of(session) == []

    free = make_participant(session)
    actions.remove_participant(actor=SYSTEM, participant=free)
    assert not Participant.objects.filter(pk=free.pk).exists()


def ask(asker, asked, weight=2):
    return actions.ask(actor=SYSTEM, participant=asker, asked=asked, weight=weight, reason="")


def test_two_who_ask_each_other_are_one_pair_with_both_weights():
    session = make_session()
    one, other = make_participant(session), make_participant(session, side="receiving")

    wish = ask(one, other, 3)
    ask(other, one, 1)

    assert pairs.pairs_of(session) == [pairs.Pair(wish.pk, one.pk, other.pk, 4)]


def test_no_thanks_outweighs_every_wish_of_the_pair():
    session = make_session()
    one, other = make_participant(session), make_participant(session, side="receiving")
    wish = ask(one, other)

    actions.answer(actor=SYSTEM, participant=other, wish=wish, state="declined")

    assert pairs.pairs_of(session) == []
    for asker, asked in ((one, other), (other, one)):
        with pytest.raises(people.SaidNo):
            ask(asker, asked)


def test_only_who_was_asked_answers_and_only_while_wishes_are_open():
    session = make_session()
    one, other, third = (
        make_participant(session, side=side) for side in ("visiting", "receiving", "receiving")
    )
    wish = ask(one, other)

    for who, state in ((one, "accepted"), (third, "declined"), (other, "withdrawn"), (other, "asked")):
        with pytest.raises(people.NotAskedOfHer):
            actions.answer(actor=SYSTEM, participant=who, wish=wish, state=state)
    actions.answer(actor=SYSTEM, participant=other, wish=wish, state="accepted")
    actions.set_stage(actor=SYSTEM, session=session, stage="planning")
    with pytest.raises(people.NotOpen):
        actions.answer(actor=SYSTEM, participant=other, wish=Wish.objects.get(), state="declined")
    with pytest.raises(people.NotOpen):
        ask(one, third)


def test_a_type_has_only_so_many_wishes_and_withdrawing_frees_one():
    session = make_session()
    session.types.filter(key="visiting").update(asks_at_most=1)
    one = make_participant(session)
    first, second = (make_participant(session, side="receiving") for _ in range(2))
    wish = ask(one, first)

    with pytest.raises(people.TooManyWishes):
        ask(one, second)
    actions.answer(actor=SYSTEM, participant=one, wish=wish, state="withdrawn")
    ask(one, second)
    with pytest.raises(people.TooManyWishes):
        ask(one, first)
    actions.answer(actor=SYSTEM, participant=one, wish=Wish.objects.get(asked=second), state="withdrawn")
    assert ask(one, first).pk == wish.pk


def test_organisers_plan_and_see_people_and_others_see_the_session_only():
    partnership = make_partnership()
    lead = make_organisation()
    event = make_event(partnership)
    make_named(event, lead)
    session = make_session(event)
    one = make_participant(session)
    make_wish(one, make_participant(session, side="receiving"))
    organisers = [make_cluster_manager(partnership.team), make_cluster_manager(make_team(lead))]
    outsider = make_cluster_manager(make_team(make_organisation()))

    for actor in organisers:
        assert (visible(Participant, actor).count(), visible(Wish, actor).count()) == (2, 1)
        actions.set_stage(actor=actor, session=session, stage="open")
    assert visible(Session, outsider).count() == 1
    assert (visible(Participant, outsider).count(), visible(Wish, outsider).count()) == (0, 0)
    with pytest.raises(NotAllowed):
        actions.set_stage(actor=outsider, session=session, stage="open")
    with pytest.raises(NotThere):
        records.participant_of(outsider, session, one.pk)


def test_statements_do_not_grow_with_the_wishes():
    session = make_session()
    askers = [make_participant(session) for _ in range(6)]
    asked = make_participant(session, side="receiving")

    def state(number):
        fields = [
            {"asker_id": one.pk, "asked_id": asked.pk, "weight": 1, "reason": ""} for one in askers[:number]
        ]
        Wish.objects.all().delete()
        return [actions.WishEntry(one) for one in fields]

    counts = []
    for number in (2, 6):
        entries = state(number)
        with CaptureQueriesContext(connection) as captured:
            actions.save_wishes(actor=SYSTEM, entries=entries)
        counts.append(len(captured))
    assert counts[0] == counts[1]
