"""Who gets in, and what tokens may."""

import pytest
from django.test import Client
from django.utils import timezone

from kontor.hub.accounts.models import ApiToken
from kontor.hub.foundation import audit
from tests.hub.front.api.asking import ME, operations, person_of, records_of, refusals, send, token_of

# A question, and which two versions: what an address alone does not say.
ASKS_FOR_MORE = ("/api/v1/answer", "/strategy/differences")


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
        if method == "get" and not address.endswith(ASKS_FOR_MORE)
    }

    assert [one for one in found if one[1] != 200] == []
