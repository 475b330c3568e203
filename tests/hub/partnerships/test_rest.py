"""The API: the same rows, rules and sentences as the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.choices import SearchType
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.rest import router
from kontor.hub.partnerships.rules import UnknownCountry
from tests.factories import actors
from tests.factories.directory import make_country, make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership, make_search, make_target

pytestmark = pytest.mark.django_db


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor=VISITOR):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def test_partnerships_are_listed_by_kind_generation_and_strand():
    make_partnership("ONE", generation=1, strand="1", key="one")
    make_partnership("TWO", generation=2, strand="2", key="two")

    found = Caller().get("/partnerships?generation=2&strand=2").json()

    assert (found["count"], [one["key"] for one in found["items"]]) == (1, ["two"])
    assert found["items"][0]["call"] == "escp-4i-2"


def test_matrix_and_targets_say_the_same():
    make_target(make_partnership(key="one"), "CO")

    caller = Caller()

    assert caller.get("/matrix").json()["rows"] == [
        {"country": "CO", "count": 1, "saturation": "single", "bases": {"one": ["target"]}}
    ]
    assert [one["country"] for one in caller.get("/targets").json()["items"]] == ["CO"]


def test_propose_makes_a_partnership():
    organisation = make_organisation(key="cluster")
    caller = Caller(actors.make_cluster_manager(make_team(organisation)))

    answer = caller.post(
        "/partnerships", json={"acronym": "WIND 4i", "kind": "ESCP-4i", "coordinator": "cluster"}
    )

    assert (answer.status_code, answer.json()["state"]) == (201, "proposed")
    assert Partnership.objects.get().key == "wind-4i"


def test_dates_that_are_none_are_refused_before_anything_is_asked():
    answer = Caller(actors.make_editor()).post(
        "/partnerships", json={"acronym": "X", "kind": "other", "coordinator": "x", "start": "2018-13"}
    )

    assert answer.status_code == 422


def test_changes_obey_the_rules_of_the_pages():
    partnership = make_partnership(key="one")
    present = make_participation(partnership)
    coordinator = Caller(actors.make_coordinator(partnership.team))

    with pytest.raises(rules.TakesPartAlready):
        coordinator.post("/partnerships/one/participations", json={"organisation": present.organisation.key})
    with pytest.raises(UnknownCountry):
        coordinator.post("/partnerships/one/targets", json={"country": "QQ"})
    with pytest.raises(NotAllowed):
        Caller(actors.make_outsider_coordinator()).post(
            "/partnerships/one/change-state", json={"verb": "end"}
        )
    make_country("CO")
    assert coordinator.post("/partnerships/one/targets", json={"country": "CO"}).status_code == 201
    assert coordinator.post("/partnerships/one/change-state", json={"verb": "end"}).json()["state"] == "ended"
    assert (
        coordinator.post(f"/participations/{present.pk}/leave", json={"on": "2017"}).json()["end"] == "2017"
    )


def test_searches_name_the_searcher_only_where_they_may():
    open_one = make_search(make_organisation("Known cluster", key="known"))
    hidden = make_search(anonymous=True, public_description="Cluster, Spain")

    found = {one["id"]: (one["searcher"], one["said"]) for one in Caller().get("/searches").json()["items"]}

    assert found == {open_one.pk: ("known", "Known cluster"), hidden.pk: (None, "Cluster, Spain")}


def test_answer_is_an_expression_of_interest():
    search, organisation = make_search(), make_organisation(key="other")
    caller = Caller(actors.make_cluster_manager(make_team(organisation)))

    answer = caller.post(f"/searches/{search.pk}/answer", json={"organisation": "other", "text": "Hello"})

    assert answer.status_code == 201
    assert search.interests.get().organisation == organisation


def test_a_search_is_opened_edited_followed_and_closed():
    organisation = make_organisation()
    caller = Caller(actors.make_cluster_manager(make_team(organisation)))
    make_country("FR")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    said = {
        "direction": "offer",
        "type": SearchType.values[0],
        "title": "Wind",
        "text": "Blades",
        "expires_on": until,
    }

    opened = caller.post(
        "/searches", json=said | {"organisation": organisation.key, "countries": ["FR"]}
    ).json()
    address = f"/searches/{opened['id']}"
    changed = said | {"title": "Wind at sea", "version": opened["version"]}
    edited = caller.post(f"{address}/edit", json=changed).json()
    followed = caller.post(f"{address}/follow", json={"alerts": True}).json()
    editor = Caller(actors.make_editor())
    returned = editor.post(
        f"{address}/return", json={"version": edited["version"], "reason": "Say where."}
    ).json()
    again = caller.post(f"{address}/edit", json=changed | {"version": returned["version"]}).json()
    published = editor.post(f"{address}/publish", json={"version": again["version"]}).json()
    later = (timezone.localdate() + timedelta(days=60)).isoformat()
    renewed = caller.post(f"{address}/renew", json={"expires_on": later}).json()
    closed = caller.post(
        f"{address}/close", json={"found": "found-here", "outcome": "A partner was found."}
    ).json()

    assert (opened["title"], opened["searcher"]) == ("Wind", organisation.key)
    assert edited["title"] == "Wind at sea"
    assert (followed["state"], returned["return_reason"]) == ("review", "Say where.")
    assert (again["state"], again["return_reason"]) == ("review", "")
    assert (published["state"], renewed["expires_on"]) == ("open", later)
    assert closed["found"] == "found-here"
    assert (closed["state"], closed["outcome"]) == ("closed", "A partner was found.")
