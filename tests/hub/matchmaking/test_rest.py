"""The API of single meetings: the same rows, rules and sentences as the pages."""

import pytest
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.matchmaking.rest import router
from kontor.hub.matchmaking.rules import people
from tests.factories import actors
from tests.factories.matchmaking import make_participant, make_session
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
