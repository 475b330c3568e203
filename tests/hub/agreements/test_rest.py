"""The API: the same rows, rules and sentences as the pages."""

from uuid import uuid4

import pytest
from ninja.testing import TestClient

from kontor.hub.agreements import rules
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.rest import router
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_collaboration,
    make_objective,
    make_party,
)
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
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
def partnership():
    return make_partnership("ELCA", key="elca", start="2020-09")


@pytest.fixture
def coordinator(partnership):
    return Caller(actors.make_coordinator(partnership.team))


def test_cases_are_listed_by_partnership_country_and_state(partnership):
    make_case(partnership, key="wanted", country="IN", state="negotiation")
    make_case(partnership, key="other", country="IN")
    make_case(key="elsewhere", country="IN", state="negotiation")

    found = Caller().get("/cases?partnership=elca&country=IN&state=negotiation").json()

    assert (found["count"], [one["key"] for one in found["items"]]) == (1, ["wanted"])


def test_one_case_is_told_with_parties_and_objectives(partnership):
    case = make_case(partnership, key="wanted", same_as=make_case(key="counted"))
    make_party(case, make_organisation("SenSa", "DE", key="sensa"))
    make_party(case, make_organisation(key="hidden", visibility="restricted"), confidential=True)
    make_objective(case)

    told = Caller().get("/cases/wanted").json()

    assert (told["objectives"], told["same_as"]) == (["technology-transfer"], "counted")
    assert told["parties"] == [
        {"role": "counterpart", "label": "SenSa", "known": True, "confidential": False, "organisation": "sensa", "country": "DE"},
        {"role": "counterpart", "label": "SME, Peru", "known": False, "confidential": True, "organisation": None, "country": None},
    ]  # fmt: skip


def test_hidden_case_is_not_there(partnership):
    make_case(partnership, key="hidden", visibility="partners")

    with pytest.raises(NotThere):
        Caller().get("/cases/hidden")
    assert Caller().get("/cases").json()["count"] == 0
    assert Caller().get("/agreements").json()["count"] == 0


def test_case_is_recorded_once_however_often_it_is_sent(coordinator):
    make_country("IN")
    new = {
        "title": "Coatings", "partnership": "elca", "type": "collaboration-project", "level": "sme", "country": "IN",
        "parties": [{"role": "counterpart", "name": "Blades Ltd", "confidential": True, "public_description": "SME, India"}],
        "objectives": ["fdi"], "next_step": "Call again", "entry": str(uuid4()),
    }  # fmt: skip

    answers = [coordinator.post("/cases", json=new) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert [one["label"] for one in answers[1].json()["parties"]] == ["Blades Ltd"]
    assert CooperationCase.objects.get().steps.get().text == "Call again"


def test_case_is_recorded_by_the_partners_only(partnership):
    new = {"title": "Coatings", "partnership": "elca", "type": "other", "level": "sme"}

    with pytest.raises(NotAllowed):
        Caller(actors.make_outsider_coordinator()).post("/cases", json=new)


def test_second_advance_of_the_same_version_is_refused(coordinator, partnership):
    make_case(partnership, key="wanted")

    told = coordinator.post("/cases/wanted/advance", json={"verb": "negotiate", "version": 1}).json()

    assert told["state"] == "negotiation"
    with pytest.raises(ChangedMeanwhile):
        coordinator.post("/cases/wanted/advance", json={"verb": "prepare", "version": 1})


def test_agreement_is_signed_with_day_and_source(coordinator, partnership):
    case = make_case(partnership)
    make_agreement(case, key="charter", amount="10.00", currency="EUR")
    make_source(key="minutes")

    with pytest.raises(rules.SignatureWithoutEvidence):
        coordinator.post("/agreements/charter/sign", json={"signed_on": "2022-03-01"})
    told = coordinator.post(
        "/agreements/charter/sign", json={"signed_on": "2022-03-01", "source": "minutes"}
    ).json()

    assert (told["state"], told["source"], told["amount"]) == ("signed", "minutes", "10.00")
    case.refresh_from_db()
    assert case.state == "signed"


def test_day_that_is_in_no_calendar_is_refused_by_the_description(coordinator, partnership):
    make_agreement(make_case(partnership), key="charter")

    assert coordinator.post("/agreements/charter/sign", json={"signed_on": "2022-02-31"}).status_code == 422


def test_amount_is_told_to_who_works_on_the_case_only(partnership):
    make_agreement(make_case(partnership), amount="10.00", currency="EUR", waiver="Lost")

    (told,) = Caller(actors.make_analyst()).get("/agreements").json()["items"]

    assert (told["amount"], told["currency"], told["waiver"]) == (None, "", "")


def test_pipeline_counts_each_cooperation_once(partnership):
    counted = make_case(partnership, state="signed", country="IN")
    make_case(partnership, same_as=counted, state="signed", country="IN")
    make_case(partnership, country="JP")

    told = Caller().get("/cases/pipeline?by=country").json()

    assert {one["key"]: sum(one["counts"].values()) for one in told["lines"]} == {"IN": 1, "JP": 1}
    assert told["reached"] == {
        "contact": 2, "negotiation": 1, "agreement-to-be-signed": 1, "signed": 1, "active": 0,
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 4])
def test_list_costs_the_same_however_many_cases(django_assert_num_queries, coordinator, partnership, number):
    for _one in range(number):
        make_party(make_case(partnership), make_organisation(), confidential=True)

    with django_assert_num_queries(5):
        assert coordinator.get("/cases").json()["count"] == number


def test_collaborations_say_how_they_stand(partnership):
    other = make_partnership(key="other")
    make_collaboration(partnership, other, key="one", topics=["joint-mission"])
    make_collaboration(other, partnership, key="two")
    make_collaboration(partnership, counterpart_name="NANOPHARM", key="three")

    told = {one["key"]: one for one in Caller().get("/collaborations").json()["items"]}

    assert {key: one["standing"] for key, one in told.items()} == {
        "one": "confirmed", "two": "confirmed", "three": "not-asked",
    }  # fmt: skip
    assert (told["one"]["counterpart"], told["three"]["counterpart"], told["three"]["counterpart_stated"]) == (
        "other", None, "NANOPHARM",
    )  # fmt: skip


def test_collaboration_with_a_hidden_partnership_is_seen_by_the_two_only(partnership):
    hidden = make_partnership("HIDDEN", key="hidden", visibility="partners")
    make_collaboration(partnership, hidden, visibility="public")
    make_collaboration(hidden, partnership, visibility="public")

    for actor in (VISITOR, actors.make_outsider_coordinator()):
        assert Caller(actor).get("/collaborations").json()["count"] == 0
    for one in (partnership, hidden):
        assert Caller(actors.make_coordinator(one.team)).get("/collaborations").json()["count"] == 2
