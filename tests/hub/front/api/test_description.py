"""The description is complete, and the reference shows all of it."""

from collections import defaultdict
from enum import Enum
from typing import get_args

from django.urls import reverse

from kontor.hub.foundation.api import Schema
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


def named_in(kind):
    """The classes by whose names the description knows what is in this one, itself first."""
    if isinstance(kind, type) and issubclass(kind, (Schema, Enum)):
        yield kind
    fields = getattr(kind, "model_fields", {})
    for inner in (*get_args(kind), *(field.annotation for field in fields.values())):
        yield from named_in(inner)


def schemas(of=Schema):
    for one in of.__subclasses__():
        yield one
        yield from schemas(one)


def test_no_two_classes_share_a_name_in_the_description():
    """It would show one of them for both, and programs would be told the wrong words."""
    api.get_openapi_schema()
    ours = {
        one for schema in schemas() if schema.__module__.startswith("kontor.") for one in named_in(schema)
    }
    by_name = defaultdict(set)
    for one in ours:
        by_name[one.__name__].add(f"{one.__module__}.{one.__qualname__}")

    assert len(by_name) > 100
    assert {name: places for name, places in by_name.items() if len(places) > 1} == {}


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
