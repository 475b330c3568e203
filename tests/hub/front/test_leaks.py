"""What is confidential stays so: everywhere, for everybody who may not see it.

Secrets are planted in every confidential place (`scene`), then every address is asked by every actor, every search is
asked for half of each secret, every kind is exported and every report drawn. The other half must not come back.
"""

import logging

import pytest
from django.core.cache import cache

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.transfer.kit import EXPORTERS
from tests.factories.actors import signed_in
from tests.hub.front.doors import DOORS, offered_by_api, offered_by_pages
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
        if name.startswith("api:"):  # 'too many requests' would hide what leaks
            cache.clear()
        found = leaked(text_of(client.get(address)), scene, role)
        faults += [f"{name} {address}: {words}" for words in found]

    assert faults == []
    assert leaked(caplog.text, scene, role) == []


@pytest.mark.parametrize("role", ROLES)
def test_no_search_leaks(scene, client, role):
    """A whole word, the beginning of one, and in forgiving doors one with a typing error."""
    signed_in(client, scene.actors.get(role, VISITOR))
    places = first_addresses(scene)

    faults = []
    for door in DOORS:
        if not opens(client.get(places[door.name], {door.parameter: "Zzyzx"})):
            continue
        for secret in (one for one in scene.secrets if role not in one.readers):
            for part in parts(secret, door):
                text = text_of(client.get(places[door.name], {door.parameter: part}))
                if secret.found.lower() in text.lower():
                    faults.append(f"{door.name}?{door.parameter}={part}: {secret.words}")

    assert faults == []


def opens(response):
    """What refuses whoever asks refuses every word."""
    return response.status_code == 200


def parts(secret, door):
    typed = (secret.asked[:4], secret.asked[:-1] + "x")
    if door.name.startswith("api:"):
        return (secret.asked,)
    return typed if door.forgiving else (secret.asked[:4],)


def first_addresses(scene):
    found = {}
    for name, address in addresses(scene, only_first=True):
        found.setdefault(name, address)
    return found


def test_every_door_finds_by_the_parameter_that_it_is_asked_by(scene, client):
    """Or the test above would ask doors that do not listen."""
    places = first_addresses(scene)

    faults = []
    for door in DOORS:
        signed_in(client, scene.actors.get(door.role, VISITOR))
        told = [
            text_of(client.get(places[door.name], {door.parameter: word})) for word in (door.asked, "Zzyzx")
        ]
        if [door.found in text for text in told] != [True, False]:
            faults.append((door.name, [door.found in text for text in told]))

    assert faults == []


def test_every_door_that_offers_words_is_asked(scene, client):
    offered = offered_by_api()
    for role, area in (("coordinator", ""), ("administrator", "accounts:")):
        signed_in(client, scene.actors[role])
        offered |= offered_by_pages(scene, client, area)

    assert {(door.name, door.parameter) for door in DOORS} == offered


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
