"""Scenes that several tests of this area share."""

import time

import pytest

from tests.factories.accounts import make_team
from tests.hub.accounts.making import make_person


@pytest.fixture
def team(db):
    return make_team("Cluster of the North")


@pytest.fixture
def manager(team):
    return make_person("Manager", teams=[(team, "manager")])


@pytest.fixture
def member(team):
    return make_person("Member", teams=[(team, "member")])


@pytest.fixture
def stranger(db):
    return make_person("Stranger", teams=[(make_team("Another cluster"), "manager")])


@pytest.fixture
def administrator(db):
    return make_person("Administrator", roles=["administrator"])


@pytest.fixture
def protection_officer(db):
    return make_person("Officer", roles=["protection-officer"])


@pytest.fixture
def enter(client):
    """Sign a person in, as if she had just typed her password."""

    def sign_in(person):
        client.force_login(person)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        return client

    return sign_in
