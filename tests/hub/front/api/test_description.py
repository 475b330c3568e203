"""The description is complete, and the reference shows all of it."""

from django.urls import reverse

from kontor.hub.front.api import api
from tests.hub.front.api.asking import ME, operations


def test_description_says_who_may_ask():
    """Reading is open to visitors but for what is about oneself; a change needs a token to write or a session."""
    for method, address, described in operations():
        reads = method == "get"
        ways_in = [{"BrowserSession": []}, {"Token": ["read" if reads else "write"]}]
        open_to_visitors = reads and address != ME
        assert described["security"] == ([*ways_in, {}] if open_to_visitors else ways_in), (method, address)


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
