"""The API of single meetings: the same rows, rules and sentences as the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.matchmaking.models import Participant, Session
from kontor.hub.matchmaking.rest import router
from kontor.hub.matchmaking.rules import people
from kontor.hub.surveys import kit
from tests.factories import actors
from tests.factories.matchmaking import make_follow_up, make_participant, make_session
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor=VISITOR):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


@pytest.fixture
def event():
    return make_event(make_partnership(), key="fair")


@pytest.fixture
def caller(event):
    return Caller(actors.make_coordinator(event.partnership.team))


NEW = {
    "event": "fair",
    "key": "lima",
    "name": "Lima",
    "zone": "America/Lima",
    "times": "AM 2027-05-12 09:00-09:45",
    "places": "Hall: 2",
}


def test_a_session_is_set_up_read_and_changed(caller):
    made = caller.post("/sessions", json=NEW)
    assert made.status_code == 201
    read = Caller().get("/sessions/lima").json()
    assert read == made.json()
    assert [one["start"] for one in read["times"]] == ["2027-05-12T14:00:00Z", "2027-05-12T14:25:00Z"]
    assert read["places"] == [{"name": "Hall", "tables": 2}]

    changed = {name: value for name, value in NEW.items() if name not in ("event", "key")} | {
        "version": 1,
        "name": "Lima 2027",
    }
    assert caller.put("/sessions/lima", json=changed).json()["name"] == "Lima 2027"
    with pytest.raises(ChangedMeanwhile):
        caller.put("/sessions/lima", json=changed)
    with pytest.raises(people.KeyTaken):
        caller.post("/sessions", json=NEW)


def test_people_and_wishes_are_entered_and_listed_for_organisers_only(caller):
    caller.post("/sessions", json=NEW)
    for name, side in (("Ana", "visiting"), ("Ben", "receiving")):
        made = caller.post(
            "/sessions/lima/participants", json={"type": side, "name": name, "there_from": "2027-05-12 09:20"}
        )
        assert made.json()["there_from"] == "2027-05-12 09:20"
    wish = caller.post("/sessions/lima/wishes", json={"asker": "lima-ana", "asked": "lima-ben", "weight": 3})

    assert wish.json()["state"] == "asked"
    assert [one["key"] for one in caller.get("/sessions/lima/participants").json()["items"]] == [
        "lima-ana",
        "lima-ben",
    ]
    assert caller.get("/sessions/lima/wishes").json()["items"] == [wish.json()]
    with pytest.raises(people.AskedAlready):
        caller.post("/sessions/lima/wishes", json={"asker": "lima-ana", "asked": "lima-ben"})
    for address in ("participants", "wishes"):
        with pytest.raises(NotAllowed):
            Caller().get(f"/sessions/lima/{address}")


def test_no_answer_tells_a_link(caller):
    session = make_session(make_event(make_partnership(), key="own"), key="own")
    one = make_participant(session, email="ana@example.org")
    editor = Caller(actors.make_editor())

    told = editor.get("/sessions/own/participants").content.decode()

    assert "ana@example.org" in told
    assert one.token not in told
    assert one.nonce not in told


@pytest.fixture
def lima(caller, event):
    """A session in Lima with two times, Ana who is free and Ben."""
    caller.post("/sessions", json=NEW)
    session = Session.objects.get(key="lima")
    kind = session.types.get(key="visiting")
    for name in ("Ana", "Ben"):
        nonce = kit.new_nonce()
        Participant.objects.create(
            session=session, kind=kind, key=name.lower(), name=name, nonce=nonce,
            link_digest=kit.digest(kit.link_token(nonce)),
        )  # fmt: skip
    return session


WHEN = {"there_from": "2027-05-12 09:00", "there_until": "", "away": ["2027-05-12 09:25"], "version": 1}


def test_availability_is_read_and_changed_on_the_clock_of_the_event(caller, lima):
    changed = caller.put("/sessions/lima/participants/ana/availability", json=WHEN).json()

    assert changed == {"participant": "ana", "name": "Ana", **WHEN, "version": 2}
    ana = Participant.objects.get(key="ana")
    assert [slot.start.isoformat() for slot in ana.away.all()] == ["2027-05-12T14:25:00+00:00"]
    assert [
        (one["participant"], one["away"]) for one in caller.get("/sessions/lima/availability").json()["items"]
    ] == [
        ("ana", ["2027-05-12 09:25"]),
        ("ben", []),
    ]


def test_availability_is_refused_in_words(caller, lima):
    address = "/sessions/lima/participants/ana/availability"

    with pytest.raises(people.NoSuchTime) as refused:
        caller.put(address, json=WHEN | {"away": ["2027-05-12 10:00"]})
    assert refused.value.data["time"] == "2027-05-12 10:00"
    with pytest.raises(people.GoesBeforeComing):
        caller.put(address, json=WHEN | {"there_until": "2027-05-12 08:00"})
    with pytest.raises(ChangedMeanwhile):
        caller.put(address, json=WHEN | {"version": 7})
    with pytest.raises(NotThere):
        caller.put("/sessions/lima/participants/nobody/availability", json=WHEN)
    lima.stage = "over"
    lima.save()
    with pytest.raises(people.SessionIsOver):
        caller.put(address, json=WHEN)


def test_what_became_of_meetings_is_read_by_month_and_answer(caller, lima):
    ana, ben = Participant.objects.order_by("key")
    make_follow_up(ana, 1, answered_on=date(2027, 6, 12), result="offer", answer="A trial", fate="taken")
    make_follow_up(ana, 3)
    make_follow_up(ben, 1)

    def asked(query=""):
        items = caller.get(f"/sessions/lima/follow-ups{query}").json()["items"]
        return [(one["participant"], one["month"], one["answer"]) for one in items]

    assert asked() == [("ana", 1, "A trial"), ("ben", 1, ""), ("ana", 3, "")]
    assert asked("?month=1") == [("ana", 1, "A trial"), ("ben", 1, "")]
    assert asked("?answered=true") == [("ana", 1, "A trial")]
    assert asked("?answered=false&month=3") == [("ana", 3, "")]


def test_availability_and_answers_are_for_organisers_only(lima):
    stranger = Caller(actors.make_coordinator(make_partnership().team))

    for read in ("availability", "follow-ups"):
        with pytest.raises(NotAllowed):
            stranger.get(f"/sessions/lima/{read}")
    with pytest.raises(NotAllowed):
        stranger.put("/sessions/lima/participants/ana/availability", json=WHEN)


@pytest.mark.parametrize("read", ["availability", "follow-ups"])
def test_lists_cost_the_same_whatever_their_size(caller, lima, read):
    counts = []
    for number in (1, 4):
        for place in range(number):
            nonce = kit.new_nonce()
            one = Participant.objects.create(
                session=lima, kind=lima.types.get(key="visiting"), key=f"p-{number}-{place}", name="P", nonce=nonce,
                link_digest=kit.digest(kit.link_token(nonce)),
            )  # fmt: skip
            one.away.set(lima.slots.all())
            make_follow_up(one)
        with CaptureQueriesContext(connection) as captured:
            caller.get(f"/sessions/lima/{read}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
