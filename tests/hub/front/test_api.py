"""The whole API: who gets in, what tokens may, how it refuses, and that its description keeps its word."""

import os
from datetime import timedelta

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import ApiToken, User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation import audit
from kontor.hub.foundation.permission import PERMISSIONS
from kontor.hub.front.api import api
from kontor.hub.reports.actions import freeze
from kontor.hub.wsgi import application
from tests.factories.accounts import make_member, make_person, make_team
from tests.hub.front.scene import build

ME = "/api/v1/me"
# For each operation, actor and kind of data. KONTOR_API_EXAMPLES=200 looks longer.
EXAMPLES = int(os.environ.get("KONTOR_API_EXAMPLES", "8"))


@pytest.fixture(autouse=True)
def forget_requests():
    cache.clear()


@pytest.fixture
def person(db):
    person = make_person("ana@example.org", name="Ana")
    make_member(make_team("Cluster of the North"), person, "manager")
    return person


def token_of(person, *scopes):
    _token, secret = actions.create_token(
        actor=actor_of(person),
        name="test",
        scopes=list(scopes),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {"authorization": f"Bearer {secret}"}


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build()


def person_of(actor):
    return User.objects.get(pk=actor.user_id)


def records_of(scene):
    """(beginning of the address, name of the parameter) -> a record that is there."""
    values = scene.values
    return {
        ("/api/v1/sources", "key"): values["source"].key,
        ("/api/v1/documents", "pk"): values["document"].pk,
        ("/api/v1/organisations", "key"): values["organisation"].key,
        ("/api/v1/partnerships", "key"): values["partnership"].key,
        ("/api/v1/participations", "id"): values["partnership"].participations.first().pk,
        ("/api/v1/searches", "id"): values["search"].pk,
        ("/api/v1/claims", "key"): values["claim"].key,
        ("/api/v1/reports", "kind"): "programme-overview",
        ("/api/v1/snapshots", "id"): freeze_for(scene).pk,
    }


def freeze_for(scene):
    today = timezone.localdate()
    return freeze(
        actor=scene.actors["cluster_manager"],
        kind="programme-overview",
        as_of=today,
        today=today,
        language="en",
    )


def test_me_says_who_the_token_speaks_for(client, person):
    response = client.get(ME, headers=token_of(person, "read"))

    team = person.memberships.get().team
    assert response.json() == {
        "id": person.pk,
        "name": "Ana",
        "email": "ana@example.org",
        "language": "",
        "roles": [],
        "teams": [{"id": team.pk, "name": "Cluster of the North", "kind": "organisation", "role": "manager"}],
        "scopes": ["read"],
    }


def test_me_in_a_browser_has_no_scopes(client, person):
    client.force_login(person)

    assert client.get(ME).json()["scopes"] is None


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer kontor_guessed"}, {"authorization": "Basic YTpi"}]
)
def test_me_refuses_who_is_not_known(client, db, headers):
    response = client.get(ME, headers=headers)

    assert response.status_code == 401
    assert response.json()["code"] == "not-signed-in"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Kontor"'


def test_a_bad_token_is_refused_although_the_browser_is_signed_in(client, person):
    client.force_login(person)

    assert client.get(ME, headers={"authorization": "Bearer kontor_guessed"}).status_code == 401


def test_me_refuses_a_token_without_the_scope(client, person):
    response = client.get(ME, headers=token_of(person, "write"))

    assert response.status_code == 403
    assert response.json()["code"] == "missing-scope"
    assert "'read'" in response.json()["detail"]


def test_me_refuses_an_expired_token(client, person):
    headers = token_of(person, "read")
    ApiToken.objects.update(expires_at=timezone.now())

    assert client.get(ME, headers=headers).status_code == 401


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


def operations(records=None):
    """(method, address, description) of every operation; with `records`, the addresses lead to them."""
    for address, methods in api.get_openapi_schema()["paths"].items():
        for (beginning, name), value in (records or {}).items():
            if address.startswith(beginning):
                address = address.replace(f"{{{name}}}", str(value))  # noqa: PLW2901
        for method, described in methods.items():
            yield method, address, described


def send(client, method, address, **headers):
    return getattr(client, method)(address, content_type="application/json", headers=headers)


def refusals(client, records, *, of_changes, **headers):
    """(method, address) of all operations that change (or read) -> (status, code) of the problem they answer with."""
    found = {}
    for method, address, _described in operations(records):
        if (method != "get") is of_changes:
            cache.clear()
            response = send(client, method, address, **headers)
            assert response.headers["Content-Type"] == "application/problem+json", (method, address)
            found[method, address] = (response.status_code, response.json()["code"])
    return found


def test_a_browser_without_csrf_token_changes_nothing(scene):
    """Every operation that changes refuses a form that another site sends with the person's own cookie."""
    strict, records = Client(enforce_csrf_checks=True), records_of(scene)
    strict.force_login(person_of(scene.actors["administrator"]))
    before = audit.head_number()

    found = refusals(strict, records, of_changes=True)

    assert set(found.values()) == {(403, "csrf")}
    assert audit.head_number() == before


def test_a_visitor_is_asked_to_sign_in_before_anything_else_is_looked_at(scene, client):
    found = refusals(client, records_of(scene), of_changes=True)

    assert set(found.values()) == {(401, "not-signed-in")}


def test_a_token_to_read_changes_nothing(scene, client):
    headers = token_of(person_of(scene.actors["administrator"]), "read")
    records = records_of(scene)
    before = audit.head_number()

    found = refusals(client, records, of_changes=True, **headers)

    assert set(found.values()) == {(403, "missing-scope")}
    assert audit.head_number() == before


def test_a_token_to_write_reads_nothing(scene, client):
    headers = token_of(person_of(scene.actors["administrator"]), "write")

    found = refusals(client, records_of(scene), of_changes=False, **headers)

    assert set(found.values()) == {(403, "missing-scope")}


def test_a_token_to_read_reads_everything_its_person_may(scene, client):
    headers = token_of(person_of(scene.actors["administrator"]), "read")
    records = records_of(scene)

    found = {
        (address, send(client, method, address, **headers).status_code)
        for method, address, _described in operations(records)
        if method == "get" and address != "/api/v1/answer"
    }

    assert [one for one in found if one[1] != 200] == []


def test_description_says_who_may_ask():
    """Reading is open to visitors but for what is about oneself; a change needs a token to write or a session."""
    for method, address, described in operations():
        reads = method == "get"
        ways_in = [{"BrowserSession": []}, {"Token": ["read" if reads else "write"]}]
        open_to_visitors = reads and address != ME
        assert described["security"] == ([*ways_in, {}] if open_to_visitors else ways_in), (method, address)


@pytest.mark.parametrize(
    ("query", "status"),
    [("size=200", 200), ("size=201", 422), ("size=0", 422), ("page=0", 422), ("page=x", 422)],
)
def test_every_list_has_the_same_limits(scene, client, query, status):
    lists = [
        address
        for method, address, described in operations()
        if method == "get" and any(parameter["name"] == "size" for parameter in described["parameters"])
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


def test_every_operation_describes_its_refusals():
    for address, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            assert {401, 403, 404, 409, 422, 429} <= {int(status) for status in operation["responses"]}, (
                method,
                address,
            )
            for status, described in operation["responses"].items():
                if int(status) >= 400:
                    assert list(described["content"]) == ["application/problem+json"], (method, address)


def test_operation_ids_and_url_names_are_unique():
    operations = [
        operation for methods in api.get_openapi_schema()["paths"].values() for operation in methods.values()
    ]

    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
    assert all(operation["summary"] and operation["tags"] for operation in operations)


def test_reference_shows_every_operation_and_shape(client, db):
    response = client.get(reverse("api:reference"))

    description = api.get_openapi_schema()
    assert response.status_code == 200
    for address in description["paths"]:
        assert f"{address}</code>" in response.text
    for name in description["components"]["schemas"]:
        assert f'id="schema-{name}"' in response.text
    assert "<script>" not in response.text


def test_description_is_served(client, db):
    response = client.get(reverse("api:openapi-json"))

    assert response.json()["openapi"] == "3.1.0"
    assert response.json()["info"]["title"] == "Kontor"


@pytest.fixture
def in_one_transaction():
    """The server closes its connection after a request; the test's own must stay open, as with Django's test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(db, in_one_transaction):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def headers_of(actor):
    """What this actor sends with every request: nothing, or a token that may do everything she may."""
    if actor.is_visitor:
        return {}
    token = token_of(person_of(actor), "read", "write")
    return {"Authorization": token["authorization"]}


def lead_to_records(case, records, named):
    """Put what exists where the case names something made up, in the address and in the body."""
    for (beginning, name), value in records.items():
        if name in case.path_parameters and case.operation.path.startswith(beginning):
            case.path_parameters[name] = value
    if isinstance(case.body, dict):
        case.body |= {name: value for name, value in named.items() if case.body.get(name)}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("who", ["visitor", "cluster_manager", "administrator"])
def test_the_description_keeps_its_word(scene, described, who, mode):
    """Good and bad values at every operation: no fault, only what is described, in the shapes described."""
    headers = headers_of(scene.actors[who])
    records = records_of(scene)
    named = {
        "country": "CO",
        "source": scene.values["source"].key,
        "organisation": scene.values["organisation"].key,
        "coordinator": scene.values["organisation"].key,
        "partnership": scene.values["partnership"].key,
        "version": 1,
    }

    for operation in (found.ok() for found in described.get_all_operations()):

        @given(case=operation.as_strategy(mode), there=booleans())
        @effort(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def keeps_its_word(case, there):
            cache.clear()
            if there and mode is GenerationMode.POSITIVE:
                lead_to_records(case, records, named)
            case.call_and_validate(headers=headers, excluded_checks=[ignored_auth])

        try:
            keeps_its_word()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, operation.label
            assert list(operation.iter_parameters()) == [], operation.label
