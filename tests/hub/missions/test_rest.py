"""The API of events: the same rows, rules and sentences as the pages."""

import pytest
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.missions import rules
from kontor.hub.missions.models import Event
from kontor.hub.missions.rest import router
from tests.factories import actors
from tests.factories.directory import make_organisation, make_term
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor=VISITOR):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def test_events_are_listed_by_class_and_time():
    partnership = make_partnership()
    make_event(partnership, key="fair", event_class="fair", start="2022-02-04")
    make_event(partnership, key="late", event_class="fair", start="2023")
    make_event(partnership, event_class="c2c", start="2022")

    found = Caller().get("/events?event_class=fair&until=2022-12-31").json()

    assert [one["key"] for one in found["items"]] == ["fair"]


def test_events_are_listed_by_mission_and_field_of_work():
    wood = make_partnership()
    wood.terms.add(make_term("sectoral-industry", "wood", "Wood"))
    make_event(wood, key="out", event_class="mission", mission="outbound")
    make_event(None, key="in", event_class="mission", mission="inbound")

    asked = {"mission=inbound": ["in"], "sector=wood": ["out"], "sector=wood&mission=inbound": []}

    for query, keys in asked.items():
        assert [one["key"] for one in Caller().get(f"/events?{query}").json()["items"]] == keys


def test_hidden_event_and_hidden_organisation_are_not_there():
    partnership = make_partnership()
    hidden = make_event(partnership, visibility="partners")
    event = make_event(partnership, same_as=hidden)
    make_named(event, make_organisation(visibility="restricted"))
    seen = make_named(event, make_organisation(key="seen"))

    found = Caller().get(f"/events/{event.key}").json()

    assert ([one["organisation"] for one in found["organisations"]], found["same_as"]) == (["seen"], None)
    assert seen.role == "responsible"
    with pytest.raises(NotThere):
        Caller().get(f"/events/{hidden.key}")


def test_event_is_entered_changed_marked_and_removed():
    partnership = make_partnership(key="elca")
    make_organisation(key="lead")
    other = make_event(partnership, key="other")
    caller = Caller(actors.make_coordinator(partnership.team))
    new = {"name": "Expo", "event_class": "fair", "partnership": "elca", "responsible": ["lead"]}

    made = caller.post("/events", json=new).json()
    changed = {"name": "Expo", "event_class": "b2b", "meetings": 3, "version": made["version"]}
    put = caller.put(f"/events/{made['key']}", json=changed).json()
    same = caller.post(f"/events/{made['key']}/same", json={"of": other.key}).json()
    own = caller.post(f"/events/{made['key']}/not-same").json()
    gone = caller.delete(f"/events/{made['key']}")

    assert [one["organisation"] for one in made["organisations"]] == ["lead"]
    assert (put["meetings"], put["organisations"]) == (3, [])
    assert (same["same_as"], own["same_as"], gone.status_code) == ("other", None, 204)
    assert list(Event.objects.all()) == [other]


def test_stranger_and_wrong_event_are_refused():
    partnership = make_partnership(key="elca")
    new = {"name": "Expo", "event_class": "fair", "partnership": "elca", "meetings": 3}

    with pytest.raises(NotAllowed):
        Caller(actors.make_outsider_coordinator()).post("/events", json=new | {"meetings": None})
    with pytest.raises(rules.MeetingsElsewhere):
        Caller(actors.make_coordinator(partnership.team)).post("/events", json=new)


def test_register_and_overlaps_are_those_of_the_page():
    for key, start in (("one", "2031-02"), ("two", "2031-03")):
        make_event(make_partnership(key.upper(), key=key), "Mission", "PE", key=f"to-peru-{key}", start=start)

    entries = Caller().get("/mission-register?country=PE&size=1").json()
    found = Caller().get("/mission-overlaps?country=PE&period=2031").json()

    assert (entries["count"], entries["pages"], [one["key"] for one in entries["items"]]) == (
        2,
        2,
        ["event-to-peru-one"],
    )
    assert (found["journeys_saved"], found["joint_missions"][0]["partnerships"]) == (1, ["one", "two"])
    assert Caller().get("/mission-overlaps?period=soon").status_code == 422
