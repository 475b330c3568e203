"""The API keeps the word of its description: schemathesis asks every operation in this process."""

import os

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from kontor.hub.wsgi import application
from tests.hub.front.api.asking import person_of, records_of, token_of

# For each operation, actor and kind of data. KONTOR_API_EXAMPLES=200 looks longer.
EXAMPLES = int(os.environ.get("KONTOR_API_EXAMPLES", "8"))


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
