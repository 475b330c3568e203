"""What the tests of the API share."""

import pytest
from django.core.cache import cache

from tests.factories.accounts import make_member, make_person, make_team
from tests.hub.front.scene import build


@pytest.fixture(autouse=True)
def forget_requests():
    cache.clear()


@pytest.fixture
def person(db):
    person = make_person("ana@example.org", name="Ana")
    make_member(make_team("Cluster of the North"), person, "manager")
    return person


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build()
