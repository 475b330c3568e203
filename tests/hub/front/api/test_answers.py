"""Lists, refusals and limits: the same at every address, in the language asked for."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from kontor.hub.foundation.permission import PERMISSIONS
from tests.factories.accounts import make_person
from tests.hub.front.api.asking import ME, operations, person_of, send, token_of


def test_requests_are_throttled_for_each_person(client, person):
    headers, others = token_of(person, "read"), token_of(make_person(), "read")
    statuses = [client.get(ME, headers=headers).status_code for _ in range(601)]

    response = client.get(ME, headers=headers)

    assert statuses == [200] * 600 + [429]
    assert response.json()["code"] == "too-many-requests"
    assert int(response.headers["Retry-After"]) >= 1
    assert client.get(ME, headers=others).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/", "/api/v1/me/", "/api/v1/me/../../admin"])
def test_unknown_addresses_are_told_in_a_problem(client, db, address):
    response = client.get(address)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not-there"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_wrong_methods_are_told_in_a_problem(client, db, method):
    response = getattr(client, method)(ME)

    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    ("query", "status"),
    [("size=200", 200), ("size=201", 422), ("size=0", 422), ("page=0", 422), ("page=x", 422)],
)
def test_every_list_has_the_same_limits(scene, client, query, status):
    lists = [
        address
        for method, address, described in operations()
        if method == "get"
        and "{" not in address
        and any(one["name"] == "size" for one in described["parameters"])
    ]

    found = {address: client.get(f"{address}?{query}").status_code for address in lists}

    assert len(lists) >= 8
    assert set(found.values()) == {status}, found


def test_pages_beyond_the_last_are_empty(scene, client):
    body = client.get("/api/v1/organisations?page=100000&size=1").json()

    assert (body["page"], body["items"]) == (100000, [])
    assert body["count"] == body["pages"] > 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "There is nothing at this address."),
        ("de", "Unter dieser Adresse gibt es nichts."),
    ],
)
def test_problems_speak_the_language_asked_for(client, db, language, sentence):
    response = client.get("/api/v1/sources/none", headers={"accept-language": language})

    assert response.json()["detail"] == sentence
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("language", ["es", "fr", "de"])
def test_refusals_of_actions_speak_the_language_asked_for(scene, client, language):
    """The sentence is the page's own: found in the catalogue under the English one, and not the same as it."""
    headers = token_of(person_of(scene.actors["outsider_coordinator"]), "read", "write")
    address = f"/api/v1/organisations/{scene.values['organisation'].key}/publish"
    english = send(client, "post", address, **headers).json()["detail"]

    translated = send(client, "post", address, **headers, **{"accept-language": language}).json()["detail"]

    assert english == PERMISSIONS.table["directory.publish"].sentence
    with override(language):
        assert translated == gettext(english) != english


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
def test_unknown_addresses_need_no_proof(db, method):
    """Not even of where the request comes from: there is nothing to change, and a program must not be sent a page."""
    response = send(Client(enforce_csrf_checks=True), method, "/api/v1/nothing")

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_body_that_cannot_be_read_is_told_in_a_problem(scene, client):
    headers = token_of(person_of(scene.actors["administrator"]), "write")

    response = client.post("/api/v1/claims", "{", content_type="application/json", headers=headers)

    assert (response.status_code, response.json()["code"]) == (400, "bad-request")


def test_visitors_without_an_address_are_throttled_together(db):
    """Behind a socket the server is not told who asks."""
    nameless = Client(REMOTE_ADDR="")
    statuses = [nameless.get("/api/v1/taxonomies").status_code for _ in range(120)]

    response = nameless.get("/api/v1/taxonomies")

    assert statuses == [200] * 120
    assert (response.status_code, response.json()["code"]) == (429, "too-many-requests")
