"""What came of one participant's meetings: her own words to herself, both sides' to the organiser, hidden cases as a number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.matchmaking import kit
from kontor.hub.matchmaking.models import Outcome, Schedule
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.matchmaking import (
    make_follow_up,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership
from tests.hub.matchmaking.test_papers import needs_poppler, pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make_session(make_event(make_partnership(key="elca")), "Day in Lima", key="lima", slots=9)


@pytest.fixture
def organiser(client, session):
    return signed_in(client, actors.make_coordinator(session.event.partnership.team))


@pytest.fixture(autouse=True)
def fates(monkeypatch):
    """What the meetings became, as another area would tell it: filled by the test."""
    found = {}
    monkeypatch.setattr(
        kit, "FATES", [lambda actor, wishes: {one: found[one] for one in wishes if one in found}]
    )
    return found


def say(wish, participant, **fields):
    return Outcome.objects.create(wish=wish, participant=participant, **{"held": "held", **fields})


def fill(session, number):
    """Ana, and wishes of others whom she met one after the other."""
    schedule = make_schedule(session, "published")
    ana = make_participant(session, "Ana Muñoz", "receiving", "PE")
    wishes = []
    for place in range(number):
        wish = make_wish(make_participant(session, f"Žofie {place}", country="CZ"), ana)
        make_meeting(schedule, wish, place)
        wishes.append(wish)
    return ana, wishes


def addresses_of(ana):
    return {
        "own": reverse("matchmaking:mine_outcomes", args=[ana.token]),
        "organiser": reverse("matchmaking:outcome_sheet", args=["lima", ana.pk]),
    }


def test_she_reads_her_own_words_and_the_organiser_those_of_both_sides(organiser, session):
    ana, (first, _second) = fill(session, 2)
    own = {"result": "offer", "said": "Pumps for the Andes", "next_step": "Send the list", "owner": "Ana", "due": date(2027, 6, 1)}  # fmt: skip
    say(first, ana, **own)
    say(first, first.asker, said="They need pumps soon", result="follow-up")

    told = {name: organiser.get(address).content.decode() for name, address in addresses_of(ana).items()}

    for words in (
        "Žofie 0",
        "Žofie 1",
        "an offer or a trial",
        "Pumps for the Andes",
        "Send the list",
        "1 Jun 2027",
    ):
        assert [words in text for text in told.values()] == [True, True], words
    assert ["They need pumps soon" in told[name] for name in ("own", "organiser")] == [False, True]


def test_a_meeting_that_one_side_denies_was_not_held(organiser, session):
    ana, (first, second) = fill(session, 2)
    say(first, ana)
    say(first, first.asker, held="other-absent")
    say(second, ana)

    held = {
        name: organiser.get(address).context["page"].of.held for name, address in addresses_of(ana).items()
    }

    assert held == {"own": 2, "organiser": 1}


def test_what_it_became_is_named_or_only_counted(organiser, session, fates):
    ana, (first, second, _third) = fill(session, 3)
    fates[first.pk] = kit.Fate("negotiation", "/agreements/open-case/")
    fates[second.pk] = None

    answer = organiser.get(addresses_of(ana)["organiser"])

    of = answer.context["page"].of
    assert ([one.fate for one in of.meetings], of.hidden, of.went_on) == ([fates[first.pk], None, None], 1, 2)
    assert '<a href="/agreements/open-case/">Negotiation</a>' in answer.content.decode()
    assert "1 meeting became a cooperation case that is not shown here by name." in answer.content.decode()


def test_her_answers_of_the_months_after_stand_below(organiser, session):
    ana, _wishes = fill(session, 1)
    make_follow_up(ana, 3, answered_on=date(2027, 8, 12), result="agreement", answer="Signed in August")
    make_follow_up(ana, 6)

    of = organiser.get(addresses_of(ana)["own"]).context["page"].of

    assert [(one.month, one.answer) for one in of.later] == [(3, "Signed in August")]


def test_nobody_else_reads_a_sheet(client, session):
    ana, _wishes = fill(session, 1)

    assert client.get(addresses_of(ana)["own"]).status_code == 200
    assert client.get(reverse("matchmaking:mine_outcomes", args=["0" * 32])).status_code == 404
    for name in ("outcome_sheet", "outcome_sheet_file"):
        assert client.get(reverse(f"matchmaking:{name}", args=["lima", ana.pk])).status_code == 403


def test_a_draft_tells_nothing(organiser, session):
    ana, _wishes = fill(session, 1)
    Schedule.objects.update(state="draft")

    assert "Žofie" not in organiser.get(addresses_of(ana)["own"]).content.decode()


@needs_poppler
def test_the_paper_tells_what_the_page_tells(organiser, session, fates):
    ana, (first, second) = fill(session, 2)
    say(first, ana, result="offer", said="Pumps", next_step="Send the list")
    say(first, first.asker, said="They need pumps soon")
    fates[second.pk] = None

    (own,) = pages_of(organiser.get(reverse("matchmaking:mine_outcomes_file", args=[ana.token])))
    (both,) = pages_of(organiser.get(reverse("matchmaking:outcome_sheet_file", args=["lima", ana.pk])))

    for page in (own, both):
        assert "Meetings planned: 2 · held: 1 · became a cooperation case: 1" in page
        assert "Send the list" in page
        assert "1 meeting became a cooperation case that is not shown here by name." in page
    assert ["They need pumps" in page for page in (own, both)] == [False, True]


@pytest.mark.parametrize("name", ["own", "organiser"])
def test_sheets_cost_the_same_whatever_their_size(organiser, session, name):
    counts = []
    for number in (2, 7):
        Schedule.objects.all().delete()
        session.wishes.all().delete()
        session.participants.all().delete()
        ana, wishes = fill(session, number)
        for wish in wishes:
            say(wish, ana)
            say(wish, wish.asker)
        address = addresses_of(ana)[name]
        organiser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert organiser.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
