import pytest
from ninja.security.base import AuthBase
from ninja.testing import TestClient

from kontor.hub.directory.rest import router
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.api import Api
from kontor.hub.foundation.refusal import NotAllowed
from tests.factories.directory import (
    make_actor,
    make_alias,
    make_classification,
    make_country,
    make_organisation,
    make_term,
)

pytestmark = pytest.mark.django_db


class Caller(AuthBase):
    """Whoever the test says is calling."""

    openapi_type = "none"

    def __init__(self):
        self.actor = VISITOR

    def __call__(self, request):
        return self.actor


caller = Caller()
api = Api(urls_namespace="directory-test", auth=caller)
api.add_router("", router)


def calling(actor=VISITOR):
    """A program that calls in the name of `actor`."""
    caller.actor = actor
    return TestClient(api)


def test_organisations_are_listed_as_far_as_the_caller_sees_them():
    make_organisation("Seen", key="seen", country="ES")
    draft = make_organisation("Xanadumarker", key="draft", state="draft")

    seen = calling().get("/organisations").json()
    hidden = calling().get("/organisations/draft").status_code
    own = calling(make_actor(draft)).get("/organisations").json()

    assert (seen["count"], [one["key"] for one in seen["items"]]) == (1, ["seen"])
    assert seen["items"][0]["country"] == "ES"
    assert own["count"] == 2
    assert hidden == 404


def test_organisation_carries_names_and_terms():
    organisation = make_organisation("Seen", key="seen")
    make_alias(organisation, "Also seen")
    make_classification(organisation, make_term(code="wind", label="Wind energy"))

    found = calling().get("/organisations/seen").json()

    assert found["aliases"] == ["Also seen"]
    assert [term["label"] for term in found["terms"]] == ["Wind energy"]


def test_register_and_edit_go_through_the_same_actions():
    make_country("FR")
    actor = make_actor()

    made = calling(actor).post(
        "/organisations", json={"name": "Pôle Mer", "kind": "cluster-organisation", "country": "FR"}
    )

    assert made.status_code == 201
    assert (made.json()["key"], made.json()["state"], made.json()["country"]) == ("pole-mer", "draft", "FR")


def test_register_in_an_unknown_country_says_so():
    answer = calling(make_actor()).post(
        "/organisations", json={"name": "Pôle Mer", "kind": "other", "country": "XX"}
    )

    assert answer.status_code == 409
    assert answer.json()["detail"] == "There is no country with the code 'XX'."


def test_edit_of_an_older_version_is_refused():
    organisation = make_organisation(key="seen")
    actor = make_actor(organisation)
    organisation.refresh_from_db()

    answer = calling(actor).patch(
        "/organisations/seen", json={"version": organisation.version + 1, "name": "Mine"}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "changed-meanwhile")


def test_edit_is_refused_to_strangers():
    make_organisation(key="seen")

    answer = calling(make_actor()).patch("/organisations/seen", json={"version": 1, "name": "Mine"})

    assert (answer.status_code, answer.json()["code"]) == (403, NotAllowed.code)


def test_terms_are_listed_by_taxonomy():
    make_term(code="wind")
    make_term(taxonomy="ecosystem", code="energy")

    assert [one["code"] for one in calling().get("/terms?taxonomy=ecosystem").json()["items"]] == ["energy"]
