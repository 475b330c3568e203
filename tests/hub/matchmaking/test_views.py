"""Pages of sessions: what they cost, who sees what, and a participant's own page over her link."""

import re
import time
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import Progress, ask_to_cancel
from kontor.hub.foundation.models import AuditEvent, Job
from kontor.hub.matchmaking import actions, tasks
from kontor.hub.matchmaking.models import Outcome, Participant, Session, Wish
from kontor.hub.matchmaking.report.way import gap_in_words
from tests.factories import actors as actors_of
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation
from tests.factories.matchmaking import make_meeting, make_participant, make_schedule, make_session, make_wish
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


@pytest.fixture
def session():
    return make_session(
        make_event(make_partnership("ELCA", key="elca"), "Fair in Lima"), key="lima", zone="America/Lima"
    )


@pytest.fixture
def organiser(client, session):
    return signed_in(client, actors_of.make_coordinator(session.event.partnership.team))


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def fill(session, number):
    """People of both sides who all wish each other, and one of them."""
    people = [
        make_participant(session, side=side, organisation=make_organisation(), country="PE")
        for side in ("visiting", "receiving")
        for _ in range(number)
    ]
    for one in people[:number]:
        for other in people[number:]:
            make_wish(one, other)
    return people[0]


@pytest.mark.parametrize("name", ["index", "session", "participants", "wishes", "participant", "mine"])
def test_pages_cost_the_same_whatever_their_size(organiser, session, name):
    counts = []
    for number in (2, 5):
        Participant.objects.all().delete()
        one = fill(session, number)
        make_participant(session, side="receiving", offers="water", needs="pumps")
        arguments = {"index": [], "participant": ["lima", one.pk], "mine": [one.token]}.get(name, ["lima"])
        counts.append(statements(organiser, reverse(f"matchmaking:{name}", args=arguments)))
    assert counts[0] == counts[1]


def test_a_session_is_set_up_changed_and_staged_from_pages(organiser, session):
    form = {"event": session.event.key, "name": "Second day", "zone": "America/Lima", "minutes": 15, "pause": 5, "contact": "",
            "times": "Morning 2027-05-13 09:00-09:55", "places": "Hall: 3"}  # fmt: skip
    made = organiser.post(reverse("matchmaking:add"), form)
    key = Session.objects.latest("pk").key
    assert made.headers["Location"] == reverse("matchmaking:session", args=[key])

    address = reverse("matchmaking:edit", args=[key])
    shown = organiser.get(address)
    assert shown.context["form"]["times"].value() == form["times"]
    wrong = organiser.post(address, form | {"version": 1, "times": "Morning at nine"})
    assert wrong.status_code == 409
    assert "Morning at nine" in wrong.content.decode()
    assert organiser.post(address, form | {"version": 1, "name": "The second day"}).status_code == 302
    organiser.post(reverse("matchmaking:stage", args=[key]), {"stage": "planning"})
    assert (Session.objects.get(key=key).name, Session.objects.get(key=key).stage) == (
        "The second day",
        "planning",
    )


def test_a_participant_is_entered_changed_and_wished_from_pages(organiser, session):
    make_organisation(key="hive", name="Hive")
    form = {"kind": "visiting", "name": "Ana", "organisation": "hive", "there_from": "2027-05-12 09:00"}
    made = organiser.post(reverse("matchmaking:add_participant", args=["lima"]), form)
    ana = Participant.objects.get()
    assert made.headers["Location"] == ana.get_absolute_url()
    assert (
        reverse("matchmaking:mine", args=[ana.token])
        in organiser.get(ana.get_absolute_url()).content.decode()
    )

    edit = reverse("matchmaking:edit_participant", args=["lima", ana.pk])
    assert organiser.get(edit).context["form"]["there_from"].value() == "2027-05-12 09:00"
    organiser.post(edit, form | {"name": "Ana M", "version": ana.version})
    assert Participant.objects.get().name == "Ana M"
    ben = make_participant(session, "Ben", side="receiving")
    organiser.post(
        reverse("matchmaking:add_wish", args=["lima"]), {"asker": ana.pk, "asked": ben.pk, "weight": 3}
    )
    wish = Wish.objects.get()
    organiser.post(reverse("matchmaking:wish", args=["lima", wish.pk]), {"weight": 1, "state": "accepted"})
    assert (Wish.objects.get().weight, Wish.objects.get().state) == (1, "accepted")
    both = organiser.post(
        reverse("matchmaking:add_wish", args=["lima"]), {"asker": ana.pk, "asked": ben.pk, "weight": 3}
    )
    assert both.status_code == 409


def test_who_does_not_plan_reads_that_there_is_a_session_and_no_name(client, session):
    make_participant(session, "Ottilie Unverkennbar")

    shown = client.get(reverse("matchmaking:session", args=["lima"]))

    assert shown.status_code == 200
    assert "Ottilie" not in shown.content.decode()
    assert shown.context["page"].of.demand is None
    assert client.get(reverse("matchmaking:participants", args=["lima"])).status_code in (302, 403)


def mine(one):
    return reverse("matchmaking:mine", args=[one.token])


def test_a_participant_asks_accepts_and_withdraws_over_her_link_without_an_account(client, session):
    ana, ben = make_participant(session, "Ana"), make_participant(session, "Ben", side="receiving")

    asked = client.post(mine(ana), {"go": "ask", "participant": ben.pk, "weight": 3, "reason": "Pumps\x00"})
    assert asked.status_code == 303
    wish = Wish.objects.get()
    assert (wish.weight, wish.reason) == (3, "Pumps")
    client.post(mine(ben), {"go": "accept", "wish": wish.pk})
    assert Wish.objects.get().state == "accepted"
    refused = client.post(mine(ana), {"go": "accept", "wish": wish.pk})
    assert refused.status_code == 409
    assert "Only who was asked" in refused.content.decode()
    client.post(mine(ana), {"go": "withdraw", "wish": wish.pk})
    assert Wish.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"go": "x"},
        {"go": "ask"},
        {"go": "ask", "participant": "9" * 30, "weight": "2"},
        {"go": "accept", "wish": "-1"},
    ],
)
def test_what_no_form_of_the_page_sends_is_refused_in_words(client, session, sent):
    response = client.post(mine(make_participant(session)), sent)

    assert response.status_code == 422
    assert "This page is older" in response.content.decode()


def test_nobody_reaches_into_another_session(client, session):
    ana = make_participant(session)
    elsewhere = make_session()
    stranger, other = make_participant(elsewhere), make_participant(elsewhere, side="receiving")
    wish = make_wish(stranger, other)

    assert client.post(mine(ana), {"go": "ask", "participant": other.pk, "weight": 2}).status_code == 422
    assert client.post(mine(ana), {"go": "withdraw", "wish": wish.pk}).status_code == 422


def test_her_page_shows_whom_she_may_ask_and_no_address_of_theirs(client, session):
    ana = make_participant(session, "Ana", needs="pumps for irrigation", languages="es")
    ben = make_participant(
        session, "Ben", side="receiving", offers="solar pumps", email="ben@example.org", languages="es"
    )
    make_participant(session, "Cleo", email="cleo@example.org")

    shown = client.get(mine(ana))
    words = shown.content.decode()

    assert [one.name for one in shown.context["page"].of.found] == ["Ben"]
    assert [(one.name, reasons) for one, reasons in shown.context["page"].suggested] == [
        ("Ben", ["offers what you look for: pumps", "speaks a language of yours"])
    ]
    assert "example.org" not in words
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert [one.pk for one in client.get(mine(ana), {"text": "solar"}).context["page"].of.found] == [ben.pk]
    assert client.get(mine(ana), {"text": "wind"}).context["page"].of.found == []


def test_ten_thousand_requests_by_one_person_are_slowed_and_nobody_else_is(client, session):
    cache.clear()
    ana, other = make_participant(session), make_participant(session)
    ben = make_participant(session, side="receiving")

    answers = [
        client.post(mine(ana), {"go": "ask", "participant": ben.pk, "weight": 2}).status_code
        for _ in range(62)
    ]

    assert (answers[0], answers[-1]) == (303, 429)
    assert client.post(mine(other), {"go": "ask", "participant": ben.pk, "weight": 2}).status_code == 303


def planned(client, session):
    """A published schedule of two who wish each other, made through the pages."""
    ana, ben = make_participant(session, "Ana"), make_participant(session, "Ben", side="receiving")
    make_wish(ana, ben, reason="Pumps")
    draft = actions.plan(actor=SYSTEM, session=session, limit=5)
    client.post(reverse("matchmaking:publish", args=["lima", draft.number]))
    return ana, ben, session.schedules.get()


def test_a_schedule_is_published_moved_kept_and_discarded_from_pages(organiser, session):
    _ana, _ben, schedule = planned(organiser, session)
    assert schedule.state == "published"
    shown = organiser.get(schedule.get_absolute_url())
    assert "Ana – Ben" in shown.content.decode()
    meeting = schedule.meetings.get()
    free = session.slots.exclude(pk=meeting.slot_id).last()

    move = reverse("matchmaking:move", args=["lima", meeting.pk])
    form = organiser.get(f"{move}?slot={free.pk}").context["form"]
    assert str(form["slot"].value()) == str(free.pk)
    moved = organiser.post(move, {"slot": free.pk, "place": meeting.place_id})
    draft = session.schedules.get(state="draft")
    assert moved.headers["Location"] == draft.get_absolute_url()
    assert [one.what for one in organiser.get(draft.get_absolute_url()).context["page"].of.changes] == [
        "moved"
    ]
    organiser.post(reverse("matchmaking:discard", args=["lima", draft.number]))
    assert session.schedules.get(number=draft.number).state == "discarded"
    organiser.post(reverse("matchmaking:keep", args=["lima", meeting.pk]), {"kept": "on"})
    assert schedule.meetings.get().kept


def test_the_solver_is_started_from_a_page_as_a_job(organiser, session):
    response = organiser.post(reverse("matchmaking:plan", args=["lima"]), {"limit": 10})

    job = Job.objects.get(kind="matchmaking.plan")
    assert response.headers["Location"] == reverse("jobs:show", args=[job.pk])
    assert job.arguments == {"session": session.pk, "limit": 10}


def test_the_job_makes_a_draft_and_a_wish_to_stop_reaches_the_solver_once(settings, tmp_path, session):
    settings.MEDIA_ROOT = tmp_path
    make_wish(make_participant(session), make_participant(session, side="receiving"))
    job = Job.objects.create(kind="matchmaking.plan", title="Plan", arguments={})

    done = tasks.plan(Progress(str(job.pk)), None, session=session.pk, limit=5)
    watched = tasks.Watched(Progress(str(job.pk)), 5)
    before = watched.cancelled()
    ask_to_cancel(job)
    time.sleep(0.4)  # progress is written, and looked for, a few times a second

    assert done.sentence == "Draft 1 holds 1 of 1 meetings."
    assert (before, watched.cancelled(), watched.cancelled()) == (False, True, True)
    watched.show(1.0, 120, 100)


def test_the_search_shows_its_best_cost_and_bound_whatever_a_phase_tells(settings, tmp_path, session):
    settings.MEDIA_ROOT = tmp_path
    progress = Progress("search")
    watched = tasks.Watched(progress, 60)

    for seconds, cost, bound in (
        (0.1, None, None),
        (1.0, 200, 0),
        (2.0, 150, 90),
        (3.0, 180, None),
        (4.0, 150, 100),
    ):
        watched.show(seconds, cost, bound)

    assert progress.curve == [(0.1, None, None), (1.0, 200, None), (2.0, 150, 90), (4.0, 150, 100)]
    assert progress.step == "Cost 150, at least 100: gap 50.0%"


def test_the_page_of_a_search_draws_how_near_it_is_and_offers_to_stop(organiser, session):
    job = Job.objects.create(
        kind="matchmaking.plan", title="Plan", state="running", done=12, total=60,
        owner_id=organiser.session["_auth_user_id"], curve=[[1.0, 200, None], [4.5, 150, 100], [9.0, 120, 118]],
    )  # fmt: skip

    answer = organiser.get(reverse("jobs:show", args=[job.pk]))

    page, text = answer.context["page"], answer.content.decode()
    assert [value for _label, value, _rule in page.way.figures] == ["120", "118", "1.7%"]
    assert "best schedule 120" in re.sub(r"<[^>]*>|\s+", " ", text).replace("  ", " ")
    assert "The best schedule found so far becomes a draft." in text
    assert "Stop now" in text


def test_an_early_bound_makes_no_monstrous_gap():
    assert gap_in_words(198_000_000, 1) == "over 100%"
    assert (gap_in_words(None, 1), gap_in_words(5, None)) == ("–", "–")


def test_sheets_tables_badges_and_calendar_show_the_meetings(organiser, session):
    ana, _ben, schedule = planned(organiser, session)
    for name, arguments, words in (
        ("tables", ["lima", schedule.number], ["Ana", "Ben", "Hall"]),
        ("sheets", ["lima", schedule.number], ["Ana", "Ben", "Pumps"]),
        ("badges", ["lima"], ["Ana", "Ben", "<svg", "viewBox"]),
    ):
        text = organiser.get(reverse(f"matchmaking:{name}", args=arguments)).content.decode()
        assert [word for word in words if word not in text] == [], name
    feed = organiser.get(reverse("matchmaking:mine_feed", args=[ana.token]))
    (event,) = Calendar.from_ical(feed.content).walk("VEVENT")
    assert event.decoded("dtstart") == schedule.meetings.get().slot.start
    assert str(event["summary"]) == "Ben"


def test_the_day_notes_arrivals_and_plans_again(organiser, session):
    ana, ben, _schedule = planned(organiser, session)
    day = reverse("matchmaking:day", args=["lima"])
    assert {one.name for one in organiser.get(day).context["page"].of.people} == {"Ana", "Ben"}

    for _time in range(2):
        assert organiser.post(day, {"participant": ana.pk, "go": "arrived"}).status_code == 303
    organiser.post(day, {"participant": "x", "go": "arrived"})
    assert {one.name for one in organiser.get(day).context["page"].of.people} == {"Ben"}
    nothing = organiser.post(reverse("matchmaking:replan", args=["lima"]))
    assert nothing.status_code == 409
    assert "Nothing has to change" in nothing.content.decode()
    organiser.post(day, {"participant": ben.pk, "go": "no-show"})
    again = organiser.post(reverse("matchmaking:replan", args=["lima"]))
    assert again.headers["Location"] == session.schedules.get(state="draft").get_absolute_url()


def test_a_participant_reads_her_meetings_says_what_came_of_them_and_is_noted_as_there(
    organiser, session, client
):
    ana, ben, _schedule = planned(organiser, session)
    client.logout()
    wish = Wish.objects.get()
    assert [one.other.name for one in client.get(mine(ana)).context["page"].of.agenda] == ["Ben"]

    client.post(mine(ana), {"go": "arrived"})
    sent = {
        "go": "outcome",
        "wish": wish.pk,
        "held": "held",
        "result": "contact",
        "said": "Hello",
        "due": "2027-06-01",
    }
    assert client.post(mine(ana), sent).status_code == 303
    assert (
        client.post(mine(ben), {"go": "outcome", "wish": wish.pk, "held": "other-absent"}).status_code == 303
    )
    assert client.post(mine(ana), sent | {"due": "soon"}).status_code == 422
    assert client.post(mine(ana), sent | {"held": "perhaps"}).status_code == 422

    ana.refresh_from_db()
    assert ana.arrival == "arrived"
    assert list(Outcome.objects.order_by("pk").values_list("held", "result", "due")) == [
        ("held", "contact", date(2027, 6, 1)),
        ("other-absent", "", None),
    ]
    assert organiser.get(mine(ana)).context["page"].of.agenda[0].outcome.said == "Hello"


def test_the_organiser_sees_of_whom_others_say_that_they_did_not_come(organiser, session):
    ana, _ben, _schedule = planned(organiser, session)
    organiser.post(mine(ana), {"go": "outcome", "wish": Wish.objects.get().pk, "held": "other-absent"})
    signed_in(organiser, actors_of.make_coordinator(session.event.partnership.team))

    page = organiser.get(reverse("matchmaking:day", args=["lima"])).context["page"]

    assert [one.name for one in page.of.absent_told] == ["Ben"]


def test_the_event_leads_to_its_sessions_and_to_planning_one(organiser, session, client):
    address = session.event.get_absolute_url()
    links = [(str(one.label), one.url) for one in organiser.get(address).context["page"].of.links]
    assert links == [
        ("Write a call for expression of interest", f"{address}call/"),
        ("Plan the delegation", f"{address}delegation/add/"),
        (f"Single meetings: {session.name}", reverse("matchmaking:session", args=["lima"])),
        ("Plan single meetings", f"{reverse('matchmaking:add')}?event={session.event.key}"),
    ]
    client.logout()
    assert [one.url for one in client.get(address).context["page"].of.links] == [links[2][1]]


def test_she_says_when_she_is_away_and_no_meeting_is_planned_then(client, session):
    ana, ben = make_participant(session, "Ana"), make_participant(session, "Ben", side="receiving")
    make_wish(ana, ben)
    slots = list(session.slots.all())
    elsewhere = make_session().slots.first()

    for _time in range(2):
        sent = {"go": "away", "slot": [slots[0].pk, slots[1].pk, slots[3].pk, elsewhere.pk, "x"]}
        assert client.post(mine(ana), sent).status_code == 303

    shown = client.get(mine(ana)).context["page"].of.times
    assert [one.is_away for one in shown] == [True, True, False, True]
    assert AuditEvent.objects.filter(action="matchmaking.set_away").count() == 1
    draft = actions.plan(actor=SYSTEM, session=session, limit=5)
    assert draft.meetings.get().slot_id == slots[2].pk


def test_who_is_over_says_no_more_when_she_is_away(client, session):
    ana = make_participant(session)
    Session.objects.filter(pk=session.pk).update(stage="over")

    refused = client.post(mine(ana), {"go": "away", "slot": [session.slots.first().pk]})

    assert (refused.status_code, ana.away.count()) == (409, 0)
    assert "This session is over" in refused.content.decode()


def test_the_organiser_changes_when_somebody_is_away(organiser, session):
    ana = make_participant(session, "Ana")
    first, second = list(session.slots.all())[:2]
    ana.away.add(first)
    edit = reverse("matchmaking:edit_participant", args=["lima", ana.pk])
    assert organiser.get(edit).context["form"]["away"].value() == [first.pk]

    organiser.post(edit, {"kind": "visiting", "name": "Ana", "version": ana.version, "away": [second.pk]})

    assert list(ana.away.values_list("pk", flat=True)) == [second.pk]


def met_at(event, one, other, held="held"):
    """Two organisations met at another session."""
    session = make_session(make_event(make_partnership(), event))
    wish = make_wish(
        make_participant(session, organisation=one),
        make_participant(session, side="receiving", organisation=other),
    )
    make_meeting(make_schedule(session, "published"), wish)
    Outcome.objects.create(wish=wish, participant=wish.asker, held=held)


def test_whom_her_organisation_met_before_is_said_and_can_be_left_out(client, session):
    hive, quipu, andes, novo = (make_organisation(name=name) for name in ("Hive", "Quipu", "Andes", "Novo"))
    met_at("Fair of 2025", hive, quipu)
    met_at("Fair of 2026", quipu, hive)
    met_at("Fair of 2026", hive, andes, held="not-held")
    ana = make_participant(session, "Ana", organisation=hive, needs="pumps")
    for name, organisation in (("Q", quipu), ("A", andes), ("N", novo)):
        make_participant(session, name, side="receiving", organisation=organisation, offers="pumps")

    page = client.get(mine(ana)).context["page"]
    only_new = client.get(mine(ana), {"new": "1"})

    assert {one.name: one.met_at for one in page.of.found} == {"Q": "Fair of 2026", "A": "", "N": ""}
    assert {one.name: one.met_at for one, _reasons in page.suggested}["Q"] == "Fair of 2026"
    assert "Your organisations met at Fair of 2026" in client.get(mine(ana)).content.decode()
    assert {one.name for one in only_new.context["page"].of.found} == {"A", "N"}
    assert {one.name for one, _reasons in only_new.context["page"].suggested} == {"A", "N"}
