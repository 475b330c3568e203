"""A participant's day on her phone: what it shows, and entries that come late, twice, or all at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.matchmaking.models import Outcome, SentEntry
from kontor.hub.matchmaking.queries.mine import my_day_shown
from tests.factories.matchmaking import (
    NINE,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)

pytestmark = pytest.mark.django_db
IN_DATA = {"Accept": "application/json"}


@pytest.fixture
def session():
    return make_session(slots=4, tables=3, zone="America/Lima")


def address(one):
    return reverse("matchmaking:my_day", args=[one.token])


def met(session, number=1):
    """One participant with meetings in a published schedule, and their wishes in order of time."""
    ana = make_participant(session, "Ana")
    schedule = make_schedule(session, "published", published_at=NINE)
    others = [make_participant(session, f"Ben {i}", side="receiving", offers="Pumps") for i in range(number)]
    wishes = [make_wish(ana, other, reason="Water") for other in others]
    for slot, wish in enumerate(wishes):
        make_meeting(schedule, wish, slot)
    return ana, wishes


def send(client, one, **sent):
    return client.post(address(one), {"entry_key": str(uuid4()), **sent}, headers=IN_DATA)


def test_the_page_shows_where_with_whom_and_what_was_said_at_the_same_cost_whatever_its_length(
    client, session
):
    counts = []
    for number in (1, 4):
        ana, wishes = met(make_session(slots=4, zone="America/Lima"), number)
        Outcome.objects.create(wish=wishes[0], participant=ana, held="held", said="Two pumps\nin June")
        client.get(address(ana))
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(address(ana))
        counts.append(len(captured))
    words = shown.content.decode()

    assert counts[0] == counts[1]
    assert [one.other.name for one in shown.context["page"].of.agenda] == [f"Ben {i}" for i in range(4)]
    assert "Hall, table 1" in words
    assert "Two pumps<br>in June" in words
    assert shown.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(("minutes", "name"), [(-60, "Ben 0"), (19, "Ben 0"), (20, "Ben 1"), (600, None)])
def test_what_is_now_or_next_follows_the_clock(session, minutes, name):
    ana, _wishes = met(session, 2)

    soon = my_day_shown(ana, NINE + timedelta(minutes=minutes)).soon

    assert (soon.other.name if soon else None) == name


def test_her_worker_lies_beside_the_page(client, session):
    ana, _wishes = met(session)
    found = client.get(reverse("matchmaking:my_day_worker", args=[ana.token]))

    assert found.headers["Content-Type"] == "text/javascript"
    assert reverse("matchmaking:my_day_worker", args=[ana.token]).startswith(address(ana))


def test_who_did_not_come_is_noted_by_one_tap_and_what_was_written_stays(client, session):
    ana, (wish,) = met(session)
    send(
        client,
        ana,
        go="outcome",
        wish=wish.pk,
        held="held",
        result="offer",
        said="First\nsecond",
        next_step="Call",
    )

    answer = send(client, ana, go="absent", wish=wish.pk)

    assert (answer.status_code, answer.json()["state"]) == (201, "sent")
    kept = Outcome.objects.get()
    assert (kept.held, kept.result, kept.said, kept.next_step) == (
        "other-absent",
        "",
        "First\nsecond",
        "Call",
    )


def test_an_old_entry_that_comes_again_does_not_undo_what_was_said_since(client, session):
    ana, (wish,) = met(session)
    first = {"go": "absent", "wish": wish.pk, "entry_key": str(uuid4())}
    send(client, ana, **first)
    send(client, ana, go="outcome", wish=wish.pk, held="held", result="contact")
    before = AuditEvent.objects.count()

    again = send(client, ana, **first)

    assert (again.status_code, again.json()["state"]) == (201, "sent")
    assert Outcome.objects.get().held == "held"
    assert AuditEvent.objects.count() == before


def test_an_arrival_that_comes_again_does_not_undo_the_organisers_word(client, session):
    ana, _wishes = met(session)
    first = {"go": "arrived", "entry_key": str(uuid4())}
    send(client, ana, **first)
    type(ana).objects.filter(pk=ana.pk).update(arrival="withdrawn")

    send(client, ana, **first)

    ana.refresh_from_db()
    assert ana.arrival == "withdrawn"


@pytest.mark.parametrize(
    "sent", [{"go": "absent", "wish": "0"}, {"go": "absent", "wish": "1", "entry_key": "mine"}, {}]
)
def test_what_no_page_sends_is_refused_in_data_and_nothing_is_kept(client, session, sent):
    ana, _wishes = met(session)

    answer = send(client, ana, **sent)

    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert "This page is older" in answer.json()["said"]
    assert SentEntry.objects.count() == 0


def test_another_ones_meeting_takes_no_entry(client, session):
    _ana, (wish,) = met(session)
    other = make_participant(session, "Cleo")

    answer = send(client, other, go="absent", wish=wish.pk)

    assert answer.json()["state"] == "refused"
    assert Outcome.objects.count() == 0


def test_a_link_that_is_no_longer_hers_is_refused_in_data(client, session):
    ana, (wish,) = met(session)
    ana.token_before = address(ana)
    type(ana).objects.filter(pk=ana.pk).update(link_digest="0" * 64)

    answer = client.post(ana.token_before, {"go": "absent", "wish": wish.pk}, headers=IN_DATA)

    assert (answer.status_code, answer.json()["state"]) == (404, "refused")


def test_too_many_entries_in_a_minute_are_asked_for_later_and_none_is_refused(client, session):
    cache.clear()
    ana, (wish,) = met(session)

    answers = [send(client, ana, go="absent", wish=wish.pk) for _ in range(61)]

    assert (answers[-1].status_code, answers[-1].json()) == (429, {"state": "later"})


def test_a_browser_sends_the_forms_with_its_token(session):
    """The page's policy lets the browser say where a form comes from; without it the token is not enough."""
    ana, (wish,) = met(session)
    browser = Client(enforce_csrf_checks=True)
    browser.get(address(ana))
    sent = {"go": "absent", "wish": wish.pk, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}

    assert browser.post(address(ana), sent, headers={"Origin": "http://testserver"}).status_code == 303
    assert browser.post(address(ana), sent, headers={"Origin": "null"}).status_code == 403


def test_two_hundred_entries_sent_twice_are_two_hundred(client):
    cache.clear()
    session = make_session(slots=1, tables=100)
    schedule = make_schedule(session, "published", published_at=NINE)
    pairs = [(make_participant(session), make_participant(session, side="receiving")) for _ in range(100)]
    entries = []
    for one, other in pairs:
        wish = make_wish(one, other)
        make_meeting(schedule, wish)
        for person in (one, other):
            said = {"go": "outcome", "wish": wish.pk, "held": "held", "said": person.name}
            entries.append((person, {**said, "entry_key": str(uuid4())}))

    answers = [send(client, person, **said).status_code for person, said in (*entries, *reversed(entries))]

    assert (len(entries), set(answers)) == (200, {201})
    assert Outcome.objects.count() == 200
    assert SentEntry.objects.count() == 200
    assert AuditEvent.objects.filter(action="matchmaking.say_outcome").count() == 200
    assert {one.said for one in Outcome.objects.all()} == {person.name for person, _said in entries}
