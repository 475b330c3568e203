"""Every route by every actor: `matrix.csv` says what each is answered. A new route needs its row.

2xx as digits; 'in' is the way to the sign-in page, '->' another redirect. Routes that only take POST are posted to without
values, so 422 or '->' means that the actor may do it.
"""

import csv
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction

from kontor.hub.foundation.actor import VISITOR
from tests.factories.actors import signed_in
from tests.hub.front.routes import SECRET, addresses, patterns
from tests.hub.front.scene import build

pytestmark = pytest.mark.django_db

FILE = Path(__file__).with_name("matrix.csv")
ROLES = (
    "visitor", "sme", "cluster_manager", "coordinator", "partner_staff", "outsider_coordinator", "analyst", "editor", "administrator",
    "protection_officer",
)  # fmt: skip


def rows():
    with FILE.open(newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def answer(client, address):
    response = client.get(address)
    if response.status_code == 405:
        response = client.post(address, {})
    if response.status_code in (301, 302):
        return "in" if "/login" in response.headers["Location"] else "->"
    return str(response.status_code)


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build()


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_every_actor_as_the_matrix_says(
    scene, client, django_capture_on_commit_callbacks, role
):
    expected = rows()
    differing = []
    for name, address in addresses(scene, only_first=True):
        signed_in(client, scene.actors.get(role, VISITOR))
        if name.startswith(
            "api:"
        ):  # who may, not how often: the API has more addresses than a visitor may ask in a minute
            cache.clear()
        point = transaction.savepoint_create()
        got = answer(client, address)
        transaction.savepoint_rollback(point)
        if name in expected and got != expected[name][role]:
            differing.append(f"{name}: {got} instead of {expected[name][role]}")

    assert differing == []


def test_every_route_has_its_row():
    named = {name for name, _ in patterns()} - SECRET

    assert named - rows().keys() == set()
    assert rows().keys() - named == set()


def test_nobody_is_answered_with_a_server_error():
    assert [route for route, row in rows().items() for role in ROLES if row[role].startswith("5")] == []
