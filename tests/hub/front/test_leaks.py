"""What is confidential stays so: everywhere, for everybody who may not see it.

Secrets are planted in every confidential place (`scene`), then every address is asked by every actor, every search is
asked for half of each secret, every kind is exported and every report drawn. The other half must not come back.
"""

import logging

import pytest

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.transfer.kit import EXPORTERS
from tests.factories.actors import signed_in
from tests.hub.front.routes import addresses
from tests.hub.front.scene import build

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor", "sme", "cluster_manager", "coordinator", "partner_staff", "outsider_coordinator", "analyst", "editor", "protection_officer",
)  # fmt: skip
NOT_ASKED = {"account_logout", "set_language"}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build()


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{name} {value}" for name, value in response.headers.items())
    return content.decode("utf-8", errors="replace") + headers


def leaked(text, scene, role):
    return [
        secret.words
        for secret in scene.secrets
        if role not in secret.readers and secret.found.lower() in text.lower()
    ]


@pytest.mark.parametrize("role", ROLES)
def test_no_address_leaks(scene, client, caplog, role):
    caplog.set_level(logging.INFO)
    signed_in(client, scene.actors.get(role, VISITOR))

    faults = []
    for name, address in addresses(scene):
        if name in NOT_ASKED:
            continue
        found = leaked(text_of(client.get(address)), scene, role)
        faults += [f"{name} {address}: {words}" for words in found]

    assert faults == []
    assert leaked(caplog.text, scene, role) == []


@pytest.mark.parametrize("role", ROLES)
def test_no_search_leaks(scene, client, role):
    signed_in(client, scene.actors.get(role, VISITOR))

    faults = []
    for secret in scene.secrets:
        if role in secret.readers:
            continue
        for place in (
            "/search/",
            "/directory/",
            "/directory/suggest/",
            "/partnerships/",
            "/partnerships/searches/",
            "/scoreboard/claims/",
            "/missions/",
            "/countries/",
            "/evidence/documents/",
        ):
            for part in (secret.asked, secret.asked[:4], secret.asked[:-1] + "x"):
                if secret.found.lower() in text_of(client.get(place, {"q": part})).lower():
                    faults.append(f"{place}?q={part}: {secret.words}")

    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_no_export_leaks(scene, role):
    actor = scene.actors.get(role, VISITOR)

    faults = []
    for exporter in EXPORTERS:
        written = repr(list(exporter().rows(actor)))
        faults += [f"{exporter.kind}: {words}" for words in leaked(written, scene, role)]

    assert faults == []


def test_anonymous_search_never_names_its_organisation_beside_it(scene, client):
    """The organisation itself is public; what must not show is that it is the one who searches."""
    for role in ("visitor", "outsider_coordinator", "analyst", "coordinator"):
        signed_in(client, scene.actors.get(role, VISITOR))
        for address in (
            "/partnerships/searches/",
            scene.values["search"].get_absolute_url(),
            "/api/v1/searches",
        ):
            assert "Albatrossia" not in text_of(client.get(address)), (role, address)


def test_the_scene_has_something_to_leak(scene, client):
    """Each secret is really there for one of its readers, or the tests above would prove nothing."""
    unseen = {secret.words for secret in scene.secrets}
    for role in (*ROLES, "administrator"):
        signed_in(client, scene.actors.get(role, VISITOR))
        for _name, address in addresses(scene):
            if not unseen:
                return
            text = text_of(client.get(address)).lower()
            unseen = {words for words in unseen if words.split()[1].lower() not in text}

    assert unseen == set()
